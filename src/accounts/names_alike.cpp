#include "accounts/names_alike.h"

#include "core/unicode.h"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <vector>

namespace accounts {
namespace {

std::vector<std::string> words_in(std::string_view text) {
    std::istringstream stream{std::string{text}};
    return {std::istream_iterator<std::string>{stream}, {}};
}

// « Mme S. Le-Goff » has the words « s », « le » and « goff ».
std::vector<std::string> bare_words(std::string_view name) {
    auto text = folded(cleaned_line(name));
    std::ranges::replace_if(
        text, [](char sign) { return sign == '-' || sign == '.' || sign == '\''; }, ' ');
    auto words = words_in(text);
    auto const is_title = [](std::string const& word) {
        return word == "m" || word == "mr" || word == "mme" || word == "mlle" || word == "madame" || word == "monsieur";
    };
    if (!words.empty() && words.size() > 1 && is_title(words.front())) words.erase(words.begin());
    return words;
}

// How many signs are to be changed, added or taken out.
std::size_t distance(std::string_view one, std::string_view other) {
    std::vector<std::size_t> row(other.size() + 1);
    for (std::size_t i = 0; i <= other.size(); ++i) row[i] = i;
    for (std::size_t i = 0; i < one.size(); ++i) {
        auto above = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < other.size(); ++j) {
            auto const changed = above + (one[i] == other[j] ? 0 : 1);
            above = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, above + 1});
        }
    }
    return row.back();
}

// What it costs to take one word for the other; nothing where they are two.
std::optional<int> cost_of(std::string_view typed, std::string_view known) {
    if (typed == known) return 0;
    if (typed.size() == 1 || known.size() == 1) return typed[0] == known[0] ? std::optional{1} : std::nullopt; // an initial
    auto const shorter = std::min(typed.size(), known.size());
    return distance(typed, known) <= (shorter >= 7 ? 2U : shorter >= 4 ? 1U : 0U) ? std::optional{1} : std::nullopt;
}

} // namespace

std::string words_of_name(std::string_view name) {
    auto words = words_in(folded(cleaned_line(name)));
    std::ranges::sort(words);
    std::string all;
    for (auto const& word : words) all += word + ' ';
    return all;
}

std::optional<int> farness(std::string_view one, std::string_view other) {
    auto typed = bare_words(one), known = bare_words(other);
    if (typed.size() > known.size()) std::swap(typed, known);
    auto has_whole = false;
    int sum = 0;
    for (auto const& word : typed) {
        auto best = known.end();
        std::optional<int> least;
        for (auto other = known.begin(); other != known.end(); ++other)
            if (auto const cost = cost_of(word, *other); cost && (!least || *cost < *least)) best = other, least = cost;
        if (!least) return std::nullopt;
        has_whole = has_whole || (word.size() > 1 && best->size() > 1);
        sum += *least;
        known.erase(best);
    }
    return has_whole ? std::optional{sum + static_cast<int>(known.size())} : std::nullopt;
}

} // namespace accounts
