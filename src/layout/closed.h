#pragma once

#include "accounts/visit.h"

// A form whose cycle was closed while somebody wrote, or is read only since long.
namespace layout {

// Stops with a page that says so, names those who may open the cycle again and shows what was written, to be taken along.
[[noreturn]] void refuse_closed(accounts::Caller const&, accounts::Member const&, storage::Reader const&, accounts::Cycle const&);

template <typename Context>
void require_open(Context const& context, accounts::Cycle const& cycle) {
    if (cycle.closed) refuse_closed(context, context.member, context.db, cycle);
}

} // namespace layout
