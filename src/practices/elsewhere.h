#pragma once

#include "diagnostic/diagnostic.h"
#include "practices/practice.h"
#include "referentiel/passages.h"
#include "storage/storage.h"

#include <map>
#include <span>

// What was described of a criterion that covers several stands at the main one of them, once; the others say where.
namespace practices {

// Those that a description, a priority and documents go to.
std::span<referentiel::Criterion const* const> homes(referentiel::Passage const&);

// Of each of the others, the main one, where it is described.
using Elsewhere = std::map<referentiel::Criterion const*, referentiel::Criterion const*>;
Elsewhere described_elsewhere(
    storage::Reader const&, referentiel::Library const&, diagnostic::Diagnostic const&, Described const& here);

referentiel::Criterion const* find_main(Elsewhere const&, referentiel::Criterion const&);

} // namespace practices
