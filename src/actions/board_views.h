#pragma once

#include "accounts/visit.h"
#include "actions/filters.h"
#include "actions/planning.h"
#include "core/url.h"
#include "html/html.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace actions {

struct BoardSheet {
    Planning const& planning;
    Filter const& filter;
    std::span<Pick const> picks;
    Date today;
    std::string id = {}; // of what is done by a button of this page
};

// A column for each state. A card passes to another by a button; where scripts run, it may be dragged there too.
html::Html board(accounts::Caller const&, BoardSheet const&);

// What a button of the board says: which action, as it was when the page was made, and the state that it passes to.
struct Passing {
    ActionId action;
    Revision base;
    State state;
};
std::string to_text(Passing const&);
std::optional<Passing> read_passing(std::string_view);

} // namespace actions
