#include "workshop/addresses.h"

namespace workshop {

Url act_url(Workshop const& workshop, std::string_view act) {
    return Url::page({"structures", workshop.organisation(), "ateliers", workshop->id, act});
}

Url workshop_url(Workshop const& workshop) {
    return Url::page({"structures", workshop.organisation(), "ateliers", workshop->id});
}

Url minutes_url(Workshop const& workshop) { return act_url(workshop, "compte-rendu"); }

Url list_url(accounts::OrganisationId const& organisation, accounts::CycleId const& cycle) {
    return Url::page({"structures", organisation, "cycles", cycle, "ateliers"});
}

Url join_url() { return Url::page({"atelier"}); }

Url seat_url(JoinCode const& code) { return Url::page({"atelier", code}); }

} // namespace workshop
