#include "diagnostic/checks.h"

#include "core/typed_date.h"
#include "core/unicode.h"
#include "diagnostic/moves.h"
#include "diagnostic/profile.h"
#include "evidence/attachments.h"
#include "referentiel/score.h"

#include <algorithm>
#include <array>

namespace diagnostic {
namespace {

using referentiel::Criterion, referentiel::Effect;

bool is_digit(char sign) { return sign >= '0' && sign <= '9'; }

std::vector<std::string_view> words_in(std::string_view text) {
    constexpr std::string_view blanks = " \n\t,;.!?()«»";
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        auto const begin = text.find_first_not_of(blanks, at);
        if (begin == text.npos) break;
        auto const end = std::min(text.find_first_of(blanks, begin), text.size());
        words.push_back(text.substr(begin, end - begin));
        at = end;
    }
    return words;
}

bool is_year(std::string_view word) {
    return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) && std::ranges::all_of(word, is_digit);
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

bool names_a_figure(std::string_view text) {
    auto const words = words_in(text);
    for (std::size_t at = 0; at < words.size(); ++at) {
        auto const& word = words[at];
        if (std::ranges::none_of(word, is_digit) || is_year(word) || read_day(word) || read_month(word)) continue;
        auto const opens_a_date =
            at + 1 < words.size() && std::ranges::none_of(words[at + 1], is_digit) && read_month(words[at + 1], "2000");
        if (!opens_a_date) return true;
    }
    return false;
}

Grounds grounds(accounts::Visit const& visit, Diagnostic const& diagnostic) {
    Grounds found{
        suggestions(visit.db, visit.desk.library, diagnostic), flags(visit.db, diagnostic), notes(visit.db, diagnostic)};
    std::vector<evidence::Object> objects;
    for (auto const* criterion : asked(diagnostic))
        objects.push_back(evidence::criterion_object(diagnostic.id().text(), criterion->key.text()));
    for (auto const& [object, documents] : evidence::attached(visit.db, diagnostic.organisation(), objects))
        found.documented.insert(object.node);
    auto const beside = visit.desk.slots.of<Beside>();
    found.measured = beside.measured(visit.db, diagnostic);
    for (auto const& [key, actions] : beside.critical(visit.db, visit.t, diagnostic)) found.answered.insert(key);
    return found;
}

std::vector<Check> checks(Diagnostic const& diagnostic, std::span<SavedRating const> ratings, Grounds const& grounds) {
    constexpr std::array doubts{Doubt::not_rated, Doubt::unanswered, Doubt::to_confirm, Doubt::to_review, Doubt::note_open,
        Doubt::without_measure, Doubt::without_evidence, Doubt::without_comment};
    auto const is_in_doubt = [&](Doubt doubt, Criterion const& criterion) {
        auto const key = criterion.key.text();
        auto const* saved = find_rating(ratings, criterion);
        auto const is_suggested = find_suggestion(grounds.suggestions, criterion) != nullptr;
        auto const is_open = [&](Note const& note) { return note.criterion == criterion.key && !note.resolved; };
        switch (doubt) {
            case Doubt::not_rated: return !saved && !is_suggested;
            case Doubt::unanswered:
                return saved && falls_short(diagnostic.version(), criterion, saved->rating.level) &&
                       !grounds.answered.contains(key);
            case Doubt::to_confirm: return !saved && is_suggested;
            case Doubt::to_review: return holds(std::span{grounds.flags}, criterion);
            case Doubt::note_open: return std::ranges::any_of(grounds.notes, is_open);
            case Doubt::without_measure:
                return saved && is_at(*saved, criterion, 4) && !names_a_figure(saved->rating.comment) &&
                       !grounds.measured.contains(key);
            case Doubt::without_evidence:
                return saved && is_at(*saved, criterion, 5) && !names_evidence(saved->rating.comment) &&
                       !grounds.documented.contains(key);
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
