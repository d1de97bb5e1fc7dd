#include "actions/figure.h"
#include "actions/timing.h"

#include "core/zone.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace actions;

namespace {

Date day(std::string_view text) { return parse<Date>(text).value(); }

std::optional<Date> maybe_day(std::string_view text) { return text.empty() ? std::nullopt : parse<Date>(text); }

std::optional<Due> maybe_due(std::string_view text) {
    auto const month = parse<Month>(text);
    return month ? std::optional{Due{*month}} : std::nullopt;
}

struct Line {
    State state;
    int progress;
    std::string_view start, due, done, today;
    Punctuality expected;
};

} // namespace

TEST_CASE("an action is late, on time, ahead or untold by its month and its progress alone") {
    using enum State;
    using enum Punctuality;
    std::vector<Line> const lines{
        // without a month nothing is said, whatever is known besides
        {planned, 0, "", "", "", "2026-11-22", unknown},
        {ongoing, 90, "2026-01-01", "", "", "2026-11-22", unknown},
        {done, 100, "2026-01-01", "", "2026-05-04", "2026-11-22", unknown},
        // done: before, in or after its month, whatever the day it is looked at
        {done, 100, "", "2026-06", "2026-05-31", "2027-01-01", ahead},
        {done, 100, "", "2026-06", "2026-06-01", "2026-06-02", on_time},
        {done, 100, "", "2026-06", "2026-06-30", "2027-01-01", on_time},
        {done, 100, "", "2026-06", "2026-07-01", "2027-01-01", late},
        {done, 100, "", "2026-01", "2025-12-31", "2026-01-15", ahead},
        {done, 100, "", "2026-06", "", "2027-01-01", on_time}, // nobody told the day
        // past its month: from the first day of the next one on
        {ongoing, 99, "2026-01-01", "2026-11", "", "2026-11-30", on_time},
        {ongoing, 99, "2026-01-01", "2026-11", "", "2026-12-01", late},
        {planned, 0, "", "2025-12", "", "2025-12-31", on_time},
        {planned, 0, "", "2025-12", "", "2026-01-01", late},
        {planned, 0, "", "2028-02", "", "2028-02-29", on_time},
        {planned, 0, "", "2028-02", "", "2028-03-01", late},
        // without a start, only that
        {ongoing, 0, "", "2026-12", "", "2026-11-22", on_time},
        {ongoing, 100, "", "2026-12", "", "2026-11-22", on_time},
        // from 1 January to 31 December: 365 days, of which 73 are a fifth
        {ongoing, 20, "2026-01-01", "2026-12", "", "2026-03-15", on_time},
        {ongoing, 10, "2026-01-01", "2026-12", "", "2026-03-15", on_time}, // ten points less
        {ongoing, 9, "2026-01-01", "2026-12", "", "2026-03-15", late},
        {ongoing, 30, "2026-01-01", "2026-12", "", "2026-03-15", on_time}, // ten points more
        {ongoing, 31, "2026-01-01", "2026-12", "", "2026-03-15", ahead},
        {planned, 0, "2026-01-01", "2026-12", "", "2026-02-06", on_time}, // 36 days of 365: not yet ten points
        {planned, 0, "2026-01-01", "2026-12", "", "2026-02-07", late},
        // not begun, and a start after its month
        {planned, 0, "2026-12-01", "2027-06", "", "2026-11-22", on_time},
        {planned, 50, "2026-12-01", "2027-06", "", "2026-11-22", on_time},
        {ongoing, 0, "2027-01-01", "2026-12", "", "2026-11-22", on_time},
        {ongoing, 0, "2027-01-01", "2026-12", "", "2027-01-02", late},
        // given up: nothing is expected of it any more
        {abandoned, 0, "2026-01-01", "2026-03", "", "2026-11-22", unknown},
    };

    for (auto const& line : lines) {
        CAPTURE(line.due);
        CAPTURE(line.today);
        CAPTURE(line.progress);
        CHECK(to_text(punctuality(line.state, line.progress, maybe_day(line.start), maybe_due(line.due), maybe_day(line.done),
                  day(line.today))) == to_text(line.expected));
    }
}

TEST_CASE("a month ends at midnight in Paris, in summer and in winter") {
    Zone const zone;
    Due const november{parse<Month>("2026-11").value()}, june{parse<Month>("2026-06").value()};
    auto const at = [](std::string_view date, int minutes) { return Instant{day(date)} + std::chrono::minutes{minutes}; };

    CHECK_FALSE(november.is_past(zone.day(at("2026-11-30", 22 * 60 + 59)))); // UTC: 23 h 59 in Paris
    CHECK(november.is_past(zone.day(at("2026-11-30", 23 * 60))));
    CHECK_FALSE(june.is_past(zone.day(at("2026-06-30", 21 * 60 + 59))));
    CHECK(june.is_past(zone.day(at("2026-06-30", 22 * 60))));
}

TEST_CASE("a figure is read as people type it, and never becomes another one") {
    struct Figure {
        std::string_view typed, kept;
    };
    for (auto const& [typed, kept] :
        std::vector<Figure>{{"0", "0"}, {"12", "12"}, {"12,5", "12.5"}, {"12.50", "12.5"}, {"0,1", "0.1"}, {"1 234,5", "1234.5"},
            {"1\u00a0234", "1234"}, {"1\u202f234", "1234"}, {"-3", "-3"}, {"\u22123,25", "-3.25"}, {"+7", "7"}, {"007", "7"},
            {"0,0001", "0.0001"}, {"999999999999,9999", "999999999999.9999"}}) {
        CAPTURE(typed);
        auto const read = read_figure(typed);
        REQUIRE(read);
        CHECK(figure_text(*read) == kept);
        CHECK(read_figure(figure_text(*read)) == read);
        CHECK(read_figure(typed_figure(*read)) == read);
    }
    for (std::string_view const typed :
        {"", " ", "douze", "12,", ",5", "1,2,3", "12%", "1e3", "--1", "0,00001", "1234567890123", "0x10", "1.234.5"}) {
        CAPTURE(typed);
        CHECK_FALSE(read_figure(typed));
    }
}

TEST_CASE("the achieved share goes from the baseline to the target, upwards and downwards, in exact numbers") {
    auto const percent = [](std::string_view baseline, std::string_view target,
                             std::string_view value) -> std::optional<Decimal> {
        auto const share = achieved(*read_figure(baseline), *read_figure(target), *read_figure(value));
        if (!share) return std::nullopt;
        return rounded({share->top * 100, share->bottom}, 0);
    };

    CHECK(percent("0", "4", "1") == Decimal{25});
    CHECK(percent("60", "75", "70") == Decimal{67});
    CHECK(percent("60", "75", "75") == Decimal{100});
    CHECK(percent("60", "75", "80") == Decimal{133});
    CHECK(percent("60", "75", "57") == Decimal{-20});
    CHECK(percent("12,5", "10", "11,25") == Decimal{50}); // what is to fall
    CHECK(percent("5", "2", "2") == Decimal{100});
    CHECK(percent("5", "2", "6,5") == Decimal{-50});
    CHECK(percent("0,1", "0,3", "0,2") == Decimal{50}); // which doubles do not give
    CHECK(percent("-10", "10", "0") == Decimal{50});
    CHECK_FALSE(percent("3", "3", "3"));
    CHECK_FALSE(percent("3", "3,0", "8"));
    auto const most = percent("-999999999999,9999", "999999999999,9999", "0");
    CHECK(most == Decimal{50});
}
