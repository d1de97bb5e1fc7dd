#pragma once

#include "core/url.h"
#include "diagnostic/diagnostic.h"

#include <string>

// Where the pages of a diagnostic are, and what on them has a name of its own.
namespace diagnostic {

Url overview_url(Diagnostic const&);
// The chapter at the top that this one stands in.
referentiel::Chapter const& top_of(referentiel::Chapter const&);
// A page is a chapter at the top, with all below it.
Url chapter_url(Diagnostic const&, referentiel::Chapter const&);
Url whole_url(Diagnostic const&);                                   // every criterion on one page
Url question_url(Diagnostic const&, referentiel::Criterion const&); // one criterion a page
Url opinion_url(Diagnostic const&, referentiel::Chapter const&);    // one's own answers to a chapter
Url review_url(Diagnostic const&, referentiel::Criterion const&);   // its notes
Url assignments_url(Diagnostic const&);
Url own_criteria_url(Diagnostic const&);
Url results_url(Diagnostic const&);
Url chapter_results_url(Diagnostic const&, referentiel::Chapter const&); // one at the top
// Going on in another version, and coming back; what was replaced is read at an address of its own.
Url move_url(Diagnostic const&);
Url move_url(Diagnostic const&, referentiel::Version const&);
Url undo_url(Diagnostic const&);
Url replaced_url(accounts::OrganisationId const&, DiagnosticId const&);

Url snapshots_url(Diagnostic const&);
Url help_url(Diagnostic const&, referentiel::Criterion const&);

// « critere-gouvernance »: the card of a criterion on its page, and the page with the card in view.
std::string comment_id(referentiel::Criterion const&);
std::string first_choice_id(referentiel::Criterion const&);
std::string card_id(referentiel::Criterion const&);
Url card_url(Diagnostic const&, referentiel::Criterion const&);

} // namespace diagnostic
