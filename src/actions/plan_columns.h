#pragma once

#include "actions/plan_tables.h"
#include "tables/reading.h"

#include <optional>
#include <string_view>
#include <vector>

// What the columns of a file are called, and what they hold of a plan.
namespace actions {

inline constexpr std::size_t most_columns = 60;

std::string_view to_text(Field);

// Does it follow from others, so that an import leaves it out?
bool is_computed(Field);

// Where a file has its titles, and what each of its columns holds; nothing in a column is not taken.
struct Columns {
    std::size_t sheet = 0;
    std::size_t titles = 0; // their row
    std::vector<std::optional<Field>> fields = {};

    std::optional<std::size_t> of(Field) const;
    // Without these nothing can come in.
    bool is_enough() const { return of(Field::title).has_value() && (of(Field::number) || of(Field::criterion)); }
};

// The sheet with the most titles that we know, in French or in English; its first row where none has any. Nothing where no sheet
// holds anything.
std::optional<Columns> guessed_columns(std::vector<tables::Sheet> const&);
// Where its titles are known.
Columns guessed_columns(std::vector<tables::Sheet> const&, std::size_t sheet, std::size_t titles);

} // namespace actions

template <>
std::optional<actions::Field> parse<actions::Field>(std::string_view);
