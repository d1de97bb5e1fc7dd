#pragma once

#include "accounts/visit.h"
#include "diagnostic/comparison.h"

#include <string>
#include <vector>

namespace diagnostic {

// A cycle or a snapshot that a reading may be compared with.
struct Other {
    std::string id;
    std::string label; // « Démarche 2025 »
    bool is_chosen = false;
};

// What a reading may be compared with, and what was chosen of it.
struct Choice {
    std::vector<Other> others = {};           // the latest first
    std::vector<Comparison> comparisons = {}; // as many as are drawn at once, in the order of the others
    int left_out = 0;                         // chosen beyond those
};

// What the address asks for by « avec », one, and by « avec-ID », several; the cycle before where it asks for nothing. 404 for
// what is not the structure's. A snapshot stands alone unless something is asked for; own is the snapshot that the page shows.
Choice choose(accounts::Visit const&, Reading const&, std::string_view own = {});

// The same page or file with the same choice.
Url with_choice(Url address, Choice const&);

} // namespace diagnostic
