#pragma once

#include "accounts/visit.h"
#include "diagnostic/profile.h"
#include "html/form.h"

namespace diagnostic {

// The questions of the référentiel about the structure, as a form for whoever may answer; nothing where it has none.
html::Html profile_section(
    accounts::Caller const&, Diagnostic const&, Answers const&, bool may_answer, std::span<html::Problem const> problems = {});

// What such a form says; what it leaves open is absent.
Answers read_answers(web::Form const&, referentiel::Version const&);

// An answer is yes or no.
std::vector<html::Problem> problems_of(html::Language const& t, web::Form const&, referentiel::Version const&);

Url profile_url(Diagnostic const&);

} // namespace diagnostic
