#include "diagnostic/routes.h"

#include "diagnostic/queries.h"
#include "diagnostic/views.h"
#include "layout/frame.h"

#include <boost/json.hpp>

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::Right, accounts::Visit, accounts::WhichCycle;
using referentiel::Chapter, referentiel::ChapterKey, referentiel::Criterion, referentiel::CriterionKey;
using web::Response, web::require;
namespace json = boost::json;

Chapter const& require_chapter(Diagnostic const& diagnostic, ChapterKey const& key) {
    auto const& chapter = require(find_chapter(diagnostic.version(), key.text()));
    if (chapter.parent) throw web::Refused{404}; // a page is a chapter at the top, with all below it
    return chapter;
}

std::vector<Criterion const*> rated_in(Diagnostic const& diagnostic, Chapter const& chapter) {
    std::vector<Criterion const*> all;
    for (auto const& criterion : diagnostic.version().criteria_of(chapter))
        for (auto const* one : rated(criterion)) all.push_back(one);
    return all;
}

bool may_rate(Member const& member, Diagnostic const& diagnostic) {
    return accounts::may(member.role, Right::rate) && diagnostic.is_open();
}

layout::Standing standing(Diagnostic const& diagnostic) { return {"diagnostic", diagnostic.cycle().label}; }

// The draft as the page shows it next: saved, or with the reason why it was not.
Draft saved_draft(Change& change, Diagnostic const& diagnostic, Draft draft) {
    auto const rating = make_rating(*draft.criterion, draft.level, draft.reason, draft.comment);
    if (!rating) {
        draft.problem = rating.error();
        return draft;
    }
    Writing const writing{change.member.user, change.form.line("editor").substr(0, 64), draft.revision, change.now};
    auto const saved = save(change.db, change.trail, diagnostic, *rating, writing);
    auto const& kept = saved ? *saved : saved.error().current;
    if (!saved) draft.theirs = kept;
    draft.saved = kept;
    draft.revision = kept.revision;
    draft.shown = fingerprint(kept.rating);
    return draft;
}

int status_of(std::span<Draft const> drafts) {
    if (std::ranges::any_of(drafts, [](Draft const& draft) { return draft.problem.has_value(); })) return 422;
    if (std::ranges::any_of(drafts, [](Draft const& draft) { return draft.theirs.has_value(); })) return 409;
    return 200;
}

Response chapter_answer(Caller const& caller, Member const& member, Diagnostic const& diagnostic, Chapter const& chapter,
    Scores const& scores, std::span<Draft const> drafts) {
    auto const& t = caller.t;
    auto const& all = scores.chapters;
    auto const place = std::ranges::find(all, &chapter, &ChapterScore::chapter) - all.begin() + 1;
    ChapterSheet const sheet{diagnostic, chapter, scores, may_rate(member, diagnostic), std::string{member.user.id.text()}};
    return layout::structure_page(caller, member, standing(diagnostic),
        {.section = t.text("Autodiagnostic"),
            .heading = chapter.title.in(t.code()),
            .lead = sheet.may_rate ? t.text("Choisissez la phrase qui décrit le mieux votre organisation aujourd'hui. Il n'y a "
                                            "pas de mauvaise réponse.")
                                   : std::string{},
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)},
                {t.text("Chapitre {} sur {}", {std::to_string(place), std::to_string(all.size())})}},
            .actions = layout::second_button_link(t, results_url(diagnostic), t.text("Voir les résultats")),
            .content = chapter_page(caller, sheet, drafts),
            .problems = problems_of(t, drafts),
            .status = status_of(drafts)});
}

Response show_chapter(Visit& visit, WhichCycle cycle, ChapterKey key) {
    auto const diagnostic = require(find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto const& chapter = require_chapter(diagnostic, key);

    auto const kept = ratings(visit.db, diagnostic);
    std::vector<Draft> drafts;
    for (auto const* criterion : rated_in(diagnostic, chapter))
        drafts.push_back(kept_draft(*criterion, find_rating(kept, *criterion)));
    return chapter_answer(visit, visit.member, diagnostic, chapter, progress(diagnostic, kept), drafts);
}

json::object described(Caller const& caller, SavedRating const& saved) {
    auto const& rating = saved.rating;
    return {{"level", rating.level.code()}, {"label", rating.level.label(caller.t.code())}, {"reason", rating.reason},
        {"comment", rating.comment}, {"by", saved.by}, {"at", caller.t.time(caller.local(saved.at))}};
}

// What the script of the page is told of the one criterion it sent.
Response draft_answer(Caller const& caller, Draft const& draft, std::string_view progress) {
    auto const& t = caller.t;
    json::object answer;
    if (draft.problem) {
        auto const problem = problems_of(t, std::span{&draft, 1}).front();
        answer["problems"] = json::array{{{"field", problem.field}, {"text", explanation(t, draft)}}};
    } else {
        answer["revision"] = draft.revision.number;
        answer["shown"] = draft.shown;
    }
    if (draft.theirs) {
        answer["message"] = explanation(t, draft);
        answer["theirs"] = described(caller, *draft.theirs);
    } else if (draft.saved && !draft.problem) {
        answer["saved"] = saved_words(caller, *draft.saved);
        answer["progress"] = std::string{progress};
    }
    return web::json(json::serialize(answer), status_of(std::span{&draft, 1}));
}

// « 3 / 6 »
std::string progress_words(Scores const& scores, Chapter const& chapter) {
    auto const& score = scores.of(chapter);
    return std::to_string(score.answered) + "\u00a0/\u00a0" + std::to_string(score.total);
}

Draft draft_after(Change& change, Diagnostic const& diagnostic, Criterion const& criterion) {
    if (auto touched = touched_draft(change.form, criterion)) return saved_draft(change, diagnostic, *std::move(touched));
    auto const kept = find_rating(change.db, diagnostic, criterion);
    return kept_draft(criterion, kept ? &*kept : nullptr);
}

Response save_one(Change& change, Diagnostic const& diagnostic, Chapter const& chapter) {
    auto const& criterion = require(find_rated(diagnostic.version(), change.form.line("criterion")));
    if (std::ranges::count(rated_in(diagnostic, chapter), &criterion) == 0) throw web::Refused{404};
    if (!is_readable(change.form, criterion) || !change.form.has("revision-" + std::string{criterion.key.text()}))
        throw web::Refused{400};
    auto const draft = draft_after(change, diagnostic, criterion);
    auto const count = progress(diagnostic, ratings(change.db, diagnostic));
    return draft_answer(change, draft, progress_words(count, chapter));
}

Response save_chapter(Change& change, WhichCycle cycle, ChapterKey key) {
    auto const diagnostic = require(find(change.db, change.desk.library, change.member.organisation, cycle));
    auto const& chapter = require_chapter(diagnostic, key);
    if (!diagnostic.is_open()) throw web::Refused{403};
    if (change.form.has("criterion")) return save_one(change, diagnostic, chapter);

    std::vector<Draft> drafts;
    auto const kept = ratings(change.db, diagnostic);
    for (auto const* criterion : rated_in(diagnostic, chapter)) {
        if (!is_readable(change.form, *criterion)) throw web::Refused{400};
        auto touched = touched_draft(change.form, *criterion);
        drafts.push_back(touched ? saved_draft(change, diagnostic, *std::move(touched))
                                 : kept_draft(*criterion, find_rating(kept, *criterion)));
    }
    if (status_of(drafts) == 200) return web::see_other(chapter_url(diagnostic, chapter));
    auto const now = progress(diagnostic, ratings(change.db, diagnostic));
    auto response = Response{.status = status_of(drafts)};
    response.body = web::Drawing{[caller = Caller{change}, member = change.member, diagnostic, &chapter, now, drafts] {
        return std::get<std::string>(chapter_answer(caller, member, diagnostic, chapter, now, drafts).body);
    }};
    response.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
    return response;
}

Response show_overview(Visit& visit, WhichCycle cycle) {
    auto const& t = visit.t;
    auto const diagnostic = require(find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto const figures = scores(diagnostic, ratings(visit.db, diagnostic));
    return layout::structure_page(visit, visit.member, standing(diagnostic),
        {.section = t.text("Démarche {}", {diagnostic.cycle().label}),
            .heading = t.text("Autodiagnostic"),
            .lead = t.text("{} : {}, de 1 à {}. Seul ou en équipe, en une fois ou en dix : tout est gardé.",
                {diagnostic.version().title.in(t.code()), t.count(figures.total, "{} critère à évaluer", "{} critères à évaluer"),
                    std::to_string(figures.top)}),
            .actions = layout::second_button_link(t, results_url(diagnostic), t.text("Voir les résultats")),
            .content = overview_page(visit, diagnostic, figures)});
}

Response show_results(Visit& visit, WhichCycle cycle) {
    auto const& t = visit.t;
    auto const diagnostic = require(find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto const kept = ratings(visit.db, diagnostic);
    auto const figures = scores(diagnostic, kept);
    auto const pdf =
        Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "diagnostic", "resultats.pdf"});
    return layout::structure_page(visit, visit.member, standing(diagnostic),
        {.title = t.text("Résultats {}", {diagnostic.cycle().label}),
            .section = t.text("Autodiagnostic"),
            .heading = t.text("Où en est votre organisation"),
            .lead = t.text("{} : {} sur {}.",
                {diagnostic.version().title.in(t.code()), t.count(figures.answered, "{} critère évalué", "{} critères évalués"),
                    std::to_string(figures.total)}),
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)}, {t.text("Résultats")}},
            .actions = layout::second_button_link(t, pdf, t.text("Télécharger le rapport (PDF)"), "download"),
            .content = results_page(visit, diagnostic, figures, kept)});
}

Response show_help(Visit& visit, WhichCycle cycle, CriterionKey key) {
    auto const& t = visit.t;
    auto const diagnostic = require(find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto const& criterion = require(find_rated(diagnostic.version(), key.text()));
    auto const& chapter = require(criterion.chapter);
    return layout::structure_page(visit, visit.member, standing(diagnostic),
        {.title = t.text("Questions et exemples, critère {}", {criterion.number}),
            .section = t.text("Autodiagnostic"),
            .heading = t.text("{}. {}", {criterion.number, criterion.title.in(t.code())}),
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)},
                {chapter.title.in(t.code()), chapter_url(diagnostic, chapter)}, {t.text("Questions et exemples")}},
            .content = help_page(visit, diagnostic, criterion)});
}

} // namespace

void add_routes(accounts::Router& router) {
    router.get_in_cycle("/diagnostic", Right::read, show_overview);
    router.get_in_cycle("/diagnostic/resultats", Right::read, show_results);
    router.get_in_cycle("/diagnostic/criteres/{}", Right::read, show_help);
    router.get_in_cycle("/diagnostic/{}", Right::read, show_chapter);
    router.post_in_cycle("/diagnostic/{}", Right::rate, save_chapter);
}

} // namespace diagnostic
