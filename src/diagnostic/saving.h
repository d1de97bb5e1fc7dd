#pragma once

#include "accounts/visit.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/draft.h"
#include "diagnostic/teamwork.h"
#include "web/response.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

// What every page that rates does with what it is sent.
namespace diagnostic {

// A page that rates: whose answers, and to what.
struct Rated {
    Diagnostic const& diagnostic;
    std::vector<referentiel::Criterion const*> criteria;
    Mandate mandate;
    Voice voice = Voice::retained();
};

// Saves what was touched, or refuses what the member may not rate; each draft is as the page shows it next, saved or with the
// reason why it was not.
std::vector<Draft> save_form(accounts::Change&, Rated const&);

// The script of a page sends one criterion, « criterion ».
bool is_of_script(web::Form const&);
// Saves it, and tells the script what is kept; progress is asked for after that.
web::Response save_one(accounts::Change&, Rated const&, std::function<std::string()> const& progress);

// 422 with something to mend, 409 where someone else was faster, else 200.
int status_of(std::span<Draft const>);

// « À reprendre » and « C'est repris » are buttons of a form that rates: done after what it saves. Gives the criterion.
referentiel::Criterion const* save_flag(accounts::Change&, Rated const&);

// The one whose « Confirmer » or « Reprendre ce texte » was pressed.
referentiel::Criterion const* confirmed(web::Form const&, std::span<Draft const>);

// May this member rate at all, in this cycle?
bool may_rate(accounts::Member const&, Diagnostic const&);

// « 3 / 6 »
std::string progress_words(int answered, int total);

} // namespace diagnostic
