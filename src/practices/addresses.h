#pragma once

#include "core/url.h"
#include "diagnostic/diagnostic.h"

#include <string>

// Where the pages of practices are, and what on them has a name of its own.
namespace practices {

Url practices_url(diagnostic::Diagnostic const&);
// A page is a chapter at the top, with all below it.
Url practices_url(diagnostic::Diagnostic const&, referentiel::Chapter const&);
// The practice of one criterion: how it reads, its versions, what the team says of it.
Url practice_url(diagnostic::Diagnostic const&, referentiel::Criterion const&);
Url practice_url(diagnostic::Diagnostic const&, referentiel::Criterion const&, std::string_view act);

// The chapter's page with the card in view; ids of cards and fields begin as those of the diagnostic do.
Url practice_card_url(diagnostic::Diagnostic const&, referentiel::Criterion const&);
std::string field(std::string_view name, referentiel::Criterion const&);

// What was described of a diagnostic that was replaced.
Url aside_url(accounts::OrganisationId const&, diagnostic::DiagnosticId const&);
Url aside_url(diagnostic::Diagnostic const&);

// Where a text that is being written is sent to see how it will read.
Url preview_url(accounts::OrganisationId const&);

} // namespace practices
