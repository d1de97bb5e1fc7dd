#pragma once

#include "accounts/visit.h"
#include "actions/batch_views.h"
#include "actions/filter_views.h"
#include "actions/planning.h"
#include "diagnostic/rating.h"
#include "web/response.h"

#include <optional>
#include <span>
#include <vector>

namespace actions {

// What each view of a plan is made from: the plan, what is looked at, and what that leaves. It stays in its place, for the picks
// point into the plan.
struct Viewing {
    Viewing(accounts::Caller const&, Planning, std::vector<accounts::Cycle>);
    Viewing(Viewing const&) = delete;
    Viewing& operator=(Viewing const&) = delete;

    Looking looking(View) const;

    Planning const planning;
    Filter const filter; // of the address
    std::vector<accounts::Cycle> const cycles;
    std::vector<Pick> const picks;
};

// The frame of each view: how much is planned, the bar of views and filters; what to do where nothing is planned or found.
web::Response view_page(accounts::Caller const&, accounts::Member const&, Viewing const&, Looking const&, html::Html const& above,
    html::Html const& content, int status = 200);

// The table by chapter; where somebody chooses several actions, with a box before each and what may be done with them.
web::Response chapters_page(accounts::Caller const&, accounts::Member const&, Viewing const&,
    std::span<diagnostic::SavedRating const>, html::Html const& above, std::optional<BatchDraft> const&);

} // namespace actions
