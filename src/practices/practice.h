#pragma once

#include "core/date.h"
#include "core/id.h"
#include "diagnostic/rating.h"
#include "referentiel/referentiel.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace practices {

struct Practice;
using PracticeId = Id<Practice>;

// What exists today, in Markdown. It may serve several criteria.
struct Practice {
    PracticeId id;
    std::string text;
    diagnostic::Revision revision;
    std::string by; // the name of the person
    Instant at;
    std::string origin = {}; // the label of the cycle that it was taken from, until somebody writes in it

    bool is_described() const { return !text.empty(); }
};

// What a text was written upon: the practice that was read, where there was one. « 4/0190a3… »
struct Base {
    diagnostic::Revision revision = {};
    std::optional<PracticeId> practice = {};

    static std::optional<Base> parse(std::string_view);
};
Base base_of(Practice const&);
std::string to_text(Base const&);

// How soon one wants to do better. The third puts the criterion in the plan, and going back takes nothing out of it.
enum class Priority { none = 0, low = 1, urgent = 2, plan = 3 };

// Also one that was taken back.
struct SavedPriority {
    Priority priority;
    diagnostic::Revision revision;
    std::string by;
    Instant at;
};

// What stands in one diagnostic.
struct Described {
    using Key = std::string;
    std::map<Key, PracticeId, std::less<>> places = {}; // by criterion
    std::map<std::string, Practice, std::less<>> practices = {};
    std::map<Key, SavedPriority, std::less<>> priorities = {};

    Practice const* practice(referentiel::Criterion const&) const;
    SavedPriority const* saved_priority(referentiel::Criterion const&) const;
    Priority priority(referentiel::Criterion const&) const;
    bool is_described(referentiel::Criterion const&) const;

    // Those of these criteria that the practice serves.
    std::vector<referentiel::Criterion const*> served(PracticeId const&, std::span<referentiel::Criterion const* const>) const;
};

// How far one has come; what does not concern the structure has nothing to be described.
struct Progress {
    int total = 0, described = 0, prioritised = 0, in_plan = 0;

    bool is_done() const { return total > 0 && described == total; }
};

Progress progress(std::span<referentiel::Criterion const* const>, Described const&, std::span<diagnostic::SavedRating const>);

// Is there something to describe for it?
bool is_concerned(referentiel::Criterion const&, std::span<diagnostic::SavedRating const>);

// The first that is rated, concerns the structure and is not described; then the first that is not rated.
referentiel::Criterion const* next_to_describe(
    std::span<referentiel::Criterion const* const>, Described const&, std::span<diagnostic::SavedRating const>);

// What is the better text of two that have to share one place: one where it says all of the other, else both.
std::string joined(std::string const&, std::string const&);
bool is_too_long(std::string_view text);

// A text of blanks alone says nothing.
std::string without_mere_blanks(std::string text);

// What was written before, by one author in one sitting.
struct Version {
    int number;
    std::string by;
    Instant saved;
};

} // namespace practices

template <>
std::optional<practices::Priority> parse<practices::Priority>(std::string_view);
