#pragma once

#include "referentiel/text.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

// Lists that others publish and that links name: ISO 26000, the Guide of good practices, the sustainable development goals and
// VSME. Numbers and titles only, in « referentiels/catalogues/CODE.tsv ».
namespace referentiel {

struct CatalogueEntry {
    std::string number;
    Text title;
};

struct Catalogue {
    std::string code; // « iso26000 »
    std::vector<CatalogueEntry> entries;

    CatalogueEntry const* find(std::string_view number) const;
};

// One line for each entry, its fields parted by tabs, below a line that names them: code, fr, en; others are not read. Throws
// where a field is missing or a number stands twice.
Catalogue read_catalogue(std::string_view code, std::string_view lines);

// Those that the program carries, by code.
std::span<Catalogue const> catalogues();
Catalogue const* find_catalogue(std::string_view code);

} // namespace referentiel
