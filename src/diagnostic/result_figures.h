#pragma once

#include "charts/chart.h"
#include "diagnostic/comparison.h"
#include "diagnostic/reading.h"
#include "diagnostic/slots.h"
#include "html/html.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

// What the page of results, the report and the files draw and say of the same figures.
namespace diagnostic {

// The sentences beside the figures: where we stand, where we stood, what the plan aims at, what is solid, what to work on.
std::vector<std::string> digest(
    html::Language const& t, Scores const&, std::optional<Scores> const& envisaged = {}, std::span<Comparison const> = {});

// The radar's figures, for the page and for the report. The means of what the plan aims at are drawn where there are some.
charts::Chart radar_of(
    html::Language const& t, Scores const&, std::span<Comparison const> = {}, std::optional<Scores> const& envisaged = {});

// One axis for each criterion that counts; without any where none does.
charts::Chart criteria_radar_of(html::Language const& t, Reading const&, std::span<Comparison const>,
    Beside::Levels const& envisaged, std::vector<referentiel::Criterion const*> const&);

// What is retained for the rest, and what the plan aims at for what it is about; nothing while there is no plan.
std::optional<Scores> envisaged_scores(Reading const&, Beside::Levels const&);

// The means of a chapter in each of what it is compared with.
std::vector<std::optional<Decimal>> before_of(std::span<Comparison const>, referentiel::Chapter const&);

// Those of all chapters together.
std::vector<std::optional<Decimal>> before_of(std::span<Comparison const>);

// The level of a criterion then, where one stands against one.
referentiel::Level const* level_before(Comparison const&, referentiel::Criterion const&);

// « 2025, 2024 »
std::string labels_of(std::span<Comparison const>);

// An answer that stands apart from the levels: « Non concerné ».
bool is_apart(SavedRating const*);

} // namespace diagnostic
