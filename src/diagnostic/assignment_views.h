#pragma once

#include "diagnostic/teamwork.h"
#include "html/html.h"

#include <span>

namespace diagnostic {

// A form for each chapter: the whole of it to one person, or criterion by criterion.
html::Html assignments_page(
    accounts::Caller const&, Diagnostic const&, std::span<accounts::Member const> team, std::span<Assignment const>);

struct OwnCriterion {
    referentiel::Criterion const* criterion;
    bool is_rated = false;
    bool is_flagged = false;
};

// What is assigned to whoever reads it, with how far it is.
html::Html own_criteria_page(accounts::Caller const&, Diagnostic const&, std::span<OwnCriterion const>);

} // namespace diagnostic
