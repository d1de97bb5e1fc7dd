#pragma once

#include "core/result.h"
#include "html/html.h"
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
    std::optional<std::string> comment; // absent: it stays as it is
    std::int64_t revision = 0;
};

enum class SentFault {
    no_object, // no JSON, or no object
    revision_missing,
    revision_no_number, // nor one from 0
    level_no_code,      // neither a text nor a whole number
    comment_no_text,
    reason_no_text,
    level_and_reason, // a level, and why there is none
};
std::string words_of(html::Language const&, SentFault);

// Levels are codes, as they are typed or shown, or the numbers that look the same; texts are cleaned as those of forms.
Result<SentRating, SentFault> read_rating(std::string_view body, referentiel::Criterion const&);

} // namespace api
