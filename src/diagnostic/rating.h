#pragma once

#include "accounts/organisation.h"
#include "core/date.h"
#include "core/result.h"
#include "referentiel/referentiel.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace diagnostic {

// What an organisation retains for a criterion or an item.
struct Rating {
    referentiel::CriterionKey criterion;
    referentiel::Level level;
    std::string reason;  // why it is not concerned; empty with any other level
    std::string comment; // may be empty

    bool operator==(Rating const&) const = default;
};

// Who speaks in a rating: the structure, which retains one, or one of its people, who gives their own.
struct Voice {
    std::string source;
    std::string subject;

    static Voice retained() { return {"retained", ""}; }
    static Voice of(accounts::UserId const& person) { return {"person", std::string{person.text()}}; }
    bool is_retained() const { return source == "retained"; }
};

// How often a rating was saved; 0 where it never was.
struct Revision {
    std::int64_t number = 0;

    static std::optional<Revision> parse(std::string_view digits);
    auto operator<=>(Revision const&) const = default;
};

struct SavedRating {
    Rating rating;
    Revision revision;
    std::string by; // the name of the person
    Instant at;
};

// Someone else saved since the page was opened: this is what they wrote.
struct Stale {
    SavedRating current;
};

enum class RatingProblem {
    level_missing,    // a text without a level
    level_not_for_it, // a level that this criterion may not be given: « non concerné » for an imperative one
    reason_missing,   // « non concerné » without a reason
    text_too_long,
};

inline constexpr std::size_t longest_text = 100'000; // characters a field

// The texts are those of a form, cleaned; a reason is dropped where the level asks for none.
Result<Rating, RatingProblem> make_rating(
    referentiel::Criterion const&, std::string_view level, std::string_view reason, std::string_view comment);

SavedRating const* find_rating(std::span<SavedRating const>, referentiel::Criterion const&);

} // namespace diagnostic
