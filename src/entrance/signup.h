#pragma once

#include "accounts/members.h"
#include "accounts/password.h"
#include "html/form.h"
#include "referentiel/referentiel.h"
#include "web/request.h"

#include <optional>
#include <string>
#include <vector>

namespace entrance {

struct Signup;
using SignupId = Id<Signup>;

// What a person says of themselves and of their structure when they ask for a space.
struct Signup {
    accounts::Profile profile;
    std::string referentiel; // code
    std::string given;
    std::string family;
    std::string email;
    std::string password; // in clear until it is hashed; never kept so
    bool accepts_terms = false;
};

Signup read_signup(web::Form const&);

// What is missing or cannot be, each in words that say how to mend it; of the structure alone, or of the person too.
std::vector<html::Problem> structure_problems_of(
    html::Language const& t, Signup const&, std::vector<referentiel::Version const*> const& offered);
std::vector<html::Problem> problems_of(
    html::Language const& t, Signup const&, std::vector<referentiel::Version const*> const& offered);

} // namespace entrance
