#pragma once

#include "actions/plan.h"
#include "tables/table.h"

#include <span>
#include <string>

// The plan for spreadsheets: a line for each indicator, and one for each action or criterion that has none. What is said once of
// an action stands on each of its lines, so that one can sort and filter them; its cost stands on the first alone, so that one
// can add up the column.
namespace actions {

// The columns, in their order; an import knows them by the same names.
enum class Field {
    chapter,
    number,
    criterion,
    current,
    envisaged,
    action,
    whole, // the number of the action that it is a part of
    title,
    text,
    indicator,
    kind,
    steps,
    unit,
    baseline,
    baseline_month,
    target,
    direction, // of a figure: which way it is to go
    responsible,
    people,
    start,
    due,
    cost,
    effort,
    funder,
    state,
    progress,
    done,
    punctuality,
    governance, // of critical actions: these stand only where there are some
    causes,
};
inline constexpr int field_count = static_cast<int>(Field::causes) + 1;

std::string heading(html::Language const& t, Field);

// « 12/2026 »: a month stays one in a spreadsheet, too.
std::string typed_month(Month);

// What an indicator is measured by: « état », « valeur ».
std::string words_of(html::Language const& t, Indicator::Kind);

// Which way a figure is to go: « hausse », « baisse ».
std::string words_of(html::Language const& t, Indicator::Direction);

tables::Table plan_table(
    html::Language const& t, diagnostic::Diagnostic const&, Plan const&, std::span<diagnostic::SavedRating const>, Date today);

// The same columns without what follows from others, to be filled in and imported; beside it, what may be written in each, and
// the numbers of the criteria.
tables::Workbook plan_model(html::Language const& t, diagnostic::Diagnostic const&);

} // namespace actions
