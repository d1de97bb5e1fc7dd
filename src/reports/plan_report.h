#pragma once

#include "actions/plan.h"
#include "diagnostic/rating.h"
#include "html/html.h"

#include <span>
#include <string>

namespace reports {

// What the PDF of a plan is made of: the whole plan, or what a filter leaves of it.
struct PlanSubject {
    diagnostic::Diagnostic const& diagnostic;
    actions::Plan const& plan;
    std::span<diagnostic::SavedRating const> ratings; // where the criteria stand now
    std::string structure;
    Date today;
    std::string logo_png = {}; // of the structure, as bytes; empty where it has none
};

// The data of the template « plan », with all its words.
std::string plan_json(html::Language const& t, PlanSubject const&);

} // namespace reports
