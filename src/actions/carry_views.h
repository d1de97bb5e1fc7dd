#pragma once

#include "accounts/visit.h"
#include "actions/carrying.h"
#include "html/form.h"
#include "html/html.h"

#include <optional>
#include <span>

namespace actions {

// What an earlier cycle left undone, to choose from.
html::Html carry_form(accounts::Caller const&, diagnostic::Diagnostic const& former, diagnostic::Diagnostic const&,
    Plan const& before, std::span<Leftover const>, CarryId const&, std::span<html::Problem const>);

// Above the plan: that there is something to take up, or that it was taken up and may be taken back.
html::Html carry_notice(accounts::Caller const&, diagnostic::Diagnostic const&, Plan const&, std::optional<Earlier> const&,
    std::optional<Carried> const&);

} // namespace actions
