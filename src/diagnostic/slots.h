#pragma once

#include "diagnostic/diagnostic.h"

#include <functional>
#include <map>

namespace diagnostic {

// What the pages of a diagnostic show of folders to the right; app/ fills it. One call a page.
struct Beside {
    using Levels = std::map<referentiel::CriterionKey, referentiel::Level>;

    // The level that the plan aims at, of the criteria that it is about; empty while no plan exists.
    std::function<Levels(storage::Reader const&, Diagnostic const&)> envisaged = [](auto const&, auto const&) {
        return Levels{};
    };
};

} // namespace diagnostic
