#include "diagnostic/results.h"

#include "diagnostic/addresses.h"
#include "diagnostic/chapter.h"
#include "diagnostic/check_views.h"
#include "diagnostic/choice.h"
#include "diagnostic/downloads.h"
#include "diagnostic/moves.h"
#include "diagnostic/profile.h"
#include "diagnostic/queries.h"
#include "diagnostic/results_views.h"
#include "diagnostic/saving.h"
#include "evidence/archiving.h"
#include "layout/frame.h"
#include "layout/parts.h"

namespace diagnostic {
namespace {

using accounts::Right, accounts::Visit, accounts::WhichCycle;
using referentiel::ChapterKey;
using web::Response, web::require;

Reading require_reading(Visit const& visit, WhichCycle const& cycle) {
    auto diagnostic = require(find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto kept = ratings(visit.db, diagnostic);
    auto figures = scores(diagnostic, kept);
    return {std::move(diagnostic), std::move(kept), std::move(figures)};
}

ResultsSheet sheet_of(Visit const& visit, Reading const& reading, Choice const& choice, Url address) {
    return {reading, choice, std::move(address), visit.desk.slots.of<Beside>().envisaged(visit.db, reading.diagnostic)};
}

// Who may not decide on actions sees those that are there.
std::optional<Answered> answered(Visit const& visit, Reading const& reading) {
    if (reading.scores.imperatives.empty()) return std::nullopt;
    auto const beside = visit.desk.slots.of<Beside>();
    auto actions = beside.critical(visit.db, visit.t, reading.diagnostic);
    return Answered{std::move(actions), may_rate(visit.member, reading.diagnostic) ? std::optional{beside} : std::nullopt,
        mandate(visit.db, reading.diagnostic, visit.member)};
}

Response show_results(Visit& visit, WhichCycle cycle) {
    auto const& t = visit.t;
    auto const reading = require_reading(visit, cycle);
    auto const& [diagnostic, ratings, figures] = reading;
    auto const choice = choose(visit, reading);
    auto sheet = sheet_of(visit, reading, choice, results_url(diagnostic));
    sheet.answered = answered(visit, reading);
    auto const all = asked(diagnostic);
    auto const may_change = accounts::may(visit.member.role, Right::rate) && diagnostic.is_open();
    auto const known = may_change ? grounds(visit, diagnostic) : Grounds{.opinions = opinions(visit.db, diagnostic)};
    sheet.divergences = divergences(diagnostic, ratings, known.opinions, visit.member.user.id.text());
    sheet.downloads = downloads(t, diagnostic, choice);
    if (may_change) {
        if (!all.empty()) sheet.start = card_url(diagnostic, *all.front());
        sheet.checks = checks_section(t, diagnostic, visit.desk.slots.of<Beside>(), checks(diagnostic, ratings, known),
            results_url(diagnostic).at("avant-de-clore"));
    }
    auto const pdf = with_choice(
        Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "diagnostic", "resultats.pdf"}),
        choice);
    auto const actions = t.html("{}{}{}", layout::second_button_link(t, pdf, t.text("Télécharger le rapport (PDF)"), "download"),
        evidence::archive_button(visit, visit.member, diagnostic.cycle().id, evidence::Report::diagnostic,
            t.text("Archiver ce rapport"), {}, {}, with_choice(evidence::archiving_url(diagnostic.organisation()), choice)),
        layout::second_button_link(t, snapshots_url(diagnostic), t.text("Instantanés")));
    return layout::structure_page(visit, visit.member, standing(diagnostic),
        {.title = t.text("Résultats {}", {diagnostic.cycle().label}),
            .section = t.text("Autodiagnostic"),
            .heading = t.text("Où en est votre organisation"),
            .lead = t.text("{} : {} sur {}.",
                {diagnostic.version().title.in(t.code()), t.count(figures.answered, "{} critère évalué", "{} critères évalués"),
                    std::to_string(figures.total)}),
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)}, {t.text("Résultats")}},
            .actions = actions,
            .content = results_page(visit, sheet)});
}

Response show_chapter_results(Visit& visit, WhichCycle cycle, ChapterKey key) {
    auto const& t = visit.t;
    auto const reading = require_reading(visit, cycle);
    auto const& diagnostic = reading.diagnostic;
    auto const& chapter = require(find_chapter(diagnostic.version(), key.text()));
    if (chapter.parent || !is_asked(diagnostic, chapter)) throw web::Refused{404};
    auto const choice = choose(visit, reading);
    auto const& score = reading.scores.of(chapter);
    auto const mean = score.mean ? t.text("Maturité : {} sur {}.", {t.number(*score.mean), std::to_string(reading.scores.top)})
                                 : t.text("Pas encore de maturité à montrer.");
    return layout::structure_page(visit, visit.member, standing(diagnostic),
        {.title = t.text("Résultats {} : {}", {diagnostic.cycle().label, chapter.title.in(t.code())}),
            .section = t.text("Autodiagnostic"),
            .heading = chapter.title.in(t.code()),
            .lead = mean,
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)}, {t.text("Résultats"), results_url(diagnostic)},
                {chapter.title.in(t.code())}},
            .actions = layout::second_button_link(t, chapter_url(diagnostic, chapter), t.text("Aller aux critères")),
            .content = chapter_results_page(
                visit, sheet_of(visit, reading, choice, chapter_results_url(diagnostic, chapter)), chapter)});
}

} // namespace

void add_results_routes(accounts::Router& router) {
    router.get_in_cycle("/diagnostic/resultats", Right::read, show_results);
    router.get_in_cycle("/diagnostic/resultats/{}", Right::read, show_chapter_results);
}

} // namespace diagnostic
