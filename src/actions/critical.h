#pragma once

#include "diagnostic/slots.h"

// What the plan says to a criterion that has to reach a level and does not.
namespace actions {

// Its critical actions, by criterion, in one statement; those given up are none.
diagnostic::Beside::CriticalActions critical_actions(
    storage::Reader const&, html::Language const& t, diagnostic::Diagnostic const&);

// Where one is decided; nowhere for a criterion that is not imperative.
std::optional<Url> critical_form(diagnostic::Diagnostic const&, referentiel::Criterion const&);

} // namespace actions
