#pragma once

#include "referentiel/library.h"
#include "referentiel/referentiel.h"

#include <vector>

namespace referentiel {

// How what is rated in one version goes on in another.
enum class Way {
    same,     // to the letter
    reworded, // in other words
    moved,    // elsewhere in the tree
    merged,   // together with others
    split,    // in several
    covered,  // by those that it stands for in a longer référentiel
    removed,
};

struct Passage {
    Criterion const* from;
    std::vector<Criterion const*> to; // the main one first; none where it was removed
    Way way;
};

struct Passages {
    std::vector<Passage> all;            // one for all that is rated in the first, in its order
    std::vector<Criterion const*> added; // what nothing of the first leads to, in the order of the second

    bool lead_somewhere() const { return !all.empty(); }
};

// From one version to another: by what the criteria of a short référentiel cover of a longer one, or by the lineage of one and
// the same. Nothing where neither leads there.
Passages passages(Library const&, Version const& from, Version const& to);

// Where a diagnostic may go on: the newest of what it covers and a newer one of its own, of those that are offered.
std::vector<Version const*> next_versions(Library const&, Version const&);

} // namespace referentiel
