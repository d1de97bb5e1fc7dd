#include "diagnostic/opening.h"

#include "accounts/members.h"
#include "diagnostic/queries.h"
#include "html/html.h"

#include <boost/json.hpp>

#include <algorithm>

namespace diagnostic {

using accounts::Cycle, accounts::CycleId;
namespace json = boost::json;

std::optional<std::string> problem_of_label(
    html::Language const& t, std::string_view label, std::span<Cycle const> cycles, std::optional<CycleId> const& own) {
    if (label.empty() || label.size() > longest_cycle_label)
        return t.text("Donnez un nom à la démarche, en soixante caractères au plus");
    auto const has_it = [&](Cycle const& cycle) { return cycle.label == label && cycle.id != own; };
    if (std::ranges::any_of(cycles, has_it))
        return t.text(
            "Une autre démarche porte déjà ce nom : choisissez-en un autre, par exemple « {} bis »", {std::string{label}});
    return std::nullopt;
}

Cycle open_cycle(storage::Writer& db, audit::Trail& trail, referentiel::Version const& version,
    accounts::OrganisationId const& organisation, Opening const& opening, Instant now, Chance const& chance) {
    Cycle cycle{opening.id, opening.label, now, std::nullopt};
    accounts::add_cycle(db, organisation, cycle);
    open(db, organisation, cycle, version, now, chance);
    trail.add("open_cycle", opening.id.text(),
        json::serialize(json::object{{"label", opening.label}, {"referentiel", opening.referentiel}}));
    return cycle;
}

} // namespace diagnostic
