#pragma once

#include "html/form.h"
#include "referentiel/referentiel.h"

#include <span>
#include <string>
#include <string_view>

namespace layout {

// Which référentiel to begin with: each with its size and whom it is for. Its field is « referentiel ».
struct ReferentielChoice {
    std::string title; // of the group
    std::span<referentiel::Version const* const> offered;
    std::string_view chosen = {}; // code
    html::Html hint = {};
};

html::Html referentiel_choice(html::Language const& t, ReferentielChoice const&, std::span<html::Problem const>);

} // namespace layout
