#include "diagnostic/routes.h"

#include "diagnostic/addresses.h"
#include "diagnostic/assignments.h"
#include "diagnostic/card.h"
#include "diagnostic/chapter.h"
#include "diagnostic/check_views.h"
#include "diagnostic/help_views.h"
#include "diagnostic/import_views.h"
#include "diagnostic/imports.h"
#include "diagnostic/moves.h"
#include "diagnostic/moving.h"
#include "diagnostic/overview_views.h"
#include "diagnostic/profile.h"
#include "diagnostic/profile_form.h"
#include "diagnostic/queries.h"
#include "diagnostic/question.h"
#include "diagnostic/results.h"
#include "diagnostic/review.h"
#include "diagnostic/saving.h"
#include "diagnostic/snapshots.h"
#include "diagnostic/whole.h"
#include "layout/closed.h"
#include "layout/frame.h"
#include "layout/parts.h"

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Change, accounts::Right, accounts::Visit, accounts::WhichCycle;
using referentiel::Criterion, referentiel::CriterionKey;
using web::Response, web::require;

// What is asked of the structure itself, as it is kept or as it was just sent.
struct Profile {
    Answers answers;
    std::vector<html::Problem> problems = {};
};

Profile kept_profile(storage::Reader const& db, Diagnostic const& diagnostic) {
    return {answers(db, diagnostic.organisation(), diagnostic.id(), diagnostic.version())};
}

Criterion const* first_to_answer(Diagnostic const& diagnostic, std::span<SavedRating const> kept) {
    auto const all = asked(diagnostic);
    auto const found = std::ranges::find_if(all, [&](Criterion const* one) { return !find_rating(kept, *one); });
    return found != all.end() ? *found : all.empty() ? nullptr : all.front();
}

Response overview(accounts::Caller const& caller, accounts::Member const& member, storage::Reader const& db,
    Diagnostic const& diagnostic, Profile const& profile) {
    auto const& t = caller.t;
    auto const kept = ratings(db, diagnostic);
    auto const figures = scores(diagnostic, kept);
    auto const flagged = flags(db, diagnostic);
    auto const may = mandate(db, diagnostic, member);
    auto const* next = next_to_rate(diagnostic, kept, may, member.user.name());
    auto const action = html::when(next, [&] {
        return layout::button_link(
            t, question_url(diagnostic, *next), figures.answered == 0 ? t.text("Commencer") : t.text("Reprendre où j'en étais"));
    });
    auto const to_confirm = pending(suggestions(db, caller.desk.library, diagnostic), kept, asked(diagnostic));
    auto const may_open = may_rate(member, diagnostic);
    OverviewSheet const sheet{diagnostic, figures, flagged, member, caller.request.parameters().line("voir") == "a-reprendre",
        may_open, first_to_answer(diagnostic, kept), to_confirm};
    auto const workshops = Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "ateliers"});
    return layout::structure_page(caller, member, standing(diagnostic),
        {.title = sheet.shows_flagged ? t.text("À reprendre") : std::string{},
            .section = t.text("Démarche {}", {diagnostic.cycle().label}),
            .heading = t.text("Autodiagnostic"),
            .lead = t.text("{} : {}, de 1 à {}. Seul ou en équipe, en une fois ou en dix : tout est gardé.",
                {diagnostic.version().title.in(t.code()), t.count(figures.total, "{} critère à évaluer", "{} critères à évaluer"),
                    std::to_string(figures.top)}),
            .actions = t.html("{}{}{}", action,
                layout::second_button_link(t, workshops, may_open ? t.text("Voter en atelier") : t.text("Ateliers"), "people"),
                layout::second_button_link(
                    t, results_url(diagnostic), may_open ? t.text("Voir les résultats") : t.text("Lire les résultats"))),
            .content = t.html("{}{}",
                overview_page(caller, sheet,
                    t.html("{}{}", profile_section(caller, diagnostic, profile.answers, may.is_whole, profile.problems),
                        moves_section(caller, member, db, diagnostic, to_confirm.size()))),
                html::when(may_rate(member, diagnostic), [&] { return import_link(t, diagnostic); })),
            .problems = profile.problems,
            .status = profile.problems.empty() ? 200 : 422});
}

Response show_overview(Visit& visit, WhichCycle cycle) {
    auto const diagnostic = require(find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    return overview(visit, visit.member, visit.db, diagnostic, kept_profile(visit.db, diagnostic));
}

Response save_profile(Change& change, accounts::CycleId cycle) {
    auto const diagnostic =
        require(find(change.db, change.desk.library, change.member.organisation, WhichCycle{std::move(cycle)}));
    layout::require_open(change, diagnostic.cycle());
    // The answers choose what everybody is asked: not for who is held to a few criteria.
    if (!mandate(change.db, diagnostic, change.member).is_whole) throw web::Refused{403};
    auto const& version = diagnostic.version();
    Profile const sent{read_answers(change.form, version), problems_of(change.t, change.form, version)};
    if (!sent.problems.empty()) return overview(change, change.member, change.db, diagnostic, sent);
    save(change.db, change.trail, diagnostic, sent.answers);
    return web::see_other(overview_url(diagnostic));
}

Response show_help(Visit& visit, WhichCycle cycle, CriterionKey key) {
    auto const& t = visit.t;
    auto const diagnostic = require(find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto const* whole = find_criterion(diagnostic.version(), key.text());
    auto const& criterion = whole ? *whole : require(find_rated(diagnostic.version(), key.text()));
    if (!is_asked(diagnostic, criterion)) throw web::Refused{404};
    auto const& chapter = *criterion.chapter;
    return layout::structure_page(visit, visit.member, standing(diagnostic),
        {.title = t.text("Questions et exemples, critère {}", {criterion.number}),
            .section = t.text("Autodiagnostic"),
            .heading = numbered_title(t, criterion),
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)},
                {chapter.title.in(t.code()), chapter_url(diagnostic, chapter)}, {t.text("Questions et exemples")}},
            .content = help_page(visit, diagnostic, criterion)});
}

} // namespace

void add_routes(accounts::Router& router) {
    router.get_in_cycle("/diagnostic", Right::read, show_overview);
    router.get_in_cycle("/diagnostic/criteres/{}", Right::read, show_help);
    router.post("/structures/{}/cycles/{}/diagnostic/profil", Right::rate, save_profile);
    add_move_routes(router);
    add_results_routes(router);
    add_import_routes(router);
    add_snapshot_routes(router);
    add_chapter_routes(router);
    add_whole_routes(router);
    add_question_routes(router);
    add_review_routes(router);
    add_assignment_routes(router);
}

} // namespace diagnostic
