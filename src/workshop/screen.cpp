#include "workshop/screen.h"

#include "diagnostic/profile.h"
#include "diagnostic/queries.h"
#include "diagnostic/teamwork.h"
#include "layout/closed.h"
#include "layout/frame.h"
#include "workshop/addresses.h"
#include "workshop/screen_views.h"

#include <charconv>

namespace workshop {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::Right, accounts::Visit;
using diagnostic::Diagnostic;
using html::Problem;
using referentiel::Criterion;
using web::Response, web::require;

constexpr std::string_view without_votes = "sans-vote";

// The diagnostic that the workshop is about, unless another took its place meanwhile.
std::optional<Diagnostic> diagnostic_of(storage::Reader const& db, Caller const& caller, Workshop const& workshop) {
    auto found = diagnostic::find(db, caller.desk.library, workshop.organisation(), {workshop->cycle.id});
    if (found && found->id() != workshop->diagnostic) return std::nullopt;
    return found;
}

// The form before anyone wrote in it: what most chose, and what is said of the criterion so far.
Decision first_decision(Topic const& topic, std::optional<diagnostic::SavedRating> const& kept) {
    Decision decision;
    if (auto const level = favourite(*topic.criterion, topic.last_round()->counts)) decision.level = level->code();
    if (!kept) return decision;
    decision.revision = kept->revision;
    decision.why = kept->rating.reason.empty() ? kept->rating.comment : kept->rating.reason;
    return decision;
}

Response screen_answer(Caller const& caller, storage::Reader const& db, Member const& member, Workshop const& workshop,
    std::optional<Decision> written = {}, std::vector<Problem> problems = {}, int status = 200) {
    auto const all = topics(db, workshop);
    auto const there = participants(db, workshop);
    auto const pulse = require(find_pulse(db, workshop.organisation(), workshop->id));
    auto const* topic = current_topic(workshop, all);
    std::optional<diagnostic::SavedRating> kept;
    auto may_retain = true;
    if (topic && topic->stage == Stage::revealed)
        if (auto const diagnostic = diagnostic_of(db, caller, workshop)) {
            kept = diagnostic::find_rating(db, *diagnostic, *topic->criterion);
            may_retain = diagnostic::mandate(db, *diagnostic, member).allows(*topic->criterion);
        }
    Decision decision;
    if (written) decision = *std::move(written);
    else if (topic && topic->stage == Stage::revealed) decision = first_decision(*topic, kept);
    auto const is_questioned = pulse.voted == 0 && caller.request.parameters().has(without_votes);
    auto const content =
        screen(caller, {workshop, all, there, pulse, topic, kept, decision, problems, may_retain, is_questioned});
    return layout::bare_page(caller, {.title = workshop->title,
                                         .section = caller.t.text("Atelier"),
                                         .content = content,
                                         .problems = std::move(problems),
                                         .status = status,
                                         .width = layout::Width::free});
}

Response show_screen(Visit& visit, WorkshopId id) {
    auto const workshop = require_workshop(visit.db, visit, visit.member, id);
    if (workshop.is_over()) return web::see_other(minutes_url(workshop));
    return screen_answer(visit, visit.db, visit.member, workshop);
}

Response show_pulse(Visit& visit, WorkshopId id) {
    return pulse_answer(words_of(require(find_pulse(visit.db, visit.member.organisation, id))));
}

int number_of(web::Form const& form, std::string_view name) {
    auto const text = form.line(name);
    int number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 0) throw web::Refused{400};
    return number;
}

// Each act ends on the screen as it now is; an act on what has moved on does nothing. In a closed cycle a workshop may only end.
template <typename Act>
Response acted(Change& change, WorkshopId const& id, Act const& act) {
    auto const workshop = require_workshop(change.db, change, change.member, id);
    auto const at = read_at(change.form);
    if (!workshop.is_over()) layout::require_open(change, workshop->cycle);
    if (!workshop.is_over() && at.place == workshop->place) act(workshop, at);
    return web::see_other(workshop_url(workshop));
}

// Is this the round that is open, and did nobody vote in it?
bool is_open_without_votes(Change& change, Workshop const& workshop, At at) {
    auto const all = topics(change.db, workshop);
    auto const* topic = current_topic(workshop, all);
    if (!topic || topic->place != at.place || topic->round != at.round || topic->stage != Stage::voting) return false;
    return require(find_pulse(change.db, workshop.organisation(), workshop->id)).voted == 0;
}

// Where there is nothing to show it asks first; the screen then has a button that means it.
Response reveal_votes(Change& change, WorkshopId id) {
    auto const workshop = require_workshop(change.db, change, change.member, id);
    if (!workshop.is_over()) layout::require_open(change, workshop->cycle);
    if (!change.form.has(without_votes) && is_open_without_votes(change, workshop, read_at(change.form)))
        return web::see_other(workshop_url(workshop).with(without_votes, "question"));
    return acted(change, id, [&](Workshop const& workshop, At at) { reveal(change.db, workshop, at, change.now); });
}

Response open_next_round(Change& change, WorkshopId id) {
    return acted(change, id, [&](Workshop const& workshop, At at) { open_round(change.db, workshop, at, change.now); });
}

Response go_on(Change& change, WorkshopId id) {
    return acted(change, id, [&](Workshop const& workshop, At at) {
        auto const all = topics(change.db, workshop);
        auto const* topic = current_topic(workshop, all);
        if (topic && topic->round != at.round) return;
        if (topic && !is_closed(topic->stage)) skip(change.db, workshop, at, change.now);
        open_topic(change.db, workshop, at.place + 1, change.now);
    });
}

Response end_workshop(Change& change, WorkshopId id) {
    auto const workshop = require_workshop(change.db, change, change.member, id);
    if (!workshop.is_over()) change.trail.add("end_workshop", id.text());
    end(change.db, workshop, change.now);
    return web::see_other(minutes_url(workshop));
}

Result<diagnostic::Rating, diagnostic::RatingProblem> rating_of(
    Decision const& decision, Criterion const& criterion, std::optional<diagnostic::SavedRating> const& kept) {
    auto const level = criterion.scale->level(decision.level);
    auto const takes_reason = level && level->effect() == referentiel::Effect::not_concerned;
    if (!takes_reason) return diagnostic::make_rating(criterion, decision.level, {}, decision.why);
    return diagnostic::make_rating(criterion, decision.level, decision.why, kept ? kept->rating.comment : "");
}

Response retain_level(Change& change, WorkshopId id) {
    auto const workshop = require_workshop(change.db, change, change.member, id);
    auto const at = read_at(change.form);
    auto const all = topics(change.db, workshop);
    auto const* topic = current_topic(workshop, all);
    auto const is_asked = topic && topic->place == at.place && topic->round == at.round && topic->stage == Stage::revealed;
    if (workshop.is_over() || !is_asked) return web::see_other(workshop_url(workshop));
    auto const diagnostic = diagnostic_of(change.db, change, workshop);
    if (!diagnostic) throw web::Refused{403};
    auto const may = diagnostic::mandate(change.db, *diagnostic, change.member); // nothing once the cycle is closed
    if (!may.allows(*topic->criterion)) throw web::Refused{403};
    auto const revision = parse<diagnostic::Revision>(change.form.text("revision"));
    if (!revision) throw web::Refused{400};

    Decision decision{change.form.line("level"), change.form.text("why"), *revision, {}};
    auto const rating = rating_of(decision, *topic->criterion, find_rating(change.db, *diagnostic, *topic->criterion));
    if (!rating)
        return screen_answer(
            change, change.db, change.member, workshop, decision, {problem_of(change.t, rating.error(), *topic->criterion)}, 422);
    auto const saved =
        diagnostic::save(change.db, change.trail, *diagnostic, *rating, {change.member.user, "", decision.revision, change.now});
    if (!saved) {
        decision.theirs = saved.error().current;
        decision.revision = saved.error().current.revision;
        return screen_answer(change, change.db, change.member, workshop, decision,
            {{"niveau-1",
                change.t.text("Une autre personne a répondu à ce critère entre-temps : choisissez la réponse à garder")}},
            409);
    }
    retain(change.db, workshop, at, rating->level, decision.why, change.now);
    change.trail.add("retain_level", topic->criterion->key.text());
    return web::see_other(workshop_url(workshop));
}

} // namespace

Workshop require_workshop(storage::Reader const& db, Caller const& caller, Member const& member, WorkshopId const& id) {
    return require(find(db, caller.desk.library, member.organisation, id));
}

At read_at(web::Form const& form) { return {number_of(form, "place"), number_of(form, "round")}; }

Response pulse_answer(std::string const& pulse) {
    auto response = web::text(pulse);
    response.headers.emplace_back("ETag", "\"" + pulse + "\"");
    response.headers.emplace_back("Cache-Control", "private, no-cache");
    return response;
}

void add_screen_routes(accounts::Router& router) {
    router.get("/structures/{}/ateliers/{}", Right::rate, show_screen);
    router.get("/structures/{}/ateliers/{}/etat", Right::rate, show_pulse);
    router.post("/structures/{}/ateliers/{}/devoilement", Right::rate, reveal_votes);
    router.post("/structures/{}/ateliers/{}/tour", Right::rate, open_next_round);
    router.post("/structures/{}/ateliers/{}/niveau", Right::rate, retain_level);
    router.post("/structures/{}/ateliers/{}/suite", Right::rate, go_on);
    router.post("/structures/{}/ateliers/{}/cloture", Right::rate, end_workshop);
}

} // namespace workshop
