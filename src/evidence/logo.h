#pragma once

#include "accounts/organisation.h"
#include "storage/files.h"

#include <string>

namespace evidence {

// The logo of a structure, a PNG of at most 512 pixels a side, as pages and reports show it; empty where it has none.
std::string logo(storage::Reader const&, storage::Files const&, accounts::Member const&);

} // namespace evidence
