#include "api/practices.h"

#include "api/body.h"
#include "api/list.h"
#include "api/problem.h"
#include "api/writing.h"
#include "core/unicode.h"
#include "diagnostic/profile.h"
#include "diagnostic/queries.h"
#include "diagnostic/teamwork.h"
#include "practices/queries.h"
#include "practices/slots.h"

#include <boost/json.hpp>

namespace api {
namespace {

using accounts::Change, accounts::CycleId, accounts::Right, accounts::Visit, accounts::WhichCycle;
using diagnostic::Diagnostic;
using practices::Practice, practices::Priority, practices::SavedPriority;
using referentiel::Criterion;
using web::Response, web::require;
namespace json = boost::json;

std::int64_t rank(Priority priority) { return static_cast<std::int64_t>(priority); }

json::object described(Practice const& practice) {
    return {{"text", practice.text}, {"revision", practice.revision.number}, {"by", practice.by}, {"at", in_utc(practice.at)},
        {"practice", practice.id.text()}};
}

json::object described(SavedPriority const& saved) {
    return {{"priority", rank(saved.priority)}, {"revision", saved.revision.number}, {"by", saved.by}, {"at", in_utc(saved.at)}};
}

json::object described(Criterion const& criterion, practices::Described const& there, std::string_view language) {
    json::object object{{"criterion", criterion.key.text()}, {"number", criterion.number},
        {"title", criterion.title.in(language)}, {"description", nullptr}, {"priority", nullptr}};
    if (auto const* practice = there.practice(criterion)) object["description"] = described(*practice);
    if (auto const* saved = there.saved_priority(criterion)) object["priority"] = described(*saved);
    return object;
}

Response show_practices(Visit& visit, CycleId cycle) {
    auto const diagnostic = require(diagnostic::find(visit.db, visit.desk.library, visit.member.organisation, WhichCycle{cycle}));
    auto const there = practices::described(visit.db, diagnostic);
    auto const asked = diagnostic::asked(diagnostic);
    auto const done = practices::progress(asked, there, diagnostic::ratings(visit.db, diagnostic));
    json::array all;
    for (auto const* criterion : asked) all.push_back(described(*criterion, there, visit.t.code()));
    json::object const progress{
        {"total", done.total}, {"described", done.described}, {"prioritised", done.prioritised}, {"in_plan", done.in_plan}};
    return list(all, page_of(visit.request), "criterion", {{"progress", progress}});
}

// What a program sends: a text or a priority, with the revision that it is written upon.
struct Sent {
    std::optional<std::string> text = {};
    std::optional<Priority> priority = {};
    std::int64_t revision = 0;
    std::optional<practices::PracticeId> practice = {}; // that was read, if it says so
};

std::optional<Sent> read(std::string_view body) {
    boost::system::error_code error;
    auto const value = json::parse(json::string_view{body.data(), body.size()}, error);
    if (error || !value.is_object()) return std::nullopt;
    auto const& object = value.get_object();
    auto const* revision = object.if_contains("revision");
    auto const* text = object.if_contains("text");
    auto const* priority = object.if_contains("priority");
    if (!revision || !revision->is_int64() || revision->get_int64() < 0 || !text == !priority) return std::nullopt;
    Sent sent{.revision = revision->get_int64()};
    if (text && text->is_string()) sent.text = practices::without_mere_blanks(cleaned(std::string_view{text->get_string()}));
    if (auto const* practice = object.if_contains("practice")) {
        if (!practice->is_string()) return std::nullopt;
        sent.practice = practices::PracticeId::parse(practice->get_string());
        if (!sent.practice) return std::nullopt;
    }
    if (priority && priority->is_int64()) sent.priority = parse<Priority>(std::to_string(priority->get_int64()));
    return sent.text || sent.priority ? std::optional{std::move(sent)} : std::nullopt;
}

std::string overtaken(html::Language const& t) { return t.text("Une autre personne a modifié ce critère entre-temps"); }

std::string since(html::Language const& t, Criterion const& criterion) {
    return t.text(
        "Le critère {} n'en est plus à la révision dont vous partiez : « theirs » dit ce qui y est.", {criterion.number});
}

Response saved_at(diagnostic::Revision revision) { return answer(json::object{{"revision", revision.number}}); }

Response save_text(Change& change, Diagnostic const& diagnostic, Criterion const& criterion, Sent const& sent) {
    auto const& t = change.t;
    if (practices::is_too_long(*sent.text))
        return problem(422, t.text("Cette description n'est pas enregistrée"),
            t.text("Raccourcissez cette description : elle dépasse 100 000 caractères"));
    auto const saved = practices::save(change.db, change.trail, diagnostic, criterion.key, *sent.text,
        {{sent.revision}, sent.practice}, {change.member.user, "", {}, change.now}, change.desk.chance);
    if (saved) return saved_at(saved->revision);
    return conflict(overtaken(t), since(t, criterion), json::object{{"text", *sent.text}, {"revision", sent.revision}},
        described(saved.error().current));
}

Response save_priority(Change& change, Diagnostic const& diagnostic, Criterion const& criterion, Sent const& sent) {
    auto const saved = practices::save(change.db, change.trail, diagnostic, criterion.key, *sent.priority,
        {change.member.user, "", {sent.revision}, change.now});
    if (!saved)
        return conflict(overtaken(change.t), since(change.t, criterion),
            json::object{{"priority", rank(*sent.priority)}, {"revision", sent.revision}}, described(saved.error().current));
    if (saved->priority == Priority::plan)
        change.desk.slots.of<practices::Plan>().put(
            change.db, change.trail, diagnostic, {&criterion}, {change.member.user, change.now});
    return saved_at(saved->revision);
}

Response put_practice(Change& change, CycleId cycle, std::string which) {
    auto const& t = change.t;
    auto const diagnostic =
        require(diagnostic::find(change.db, change.desk.library, change.member.organisation, WhichCycle{cycle}));
    auto const* asked = referentiel::find_rated(diagnostic.version(), which);
    if (auto refusal = refusal_to_write(change, diagnostic, asked, which)) return *std::move(refusal);
    auto const& criterion = *asked;
    if (auto const refusal = objection(t, change.request.body, "NewPractice")) return *refusal;
    auto const sent = read(change.request.body);
    if (!sent) return unreadable(t, R"({"text": "…", "revision": 4} / {"priority": 3, "revision": 0})");
    return sent->text ? save_text(change, diagnostic, criterion, *sent) : save_priority(change, diagnostic, criterion, *sent);
}

} // namespace

void add_practice_routes(accounts::Router& router) {
    router.get("/api/v1/structures/{}/cycles/{}/practices", Right::api_read, show_practices);
    router.put("/api/v1/structures/{}/cycles/{}/practices/{}", Right::api_write, put_practice);
}

} // namespace api
