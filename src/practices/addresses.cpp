#include "practices/addresses.h"

#include "diagnostic/addresses.h"

namespace practices {
namespace {

using diagnostic::Diagnostic;
using referentiel::Chapter, referentiel::Criterion;

template <typename... Parts>
Url page(Diagnostic const& diagnostic, Parts const&... parts) {
    return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "pratiques", parts...});
}

} // namespace

Url practices_url(Diagnostic const& diagnostic) { return page(diagnostic); }

Url practices_url(Diagnostic const& diagnostic, Chapter const& chapter) {
    return page(diagnostic, diagnostic::top_of(chapter).key);
}

Url practice_url(Diagnostic const& diagnostic, Criterion const& criterion) { return page(diagnostic, "criteres", criterion.key); }

Url practice_url(Diagnostic const& diagnostic, Criterion const& criterion, std::string_view act) {
    return page(diagnostic, "criteres", criterion.key, act);
}

Url practice_card_url(Diagnostic const& diagnostic, Criterion const& criterion) {
    return practices_url(diagnostic, *criterion.chapter).at(diagnostic::card_id(criterion));
}

std::string field(std::string_view name, Criterion const& criterion) {
    return std::string{name} + "-" + std::string{criterion.key.text()};
}

Url aside_url(accounts::OrganisationId const& organisation, diagnostic::DiagnosticId const& id) {
    return Url::page({"structures", organisation, "diagnostics", id, "pratiques"});
}

Url aside_url(Diagnostic const& diagnostic) { return aside_url(diagnostic.organisation(), diagnostic.id()); }

Url preview_url(accounts::OrganisationId const& organisation) { return Url::page({"structures", organisation, "apercu"}); }

} // namespace practices
