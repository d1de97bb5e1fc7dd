#pragma once

#include "diagnostic/slots.h"

namespace practices {

// Descriptions and priorities go where the answers of a diagnostic go: within a cycle the same practice is placed in the version
// that is gone on in, and a new cycle gets copies, marked by where they come from. Coming back brings what was written since.
diagnostic::Follower follower();

} // namespace practices
