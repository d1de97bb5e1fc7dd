#include "diagnostic/suggestions.h"

#include "html/html.h"
#include "referentiel/links.h"

#include <algorithm>

namespace diagnostic {
namespace {

using referentiel::Criterion, referentiel::Level, referentiel::Passage, referentiel::Passages;

// What was answered on the way to one criterion.
struct Answered {
    Passage const* passage;
    SavedRating const* saved;
};

std::vector<Answered> answered_before(Passages const& passages, std::span<SavedRating const> kept, Criterion const& to) {
    std::vector<Answered> answered;
    for (auto const& passage : passages.all) {
        if (std::ranges::count(passage.to, &to) == 0) continue;
        if (auto const* saved = find_rating(kept, *passage.from)) answered.push_back({&passage, saved});
    }
    return answered;
}

// « Non concerné » gives way to any level.
Rating const& lowest(std::vector<Answered> const& answered) {
    auto const rank = [](Answered const& one) {
        auto const& level = one.saved->rating.level;
        return level.is_counted() ? level.rank() : level.rank() + 1'000;
    };
    return std::ranges::min_element(answered, {}, rank)->saved->rating;
}

bool may_take(Criterion const& to, Criterion const& from, Level const& level) {
    if (to.scale->highest() != from.scale->highest()) return false; // its levels mean something else
    auto const levels = to.scale->levels_for(to);
    return std::ranges::any_of(levels, [&](Level const& one) { return one.code() == level.code(); });
}

// The first of those an answer leads to that can take it, the main one wherever it can.
Criterion const* home_of_text(Answered const& one) {
    auto const& passage = *one.passage;
    auto const takes = [&](Criterion const* to) { return may_take(*to, *passage.from, one.saved->rating.level); };
    auto const found = std::ranges::find_if(passage.to, takes);
    return found == passage.to.end() ? nullptr : *found;
}

void append(std::string& texts, std::string_view text) {
    if (text.empty()) return;
    if (!texts.empty()) texts += "\n\n";
    texts += text;
}

std::string numbers_of(std::vector<Answered> const& answered) {
    std::string numbers;
    for (auto const& one : answered) numbers += (numbers.empty() ? "" : ", ") + one.passage->from->number;
    return numbers;
}

std::string comments_for(Criterion const& to, std::vector<Answered> const& answered) {
    std::string comments;
    for (auto const& one : answered)
        if (home_of_text(one) == &to) append(comments, one.saved->rating.comment);
    return comments;
}

std::string reasons_of(std::vector<Answered> const& answered) {
    std::string reasons;
    for (auto const& one : answered) append(reasons, one.saved->rating.reason);
    return reasons;
}

std::optional<Suggestion> suggestion_for(Passages const& passages, std::span<SavedRating const> kept, Criterion const& to) {
    auto const answered = answered_before(passages, kept, to);
    if (answered.empty()) return std::nullopt;
    auto const& level = lowest(answered).level;
    if (!may_take(to, *answered.front().passage->from, level)) return std::nullopt;
    auto rating = make_rating(to, level.code(), reasons_of(answered), comments_for(to, answered));
    if (!rating) return std::nullopt;
    return Suggestion{*std::move(rating), numbers_of(answered)};
}

} // namespace

std::vector<Suggestion> suggestions(Passages const& passages, std::span<SavedRating const> kept) {
    std::vector<Suggestion> all;
    std::vector<Criterion const*> seen;
    for (auto const& passage : passages.all)
        for (auto const* to : passage.to) {
            if (std::ranges::count(seen, to) > 0) continue;
            seen.push_back(to);
            if (auto one = suggestion_for(passages, kept, *to)) all.push_back(*std::move(one));
        }
    return all;
}

Suggestion const* find_suggestion(std::span<Suggestion const> all, Criterion const& criterion) {
    auto const found = std::ranges::find(
        all, criterion.key, [](Suggestion const& one) -> auto const& { return one.rating.criterion; });
    return found == all.end() ? nullptr : &*found;
}

std::string origin_words(html::Language const& t, Suggestion const& suggestion) {
    auto const& origin = suggestion.origin;
    auto const criteria =
        origin.find(',') == origin.npos ? t.text("le critère {}", {origin}) : t.text("les critères {}", {origin});
    if (!suggestion.source) return t.text("d'après {}", {criteria});
    auto const& [version, now, cycle] = *suggestion.source;
    if (cycle) return t.text("d'après {} de la démarche {}", {criteria, *cycle});
    if (version->code == now->code) return t.text("d'après {} de la version {}", {criteria, version->number});
    if (version->code.text() == "ess-simplifie") return t.text("d'après {} du simplifié", {criteria});
    return t.text("d'après {} du référentiel {}", {criteria, referentiel::short_name(t, version->code.text())});
}

std::vector<Suggestion> pending(
    std::span<Suggestion const> all, std::span<SavedRating const> retained, std::span<Criterion const* const> asked) {
    std::vector<Suggestion> left;
    for (auto const* criterion : asked) {
        auto const* suggestion = find_suggestion(all, *criterion);
        if (suggestion && !find_rating(retained, *criterion)) left.push_back(*suggestion);
    }
    return left;
}

} // namespace diagnostic
