#include "core/unicode.h"
#include "diagnostic/addresses.h"
#include "diagnostic/chapter.h"
#include "diagnostic/import.h"
#include "diagnostic/import_views.h"
#include "diagnostic/imports.h"
#include "diagnostic/profile.h"
#include "diagnostic/queries.h"
#include "diagnostic/saving.h"
#include "layout/closed.h"
#include "layout/frame.h"

namespace diagnostic {
namespace {

using accounts::Caller, accounts::Change, accounts::CycleId, accounts::Member, accounts::Receiving, accounts::Right,
    accounts::Visit, accounts::WhichCycle;
using html::Html, html::Problem;
using web::Response, web::require;

Response answer(
    Caller const& caller, Member const& member, Diagnostic const& diagnostic, Html content, std::vector<Problem> problems = {}) {
    auto const& t = caller.t;
    auto const status = problems.empty() ? 200 : 422;
    return layout::structure_page(caller, member, standing(diagnostic),
        {.section = t.text("Autodiagnostic"),
            .heading = t.text("Importer des réponses"),
            .lead = t.text("D'un classeur ou d'un fichier CSV : un autre outil, un tableau partagé, une démarche d'avant."),
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)}, {t.text("Importer des réponses")}},
            .content = std::move(content),
            .problems = std::move(problems),
            .status = status});
}

Response show(Visit& visit, CycleId cycle) {
    auto const diagnostic = require(find(visit.db, visit.desk.library, visit.member.organisation, WhichCycle{std::move(cycle)}));
    return answer(visit, visit.member, diagnostic,
        import_page(visit, diagnostic, imports(visit.db, diagnostic), {}, visit.request.parameters().line("fait")));
}

struct PreparedFile {
    std::string name;
    std::optional<Cells> rows;
};

// Unpacked before the transaction opens.
PreparedFile prepare_file(Receiving& context, CycleId) {
    auto const* file = context.form.file("fichier");
    if (!file) return {};
    return {file->name, read_rating_file(file->bytes)};
}

Response try_out(Change& change, PreparedFile const& file, CycleId cycle) {
    auto const& t = change.t;
    auto const diagnostic =
        require(find(change.db, change.desk.library, change.member.organisation, WhichCycle{std::move(cycle)}));
    layout::require_open(change, diagnostic.cycle());
    if (!file.rows) {
        std::vector<Problem> const problems{{"fichier",
            file.name.empty() ? t.text("Choisissez un fichier sur votre ordinateur")
                              : t.text("Ce fichier ne se lit pas : il faut un classeur XLSX ou un CSV, avec une colonne « N° » "
                                       "ou « Critère » et une colonne « Niveau »")}};
        return answer(change, change.member, diagnostic,
            import_page(change, diagnostic, imports(change.db, diagnostic), problems), problems);
    }
    auto const kept = ratings(change.db, diagnostic);
    auto const lines = import_lines(diagnostic, *file.rows, kept, mandate(change.db, diagnostic, change.member));
    auto const id = new_id<RatingImport>(change.now, change.desk.chance);
    return answer(change, change.member, diagnostic, dry_run_page(change, diagnostic, id, file.name, lines));
}

// Those whose fields the form of the dry run carries.
std::vector<referentiel::Criterion const*> sent_criteria(Diagnostic const& diagnostic, web::Form const& form) {
    auto all = asked(diagnostic);
    std::erase_if(all, [&](auto const* criterion) { return !form.has("revision-" + std::string{criterion->key.text()}); });
    return all;
}

Response keep(Change& change, CycleId cycle) {
    auto const& t = change.t;
    auto const diagnostic =
        require(find(change.db, change.desk.library, change.member.organisation, WhichCycle{std::move(cycle)}));
    layout::require_open(change, diagnostic.cycle());
    auto const id = RatingImportId::parse(change.form.line("id"));
    if (!id) throw web::Refused{400};
    if (find_import(change.db, diagnostic, *id)) return web::see_other(import_url(diagnostic)); // sent twice

    auto const before = ratings(change.db, diagnostic);
    Rated const rated{diagnostic, sent_criteria(diagnostic, change.form), mandate(change.db, diagnostic, change.member)};
    RatingImport import{
        *id, shortened(change.form.line("fichier"), 200), change.member.user.name(), change.now, std::nullopt, {}};
    std::vector<referentiel::Criterion const*> stale;
    for (auto const& draft : save_form(change, rated)) {
        if (draft.problem) throw web::Refused{400}; // the dry run offers none such
        if (draft.theirs) stale.push_back(draft.criterion);
        else {
            auto const* kept = find_rating(before, *draft.criterion);
            import.replaced.push_back({draft.criterion->key, kept ? std::optional{kept->rating} : std::nullopt, draft.revision});
        }
    }
    add_import(change.db, diagnostic, import, change.member.user);
    change.trail.add("import_ratings", import.id.text());
    if (stale.empty()) return web::see_other(import_url(diagnostic).with("fait", "import"));
    return answer(change, change.member, diagnostic, import_done(t, diagnostic, import, stale));
}

Response take_back(Change& change, CycleId cycle, RatingImportId id) {
    auto const diagnostic =
        require(find(change.db, change.desk.library, change.member.organisation, WhichCycle{std::move(cycle)}));
    auto const import = require(find_import(change.db, diagnostic, id));
    layout::require_open(change, diagnostic.cycle());
    if (!import.undone && change.now - import.at < import_can_be_undone)
        undo(change.db, change.trail, diagnostic, import, change.member.user, change.now);
    return web::see_other(import_url(diagnostic).with("fait", "annule"));
}

} // namespace

void add_import_routes(accounts::Router& router) {
    router.get("/structures/{}/cycles/{}/diagnostic/import", Right::rate, show);
    router.post("/structures/{}/cycles/{}/diagnostic/import", Right::rate, prepare_file, try_out);
    router.post("/structures/{}/cycles/{}/diagnostic/import/reponses", Right::rate, keep);
    router.post("/structures/{}/cycles/{}/diagnostic/import/{}/annulation", Right::rate, take_back);
}

} // namespace diagnostic
