#pragma once

#include "accounts/visit.h"
#include "core/url.h"
#include "html/html.h"

#include <optional>
#include <string_view>

namespace evidence {

// The reports that a structure keeps among its documents, year after year.
enum class Report { diagnostic, practices, plan };

std::string_view to_text(Report);

// Where the report of a cycle is asked to be made and kept.
Url archiving_url(accounts::OrganisationId const&);

// A button that makes this report of a cycle and keeps it, then comes back if it is told where; nothing for who may add no
// document. Without an id it makes a new document each time the page is opened anew. What the report is compared with stands in
// the address that it is sent to.
html::Html archive_button(accounts::Caller const&, accounts::Member const&, accounts::CycleId const&, Report,
    std::string_view label, std::optional<Url> const& back = {}, std::optional<std::string> const& id = {},
    std::optional<Url> const& at = {});

// « Archiver ce rapport », in a list of files, beside its PDF.
html::Html archive_item(accounts::Caller const&, accounts::Member const&, accounts::CycleId const&, Report);

} // namespace evidence

template <>
std::optional<evidence::Report> parse<evidence::Report>(std::string_view);
