#pragma once

#include "audit/trail.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/slots.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace practices {

// What these pages ask of the plan, which stands to the right; app/ fills it.
struct Plan {
    using Criteria = std::vector<referentiel::Criterion const*>;
    using Keys = std::set<std::string, std::less<>>;

    // Puts criteria in the plan, in the transaction that says so; those that are there already stay as they are.
    std::function<void(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, Criteria const&, diagnostic::Act const&)>
        put = [](auto&, auto&, auto const&, auto const&, auto const&) {};

    // The criteria that are in the plan, whatever their priority. One call a page.
    std::function<Keys(storage::Reader const&, diagnostic::Diagnostic const&)> planned = [](auto const&, auto const&) {
        return Keys{};
    };

    // Where what is planned for a criterion is; nothing while there is no plan.
    std::function<std::optional<Url>(diagnostic::Diagnostic const&, referentiel::Criterion const&)> address =
        [](auto const&, auto const&) { return std::optional<Url>{}; };
};

} // namespace practices
