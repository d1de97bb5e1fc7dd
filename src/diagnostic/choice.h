#pragma once

#include "accounts/visit.h"
#include "diagnostic/comparison.h"
#include "html/form.h"

#include <optional>
#include <string>
#include <vector>

namespace diagnostic {

// What a reading may be compared with, and what was chosen of it.
struct Choice {
    std::vector<html::Option> others;
    std::string chosen;
    std::optional<Comparison> comparison;
};

// What the address asks for by « avec », and the cycle before where it asks for nothing. 404 for what is not the structure's. A
// snapshot is compared with today's answers, unless something else is asked for; own is the snapshot that the page shows.
Choice choose(accounts::Visit const&, Reading const&, std::string_view own = {});

} // namespace diagnostic
