#include "api/sent_rating.h"
#include "core/unicode.h"
#include "diagnostic/rating.h"
#include "fuzz/fuzzing.h"
#include "referentiel/library.h"

#include <cstdint>

using fuzzing::has_planted_fault, fuzzing::require;

namespace {

referentiel::Library const library = referentiel::embedded_library();

// Planted: a long comment is cut where so many bytes end, not so many characters.
std::optional<api::SentRating> read(std::string_view body, referentiel::Criterion const& criterion) {
    auto const sent = api::read_rating(body, criterion);
    if (!sent) return std::nullopt;
    auto rating = *sent;
    if (has_planted_fault() && rating.comment && rating.comment->size() > 16) rating.comment->resize(16);
    return rating;
}

} // namespace

// Whatever a program sends for a criterion, what is read of it is clean, and a rating made of it is one of the criterion's own.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const& criterion = *rated(*library.versions().front()).front();
    auto const sent = read({reinterpret_cast<char const*>(data), size}, criterion);
    if (!sent) return 0;

    require(sent->revision >= 0);
    auto const comment = sent->comment.value_or("");
    for (auto const& text : {sent->level, sent->reason, comment}) require(is_utf8(text) && cleaned(text) == text);
    if (auto const rating = diagnostic::make_rating(criterion, sent->level, sent->reason, comment)) {
        require(criterion.scale->level(rating->level.code()).has_value());
        require(!rating->level.is_reason_required() || !rating->reason.empty());
    }
    return 0;
}
