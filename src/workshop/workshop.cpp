#include "workshop/workshop.h"

#include "core/unicode.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace workshop {
namespace {

using referentiel::Criterion, referentiel::Effect, referentiel::Level;

constexpr std::string_view signs = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
constexpr std::size_t code_length = 6;
constexpr std::array<std::string_view, 5> stages{"waiting", "voting", "revealed", "retained", "skipped"};

bool is_ordinary(Level const& level) { return level.effect() == Effect::ordinary; }

// Ordinary levels that someone chose, the lowest first.
std::vector<Level> chosen(Criterion const& criterion, Counts const& counts) {
    std::vector<Level> found;
    for (auto const& level : criterion.scale->levels_for(criterion))
        if (is_ordinary(level) && votes_for(counts, level.code()) > 0) found.push_back(level);
    std::ranges::sort(found, {}, &Level::rank);
    return found;
}

// Most votes on one level, and most on one ordinary level with the next.
struct Peaks {
    int one = 0;
    int two = 0;
};

Peaks peaks(Criterion const& criterion, Counts const& counts) {
    Peaks found;
    int below = 0;
    for (auto const& level : criterion.scale->levels_for(criterion)) {
        auto const votes = votes_for(counts, level.code());
        found.one = std::max(found.one, votes);
        found.two = std::max(found.two, is_ordinary(level) ? below + votes : votes);
        below = is_ordinary(level) ? votes : 0;
    }
    return found;
}

} // namespace

bool is_join_code(std::string_view text) {
    return text.size() == code_length &&
           std::ranges::all_of(text, [](char sign) { return signs.find(sign) != std::string_view::npos; });
}

JoinCode new_join_code(Chance const& chance) {
    std::string code;
    while (code.size() < code_length) {
        std::array<std::byte, 16> bytes{};
        chance(bytes);
        for (auto const byte : bytes) {
            // Each sign is as likely as any other: what lies beyond a whole number of alphabets is thrown away.
            auto const value = std::to_integer<std::size_t>(byte);
            if (value < 256 / signs.size() * signs.size() && code.size() < code_length) code += signs[value % signs.size()];
        }
    }
    return JoinCode::parse(code).value();
}

std::optional<JoinCode> read_join_code(std::string_view typed) {
    auto code = without_gaps(typed);
    for (auto& sign : code)
        if (sign >= 'a' && sign <= 'z') sign = static_cast<char>(sign - 'a' + 'A');
    return JoinCode::parse(code);
}

std::string spaced(JoinCode const& code) {
    auto const text = code.text();
    return std::string{text.substr(0, 3)} + "\u00a0" + std::string{text.substr(3)};
}

std::string_view to_text(Stage stage) { return stages[static_cast<std::size_t>(stage)]; }

int votes_for(Counts const& counts, std::string_view level) {
    auto const found = std::ranges::find(counts, level, &Count::level);
    return found == counts.end() ? 0 : found->votes;
}

int all_votes(Counts const& counts) {
    return std::accumulate(counts.begin(), counts.end(), 0, [](int sum, Count const& count) { return sum + count.votes; });
}

Spread spread(Criterion const& criterion, Counts const& counts) {
    auto const all = all_votes(counts) - votes_for(counts, "");
    if (all == 0) return Spread::unknown;
    auto const [one, two] = peaks(criterion, counts);
    if (one * 4 >= all * 3) return Spread::agreed;
    return two * 4 >= all * 3 ? Spread::divided : Spread::far_apart;
}

std::optional<Extremes> extremes(Criterion const& criterion, Counts const& counts) {
    auto const levels = chosen(criterion, counts);
    if (levels.size() < 2) return std::nullopt;
    return Extremes{levels.front(), levels.back()};
}

std::optional<Level> favourite(Criterion const& criterion, Counts const& counts) {
    std::optional<Level> best;
    auto is_shared = false;
    for (auto const& level : criterion.scale->levels_for(criterion)) {
        auto const votes = votes_for(counts, level.code()), most = best ? votes_for(counts, best->code()) : 0;
        if (votes == 0 || votes < most) continue;
        is_shared = votes == most;
        best = level;
    }
    return is_shared ? std::nullopt : best;
}

std::string words_of(Pulse const& pulse) {
    return std::to_string(pulse.beat) + "-" + std::to_string(pulse.joined) + "-" + std::to_string(pulse.voted);
}

Topic const* current_topic(Workshop const& workshop, std::vector<Topic> const& topics) {
    auto const found = std::ranges::find(topics, workshop->place, &Topic::place);
    return found == topics.end() ? nullptr : &*found;
}

Workshop example(Workshop::Facts const& facts, referentiel::Version const& version) {
    return {accounts::OrganisationId::parse("00000000-0000-7000-8000-000000000000").value(), version, facts};
}

} // namespace workshop

template <>
std::optional<workshop::Stage> parse<workshop::Stage>(std::string_view text) {
    auto const found = std::ranges::find(workshop::stages, text);
    if (found == workshop::stages.end()) return std::nullopt;
    return static_cast<workshop::Stage>(found - workshop::stages.begin());
}
