#pragma once

#include "accounts/organisation.h"
#include "core/url.h"
#include "workshop/workshop.h"

#include <string_view>

namespace workshop {

// Where the pages of a workshop are; an act is what the facilitator does there.
Url workshop_url(Workshop const&);
Url act_url(Workshop const&, std::string_view act);
Url minutes_url(Workshop const&);
Url list_url(accounts::OrganisationId const&, accounts::CycleId const&);
Url join_url();
Url seat_url(JoinCode const&);

} // namespace workshop
