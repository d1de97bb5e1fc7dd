#pragma once

#include "accounts/visit.h"
#include "diagnostic/diagnostic.h"
#include "html/form.h"
#include "workshop/workshop.h"

#include <set>
#include <span>
#include <string>

namespace workshop {

// What the form of a new workshop says.
struct Plan {
    WorkshopId id;
    std::string title = {};
    std::string what = "restants"; // « chapitre », « choix »
    std::string chapter = {};
    std::set<std::string, std::less<>> chosen = {}; // keys of criteria
};

// Of one cycle; the button that opens another stands in the head of the page.
html::Html list_page(accounts::Caller const&, accounts::OrganisationId const&, std::span<Summary const>, bool may_open);

html::Html plan_form(
    accounts::Caller const&, diagnostic::Diagnostic const&, Plan const&, int not_rated, std::span<html::Problem const>);

} // namespace workshop
