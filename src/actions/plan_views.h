#pragma once

#include "accounts/visit.h"
#include "actions/plan.h"
#include "diagnostic/rating.h"
#include "html/html.h"

#include <functional>
#include <span>
#include <vector>

namespace actions {

// The part of a plan that a page shows; the whole of it, or what filters leave.
struct Shown {
    diagnostic::Diagnostic const& diagnostic;
    Plan const& plan;
    std::span<diagnostic::SavedRating const> ratings; // where the criteria stand now
    Date today;
    std::function<bool(Action const&)> is_shown = [](Action const&) { return true; };
    bool shows_empty = true; // also commitments without any action to show
    std::function<html::Html(Action const&)> before_name = [](Action const&) { return html::Html{}; }; // a box to tick
    bool is_at_plan = true; // at the address of the plan, from which links may be short
};

// A table for each chapter: the criterion with both maturities, then its actions with their indicators.
html::Html plan_tables(accounts::Caller const&, Shown const&);

// « 20 actions pour 12 critères »
std::string size_words(html::Language const& t, Tally const&);

// Nothing is planned yet: what to do.
html::Html empty_plan(accounts::Caller const&, diagnostic::Diagnostic const&, bool may_plan);

// The criteria that are not in the plan, by chapter, to choose from.
html::Html criteria_form(accounts::Caller const&, diagnostic::Diagnostic const&, std::span<referentiel::Criterion const* const>,
    std::span<diagnostic::SavedRating const>, std::span<html::Problem const>);

} // namespace actions
