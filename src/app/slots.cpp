#include "app/slots.h"

#include "app/documents.h"

namespace app {

accounts::Slots lent() {
    accounts::Slots slots;
    slots.fill(document_users());
    return slots;
}

} // namespace app
