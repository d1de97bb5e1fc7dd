#pragma once

#include "accounts/visit.h"
#include "entrance/signup.h"
#include "html/form.h"

#include <span>
#include <string>
#include <vector>

namespace entrance {

using Problems = std::span<html::Problem const>;

// Where somebody who has an account adds a structure.
Url new_structure_url();

html::Html signup_form(accounts::Caller const&, Signup const&, std::vector<referentiel::Version const*> const& offered, Problems);
// Of another structure, for somebody who has an account.
html::Html structure_form(accounts::Caller const&, accounts::OrganisationId const&, Signup const&,
    std::vector<referentiel::Version const*> const& offered, Problems);
html::Html signin_form(accounts::Caller const&, std::string_view email, std::string_view back, Problems);
html::Html forgotten_form(accounts::Caller const&, std::string_view email, Problems);
html::Html new_password_form(accounts::Caller const&, Url const& save_at, Problems);

// « Confirmer »: a mail scanner that opens the link changes nothing.
html::Html confirmation_form(accounts::Caller const&, Url const& save_at, Signup const&);

// Look at your mails; on a machine without mail server, where they can be read.
html::Html mail_sent(accounts::Caller const&, std::string_view text);

} // namespace entrance
