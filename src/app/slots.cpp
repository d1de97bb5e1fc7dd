#include "app/slots.h"

#include "diagnostic/slots.h"
#include "practices/following.h"

namespace app {

accounts::Slots lent() {
    accounts::Slots slots;
    slots.fill(diagnostic::Followers{{practices::follower()}});
    return slots;
}

} // namespace app
