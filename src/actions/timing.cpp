#include "actions/timing.h"

namespace actions {
namespace {

// Before its due month, in it, or after it; in it where nobody told the day.
Punctuality of_done(Due due, std::optional<Date> done) {
    if (!done || month_of(*done) == due.month) return Punctuality::on_time;
    return month_of(*done) < due.month ? Punctuality::ahead : Punctuality::late;
}

// Progress beside the share of the time that went by, compared without dividing.
Punctuality of_ongoing(int progress, Date start, Due due, Date today) {
    auto const whole = (due.late_from() - start).count();
    auto const spent = (today - start).count();
    if (whole <= 0 || spent < 0) return Punctuality::on_time;
    auto const lead = progress * whole - 100 * spent;
    if (lead > tolerance * whole) return Punctuality::ahead;
    return lead < -tolerance * whole ? Punctuality::late : Punctuality::on_time;
}

} // namespace

std::string_view to_text(State state) {
    switch (state) {
        case State::planned: return "planned";
        case State::ongoing: return "ongoing";
        case State::done: return "done";
        case State::abandoned: return "abandoned";
    }
    return "";
}

std::string_view to_text(Punctuality punctuality) {
    switch (punctuality) {
        case Punctuality::unknown: return "unknown";
        case Punctuality::late: return "late";
        case Punctuality::on_time: return "on_time";
        case Punctuality::ahead: return "ahead";
    }
    return "";
}

Punctuality punctuality(
    State state, int progress, std::optional<Date> start, std::optional<Due> due, std::optional<Date> done, Date today) {
    if (!due || state == State::abandoned) return Punctuality::unknown;
    if (state == State::done) return of_done(*due, done);
    if (due->is_past(today)) return Punctuality::late;
    if (!start) return Punctuality::on_time;
    return of_ongoing(progress, *start, *due, today);
}

} // namespace actions

template <>
std::optional<actions::State> parse<actions::State>(std::string_view text) {
    for (auto const state : {actions::State::planned, actions::State::ongoing, actions::State::done, actions::State::abandoned})
        if (to_text(state) == text) return state;
    return std::nullopt;
}
