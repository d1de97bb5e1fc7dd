#pragma once

#include "accounts/trash.h"
#include "accounts/visit.h"
#include "evidence/draft.h"
#include "evidence/evidence.h"
#include "evidence/filter.h"
#include "evidence/slots.h"

#include <map>
#include <span>
#include <vector>

namespace evidence {

using Uses = std::map<EvidenceId, std::vector<Object>>;

// --- Documents

struct List {
    accounts::OrganisationId const& organisation;
    Page const& page;
    Filter const& filter;
    Uses const& uses;
    Users::Objects const& objects;
    std::vector<int> const& years;
    std::int64_t space = 0; // used, in bytes
    bool may_change = false;
};
html::Html list_view(accounts::Caller const&, List const&);
Url filtered_url(accounts::OrganisationId const&, Filter const&);

struct Document {
    accounts::OrganisationId const& organisation;
    Evidence const& evidence;
    std::vector<Version> const& versions;
    std::vector<Object> const& uses;
    Users::Objects const& objects;
    bool may_change = false;
};
html::Html document_view(accounts::Caller const&, Document const&, Draft const&);
html::Html document_actions(accounts::Caller const&, accounts::OrganisationId const&, Evidence const&);
std::string document_lead(accounts::Caller const&, Version const&);
html::Html removal_view(accounts::Caller const&, accounts::OrganisationId const&, Evidence const&, std::size_t uses);
// What keeps it from being removed.
html::Html staying_view(html::Language const& t, accounts::OrganisationId const&, Evidence const&, Users::Objects const&);

// « « Charte », jusqu'au 31 décembre 2027, rapport de 2026 »
std::string facts_words(html::Language const& t, Evidence const&);

html::Html trash_view(
    accounts::Caller const&, accounts::OrganisationId const&, std::span<accounts::Removed const>, bool may_change);

// --- Adding and joining

html::Html adding_view(accounts::Caller const&, accounts::OrganisationId const&, Draft const&);

struct Joining {
    accounts::OrganisationId const& organisation;
    Object const& object;
    std::span<Evidence const> joined;
    Page const& found;
    std::string text; // that was searched for
};
html::Html joining_view(accounts::Caller const&, Joining const&, Draft const&);

// Its name, id and problems are those of « file ».
html::Html file_field(html::Language const& t, std::string_view label, std::string_view hint, std::span<html::Problem const>);

// « C'est fait. Le document est déposé. »; nothing for a word that says nothing.
html::Html done_notice(html::Language const& t, std::string_view done);

// « 1,2 Mo »
std::string size_words(html::Language const& t, std::int64_t bytes);

} // namespace evidence
