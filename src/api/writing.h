#pragma once

#include "accounts/visit.h"
#include "diagnostic/diagnostic.h"
#include "web/response.h"

#include <optional>
#include <string_view>

namespace api {

// Why a program may not write of the criterion it asked for: there is none, its cycle is closed, or it is somebody else's.
std::optional<web::Response> refusal_to_write(
    accounts::Change const&, diagnostic::Diagnostic const&, referentiel::Criterion const* criterion, std::string_view asked);

} // namespace api
