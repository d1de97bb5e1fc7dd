#include "referentiel/faults.h"

#include <algorithm>

namespace referentiel {

namespace {

constexpr std::size_t longest_word = 64;

char small(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

// How many letters two words share in the same order.
std::size_t common_letters(std::string_view word, std::string_view other) {
    std::vector<std::size_t> row(other.size() + 1, 0);
    for (auto const letter : word) {
        std::size_t diagonal = 0;
        for (std::size_t at = 0; at < other.size(); ++at) {
            auto const above = row[at + 1];
            row[at + 1] = small(letter) == small(other[at]) ? diagonal + 1 : std::max(above, row[at]);
            diagonal = above;
        }
    }
    return row.back();
}

} // namespace

void Findings::fault(Place place, std::string what, std::string remedy) {
    if (!is_new(place, what)) return;
    ++fault_count_;
    if (!is_full()) faults_.push_back({place, std::move(what), std::move(remedy)});
}

void Findings::advise(Place place, std::string what, std::string remedy) {
    if (!is_new(place, what)) return;
    ++advice_count_;
    if (!is_full()) advices_.push_back({place, std::move(what), std::move(remedy)});
}

bool Findings::is_new(Place place, std::string const& what) { return is_full() || said_.emplace(place.line, what).second; }

std::vector<Fault> Findings::listed(std::vector<Fault> faults) {
    std::ranges::stable_sort(faults, {}, &Fault::place);
    if (faults.size() > most_listed_faults) faults.erase(faults.begin() + most_listed_faults, faults.end());
    return faults;
}

std::string_view nearest(std::string_view word, std::span<std::string_view const> known) {
    std::string_view best;
    std::size_t best_common = 0;
    if (word.size() > longest_word) return best;
    for (auto const candidate : known) {
        if (candidate.size() > longest_word) continue;
        auto const common = common_letters(word, candidate), sum = word.size() + candidate.size();
        auto const is_near = common * 10 >= sum * 3; // 60 % of the letters of both
        auto const is_nearer = best.empty() || common * (word.size() + best.size()) > best_common * sum;
        if (!is_near || !is_nearer) continue;
        best = candidate;
        best_common = common;
    }
    return best;
}

std::string choice(html::Language const& t, std::string_view word, std::span<std::string_view const> known) {
    if (auto const near = nearest(word, known); !near.empty()) return t.text("vouliez-vous dire « {} » ?", {std::string{near}});
    return t.text("choisissez parmi : {}", {joined(known)});
}

std::string joined(std::span<std::string_view const> words) {
    std::string list;
    for (auto const word : words) {
        if (!list.empty()) list += ", ";
        list += word;
    }
    return list;
}

} // namespace referentiel
