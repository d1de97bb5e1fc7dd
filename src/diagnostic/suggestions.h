#pragma once

#include "diagnostic/rating.h"
#include "referentiel/passages.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace html {
class Language;
}

namespace diagnostic {

// Where suggestions come from.
struct Source {
    referentiel::Version const* version; // that was answered
    referentiel::Version const* now;     // that they are shown in
    std::optional<std::string> cycle;    // the label of an earlier one; nothing where it is the same
};

// An answer that the structure gave elsewhere. It counts as none until somebody confirms or changes it here.
struct Suggestion {
    Rating rating;
    std::string origin; // the number of the criterion that was answered, or several: « 4, 5 »
    std::optional<Source> source = {};
    referentiel::Criterion const* described_at = nullptr; // has the text that came with that answer; nullptr where it is this one
};

// A level becomes a suggestion for each criterion that it leads to, « non concerné » with its reason; nothing where the criterion
// may not be given it. The comment goes with one of them alone: the main one, if it can. Of several that became one, the lowest
// level holds, and all the comments.
std::vector<Suggestion> suggestions(referentiel::Passages const&, std::span<SavedRating const>);

Suggestion const* find_suggestion(std::span<Suggestion const>, referentiel::Criterion const&);

// « d'après le critère 4 du simplifié »
std::string origin_words(html::Language const& t, Suggestion const&);

// What has no retained answer yet, of what the structure is asked; the order stays.
std::vector<Suggestion> pending(
    std::span<Suggestion const>, std::span<SavedRating const> retained, std::span<referentiel::Criterion const* const> asked);

} // namespace diagnostic
