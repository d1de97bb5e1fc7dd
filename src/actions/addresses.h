#pragma once

#include "actions/plan.h"
#include "core/url.h"
#include "diagnostic/diagnostic.h"

#include <string>
#include <string_view>

// Where the pages of a plan are.
namespace actions {

Url plan_url(diagnostic::Diagnostic const&);
Url plan_url(diagnostic::Diagnostic const&, std::string_view act);
// The criteria that may still be put in the plan.
Url criteria_url(diagnostic::Diagnostic const&);
Url commitment_url(diagnostic::Diagnostic const&, Commitment const&);
Url commitment_url(diagnostic::Diagnostic const&, Commitment const&, std::string_view act);
Url commitment_url(diagnostic::Diagnostic const&, referentiel::Criterion const&);
// Where an action is decided for an imperative criterion that falls short.
Url critical_url(diagnostic::Diagnostic const&, referentiel::Criterion const&);
Url action_url(diagnostic::Diagnostic const&, ActionId const&);
Url action_url(diagnostic::Diagnostic const&, ActionId const&, std::string_view act);
Url people_url(accounts::OrganisationId const&);

// « action-12 »: an action on the page of its plan or its criterion.
std::string line_id(Action const&);
// « monter-action-12 »: a button of its row.
std::string button_id(std::string_view way, Action const&);

} // namespace actions
