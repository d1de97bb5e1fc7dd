#pragma once

#include "accounts/visit.h"

// A form whose cycle was closed while somebody wrote, or is read only since long.
namespace layout {

// Stops with a page that says so, names those who may open the cycle again and shows what was written, to be taken along.
[[noreturn]] void refuse_closed(accounts::Caller const&, accounts::Member const&, storage::Reader const&, accounts::Cycle const&,
    web::Form const* sent = nullptr);

template <typename Context>
void require_open(Context const& context, accounts::Cycle const& cycle) {
    if (!cycle.closed) return;
    if constexpr (requires { context.form; }) refuse_closed(context, context.member, context.db, cycle, &context.form);
    else refuse_closed(context, context.member, context.db, cycle);
}

} // namespace layout
