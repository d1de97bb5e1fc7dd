#pragma once

#include "accounts/router.h"

namespace evidence {

// One document: its versions and what it is joined to, its title and expiry, the next version.
void add_document_routes(accounts::Router&);

} // namespace evidence
