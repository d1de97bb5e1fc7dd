#include "diagnostic/extremes.h"

#include <algorithm>

namespace diagnostic {
namespace {

using html::Language;

constexpr std::size_t most_names = 3;

std::vector<ChapterScore const*> with_mean(std::span<ChapterScore const> chapters, Decimal mean) {
    std::vector<ChapterScore const*> all;
    for (auto const& score : chapters)
        if (score.mean == mean) all.push_back(&score);
    return all;
}

std::string names(Language const& t, std::vector<ChapterScore const*> const& chapters) {
    std::string all;
    for (auto const* score : chapters) all += (all.empty() ? "" : ", ") + score->chapter->title.in(t.code());
    return all;
}

} // namespace

std::vector<std::string> extremes(Language const& t, std::span<ChapterScore const> chapters) {
    std::vector<Decimal> means;
    for (auto const& score : chapters)
        if (score.mean) means.push_back(*score.mean);
    if (means.empty()) return {};
    auto const [lowest, highest] = std::ranges::minmax(means, {}, &Decimal::digits);
    if (lowest == highest) return {};
    std::vector<std::string> sentences;
    auto const strong = with_mean(chapters, highest), weak = with_mean(chapters, lowest);
    if (strong.size() <= most_names)
        sentences.push_back(t.text("Appui solide : {} ({}).", {names(t, strong), t.number(highest)}));
    if (weak.size() <= most_names)
        sentences.push_back(t.text("À travailler d'abord : {} ({}).", {names(t, weak), t.number(lowest)}));
    return sentences;
}

} // namespace diagnostic
