#pragma once

#include "accounts/visit.h"
#include "diagnostic/import.h"
#include "diagnostic/imports.h"

namespace diagnostic {

// The form that takes a file, the model to fill in, and what was imported before; what was just done is « import », « annule ».
html::Html import_page(accounts::Caller const&, Diagnostic const&, std::span<RatingImport const>,
    std::span<html::Problem const> problems, std::string_view done = {});

// What each line of the file would do, and the button that does it.
html::Html dry_run_page(
    accounts::Caller const&, Diagnostic const&, RatingImportId const&, std::string_view file_name, std::span<ImportLine const>);

// What became of it, once it was kept: how many answers, and those that someone changed in the meantime.
html::Html import_done(
    html::Language const& t, Diagnostic const&, RatingImport const&, std::vector<referentiel::Criterion const*> const& stale);

Url import_url(Diagnostic const&);
// From the overview, for who has answers elsewhere.
html::Html import_link(html::Language const& t, Diagnostic const&);

} // namespace diagnostic
