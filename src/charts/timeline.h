#pragma once

#include "charts/palette.h"
#include "core/date.h"
#include "html/html.h"

#include <optional>
#include <string>
#include <vector>

// What is to be done from when to when, one bar for each, against today.
namespace charts {

enum class Progress { ahead, under_way, over, given_up };

struct TimelineBar {
    std::string name;
    std::optional<Date> start = {}; // without one, only its last month is drawn
    std::optional<Month> due = {};  // without one, it stays open; without both, nothing is drawn
    Progress progress = Progress::ahead;
    int percent = 0;        // of one that is under way
    std::string alarm = {}; // « en retard »: drawn with a triangle where it is not empty
};

struct Timeline {
    std::string id; // of the element; ids within it start so
    std::string title;
    Month first, last;
    Date today;
    std::vector<TimelineBar> bars = {};
    std::optional<std::string> described_by = {};
};

// The months that all of these, and today, stand in; no more than fifteen years.
struct Span {
    Month first, last;
};
Span span_of(std::vector<TimelineBar> const&, Date today);

html::Html timeline(html::Language const& t, Timeline const&, Palette const& = on_page());

// How the bars are drawn, beside their words.
html::Html timeline_keys(html::Language const& t);

} // namespace charts
