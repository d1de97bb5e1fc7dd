#pragma once

#include "accounts/visit.h"
#include "evidence/evidence.h"
#include "evidence/slots.h"
#include "html/html.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Pieces that the pages of documents share: how one is told, opened, and what it is joined to.
namespace evidence {

// « 1,2 Mo »
std::string size_words(html::Language const& t, std::int64_t bytes);

// « PDF · 1,2 Mo · version 2 »
std::string facts(html::Language const& t, Version const&);

// « « Charte », jusqu'au 31 décembre 2027, rapport de 2026 »
std::string facts_words(html::Language const& t, Evidence const&);

// The day, and whether it is past or near; nothing for what lasts.
html::Html expiry_words(accounts::Caller const&, std::optional<Date> expires);

// Where it leads: to its file, or out of here.
html::Html opening(html::Language const& t, accounts::OrganisationId const&, Version const&, std::string_view words);

// Links to what it is joined to, this many at most, and how many others there are.
html::Html uses_list(html::Language const& t, std::vector<Object> const& uses, Users::Objects const&, std::size_t most);

// « C'est fait. Le document est déposé. »; nothing for a word that says nothing.
html::Html done_notice(html::Language const& t, std::string_view done);

} // namespace evidence
