#include "app/slots.h"

#include "app/documents.h"
#include "diagnostic/slots.h"
#include "practices/following.h"

namespace app {

accounts::Slots lent() {
    accounts::Slots slots;
    slots.fill(document_users());
    slots.fill(diagnostic::Followers{{practices::follower()}});
    return slots;
}

} // namespace app
