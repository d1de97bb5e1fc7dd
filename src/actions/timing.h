#pragma once

#include "core/date.h"
#include "core/text.h"

#include <compare>
#include <optional>
#include <string_view>

// When actions are due, and what that says of them.
namespace actions {

// A month and a year, without an invented day: late from the first day of the next month on.
struct Due {
    Month month;

    Date late_from() const { return (month + std::chrono::months{1}) / 1; }
    bool is_past(Date today) const { return today >= late_from(); }
    auto operator<=>(Due const&) const = default;
};

enum class State {
    planned,   // « prévue »
    ongoing,   // « en cours »
    done,      // « terminée »
    abandoned, // « abandonnée »: nothing is expected of it any more
};
std::string_view to_text(State);

constexpr bool is_over(State state) { return state == State::done || state == State::abandoned; }

enum class Punctuality {
    unknown, // « non renseigné »
    late,    // « en retard »
    on_time, // « dans les temps »
    ahead,   // « en avance »
};
std::string_view to_text(Punctuality);

// Ten points of progress more or less than the time that went by are still on time.
inline constexpr int tolerance = 10;

// A rule, never a fact that is kept. What is done is measured by its month; what is not, by the month that is past, and between
// its start and the end of its due month by its progress, in percent, beside the share of the time that went by. done is the day
// on which it was; what has been abandoned is not measured.
Punctuality punctuality(
    State, int progress, std::optional<Date> start, std::optional<Due> due, std::optional<Date> done, Date today);

} // namespace actions

template <>
std::optional<actions::State> parse<actions::State>(std::string_view);
