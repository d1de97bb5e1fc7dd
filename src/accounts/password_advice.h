#pragma once

#include "accounts/password.h"
#include "html/html.h"

namespace accounts {

// The words for a password that will not do.
std::string password_advice(html::Language const& t, PasswordProblem);

} // namespace accounts
