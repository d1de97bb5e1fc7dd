#include "app/demonstration.h"

#include "accounts/demonstration.h"
#include "actions/queries.h"
#include "app/told_documents.h"
#include "archive/rows.h"
#include "core/secret.h"
#include "diagnostic/opening.h"
#include "diagnostic/queries.h"
#include "diagnostic/snapshot.h"
#include "diagnostic/teamwork.h"
#include "practices/comments.h"
#include "practices/queries.h"
#include "practices/slots.h"
#include "workshop/leading.h"
#include "workshop/queries.h"
#include "workshop/taking_part.h"

#include <algorithm>
#include <ranges>

namespace app {
namespace {

using accounts::Desk, accounts::OrganisationId;
using storage::Writer;

constexpr std::chrono::hours morning{9}, evening{18};

audit::Trail trail_of(Writer& db, Desk const& desk, OrganisationId const& organisation, accounts::User const& user, Instant at) {
    return {db, organisation.text(), user.id.text(), at, desk.chance};
}

// --- The diagnostic of a cycle

void rate(Writer& db, Desk const& desk, diagnostic::Diagnostic const& diagnostic, ToldAnswer const& told, Cast const& cast,
    Instant at) {
    auto const& user = cast.at(told.by);
    auto const* criterion = find_rated(diagnostic.version(), told.criterion);
    if (!criterion) throw std::logic_error{"a story tells of a criterion that is not there: " + told.criterion};
    auto const rating = diagnostic::make_rating(*criterion, told.level, told.reason, told.comment);
    if (!rating) throw std::logic_error{"a story tells of a level that is not there: " + told.criterion};
    auto trail = trail_of(db, desk, diagnostic.organisation(), user, at);
    (void)diagnostic::save(db, trail, diagnostic, *rating, {user, "", {}, at});
}

// One answer after another, from the opening on to the last day; none in a future that the story did not foresee.
void rate_all(Writer& db, Desk const& desk, diagnostic::Diagnostic const& diagnostic, ToldCycle const& told, Cast const& cast,
    Instant now) {
    auto const first = Instant{told.opened} + morning;
    auto const step = (Instant{told.last} + evening - first) / std::max<std::ptrdiff_t>(std::ssize(told.answers), 1);
    auto at = first;
    for (auto const& answer : told.answers) rate(db, desk, diagnostic, answer, cast, std::min(at += step, now));
}

// --- What the team says beside

void review(
    Writer& db, Desk const& desk, diagnostic::Diagnostic const& diagnostic, ToldCycle const& told, Cast const& cast, Instant at) {
    auto const criterion = [&](std::string const& number) -> referentiel::Criterion const& {
        return *find_rated(diagnostic.version(), number);
    };
    for (auto const& [number, who] : told.to_answer)
        diagnostic::assign(db, diagnostic, criterion(number).key, cast.at(who).id, at);
    for (auto const& [number, who] : told.to_look_at) diagnostic::flag(db, diagnostic, criterion(number), cast.at(who), at);
    for (auto const& [number, by, text] : told.notes) {
        diagnostic::Note const note{new_id<diagnostic::Note>(at, desk.chance), criterion(number).key, text, by, at};
        diagnostic::add_note(db, diagnostic, note, cast.at(by));
    }
}

// --- What exists, and what presses

// Three texts a day, in the last two weeks of the story.
void describe_all(Writer& db, Desk const& desk, diagnostic::Diagnostic const& diagnostic, ToldCycle const& told, Cast const& cast,
    Instant now) {
    auto const first = Instant{told.last} - std::chrono::days{14} + morning;
    int place = 0;
    for (auto const& [number, by, text, priority] : told.practices) {
        auto const when = std::min(first + std::chrono::days{place / 3} + std::chrono::hours{place % 3 * 2}, now);
        ++place;
        auto const& user = cast.at(by);
        auto const& criterion = *find_rated(diagnostic.version(), number);
        auto trail = trail_of(db, desk, diagnostic.organisation(), user, when);
        (void)practices::save(db, trail, diagnostic, criterion.key, text, {}, {user, "", {}, when}, desk.chance);
        if (priority == 0) continue;
        auto const level = static_cast<practices::Priority>(priority);
        (void)practices::save(db, trail, diagnostic, criterion.key, level, {user, "", {}, when});
        if (level == practices::Priority::plan)
            desk.slots.of<practices::Plan>().put(db, trail, diagnostic, {&criterion}, {user, when});
    }
}

Date workday_after(Date day) {
    do day += std::chrono::days{1};
    while (std::chrono::weekday{day}.iso_encoding() > 5);
    return day;
}

// Two a day from the working day after the answers on, within hours that are at work in Paris in summer and in winter; closed
// on the next.
void comment_all(Writer& db, Desk const& desk, diagnostic::Diagnostic const& diagnostic, ToldCycle const& told, Cast const& cast,
    Instant now) {
    constexpr std::chrono::minutes early{8 * 60 + 40}, late{13 * 60 + 25}, closing{9 * 60 + 30};
    auto day = told.last;
    auto is_early = false;
    for (auto const& [number, by, text, to, resolved_by] : told.comments) { // five
        is_early = !is_early;
        if (is_early) day = workday_after(day);
        auto const when = std::min(Instant{day} + (is_early ? early : late), now);
        auto const& user = cast.at(by);
        practices::Comment const comment{new_id<practices::Comment>(when, desk.chance),
            find_rated(diagnostic.version(), number)->key, text, std::string{user.id.text()}, user.name(), when};
        practices::add(db, diagnostic, comment);
        if (!to.empty()) practices::mention(db, diagnostic, comment.id, cast.at(to), when);
        if (!resolved_by.empty())
            practices::resolve(
                db, diagnostic, comment.id, cast.at(resolved_by), std::min(Instant{workday_after(day)} + closing, now));
    }
}

// --- A workshop

void vote_all(Writer& db, Desk const& desk, workshop::Workshop const& workshop, std::vector<std::string> const& tokens,
    workshop::At at, std::vector<std::string> const& levels, Instant now) {
    for (std::size_t i = 0; i < tokens.size(); ++i) { // as many as sat at the table
        auto const seat = workshop::find_seat(db, desk.library, *workshop->code, token_digest(tokens[i]), now).value();
        workshop::vote(db, seat, at.place, at.round, levels.at(i));
    }
    workshop::reveal(db, workshop, at, now);
}

void hold(Writer& db, Desk const& desk, diagnostic::Diagnostic const& diagnostic, ToldWorkshop const& told, Cast const& cast,
    Instant now) {
    auto at = std::min(Instant{told.on} + evening, now);
    std::vector<referentiel::Criterion const*> criteria;
    for (auto const& topic : told.topics) criteria.push_back(find_rated(diagnostic.version(), topic.criterion));
    auto const id = new_id<workshop::Workshop>(at, desk.chance);
    auto const& facilitator = cast.at(told.by);
    workshop::add(db, diagnostic, {id, told.title, criteria}, facilitator, at, desk.chance);
    auto const workshop = workshop::find(db, desk.library, diagnostic.organisation(), id).value();
    std::vector<std::string> tokens;
    for (auto const& [name, role] : told.participants)
        tokens.push_back(workshop::join(db, workshop, name, role, at, desk.chance).value());

    int place = 0;
    for (auto const& topic : told.topics) {
        workshop::open_topic(db, workshop, ++place, at);
        int round = 0;
        for (auto const& votes : topic.rounds) {
            if (round > 0) workshop::open_round(db, workshop, {place, round}, at);
            vote_all(db, desk, workshop, tokens, {place, ++round}, votes, at);
        }
        auto const level = find_rated(diagnostic.version(), topic.criterion)->scale->level(topic.level).value();
        workshop::retain(db, workshop, {place, round}, level, topic.why, at);
    }
    trail_of(db, desk, diagnostic.organisation(), facilitator, at).add("open_workshop", id.text());
    workshop::end(db, workshop, at);
    trail_of(db, desk, diagnostic.organisation(), facilitator, at).add("end_workshop", id.text());
}

// --- The plan

actions::Indicator indicator_of(Desk const& desk, ToldIndicator const& told, Instant at) {
    using Kind = actions::Indicator::Kind;
    auto const is_figure = !told.baseline.empty() || !told.target.empty() || !told.unit.empty();
    actions::Indicator indicator{new_id<actions::Indicator>(at, desk.chance), is_figure ? Kind::figure : Kind::state, told.label};
    indicator.steps = told.steps;
    indicator.unit = told.unit;
    indicator.baseline = actions::read_figure(told.baseline);
    indicator.baseline_month = parse<Month>(told.month);
    indicator.target = actions::read_figure(told.target);
    return indicator;
}

actions::Content content_of(
    Writer& db, Desk const& desk, OrganisationId const& organisation, ToldAction const& told, Instant at) {
    auto const named = [&](std::vector<std::string> const& names) {
        return accounts::persons_named(db, organisation, names, at, desk.chance);
    };
    auto const number = [](std::string const& text) { return text.empty() ? 0 : std::stoi(text); };
    actions::Content content{.title = told.title, .text = told.text};
    if (!told.responsible.empty()) content.responsible = named({told.responsible}).front();
    content.people = named(told.people);
    content.start = parse<Date>(told.start);
    content.due = parse<actions::Due>(told.due);
    content.cost = actions::read_figure(told.cost);
    content.effort = told.effort;
    content.funder = told.funder;
    content.state = parse<actions::State>(told.state).value_or(actions::State::planned);
    content.progress = content.state == actions::State::done ? 100 : number(told.progress);
    content.done = parse<Date>(told.done);
    for (auto const& indicator : told.indicators) content.indicators.push_back(indicator_of(desk, indicator, at));
    return content;
}

void plan_action(Writer& db, Desk const& desk, diagnostic::Diagnostic const& diagnostic, actions::Commitment const& commitment,
    ToldAction const& told, std::optional<actions::ActionId> const& parent, accounts::User const& user, Instant at) {
    auto trail = trail_of(db, desk, diagnostic.organisation(), user, at);
    auto const id = new_id<actions::Action>(at, desk.chance);
    auto const content = content_of(db, desk, diagnostic.organisation(), told, at);
    actions::add(db, trail, diagnostic, actions::NewAction{id, commitment.id, parent, content}, user, at);
    for (auto const& part : told.parts) plan_action(db, desk, diagnostic, commitment, part, id, user, at);
}

void plan(Writer& db, Desk const& desk, diagnostic::Diagnostic const& diagnostic, ToldCycle const& told,
    accounts::User const& user, Instant at) {
    auto trail = trail_of(db, desk, diagnostic.organisation(), user, at);
    std::vector<referentiel::Criterion const*> criteria;
    for (auto const& commitment : told.plan) criteria.push_back(find_rated(diagnostic.version(), commitment.criterion));
    actions::commit(db, trail, diagnostic, criteria, user, at, desk.chance);
    auto const made = actions::plan(db, diagnostic);
    for (auto const& one : told.plan) {
        auto const& criterion = *find_rated(diagnostic.version(), one.criterion);
        auto const& commitment = *made.find(criterion);
        (void)actions::aim(
            db, trail, diagnostic, commitment, criterion.scale->level(one.level), {user, at, "", commitment.revision});
        for (auto const& action : one.actions) plan_action(db, desk, diagnostic, commitment, action, std::nullopt, user, at);
    }
}

// --- A cycle

void close(Writer& db, Desk const& desk, diagnostic::Diagnostic const& diagnostic, accounts::User const& owner, Instant at) {
    auto trail = trail_of(db, desk, diagnostic.organisation(), owner, at);
    auto const snapshot = new_id<diagnostic::Snapshot>(at, desk.chance);
    diagnostic::take_snapshot(db, trail, diagnostic, {snapshot, "Clôture", owner, at, actions::envisaged(db, diagnostic)});
    accounts::close_cycle(db, diagnostic.organisation(), diagnostic.cycle().id, at);
    trail.add("close_cycle", diagnostic.cycle().id.text());
}

void add_cycle(Writer& db, Desk const& desk, OrganisationId const& organisation, ToldCycle const& told, Cast const& cast,
    accounts::User const& owner, Instant now) {
    auto const opened = std::min(Instant{told.opened} + morning, now);
    auto const* version = desk.library.latest(told.referentiel);
    if (!version) throw std::logic_error{"a story follows a référentiel that is not there: " + told.referentiel};
    auto trail = trail_of(db, desk, organisation, owner, opened);
    auto const id = new_id<accounts::Cycle>(opened, desk.chance);
    diagnostic::open_cycle(db, trail, *version, organisation, {id, told.label, told.referentiel}, opened, desk.chance);
    auto const diagnostic = diagnostic::find(db, desk.library, organisation, {id}).value();
    rate_all(db, desk, diagnostic, told, cast, now);
    review(db, desk, diagnostic, told, cast, std::min(Instant{told.last} + evening, now));
    describe_all(db, desk, diagnostic, told, cast, now);
    comment_all(db, desk, diagnostic, told, cast, now);
    if (!told.plan.empty()) plan(db, desk, diagnostic, told, owner, std::min(Instant{told.last} + evening, now));
    if (told.workshop) hold(db, desk, diagnostic, *told.workshop, cast, now);
    if (told.closed) close(db, desk, diagnostic, owner, std::min(Instant{*told.closed} + evening, now));
}

// All that stands in a structure which is there.
void tell(Writer& db, Desk const& desk, OrganisationId const& organisation, Story const& story, Cast const& cast, Instant now) {
    auto const begun = std::min(Instant{story.cycles.front().opened}, now);
    for (auto const& person : story.people)
        accounts::add_member(db, organisation, cast.at(person.key).id, person.role, begun, desk.chance);
    for (auto const& reader : story.readers)
        accounts::add_member(db, organisation, cast.at(reader).id, accounts::Role::reader, begun, desk.chance);
    for (auto const& cycle : story.cycles) add_cycle(db, desk, organisation, cycle, cast, cast.at(story.people.front().key), now);
    tell_documents(db, desk, organisation, story, cast, now);
}

// --- What it holds

// The tables of what a structure says; not those of the instance, nor what ends by itself.
std::vector<archive::Table const*> tables_of_structures() {
    std::vector<archive::Table const*> all;
    for (auto const& table : archive::tables())
        if (table.whose == archive::Whose::structure && table.organisation() != nullptr) all.push_back(&table);
    return all;
}

std::string joined(accounts::Profile const& profile) {
    return profile.name + '\n' + profile.legal_form + '\n' + profile.sector + '\n' + profile.staff + '\n' + profile.region + '\n';
}

std::string logo_of(storage::Reader const& db, OrganisationId const& organisation) {
    auto const read = [](storage::Row& row) { return row.maybe<std::string>().value_or(""); };
    return db.row("SELECT logo FROM organisations WHERE id = $1", {organisation}, read).value();
}

// Of everything but what changes by itself or opens a door.
std::string digest_of(storage::Reader const& db, OrganisationId const& organisation) {
    RunningDigest digest;
    digest.add(joined(accounts::find_organisation(db, organisation).value().profile));
    digest.add(logo_of(db, organisation) + '\n');
    for (auto const& member : accounts::members(db, organisation))
        digest.add(member.user.email + '\n' + member.user.name() + '\n');
    for (auto const* table : tables_of_structures()) { // some thirty, however much stands in them
        archive::Selection selection{*table, {}, "organisation_id = $1", {organisation}};
        std::ranges::copy_if(table->columns, std::back_inserter(selection.columns), archive::is_exported);
        archive::RowsToText rows{db, std::move(selection)};
        for (auto part = rows.next(); !part.empty(); part = rows.next()) digest.add(part);
    }
    return hexadecimal(digest.finish());
}

void empty(Writer& db, OrganisationId const& organisation) {
    auto tables = tables_of_structures();
    std::ranges::reverse(tables); // those that refer to others come after them
    for (auto const* table : tables)
        db.change("DELETE FROM " + std::string{table->name} + " WHERE organisation_id = $1", {organisation});
}

// --- At night

// A night begins at three in the morning, when nobody is at work.
Date night_of(Zone const& zone, Instant instant) {
    auto const local = zone.local(instant);
    return local.hour >= 3 ? local.day : local.day - std::chrono::days{1};
}

bool is_due(Desk const& desk, accounts::Demonstration const& made) {
    return night_of(desk.zone, made.looked_at) < night_of(desk.zone, desk.clock());
}

// Whoever took another address keeps the account under it; the character comes back without a password.
Cast find_cast(Writer& db, Desk const& desk, Instant now) {
    Cast cast;
    for (auto const& story : stories())
        for (auto const& person : story.people) { // five
            auto user = accounts::find_user(db, person.email);
            if (!user) user = accounts::find_user(db, accounts::add_user(db, {person.email, "", "", ""}, now, desk.chance));
            accounts::save_name(db, user->id, person.given, person.family);
            cast.emplace(person.key, accounts::find_user(db, user->id).value());
        }
    return cast;
}

void restore(Writer& db, Desk const& desk, accounts::Demonstration const& made, Instant now) {
    db.wait_for("organisations", made.organisation);
    auto const story = std::ranges::find(stories(), made.story, &Story::name);
    auto digest = digest_of(db, made.organisation);
    if (digest != made.digest && story != stories().end()) {
        auto const cast = find_cast(db, desk, now);
        empty(db, made.organisation);
        accounts::save_profile(db, made.organisation, story->profile);
        accounts::save_logo(db, made.organisation, std::nullopt);
        tell(db, desk, made.organisation, *story, cast, now);
        digest = digest_of(db, made.organisation);
    }
    accounts::save_look(db, made.organisation, digest, now);
}

} // namespace

OrganisationId add_demonstration(Writer& db, Desk const& desk, Story const& story, Cast const& cast, Instant now) {
    auto const begun = std::min(Instant{story.cycles.front().opened}, now);
    auto const organisation = accounts::add_organisation(db, story.profile, begun, desk.chance).id;
    tell(db, desk, organisation, story, cast, now);
    std::optional<accounts::UserId> visitor;
    if (story.is_visited) visitor = accounts::add_visitor(db, now, desk.chance);
    accounts::add_demonstration(db, {organisation, story.name, visitor, digest_of(db, organisation), now});
    return organisation;
}

void restore_demonstrations(Desk const& desk) {
    std::vector<accounts::Demonstration> due;
    desk.db.read([&](storage::Reader& db) { due = accounts::demonstrations(db); });
    std::erase_if(due, [&](auto const& made) { return !is_due(desk, made); });
    if (due.empty()) return;
    desk.db.write([&](Writer& db) {
        for (auto const& made : accounts::demonstrations(db)) // two
            if (is_due(desk, made)) restore(db, desk, made, desk.clock());
    });
}

} // namespace app
