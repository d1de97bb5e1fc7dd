#include "reports/practices_files.h"

#include "diagnostic/profile.h"
#include "diagnostic/queries.h"
#include "evidence/logo.h"
#include "practices/chapter.h"
#include "practices/queries.h"
#include "reports/practices_report.h"
#include "tables/xlsx.h"

namespace reports {
namespace {

using accounts::Right, accounts::Visit, accounts::WhichCycle;
using web::Response;

// What is told of, and what tells it; the one stays as long as the other.
struct Told {
    diagnostic::Diagnostic diagnostic;
    practices::Described described;
    std::vector<diagnostic::SavedRating> ratings;
    evidence::Attached documents;
    practices::Elsewhere elsewhere;
    std::string structure, day, logo_png;

    PracticesSubject subject() const { return {diagnostic, described, ratings, documents, elsewhere, structure, day, logo_png}; }
};

Told told(Visit const& visit, WhichCycle const& cycle) {
    auto diagnostic = web::require(diagnostic::find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto described = practices::described(visit.db, diagnostic);
    auto ratings = diagnostic::ratings(visit.db, diagnostic);
    std::vector<evidence::Object> objects;
    for (auto const* criterion : diagnostic::asked(diagnostic))
        objects.push_back(practices::document_object(diagnostic, *criterion));
    auto documents = evidence::attached(visit.db, visit.member.organisation, objects);
    auto elsewhere = practices::described_elsewhere(visit.db, visit.desk.library, diagnostic, described);
    return {std::move(diagnostic), std::move(described), std::move(ratings), std::move(documents), std::move(elsewhere),
        visit.member.organisation_name, visit.t.date(visit.today()), evidence::logo(visit.db, visit.desk.files, visit.member)};
}

std::string name_of(Visit const& visit, Told const& all) {
    return visit.t.text("Bonnes pratiques {} - {}", {all.diagnostic.cycle().label, all.structure});
}

Response make_report(Visit& visit, WhichCycle cycle) { return {.body = practices_report(visit, cycle)}; }

Response show_workbook(Visit& visit, WhichCycle cycle) {
    auto const& t = visit.t;
    auto const all = told(visit, cycle);
    tables::Workbook const book{t.text("Bonnes pratiques {}", {all.diagnostic.cycle().label}), all.structure,
        {practices_table(t, all.subject(), [&](Instant at) { return visit.local(at).day; }), progress_table(t, all.subject())}};
    return {.headers = {{"Content-Type", std::string{tables::xlsx_type}}, web::attachment(name_of(visit, all) + ".xlsx")},
        .body = tables::xlsx(book)};
}

} // namespace

web::Later practices_report(Visit const& visit, WhichCycle const& cycle) {
    auto const all = told(visit, cycle);
    return {"practices", to_json(all.subject(), visit.t), name_of(visit, all) + ".pdf"};
}

void add_practices_file_routes(accounts::Router& router) {
    router.get_in_cycle("/pratiques.pdf", Right::read, make_report);
    router.get_in_cycle("/pratiques.xlsx", Right::read, show_workbook);
}

} // namespace reports
