#pragma once

#include "accounts/visit.h"
#include "actions/filters.h"
#include "core/url.h"
#include "diagnostic/diagnostic.h"
#include "html/html.h"

#include <span>
#include <string>
#include <vector>

namespace actions {

// The same plan, looked at in different ways.
enum class View { chapters, states, calendar, timeline };
Url view_url(diagnostic::Diagnostic const&, View);
std::string name_of(html::Language const& t, View);

// What stands above each view.
struct Looking {
    diagnostic::Diagnostic const& diagnostic;
    Plan const& plan;
    Filter const& filter;
    View view = View::chapters;
    Counted shown = {};
    std::span<accounts::Cycle const> cycles = {}; // of the structure
    std::vector<Parameter> kept = {};             // of this view's address, besides
};

// The ways to look at it, the other cycles, and what is looked at: a form that keeps all of it in the address.
html::Html plan_bar(accounts::Caller const&, Looking const&);

// The other cycles alone, where this one has nothing to look at.
html::Html cycle_bar(accounts::Caller const&, Looking const&);

// « 3 actions affichées sur 21. »
std::string shown_words(html::Language const& t, Looking const&);

// Nothing is left by the filter.
html::Html nothing_found(accounts::Caller const&, Looking const&);

// « Environnement, Sophie Guéguen, en retard »
std::string words_of(html::Language const& t, Plan const&, Filter const&);

} // namespace actions
