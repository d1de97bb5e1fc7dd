#pragma once

#include "actions/plan.h"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What the cells of a table that people keep say.
namespace actions {

// Small letters without accents, straight apostrophes and single blanks: how titles and words are told apart.
std::string comparable(std::string_view);

// The beginning of a cell, for a line that tells of it.
std::string briefly(std::string_view cell);

// Nothing where the row ends before.
std::string cell_at(std::vector<std::string> const& row, std::optional<std::size_t> column);

// The lines that say something.
std::vector<std::string> lines_in(std::string_view cell);

// « relu, "lu, puis signé" »: what a comma, another sign of lists or an « et » would part stands in quotes.
std::string listed(std::span<std::string const>);

// The same in the field of a form, where commas, semicolons and new lines alone part.
std::string typed_list(std::span<std::string const>, std::string_view between);
std::vector<std::string> typed_words(std::string_view field);

// What is listed in a cell read again, and lists as people write them.
std::vector<std::string> steps_in(std::string_view cell);

// « Sophie, Marc et la Mairie »; who is known by a name with an « et » or a comma in it keeps it whole, but where each part of
// it is the name of somebody known.
std::vector<std::string> people_in(std::string const& cell, std::set<std::string> const& known);

std::optional<Date> day_in(std::string const& cell);

// Of a day, its month: « 31/12/2026 », « fin décembre 2026 », « 12/2026 », « 2026-12 ».
std::optional<Month> month_in(std::string const& cell);

// « 75 % », « 1 250 € », « 12,5 kg par an », « 4 m2 »: a number and what follows it.
struct Amount {
    std::optional<Decimal> number = {};
    std::string unit = {};
};
Amount amount_in(std::string const& cell);

std::optional<State> state_in(std::string const& cell);
std::optional<Indicator::Direction> direction_in(std::string const& cell);

// « 40 % »; of a column of shares, « 0.4 ».
std::optional<int> percent_in(std::string cell, bool is_share);

// A line of a long text, cut between words.
std::string title_of_text(std::string const& text);

} // namespace actions
