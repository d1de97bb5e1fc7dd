#pragma once

#include "accounts/visit.h"
#include "layout/frame.h"

// A form whose cycle was closed while somebody wrote, or is read only since long. Scripts are told the same, and keep the text.
namespace layout {

// Stops with a page that says so, names those who may open the cycle again and shows what was written, to be taken along.
[[noreturn]] void refuse_closed(accounts::Caller const&, accounts::Member const&, storage::Reader const&, accounts::Cycle const&,
    web::Form const* sent = nullptr);

// A form about something that is there no more: a page that says what happened and shows what was written.
struct Gone {
    std::string heading, lead;
    html::Html ways; // on from here
};
[[noreturn]] void refuse_gone(
    accounts::Caller const&, accounts::Member const&, Standing const&, Gone const&, web::Form const& sent);

template <typename Context>
void require_open(Context const& context, accounts::Cycle const& cycle) {
    if (!cycle.closed) return;
    if constexpr (requires { context.form; }) refuse_closed(context, context.member, context.db, cycle, &context.form);
    else refuse_closed(context, context.member, context.db, cycle);
}

} // namespace layout
