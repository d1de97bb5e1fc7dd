#include "api/writing.h"

#include "api/problem.h"
#include "diagnostic/profile.h"
#include "diagnostic/teamwork.h"

namespace api {

std::optional<web::Response> refusal_to_write(accounts::Change const& change, diagnostic::Diagnostic const& diagnostic,
    referentiel::Criterion const* criterion, std::string_view asked) {
    auto const& t = change.t;
    if (!criterion || !diagnostic::is_asked(diagnostic, *criterion)) return unknown_criterion(t, asked);
    if (!diagnostic.is_open()) return closed(t, diagnostic.cycle());
    if (!diagnostic::mandate(change.db, diagnostic, change.member).allows(*criterion))
        return problem(403, t.text("Ce critère est confié à quelqu'un d'autre"),
            t.text("Vous évaluez seulement les critères qui vous sont confiés."));
    return std::nullopt;
}

} // namespace api
