#include "reports/diagnostic_files.h"

#include "charts/chart.h"
#include "diagnostic/choice.h"
#include "diagnostic/level_counts.h"
#include "diagnostic/queries.h"
#include "diagnostic/result_figures.h"
#include "evidence/logo.h"
#include "reports/diagnostic_content.h"
#include "reports/diagnostic_report.h"
#include "reports/diagnostic_tables.h"
#include "tables/csv.h"
#include "tables/xlsx.h"

#include <boost/json.hpp>

namespace reports {
namespace {

using accounts::CycleId, accounts::Right, accounts::Visit, accounts::WhichCycle;
using diagnostic::Beside, diagnostic::Reading;
using web::Response;

Reading results(Visit const& visit, WhichCycle const& cycle) {
    auto diagnostic = web::require(diagnostic::find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto ratings = diagnostic::ratings(visit.db, diagnostic);
    auto scores = diagnostic::scores(diagnostic, ratings);
    return {std::move(diagnostic), std::move(ratings), std::move(scores)};
}

Beside::Levels envisaged(Visit const& visit, Reading const& results) {
    return visit.desk.slots.of<Beside>().envisaged(visit.db, results.diagnostic);
}

tables::Table ratings_of(Visit const& visit, Reading const& results, diagnostic::Choice const& choice) {
    return rating_table(
        visit.t, results, envisaged(visit, results), choice.comparisons, [&](Instant at) { return visit.local(at).day; });
}

Response file(Visit const& visit, Reading const& results, std::string_view ending, std::string_view type, std::string bytes) {
    auto const name = visit.t.text("Autodiagnostic {} - {}", {results.diagnostic.cycle().label, visit.member.organisation_name}) +
                      std::string{ending};
    return {.headers = {{"Content-Type", std::string{type}}, web::attachment(name)}, .body = std::move(bytes)};
}

Response show_workbook(Visit& visit, WhichCycle cycle) {
    auto const& t = visit.t;
    auto const all = results(visit, cycle);
    auto const choice = diagnostic::choose(visit, all);
    tables::Workbook const book{t.text("Autodiagnostic {}", {all.diagnostic.cycle().label}), visit.member.organisation_name,
        {score_table(t, all, envisaged(visit, all), choice.comparisons), ratings_of(visit, all, choice)}};
    return file(visit, all, ".xlsx", tables::xlsx_type, tables::xlsx(book));
}

Response show_csv(Visit& visit, WhichCycle cycle) {
    auto const all = results(visit, cycle);
    auto const table = ratings_of(visit, all, diagnostic::choose(visit, all));
    return file(visit, all, ".csv", "text/csv; charset=utf-8", tables::csv(table, visit.t.is_french() ? ',' : '.'));
}

diagnostic::Diagnostic require_diagnostic(Visit const& visit, CycleId cycle) {
    return web::require(diagnostic::find(visit.db, visit.desk.library, visit.member.organisation, WhichCycle{std::move(cycle)}));
}

Response model(Visit const& visit, std::string_view ending, std::string_view type, std::string bytes) {
    return {.headers = {{"Content-Type", std::string{type}},
                web::attachment(visit.t.text("Modèle de réponses") + std::string{ending})},
        .body = std::move(bytes)};
}

Response show_blank_workbook(Visit& visit, CycleId cycle) {
    auto const diagnostic = require_diagnostic(visit, std::move(cycle));
    tables::Workbook const book{
        visit.t.text("Modèle de réponses"), visit.member.organisation_name, {blank_table(visit.t, diagnostic)}};
    return model(visit, ".xlsx", tables::xlsx_type, tables::xlsx(book));
}

Response show_blank_csv(Visit& visit, CycleId cycle) {
    auto const diagnostic = require_diagnostic(visit, std::move(cycle));
    return model(
        visit, ".csv", "text/csv; charset=utf-8", tables::csv(blank_table(visit.t, diagnostic), visit.t.is_french() ? ',' : '.'));
}

// The radar of the page, or the bars where the référentiel counts levels only; a drawing that stands by itself.
std::string drawing(Visit const& visit, Reading const& results) {
    auto const& t = visit.t;
    auto const palette = charts::on_paper();
    if (!results.scores.has_means)
        return std::string{charts::bars(t, diagnostic::level_counts_of(t, results.diagnostic, results.scores), palette).text()};
    auto chart = diagnostic::radar_of(t, results.scores, diagnostic::choose(visit, results).comparisons,
        diagnostic::envisaged_scores(results, envisaged(visit, results)));
    chart.names_series = true;
    return std::string{charts::radar(t, chart, palette).text()};
}

Response show_drawing(Visit& visit, WhichCycle cycle) {
    auto const all = results(visit, cycle);
    return file(visit, all, ".svg", "image/svg+xml", drawing(visit, all));
}

Response make_picture(Visit& visit, WhichCycle cycle) {
    auto const all = results(visit, cycle);
    auto const name = visit.t.text("Autodiagnostic {} - {}", {all.diagnostic.cycle().label, visit.member.organisation_name});
    return {.body = web::Later{"png",
                boost::json::serialize(boost::json::object{{"language", visit.t.code()}, {"svg", drawing(visit, all)}}),
                name + ".png"}};
}

Response make_report(Visit& visit, WhichCycle cycle) { return {.body = diagnostic_report(visit, cycle)}; }

} // namespace

web::Later diagnostic_report(Visit const& visit, WhichCycle const& cycle) {
    auto diagnostic = web::require(diagnostic::find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    diagnostic::Reading reading{std::move(diagnostic), {}, {}};
    reading.ratings = diagnostic::ratings(visit.db, reading.diagnostic);
    reading.scores = diagnostic::scores(reading.diagnostic, reading.ratings);
    auto const choice = diagnostic::choose(visit, reading);
    auto const opinions = diagnostic::opinions(visit.db, reading.diagnostic);
    DiagnosticSubject const subject{.reading = reading,
        .comparisons = choice.comparisons,
        .envisaged = visit.desk.slots.of<diagnostic::Beside>().envisaged(visit.db, reading.diagnostic),
        .critical = reading.scores.imperatives.empty()
                        ? diagnostic::Beside::CriticalActions{}
                        : visit.desk.slots.of<diagnostic::Beside>().critical(visit.db, visit.t, reading.diagnostic),
        .divergences = diagnostic::divergences(reading.diagnostic, reading.ratings, opinions),
        .structure = visit.member.organisation_name,
        .day = visit.t.date(visit.today()),
        .logo_png = evidence::logo(visit.db, visit.desk.files, visit.member)};
    auto const name =
        visit.t.text("Autodiagnostic {} - {}.pdf", {reading.diagnostic.cycle().label, visit.member.organisation_name});
    return {"diagnostic", to_json(report_of(visit.t, subject), visit.t), name};
}

void add_diagnostic_file_routes(accounts::Router& router) {
    for (std::string const page : {"/diagnostic/resultats", "/diagnostic"}) {
        router.get_in_cycle(page + ".xlsx", Right::read, show_workbook);
        router.get_in_cycle(page + ".csv", Right::read, show_csv);
        router.get_in_cycle(page + ".svg", Right::read, show_drawing);
        router.get_in_cycle(page + ".png", Right::read, make_picture);
        router.get_in_cycle(page + ".pdf", Right::read, make_report);
    }
    router.get("/structures/{}/cycles/{}/diagnostic/modele.xlsx", Right::rate, show_blank_workbook);
    router.get("/structures/{}/cycles/{}/diagnostic/modele.csv", Right::rate, show_blank_csv);
}

} // namespace reports
