#include "api/sent_rating.h"
#include "core/unicode.h"
#include "diagnostic/rating.h"
#include "referentiel/library.h"

#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

referentiel::Library const library = referentiel::embedded_library();

} // namespace

// Whatever a program sends for a criterion, what is read of it is clean, and a rating made of it is one of the criterion's own.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const& criterion = *rated(*library.versions().front()).front();
    auto const sent = api::read_rating({reinterpret_cast<char const*>(data), size}, criterion);
    if (!sent) return 0;

    require(sent->revision >= 0);
    for (auto const& text : {sent->level, sent->reason, sent->comment}) require(is_utf8(text) && cleaned(text) == text);
    if (auto const rating = diagnostic::make_rating(criterion, sent->level, sent->reason, sent->comment)) {
        require(criterion.scale->level(rating->level.code()).has_value());
        require(!rating->level.is_reason_required() || !rating->reason.empty());
    }
    return 0;
}
