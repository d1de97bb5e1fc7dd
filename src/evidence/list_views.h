#pragma once

#include "accounts/visit.h"
#include "evidence/filter.h"
#include "evidence/slots.h"

#include <map>
#include <vector>

namespace evidence {

struct List {
    accounts::OrganisationId const& organisation;
    Page const& page;
    Filter const& filter;
    std::map<EvidenceId, std::vector<Object>> const& uses;
    Users::Objects const& objects;
    std::vector<int> const& years;
    std::int64_t space = 0; // used, in bytes
    bool may_change = false;
};

// The documents of a structure, found by what one looks for.
html::Html list_view(accounts::Caller const&, List const&);

} // namespace evidence
