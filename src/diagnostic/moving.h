#pragma once

#include "accounts/router.h"
#include "diagnostic/diagnostic.h"
#include "html/html.h"

#include <cstddef>

// Going on in another version: shown before, done, undone; and what was replaced, to be read.
namespace diagnostic {

void add_move_routes(accounts::Router&);

// On the overview: what is to confirm, where one may go on, how to come back, what was replaced.
html::Html moves_section(
    accounts::Caller const&, accounts::Member const&, storage::Reader const&, Diagnostic const&, std::size_t to_confirm);

} // namespace diagnostic
