#include "diagnostic/checks.h"

#include "core/typed_date.h"
#include "core/unicode.h"
#include "diagnostic/divergence.h"
#include "diagnostic/moves.h"
#include "diagnostic/profile.h"
#include "evidence/uses.h"
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

// Those within numbers and before signs do not break.
std::string with_plain_blanks(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const blank = text.substr(at).starts_with("\u00a0") ? 2 : text.substr(at).starts_with("\u202f") ? 3 : 0;
        plain += blank > 0 ? ' ' : text[at];
        at += std::max<std::size_t>(blank, 1);
    }
    return plain;
}

// « +3 », « ~40 » : of the number alone; « =1+1 » is none.
std::string_view without_sign(std::string_view word) {
    return word.starts_with('+') || word.starts_with('-') || word.starts_with('~') ? word.substr(1) : word;
}

bool is_sign_of_amount(std::string_view word) { return word.starts_with('%') || word.starts_with("€") || word.starts_with("‰"); }

bool is_letter(char sign) {
    auto const byte = static_cast<unsigned char>(sign);
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0xc3;
}

// What is counted: a noun or a unit, and no word that only leads on.
bool counts(std::string_view word) {
    constexpr std::array<std::string_view, 44> leads{"a", "à", "ai", "après", "au", "aux", "avant", "avec", "ce", "ces", "chez",
        "dans", "de", "depuis", "des", "du", "elle", "en", "entre", "est", "et", "il", "ils", "la", "le", "les", "mais", "nous",
        "on", "ou", "par", "pour", "puis", "que", "qui", "sans", "si", "son", "sont", "sur", "and", "for", "in", "of"};
    if (word.empty()) return false;
    if (is_sign_of_amount(word)) return true;
    return is_letter(word.front()) && std::ranges::find(leads, word) == leads.end();
}

// What stands at a number without a blank: « 30% », « 12h », « 9/10 »; not « 1er », « 2-3-4 ».
bool is_unit(std::string_view rest) {
    constexpr std::array<std::string_view, 8> ordinals{"er", "re", "e", "ème", "eme", "nd", "nde", "th"};
    if (rest.starts_with('/')) return rest.size() > 1 && std::ranges::all_of(rest.substr(1), is_digit);
    auto const is_word = is_letter(rest.front()) && std::ranges::none_of(rest, is_digit);
    return is_sign_of_amount(rest) || (is_word && std::ranges::find(ordinals, rest) == ordinals.end());
}

// A link is the one thing from outside that a comment can hold.
bool names_evidence(std::string const& comment) {
    return comment.find("http://") != comment.npos || comment.find("https://") != comment.npos ||
           comment.find("www.") != comment.npos;
}

bool are_apart(std::span<Opinion const> opinions, Criterion const& criterion) { return levels_apart(opinions, criterion) >= 2; }

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
    auto const plain = with_plain_blanks(text);
    auto const words = words_in(plain);
    auto const word_at = [&](std::size_t at) { return at < words.size() ? words[at] : std::string_view{}; };
    for (std::size_t at = 0; at < words.size(); ++at) {
        auto const word = without_sign(words[at]), next = word_at(at + 1);
        if (word.empty() || !is_digit(word.front()) || read_day(word) || read_month(word)) continue;
        auto const opens_a_date = std::ranges::none_of(next, is_digit) && read_month(next, "2000");
        if (opens_a_date) continue;
        auto const unit = word.substr(static_cast<std::size_t>(std::ranges::find_if_not(word, is_digit) - word.begin()));
        auto const is_of = next == "sur" && !word_at(at + 2).empty() && is_digit(word_at(at + 2).front()); // « 8 sur 10 »
        if (!unit.empty() ? is_unit(unit) : is_sign_of_amount(next) || (!is_year(word) && (counts(next) || is_of))) return true;
    }
    return false;
}

Grounds grounds(accounts::Visit const& visit, Diagnostic const& diagnostic) {
    Grounds found{suggestions(visit.db, visit.desk.library, diagnostic), flags(visit.db, diagnostic), notes(visit.db, diagnostic),
        opinions(visit.db, diagnostic)};
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
        Doubt::unexplained, Doubt::without_measure, Doubt::without_evidence, Doubt::without_comment};
    auto const is_in_doubt = [&](Doubt doubt, Criterion const& criterion) {
        auto const key = criterion.key.text();
        auto const* saved = find_rating(ratings, criterion);
        auto const is_uncommented =
            saved && saved->rating.comment.empty() && saved->rating.level.effect() != Effect::not_concerned;
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
            case Doubt::unexplained: return is_uncommented && are_apart(grounds.opinions, criterion);
            case Doubt::without_measure:
                return saved && is_at(*saved, criterion, 4) && !names_a_figure(saved->rating.comment) &&
                       !grounds.measured.contains(key);
            case Doubt::without_evidence:
                return saved && is_at(*saved, criterion, 5) && !names_evidence(saved->rating.comment) &&
                       !grounds.documented.contains(key);
            case Doubt::without_comment: return is_uncommented && !are_apart(grounds.opinions, criterion);
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
