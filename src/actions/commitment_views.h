#pragma once

#include "accounts/visit.h"
#include "actions/plan.h"
#include "html/form.h"
#include "html/html.h"

#include <optional>
#include <string>
#include <vector>

namespace actions {

struct CommitmentSheet {
    diagnostic::Diagnostic const& diagnostic;
    Plan const& plan;
    Commitment const& commitment;
    std::optional<referentiel::Level> now; // where the criterion stands
    Date today;
    bool may_plan;
    std::vector<ActionId> ids = {}; // for a new action, and for each example that may be taken up
    std::string title = {};         // of a new action that was refused
    std::string level = {};         // of an aim that came too late
    bool is_overtaken = false;
    std::vector<html::Problem> problems = {};
};

// One criterion of the plan: where it stands, what is aimed at, the actions that lead there.
html::Html commitment_page(accounts::Caller const&, CommitmentSheet const&);

// What is asked before it goes to the trash.
html::Html commitment_removal(accounts::Caller const&, diagnostic::Diagnostic const&, Commitment const&);

// An action that is taken up from an example of the référentiel: its first words, and all of it.
Content content_of(html::Language const& t, referentiel::Example const&);

} // namespace actions
