#include "api/routes.h"
#include "api/body.h"

#include "accounts/members.h"
#include "api/decimals.h"
#include "api/language.h"
#include "api/list.h"
#include "api/plan_routes.h"
#include "api/practices.h"
#include "api/problem.h"
#include "api/repeated.h"
#include "api/sent_rating.h"
#include "api/writing.h"
#include "core/embedded.h"
#include "core/unicode.h"
#include "diagnostic/card.h"
#include "diagnostic/moves.h"
#include "diagnostic/opening.h"
#include "diagnostic/queries.h"
#include "diagnostic/scores.h"
#include "diagnostic/teamwork.h"
#include "referentiel/imported.h"
#include "referentiel/json.h"
#include "referentiel/offer.h"

#include <boost/json.hpp>

#include <algorithm>

namespace api {
namespace {

using accounts::Change, accounts::CycleId, accounts::Right, accounts::UserVisit, accounts::Visit, accounts::WhichCycle;
using diagnostic::Diagnostic, diagnostic::SavedRating;
using referentiel::Criterion;
using web::Response, web::require;
namespace json = boost::json;

Response show_structures(UserVisit& visit) {
    json::array all;
    for (auto const& place : accounts::workplaces(visit.db, visit.user.id))
        all.push_back(json::object{{"id", place.organisation.text()}, {"name", place.name}, {"role", to_text(place.role)}});
    return list(all, page_of(visit.request));
}

Response show_structure(Visit& visit) {
    auto const organisation = require(accounts::find_organisation(visit.db, visit.member.organisation));
    auto const& profile = organisation.profile;
    return answer(json::object{{"id", organisation.id.text()}, {"number", organisation.number}, {"name", profile.name},
        {"legal_form", profile.legal_form}, {"sector", profile.sector}, {"staff", profile.staff}, {"region", profile.region}});
}

json::object described(accounts::Cycle const& cycle) {
    return {{"id", cycle.id.text()}, {"label", cycle.label}, {"opened", in_utc(cycle.opened)},
        {"closed", cycle.closed ? in_utc(*cycle.closed) : json::value(nullptr)}};
}

Response show_cycles(Visit& visit) {
    json::array all;
    for (auto const& cycle : accounts::cycles(visit.db, visit.member.organisation)) all.push_back(described(cycle));
    return list(all, page_of(visit.request));
}

// --- A new cycle

struct SentCycle {
    std::string label;
    std::string referentiel; // that of the last cycle where it is empty
};

std::optional<SentCycle> read_cycle(std::string_view body) {
    boost::system::error_code error;
    auto const value = json::parse(json::string_view{body.data(), body.size()}, error);
    if (error || !value.is_object()) return std::nullopt;
    auto const text_of = [&](std::string_view name) -> std::optional<std::string> {
        auto const* text = value.get_object().if_contains(name);
        if (!text) return std::string{};
        if (!text->is_string()) return std::nullopt;
        return cleaned_line(std::string_view{text->get_string()});
    };
    auto label = text_of("label"), referentiel = text_of("referentiel");
    if (!label || !referentiel) return std::nullopt;
    return SentCycle{*std::move(label), *std::move(referentiel)};
}

// The one that is named among those on offer; else that of the last cycle, if it still is.
referentiel::Version const* find_offered(Change const& change, std::string code) {
    auto const& library = change.desk.library;
    referentiel::learn(change.db, library);
    if (code.empty())
        if (auto const last = diagnostic::find(change.db, library, change.member.organisation, {}))
            code = last->version().code.text();
    auto const offered = referentiel::choices(library);
    auto const found = std::ranges::find(offered, code, [](auto const* version) { return version->code.text(); });
    return found == offered.end() ? nullptr : *found;
}

Response open_cycle(Change& change) {
    auto const& t = change.t;
    auto const& organisation = change.member.organisation;
    if (auto const refusal = objection(t, change.request.body, "NewCycle")) return *refusal;
    auto const sent = read_cycle(change.request.body);
    if (!sent)
        return problem(
            400, t.text("Ce corps de requête ne peut pas être lu"), R"({"label": "2027", "referentiel": "ess-complet"})");
    auto const refused = t.text("Cette démarche n'est pas ouverte");
    if (auto const fault = diagnostic::problem_of_label(t, sent->label, accounts::cycles(change.db, organisation), {}))
        return problem(422, refused, *fault);
    auto const* version = find_offered(change, sent->referentiel);
    if (!version) return problem(422, refused, t.text("Choisissez un référentiel dans la liste"));

    auto const id = new_id<accounts::Cycle>(change.now, change.desk.chance);
    auto const cycle = diagnostic::open_cycle(change.db, change.trail, *version, organisation,
        {id, sent->label, std::string{version->code.text()}}, change.now, change.desk.chance);
    auto response = answer(described(cycle), 201);
    auto const address = Url::page({"api", "v1", "structures", organisation, "cycles", id, "diagnostic"});
    response.headers.emplace_back("Location", address.text());
    return response;
}

Response post_cycle(Change& change) {
    return once(change, [&] { return open_cycle(change); });
}

// --- A diagnostic

json::object described(SavedRating const& saved) {
    auto const& [criterion, level, reason, comment] = saved.rating;
    json::object object{{"criterion", criterion.text()}, {"level", level.code()}, {"comment", comment},
        {"revision", saved.revision.number}, {"by", saved.by}, {"at", in_utc(saved.at)}};
    if (level.effect() == referentiel::Effect::not_concerned) object["not_concerned"] = reason;
    return object;
}

json::object described(Criterion const& criterion, SavedRating const* saved, std::string_view language) {
    json::object object =
        saved ? described(*saved)
              : json::object{{"criterion", criterion.key.text()}, {"level", nullptr}, {"comment", ""}, {"revision", 0}};
    object["number"] = criterion.number;
    object["title"] = criterion.title.in(language);
    return object;
}

// An answer that was taken over from elsewhere, until somebody confirms it by PUT, as it is or changed.
json::object described(html::Language const& t, diagnostic::Suggestion const& suggestion) {
    auto const& [criterion, level, reason, comment] = suggestion.rating;
    json::object object{{"criterion", criterion.text()}, {"level", level.code()}, {"comment", comment},
        {"from", diagnostic::origin_words(t, suggestion)}};
    if (level.effect() == referentiel::Effect::not_concerned) object["not_concerned"] = reason;
    return object;
}

std::string_view name_of(referentiel::Imperative state) {
    switch (state) {
        case referentiel::Imperative::met: return "met";
        case referentiel::Imperative::not_met: return "not_met";
        case referentiel::Imperative::undecided: break;
    }
    return "undecided";
}

json::object counts_of(diagnostic::LevelCounts const& counts) {
    json::object levels;
    for (auto const& [code, count] : counts) levels[code] = count;
    return levels;
}

json::object described(diagnostic::ChapterScore const& score, std::string_view language) {
    return {{"key", score.chapter->key.text()}, {"title", score.chapter->title.in(language)}, {"answered", score.answered},
        {"total", score.total}, {"mean", or_null(score.mean)}, {"levels", counts_of(score.counts)}};
}

json::object described(diagnostic::Scores const& figures, std::string_view language) {
    json::array chapters, folders, imperatives;
    for (auto const& score : figures.chapters) chapters.push_back(described(score, language));
    if (figures.is_deep())
        for (auto const& score : figures.folders) folders.push_back(described(score, language));
    for (auto const& [criterion, state] : figures.imperatives)
        imperatives.push_back(json::object{{"criterion", criterion->key.text()}, {"state", name_of(state)}});
    return {{"mean", or_null(figures.mean)}, {"answered", figures.answered}, {"total", figures.total},
        {"not_concerned", figures.not_concerned}, {"levels", counts_of(figures.counts)}, {"imperatives", std::move(imperatives)},
        {"chapters", std::move(chapters)}, {"folders", std::move(folders)}};
}

Response show_diagnostic(Visit& visit, WhichCycle cycle) {
    auto const diagnostic = require(diagnostic::find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto const kept = diagnostic::ratings(visit.db, diagnostic);
    auto const figures = diagnostic::scores(diagnostic, kept);
    auto const language = visit.t.code();

    json::array rated_criteria;
    for (auto const* criterion : diagnostic::asked(diagnostic))
        rated_criteria.push_back(described(*criterion, diagnostic::find_rating(kept, *criterion), language));
    json::array to_confirm;
    for (auto const& suggestion : diagnostic::pending(
             diagnostic::suggestions(visit.db, visit.desk.library, diagnostic), kept, diagnostic::asked(diagnostic)))
        to_confirm.push_back(described(visit.t, suggestion));
    auto const& version = diagnostic.version();
    return answer(json::object{{"cycle", described(diagnostic.cycle())},
        {"referentiel", {{"code", version.code.text()}, {"version", version.number}, {"sha256", version.hash.text()}}},
        {"ratings", std::move(rated_criteria)}, {"to_confirm", std::move(to_confirm)}, {"scores", described(figures, language)}});
}

Response show_referentiels(UserVisit& visit) {
    auto const& library = visit.desk.library;
    referentiel::learn(visit.db, library);
    json::array all;
    for (auto const* version : library.versions()) {
        auto const language = language_of(visit.request, version->languages, visit.t.code());
        if (!language) continue; // not in the language that was asked for
        json::array languages(version->languages.begin(), version->languages.end());
        all.push_back(json::object{{"code", version->code.text()}, {"version", version->number}, {"sha256", version->hash.text()},
            {"title", version->title.in(*language)}, {"language", *language}, {"languages", std::move(languages)},
            {"criteria", version->criteria.size()}, {"offered", library.latest(version->code.text()) == version}});
    }
    return list(all, page_of(visit.request), "sha256");
}

Response show_referentiel(UserVisit& visit, std::string code, std::string number) {
    auto const& t = visit.t;
    referentiel::learn(visit.db, visit.desk.library);
    auto const* found = visit.desk.library.find(code, number);
    if (!found)
        return problem(404, t.text("Ce référentiel n'est pas ici"),
            t.text("Aucun référentiel « {} » en version {}.", {shortened(code, 64), shortened(number, 64)}));
    auto const& version = *found;
    if (auto const language = language_of(visit.request, version.languages, t.code()))
        return web::json(with_plain_decimals(referentiel::json_of(version, *language)));
    std::string languages;
    for (auto const& language : version.languages) languages += (languages.empty() ? "" : ", ") + language;
    return problem(422, t.text("Ce référentiel n'existe pas dans cette langue"), t.text("Langues : {}", {languages}));
}

Response refused(html::Language const& t, Criterion const& criterion, diagnostic::RatingProblem why) {
    auto detail = explanation(t, diagnostic::Draft{.criterion = &criterion, .problem = why});
    if (why == diagnostic::RatingProblem::level_missing || why == diagnostic::RatingProblem::level_not_for_it)
        detail += t.text(" ; niveaux possibles : {}", {diagnostic::possible_levels(t, criterion)});
    return problem(422, t.text("Cette réponse n'est pas enregistrée"), detail);
}

Response put_rating(Change& change, CycleId cycle, std::string which) {
    auto const& t = change.t;
    auto const diagnostic =
        require(diagnostic::find(change.db, change.desk.library, change.member.organisation, WhichCycle{cycle}));
    auto const* asked = referentiel::find_rated(diagnostic.version(), which);
    if (auto refusal = refusal_to_write(change, diagnostic, asked, which)) return *std::move(refusal);
    auto const& criterion = *asked;
    if (auto const refusal = objection(t, change.request.body, "NewRating")) return *refusal;
    auto const sent = read_rating(change.request.body, criterion);
    if (!sent) return unreadable(t, R"({"level": 3, "comment": "…", "revision": 4})", words_of(t, sent.error()));

    auto const kept = diagnostic::find_rating(change.db, diagnostic, criterion);
    auto const comment = sent->comment.value_or(kept ? kept->rating.comment : "");
    auto const rating = diagnostic::make_rating(criterion, sent->level, sent->reason, comment);
    if (!rating) return refused(t, criterion, rating.error());
    auto const saved =
        diagnostic::save(change.db, change.trail, diagnostic, *rating, {change.member.user, "", {sent->revision}, change.now});
    if (saved) return answer(json::object{{"revision", saved->revision.number}});

    json::object yours{{"level", rating->level.code()}, {"comment", rating->comment}, {"revision", sent->revision}};
    if (!rating->reason.empty()) yours["not_concerned"] = rating->reason;
    auto const& current = saved.error().current;
    return conflict(t.text("Une autre personne a répondu à ce critère entre-temps"),
        t.text("Le critère {} en est à la révision {}, et vous partiez de la révision {}.",
            {criterion.number, std::to_string(current.revision.number), std::to_string(sent->revision)}),
        yours, described(current));
}

// What programs may rely on, as it is written down.
Response show_description(accounts::Guest&) {
    return web::json(std::string{embedded::openapi().front().content}, 200, "application/json; charset=utf-8");
}

// The diagnostic of the open cycle stands at both.
Response show_open_diagnostic(Visit& visit) { return show_diagnostic(visit, WhichCycle{}); }
Response show_diagnostic_of(Visit& visit, CycleId cycle) { return show_diagnostic(visit, WhichCycle{cycle}); }

} // namespace

void add_routes(accounts::Router& router) {
    router.get("/api/v1/openapi.json", Right::anyone, show_description);
    router.get("/api/v1/structures", Right::api_read, show_structures);
    router.get("/api/v1/structures/{}", Right::api_read, show_structure);
    router.get("/api/v1/structures/{}/cycles", Right::api_read, show_cycles);
    router.post("/api/v1/structures/{}/cycles", Right::api_manage, post_cycle);
    router.get("/api/v1/structures/{}/diagnostic", Right::api_read, show_open_diagnostic);
    router.get("/api/v1/structures/{}/cycles/{}/diagnostic", Right::api_read, show_diagnostic_of);
    router.get("/api/v1/referentiels", Right::api_read, show_referentiels);
    router.get("/api/v1/referentiels/{}/{}", Right::api_read, show_referentiel);
    add_plan_routes(router);
    router.put("/api/v1/structures/{}/cycles/{}/ratings/{}", Right::api_write, put_rating);
    add_practice_routes(router);
}

} // namespace api
