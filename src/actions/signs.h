#pragma once

#include "actions/plan.h"
#include "charts/signs.h"
#include "html/html.h"

#include <optional>

// Small drawings of a plan, each with its words.
namespace actions {

// « Maturité actuelle : 2 / 5 », « Maturité envisagée : 4 / 5 », with their strokes. Levels apart from the scale are said in
// words.
html::Html maturities(html::Language const& t, referentiel::Scale const&, std::optional<referentiel::Level> const& now,
    std::optional<referentiel::Level> const& envisaged, charts::RepeatedMarks&);

// « En retard », in its colour and with its sign.
html::Html timing(html::Language const& t, Punctuality);

// « Critique »: it answers for a criterion that has to reach a level and does not; nothing for others.
html::Html critical_tag(html::Language const& t, Action const&);

// Of a button that leads no further, and keeps the focus.
html::Attribute ended(bool is_ended);

// « Étape de « Trier » »; nothing for what is no part of another.
html::Html part_line(html::Language const& t, Plan const&, Action const&);

// « À compléter : une échéance, un indicateur »; nothing where nothing lacks.
html::Html hint_line(html::Language const& t, Action const&);

} // namespace actions
