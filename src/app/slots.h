#pragma once

#include "accounts/slots.h"

namespace app {

// What folders to the right lend to those to the left: the program and the tests put the same on the desk.
accounts::Slots lent();

} // namespace app
