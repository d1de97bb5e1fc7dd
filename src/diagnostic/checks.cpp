#include "diagnostic/checks.h"

#include "diagnostic/profile.h"

#include <algorithm>
#include <array>

namespace diagnostic {
namespace {

using referentiel::Criterion, referentiel::Effect;

bool names_a_figure(std::string const& comment) {
    return std::ranges::any_of(comment, [](char sign) { return sign >= '0' && sign <= '9'; });
}

// A link is the one thing from outside that a comment can hold.
bool names_evidence(std::string const& comment) {
    return comment.find("http://") != comment.npos || comment.find("https://") != comment.npos ||
           comment.find("www.") != comment.npos;
}

// Levels 4 and 5 are promises of the scale that has five; others promise something else.
bool is_at(SavedRating const& saved, Criterion const& criterion, int rank) {
    return saved.rating.level.effect() == Effect::ordinary && saved.rating.level.rank() == rank &&
           criterion.scale->highest() == 5;
}

template <typename Kept>
bool holds(std::span<Kept const> all, Criterion const& criterion) {
    return std::ranges::find(all, criterion.key, &Kept::criterion) != all.end();
}

} // namespace

std::vector<Check> checks(Diagnostic const& diagnostic, std::span<SavedRating const> ratings,
    std::span<Suggestion const> suggestions, std::span<Flag const> flags, std::span<Note const> notes) {
    constexpr std::array doubts{Doubt::not_rated, Doubt::to_confirm, Doubt::to_review, Doubt::note_open, Doubt::without_measure,
        Doubt::without_evidence, Doubt::without_comment};
    auto const is_in_doubt = [&](Doubt doubt, Criterion const& criterion) {
        auto const* saved = find_rating(ratings, criterion);
        auto const is_suggested = find_suggestion(suggestions, criterion) != nullptr;
        auto const is_open = [&](Note const& note) { return note.criterion == criterion.key && !note.resolved; };
        switch (doubt) {
            case Doubt::not_rated: return !saved && !is_suggested;
            case Doubt::to_confirm: return !saved && is_suggested;
            case Doubt::to_review: return holds(flags, criterion);
            case Doubt::note_open: return std::ranges::any_of(notes, is_open);
            case Doubt::without_measure: return saved && is_at(*saved, criterion, 4) && !names_a_figure(saved->rating.comment);
            case Doubt::without_evidence: return saved && is_at(*saved, criterion, 5) && !names_evidence(saved->rating.comment);
            case Doubt::without_comment:
                return saved && saved->rating.comment.empty() && saved->rating.level.effect() != Effect::not_concerned;
        }
        return false;
    };
    std::vector<Check> found;
    for (auto const doubt : doubts) {
        Check check{doubt, {}};
        for (auto const* criterion : asked(diagnostic))
            if (is_in_doubt(doubt, *criterion)) check.criteria.push_back(criterion);
        if (!check.criteria.empty()) found.push_back(std::move(check));
    }
    return found;
}

} // namespace diagnostic
