#pragma once

#include "referentiel/referentiel.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace api {

// What a program sends for one criterion.
struct SentRating {
    std::string level;
    std::string reason;
    std::string comment;
    std::int64_t revision = 0;
};

// Nothing where it is no such JSON. Levels are codes, or the numbers that look the same; texts are cleaned as those of forms.
std::optional<SentRating> read_rating(std::string_view body, referentiel::Criterion const&);

} // namespace api
