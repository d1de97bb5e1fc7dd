#pragma once

#include "referentiel/faults.h"
#include "referentiel/library.h"
#include "referentiel/referentiel.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace referentiel {

// Which numbers links may name: for each référentiel or catalogue that is known, whether it has that one.
using Catalogues = std::map<std::string, std::function<bool(std::string_view)>, std::less<>>;

// The catalogues that the program carries, and the référentiels that we ship (any number of theirs, unless the library holds
// them).
Catalogues known_catalogues();

// What a file is read against.
struct Context {
    html::Language const& language;
    Catalogues catalogues = known_catalogues();
    // The versions that are published: the one before this, the one that it covers. Nothing is compared where there is none.
    Library const* library = nullptr;
};

struct Counts {
    std::size_t chapters = 0, criteria = 0, items = 0, languages = 0, without_wording = 0;
};

struct Reading {
    std::optional<Version> version; // nothing where there is a fault
    std::vector<Fault> faults;      // by place, the first 200
    std::vector<Fault> advices;     // accepted, and repaired where that can be done
    std::size_t fault_count = 0, advice_count = 0;
    Counts counts;
};

// What is said of a file as large as this, which nobody reads; nothing of one that is small enough.
std::optional<Reading> too_large(std::uintmax_t bytes, html::Language const&);

// Reads one file of format 1. Every fault is said with its place; nothing is thrown, whatever the bytes.
Reading read(std::string_view bytes, Context const&);

// One line each, « FILE:12: what is wrong. What to do. », then the counts: what the command and the page of an import show.
std::vector<std::string> report(std::string_view file, Reading const&, html::Language const&);

} // namespace referentiel
