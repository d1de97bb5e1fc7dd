#pragma once

#include "accounts/visit.h"
#include "evidence/draft.h"
#include "evidence/filter.h"

#include <span>
#include <string>

// A document is uploaded or linked to, or joined to what it shows.
namespace evidence {

html::Html adding_view(accounts::Caller const&, accounts::OrganisationId const&, Draft const&);

struct Joining {
    accounts::OrganisationId const& organisation;
    Object const& object;
    std::span<Evidence const> joined;
    Page const& found;
    std::string text; // that was searched for
};
html::Html joining_view(accounts::Caller const&, Joining const&, Draft const&);

} // namespace evidence
