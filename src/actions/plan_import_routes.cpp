#include "actions/plan_import_routes.h"

#include "actions/addresses.h"
#include "actions/plan_import_views.h"
#include "actions/plan_imports.h"
#include "actions/planning.h"
#include "actions/queries.h"
#include "core/unicode.h"
#include "diagnostic/queries.h"
#include "diagnostic/saving.h"
#include "layout/closed.h"
#include "layout/frame.h"
#include "tables/csv.h"
#include "tables/xlsx.h"

#include <algorithm>
#include <charconv>

namespace actions {
namespace {

using accounts::Caller, accounts::Change, accounts::CycleId, accounts::Member, accounts::Receiving, accounts::Right,
    accounts::Visit, accounts::WhichCycle;
using diagnostic::Diagnostic;
using html::Html, html::Problem;
using web::Response, web::require;

Diagnostic require_diagnostic(Caller const& caller, storage::Reader const& db, Member const& member, CycleId cycle) {
    return require(diagnostic::find(db, caller.desk.library, member.organisation, WhichCycle{std::move(cycle)}));
}

Response answer(Caller const& caller, Member const& member, Diagnostic const& diagnostic, Html content,
    std::vector<Problem> problems = {}, int status = 200) {
    auto const& t = caller.t;
    if (!problems.empty()) status = 422;
    return layout::structure_page(caller, member, standing(diagnostic),
        {.section = t.text("Plan d'actions"),
            .heading = t.text("Importer un plan"),
            .lead = t.text("D'un classeur ou d'un fichier CSV que vous tenez déjà."),
            .trail = {{t.text("Plan d'actions"), plan_url(diagnostic)}, {t.text("Importer un plan")}},
            .content = std::move(content),
            .problems = std::move(problems),
            .status = status});
}

Response show(Visit& visit, CycleId cycle) {
    auto const diagnostic = require_diagnostic(visit, visit.db, visit.member, std::move(cycle));
    auto const imports = plan_imports(visit.db, diagnostic);
    auto const done = visit.request.parameters().line("fait");
    Html notice;
    for (auto const& import : imports)
        if (import.id.text() == done && !import.undone) notice = import_done(visit.t, diagnostic, import);
    return answer(visit, visit.member, diagnostic,
        plan_import_page(visit, diagnostic, diagnostic::mandate(visit.db, diagnostic, visit.member), imports, {}, notice));
}

// --- The model

Response model(Visit const& visit, CycleId cycle, std::string_view ending, std::string_view type,
    std::string (*written)(html::Language const&, tables::Workbook const&)) {
    auto const diagnostic = require_diagnostic(visit, visit.db, visit.member, std::move(cycle));
    return {.headers = {{"Content-Type", std::string{type}},
                web::attachment(visit.t.text("Modèle de plan d'actions") + std::string{ending})},
        .body = written(visit.t, plan_model(visit.t, diagnostic))};
}

Response show_workbook(Visit& visit, CycleId cycle) {
    return model(
        visit, std::move(cycle), ".xlsx", tables::xlsx_type, [](auto const&, auto const& book) { return tables::xlsx(book); });
}

Response show_csv(Visit& visit, CycleId cycle) {
    return model(visit, std::move(cycle), ".csv", "text/csv; charset=utf-8",
        [](auto const& t, auto const& book) { return tables::csv(book.tables.front(), t.is_french() ? ',' : '.'); });
}

// --- A file

struct SentFile {
    std::string name;
    std::optional<std::vector<tables::Sheet>> sheets;
};

// Unpacked before the transaction opens.
SentFile prepare_file(Receiving& context, CycleId) {
    auto const* file = context.form.file("fichier");
    if (!file) return {};
    return {file->name, tables::read_sheets(file->bytes)};
}

Response take_file(Change& change, SentFile const& file, CycleId cycle) {
    auto const& t = change.t;
    auto const diagnostic = require_diagnostic(change, change.db, change.member, std::move(cycle));
    layout::require_open(change, diagnostic.cycle());
    if (!file.sheets || !guessed_columns(*file.sheets)) {
        std::vector<Problem> const problems{
            {"fichier", file.name.empty()
                            ? t.text("Choisissez un fichier sur votre ordinateur")
                            : t.text("Ce fichier ne se lit pas : il faut un classeur XLSX ou un CSV, avec une ligne de titres")}};
        return answer(change, change.member, diagnostic,
            plan_import_page(change, diagnostic, diagnostic::mandate(change.db, diagnostic, change.member),
                plan_imports(change.db, diagnostic), problems),
            problems);
    }
    auto const id = new_id<PlanImport>(change.now, change.desk.chance);
    keep_file(change.db, diagnostic, {id, shortened(file.name, 200), change.member.user.name(), change.now}, *file.sheets,
        change.member.user);
    return web::see_other(plan_import_url(diagnostic, id));
}

// --- What it would do

std::optional<std::size_t> number_in(web::Form const& form, std::string_view name) {
    auto const text = form.line(name);
    std::size_t number = 0;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc{} && end == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

// What was guessed, unless somebody chose; where another sheet or row of titles was chosen, its columns are guessed anew.
Columns chosen_columns(std::vector<tables::Sheet> const& sheets, web::Form const& form) {
    auto columns = require(guessed_columns(sheets));
    auto const sheet = number_in(form, "feuille").value_or(columns.sheet);
    if (sheet >= sheets.size() || sheets[sheet].rows.empty()) throw web::Refused{404};
    if (form.has("titres") || sheet != columns.sheet) {
        auto const is_same = sheet == columns.sheet;
        auto const titles = number_in(form, "titres").value_or(is_same ? columns.titles : 0);
        if (titles >= sheets[sheet].rows.size() || titles >= tables::rows_searched) throw web::Refused{404};
        columns = guessed_columns(sheets, sheet, titles);
    }
    if (form.line("pour") != std::to_string(columns.sheet) + "-" + std::to_string(columns.titles)) return columns;
    for (std::size_t i = 0; i < columns.fields.size(); ++i)
        if (auto const name = "c" + std::to_string(i); form.has(name)) columns.fields[i] = parse<Field>(form.line(name));
    return columns;
}

// Everything that a dry run is made of, and stands as long as it.
struct Sheets {
    Diagnostic diagnostic;
    PlanImport import;
    std::vector<tables::Sheet> sheets;
    Columns columns;
    Twins twins;
    ImportedPlan plan;
    accounts::Names names;
    Matches matches;

    DryRun run() const { return {diagnostic, import, sheets, columns, twins, plan, names, matches}; }
};

// What was chosen for each unknown name, or the nearest that there is where nothing was yet.
Matches matches(ImportedPlan const& plan, accounts::Names const& names, web::Form const& form) {
    std::map<std::string, std::string> chosen;
    for (std::size_t i = 0; form.has("nom-" + std::to_string(i)); ++i)
        chosen[form.line("nom-" + std::to_string(i))] = form.line("qui-" + std::to_string(i));
    Matches all;
    for (auto const& name : names_to_match(plan, names)) {
        auto const found = chosen.find(name);
        auto const meant = found == chosen.end() ? names.nearest(name).value_or("") : found->second;
        if (!meant.empty()) all.emplace(name, meant);
    }
    return all;
}

// May each still be taken for whom it was? Somebody may have been renamed meanwhile.
bool are_known(Matches const& matches, accounts::Names const& names) {
    return std::ranges::none_of(
        matches, [&](auto const& match) { return names.whom(match.second) == accounts::Names::Whom::unknown; });
}

template <typename Context>
Sheets read_file(Context const& context, Diagnostic diagnostic, PlanImport import, web::Form const& form) {
    auto sheets = require(find_file(context.db, diagnostic, import.id, context.now));
    auto columns = chosen_columns(sheets, form);
    auto const twins = form.line("doubles") == "ajouter" ? Twins::added : Twins::left_out;
    auto const kept = plan(context.db, diagnostic);
    auto const mandate = diagnostic::mandate(context.db, diagnostic, context.member);
    auto imported = columns.is_enough()
                        ? imported_plan({context.t, diagnostic, kept, mandate, context.now, context.today(), context.desk.chance},
                              sheets[columns.sheet].rows, columns, twins)
                        : ImportedPlan{};
    accounts::Names names{context.db, context.member.organisation};
    auto matched = matches(imported, names, form);
    return {std::move(diagnostic), std::move(import), std::move(sheets), std::move(columns), twins, std::move(imported),
        std::move(names), std::move(matched)};
}

Response show_dry_run(Visit& visit, CycleId cycle, PlanImportId id) {
    auto diagnostic = require_diagnostic(visit, visit.db, visit.member, std::move(cycle));
    auto import = require(find_plan_import(visit.db, diagnostic, id));
    if (import.kept) return web::see_other(plan_import_url(diagnostic).with("fait", id));
    auto const form = visit.request.parameters();
    auto const file = read_file(visit, std::move(diagnostic), std::move(import), form);
    auto run = file.run();
    run.first_line = number_in(form, "depuis").value_or(0);
    return answer(visit, visit.member, file.diagnostic, dry_run_page(visit, run));
}

Response keep(Change& change, CycleId cycle, PlanImportId id) {
    auto diagnostic = require_diagnostic(change, change.db, change.member, std::move(cycle));
    auto import = require(find_plan_import(change.db, diagnostic, id));
    auto const done = plan_import_url(diagnostic).with("fait", id);
    layout::require_open(change, diagnostic.cycle());
    if (import.kept) return web::see_other(done); // sent twice
    auto const file = read_file(change, std::move(diagnostic), std::move(import), change.form);
    if (!change.form.has("empreinte")) return web::see_other(plan_import_url(file.diagnostic, id));
    if (has_too_many_names(file.run()))
        return answer(change, change.member, file.diagnostic, dry_run_page(change, file.run()), {}, 422);
    if (auto problems = undecided_names(change.t, file.run()); !problems.empty()) {
        auto run = file.run();
        run.problems = problems;
        return answer(change, change.member, file.diagnostic, dry_run_page(change, run), std::move(problems), 422);
    }
    if (fingerprint(file.plan) != change.form.line("empreinte") || !are_known(file.matches, file.names)) {
        auto run = file.run();
        run.has_changed = true;
        return answer(change, change.member, file.diagnostic, dry_run_page(change, run), {}, 409);
    }
    actions::import(change.db, change.trail, file.diagnostic, file.import, file.plan, file.matches, change.member.user,
        change.now, change.desk.chance);
    return web::see_other(done);
}

Response take_back(Change& change, CycleId cycle, PlanImportId id) {
    auto const diagnostic = require_diagnostic(change, change.db, change.member, std::move(cycle));
    auto const import = require(find_plan_import(change.db, diagnostic, id));
    auto const mandate = diagnostic::mandate(change.db, diagnostic, change.member);
    layout::require_open(change, diagnostic.cycle());
    if (!mandate.is_whole) throw web::Refused{403};
    auto const may_be_undone = import.kept && !import.undone && change.now - *import.kept < import_can_be_undone;
    if (!may_be_undone) return web::see_other(plan_import_url(diagnostic));
    auto const staying = undo(change.db, change.trail, diagnostic, import, change.now);
    auto const notice = undo_done(change.t, diagnostic, plan(change.db, diagnostic), staying);
    return answer(change, change.member, diagnostic,
        plan_import_page(change, diagnostic, mandate, plan_imports(change.db, diagnostic), {}, notice));
}

} // namespace

void add_plan_import_routes(accounts::Router& router) {
    std::string const page = "/structures/{}/cycles/{}/engagements/import";
    router.get(page, Right::rate, show);
    router.post(page, Right::rate, prepare_file, take_file);
    router.get(page + "/modele.xlsx", Right::rate, show_workbook);
    router.get(page + "/modele.csv", Right::rate, show_csv);
    router.get(page + "/{}", Right::rate, show_dry_run);
    router.post(page + "/{}/lignes", Right::rate, keep);
    router.post(page + "/{}/annulation", Right::rate, take_back);
}

} // namespace actions
