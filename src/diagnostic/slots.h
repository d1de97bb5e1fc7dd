#pragma once

#include "core/chance.h"
#include "core/url.h"
#include "diagnostic/diagnostic.h"
#include "referentiel/passages.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace audit {
class Trail;
}

namespace html {
class Language;
}

namespace diagnostic {

// What the pages of a diagnostic show of folders to the right; app/ fills it. One call a page.
struct Beside {
    using Levels = std::map<referentiel::CriterionKey, referentiel::Level>;

    // The level that the plan aims at, of the criteria that it is about; empty while no plan exists.
    std::function<Levels(storage::Reader const&, Diagnostic const&)> envisaged = [](auto const&, auto const&) {
        return Levels{};
    };

    // Actions of the plan that answer for imperative criteria, by the key of what is rated; those given up are none.
    struct Critical {
        std::string name; // « Action n° 4 »
        std::string due;  // « mars 2027 »; may be empty
        Url address;
    };
    using CriticalActions = std::map<std::string, std::vector<Critical>, std::less<>>;
    std::function<CriticalActions(storage::Reader const&, html::Language const&, Diagnostic const&)> critical =
        [](auto const&, auto const&, auto const&) { return CriticalActions{}; };

    // Where such an action is decided for a criterion; nowhere while no plan exists.
    std::function<std::optional<Url>(Diagnostic const&, referentiel::Criterion const&)> critical_form =
        [](auto const&, auto const&) { return std::optional<Url>{}; };

    // The criteria, by key, whose plan follows a figure.
    using Keys = std::set<std::string, std::less<>>;
    std::function<Keys(storage::Reader const&, Diagnostic const&)> measured = [](auto const&, auto const&) { return Keys{}; };
};

// By whom and when.
struct Act {
    accounts::User const& user;
    Instant now;
};

// How one diagnostic goes on as another: in another version within its cycle, or in a new cycle.
struct Passing {
    Diagnostic const& former;
    Diagnostic const& to;
    referentiel::Passages const& passages;
    Act const& act;
    Chance const& chance;

    bool is_new_cycle() const { return former.cycle().id != to.cycle().id; }
};

// What else belongs to a diagnostic and goes where its answers go, in the same transaction.
struct Follower {
    using Go = std::function<void(storage::Writer&, audit::Trail&, Passing const&)>;

    // What would follow, counted in words, before it does: « 3 descriptions ».
    using Foretell = std::function<std::vector<std::string>(
        storage::Reader const&, html::Language const&, Diagnostic const& former, referentiel::Passages const&)>;

    Go follow;
    Go come_back = [](auto&, auto&, auto const&) {}; // somebody goes back to the former one, of the same cycle
    Foretell foretell = [](auto&, auto&, auto const&, auto const&) { return std::vector<std::string>{}; };
};

struct Followers {
    std::vector<Follower> all;
};

} // namespace diagnostic
