#pragma once

#include "accounts/visit.h"
#include "evidence/uses.h"
#include "html/html.h"

#include <string>

// The documents of a criterion, an action, a measure, for the page that shows it:
//
//     auto const all = evidence::attached(visit.db, visit.member.organisation, objects); // one query for the whole page
//     … evidence::attachments(visit, visit.member, object, all, back) …                  // at each of them
//
// What is joined is described by the slot evidence::Users, which app/ fills.
namespace evidence {

// Its documents, as links to their files and addresses, and « Joindre un document », which leads to a page where one chooses
// among those that exist, uploads a file or gives a link, and from there comes back. It holds no form, so that it may stand
// within one. Who may not change anything there (may_change) sees the documents alone, or nothing. Where a page has
// several such links, each says whose it is (« : critère 4 ») to those who hear it.
html::Html attachments(accounts::Caller const&, accounts::Member const&, Object const&, Attached const&, Url const& back,
    bool may_change = true, std::string const& whose = {});

} // namespace evidence
