#include "practices/difference.h"

#include <algorithm>
#include <cstdint>

namespace practices {
namespace {

// Two texts of a few thousand lines are compared line by line; longer ones are shown whole, one after the other.
constexpr std::size_t most_pairs = 4'000'000;

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        auto const end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// How many lines the two have in common from each pair of places on.
class Common {
public:
    Common(std::vector<std::string> const& one, std::vector<std::string> const& other)
        : width_{other.size() + 1}, counts_((one.size() + 1) * width_) {
        for (auto i = one.size(); i-- > 0;)
            for (auto j = other.size(); j-- > 0;)
                counts_[i * width_ + j] = one[i] == other[j] ? from(i + 1, j + 1) + 1 : std::max(from(i + 1, j), from(i, j + 1));
    }

    std::uint16_t from(std::size_t i, std::size_t j) const { return counts_[i * width_ + j]; }

private:
    std::size_t width_;
    std::vector<std::uint16_t> counts_;
};

} // namespace

std::vector<Line> difference(std::string_view before, std::string_view after) {
    auto const one = lines_of(before), other = lines_of(after);
    std::vector<Line> found;
    auto const remove = [&](std::size_t i) { found.push_back({Line::Fate::removed, one[i]}); };
    auto const add = [&](std::size_t j) { found.push_back({Line::Fate::added, other[j]}); };
    std::size_t i = 0, j = 0;
    if (one.size() * other.size() <= most_pairs) {
        Common const common{one, other};
        while (i < one.size() && j < other.size()) {
            if (one[i] == other[j]) {
                found.push_back({Line::Fate::kept, one[i]});
                ++i, ++j;
            } else if (common.from(i + 1, j) >= common.from(i, j + 1)) remove(i++);
            else add(j++);
        }
    }
    while (i < one.size()) remove(i++);
    while (j < other.size()) add(j++);
    return found;
}

} // namespace practices
