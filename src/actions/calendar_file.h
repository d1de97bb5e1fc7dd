#pragma once

#include "actions/plan.h"

#include <functional>
#include <string>
#include <string_view>

namespace actions {

// The due dates of a plan for any calendar (RFC 5545): each an entry of a whole day, the last of its month, since calendars know
// no months; its words say the month alone. An entry keeps its identity when its action changes, so that a calendar moves it.
std::string calendar_file(
    html::Language const& t, Plan const&, std::string_view name, std::function<std::string(ActionId const&)> const& address_of);

} // namespace actions
