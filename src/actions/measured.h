#pragma once

#include "diagnostic/slots.h"

namespace actions {

// The criteria whose plan follows a figure, in one statement: their level 4 names a measure.
diagnostic::Beside::Keys measured(storage::Reader const&, diagnostic::Diagnostic const&);

} // namespace actions
