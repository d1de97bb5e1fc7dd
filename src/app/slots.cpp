#include "app/slots.h"

#include "actions/queries.h"
#include "diagnostic/slots.h"

namespace app {

accounts::Slots lent() {
    accounts::Slots slots;
    slots.fill(diagnostic::Beside{actions::envisaged});
    return slots;
}

} // namespace app
