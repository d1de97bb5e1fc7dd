#pragma once

#include "diagnostic/teamwork.h"

#include <span>
#include <string_view>
#include <vector>

// Where the members of a team do not answer alike.
namespace diagnostic {

// How many levels lie between the lowest and the highest that somebody gives; answers that do not count take no side.
int levels_apart(std::span<Opinion const>, referentiel::Criterion const&);

// A criterion that people gave different levels.
struct Divergence {
    referentiel::Criterion const* criterion;
    std::vector<Opinion const*> opinions;
};

// In the order of the référentiel. As on its card, what nobody retained yet shows to those alone who gave their opinion.
std::vector<Divergence> divergences(
    Diagnostic const&, std::span<SavedRating const> retained, std::span<Opinion const>, std::string_view viewer = {});

} // namespace diagnostic
