#pragma once

#include "core/chance.h"
#include "html/form.h"

#include <string>
#include <string_view>

namespace accounts {

// Forms carry a key that only this browser's cookie and our secret give; it is masked anew for each page, so that
// compression tells nothing of it.
std::string form_key(std::string_view secret, std::string_view cookie);

html::FormKey masked(std::string_view form_key, Chance const&);

bool is_masked(std::string_view sent, std::string_view form_key);

} // namespace accounts
