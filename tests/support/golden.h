#pragma once

#include "support/office.h"

#include <string_view>

namespace support {

// A page's main part reads as tests/golden/NAME.html does, so that no two values of a view change places unseen. Ids and keys,
// which differ from run to run, are counted. UPDATE_GOLDEN=1 writes the files anew: read what changed before keeping it.
void check_golden(std::string_view name, Page const&);

} // namespace support
