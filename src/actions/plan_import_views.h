#pragma once

#include "accounts/names.h"
#include "accounts/visit.h"
#include "actions/plan_import.h"
#include "actions/plan_imports.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace actions {

// The model, the form that takes a file, and what was imported before, which who may change the whole plan takes back.
html::Html plan_import_page(accounts::Caller const&, diagnostic::Diagnostic const&, diagnostic::Mandate const&,
    std::span<PlanImport const>, std::span<html::Problem const>, html::Html const& notice = {});

// A file that waits, and what its lines would do.
struct DryRun {
    diagnostic::Diagnostic const& diagnostic;
    PlanImport const& import;
    std::vector<tables::Sheet> const& sheets;
    Columns const& columns;
    Twins twins = Twins::left_out;
    ImportedPlan const& plan;
    accounts::Names const& names;
    Matches const& matches;
    std::size_t first_line = 0; // of those that are shown
    bool has_changed = false;   // the plan, since the lines were looked at
    std::vector<html::Problem> problems = {};
};

html::Html dry_run_page(accounts::Caller const&, DryRun const&);

// The names of the file that nobody bears, or several do, of which each is asked who it means: a file with too many of them is
// not taken.
inline constexpr std::size_t most_matches = 100;
std::vector<std::string> names_to_match(ImportedPlan const&, accounts::Names const&);
// Of these, those that several bear: one of them is to be chosen.
std::vector<std::string> shared_names(ImportedPlan const&, accounts::Names const&);
bool has_too_many_names(DryRun const&);
std::vector<html::Problem> undecided_names(html::Language const& t, DryRun const&);

// Goes with the form that confirms: what is done is what was shown.
std::string fingerprint(ImportedPlan const&);

html::Html import_done(html::Language const& t, diagnostic::Diagnostic const&, PlanImport const&);
html::Html undo_done(html::Language const& t, diagnostic::Diagnostic const&, Plan const&, Staying const&);

Url plan_import_url(diagnostic::Diagnostic const&);
Url plan_import_url(diagnostic::Diagnostic const&, PlanImportId const&);

} // namespace actions
