#pragma once

#include "app/demonstration.h"

namespace app {

// The documents of a story, joined to what they show; its cycles are there already. Nobody is reminded of their ends.
void tell_documents(
    storage::Writer&, accounts::Desk const&, accounts::OrganisationId const&, Story const&, Cast const&, Instant now);

} // namespace app
