#pragma once

#include "evidence/slots.h"
#include "reports/archiving.h"

namespace app {

// What documents are joined to: the criteria of diagnostics, the actions of their plans.
evidence::Users document_users();

// Documents are no longer joined to actions that are gone for good, also from the trash.
void forget_uses_of_lost_actions(storage::Writer&);

// Images are drawn anew by the program that makes reports.
evidence::Images images_by(reports::Workshop&);

// Reports that are kept are made by it too.
reports::Press press_by(reports::Workshop&);

} // namespace app
