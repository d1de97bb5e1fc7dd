#include "diagnostic/rating.h"

#include "core/unicode.h"

#include <algorithm>
#include <charconv>

namespace diagnostic {

std::optional<Revision> Revision::parse(std::string_view digits) {
    Revision revision;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), revision.number);
    auto const is_signed = digits.starts_with('-'); // « -0 » too
    if (error != std::errc{} || end != digits.data() + digits.size() || is_signed) return std::nullopt;
    return revision;
}

Result<Rating, RatingProblem> make_rating(
    referentiel::Criterion const& criterion, std::string_view code, std::string_view reason, std::string_view comment) {
    if (length(reason) > longest_text || length(comment) > longest_text) return Failure{RatingProblem::text_too_long};
    if (code.empty()) return Failure{RatingProblem::level_missing};

    auto const allowed = criterion.scale->levels_for(criterion);
    auto const level = std::ranges::find(allowed, code, &referentiel::Level::code);
    if (level == allowed.end()) return Failure{RatingProblem::level_not_for_it};

    auto const takes_reason = level->effect() == referentiel::Effect::not_concerned;
    if (level->is_reason_required() && reason.find_first_not_of(" \n\t") == reason.npos)
        return Failure{RatingProblem::reason_missing};
    return Rating{criterion.key, *level, takes_reason ? std::string{reason} : "", std::string{comment}};
}

SavedRating const* find_rating(std::span<SavedRating const> ratings, referentiel::Criterion const& criterion) {
    auto const found = std::ranges::find(ratings, criterion.key, [](auto const& saved) { return saved.rating.criterion; });
    return found == ratings.end() ? nullptr : &*found;
}

} // namespace diagnostic
