#include "reports/plan_files.h"

#include "actions/filters.h"
#include "actions/plan_tables.h"
#include "actions/queries.h"
#include "diagnostic/queries.h"
#include "evidence/logo.h"
#include "reports/plan_report.h"
#include "tables/csv.h"
#include "tables/xlsx.h"

namespace reports {
namespace {

using accounts::Right, accounts::Visit, accounts::WhichCycle;
using diagnostic::Diagnostic;
using web::Response;

struct Planned {
    Diagnostic diagnostic;
    std::vector<diagnostic::SavedRating> ratings;
    actions::Plan plan;
};

Planned planned(Visit const& visit, WhichCycle const& cycle) {
    auto diagnostic = web::require(diagnostic::find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto ratings = diagnostic::ratings(visit.db, diagnostic);
    auto plan = actions::filtered(
        visit.t, actions::plan(visit.db, diagnostic), actions::read_filter(visit.request.parameters()), visit.today());
    return {std::move(diagnostic), std::move(ratings), std::move(plan)};
}

tables::Table table_of(Visit const& visit, Planned const& planned) {
    return actions::plan_table(visit.t, planned.diagnostic, planned.plan, planned.ratings, visit.today());
}

Response file(
    Visit const& visit, Diagnostic const& diagnostic, std::string_view ending, std::string_view type, std::string bytes) {
    auto const name = visit.t.text("Plan d'actions {} - {}", {diagnostic.cycle().label, visit.member.organisation_name});
    return {
        .headers = {{"Content-Type", std::string{type}}, web::attachment(name + std::string{ending})}, .body = std::move(bytes)};
}

Response show_workbook(Visit& visit, WhichCycle cycle) {
    auto const all = planned(visit, cycle);
    tables::Workbook const book{visit.t.text("Plan d'actions {}", {all.diagnostic.cycle().label}), visit.member.organisation_name,
        {table_of(visit, all)}};
    return file(visit, all.diagnostic, ".xlsx", tables::xlsx_type, tables::xlsx(book));
}

Response show_csv(Visit& visit, WhichCycle cycle) {
    auto const all = planned(visit, cycle);
    return file(visit, all.diagnostic, ".csv", "text/csv; charset=utf-8",
        tables::csv(table_of(visit, all), visit.t.is_french() ? ',' : '.'));
}

Response make_report(Visit& visit, WhichCycle cycle) { return {.body = plan_report(visit, cycle)}; }

} // namespace

web::Later plan_report(Visit const& visit, WhichCycle const& cycle) {
    auto const& t = visit.t;
    auto const all = planned(visit, cycle);
    PlanSubject const subject{.diagnostic = all.diagnostic,
        .plan = all.plan,
        .ratings = all.ratings,
        .structure = visit.member.organisation_name,
        .today = visit.today(),
        .logo_png = evidence::logo(visit.db, visit.desk.files, visit.member)};
    auto const name = t.text("Plan d'actions {} - {}", {all.diagnostic.cycle().label, visit.member.organisation_name});
    return {"plan", plan_json(t, subject), name + ".pdf"};
}

void add_plan_file_routes(accounts::Router& router) {
    router.get_in_cycle("/engagements.xlsx", Right::read, show_workbook);
    router.get_in_cycle("/engagements.csv", Right::read, show_csv);
    router.get_in_cycle("/engagements.pdf", Right::read, make_report);
}

} // namespace reports
