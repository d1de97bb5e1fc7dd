#pragma once

#include "accounts/organisation.h"
#include "html/form.h"

#include <array>
#include <string>
#include <vector>

namespace settings {

inline constexpr std::array all_roles{accounts::Role::owner, accounts::Role::contributor, accounts::Role::reader};

// « Pilotage », « Contribution », « Lecture ».
std::string role_name(html::Language const& t, accounts::Role);

// What it lets a person do, in a sentence.
std::string role_explanation(html::Language const& t, accounts::Role);

std::vector<html::Option> role_options(html::Language const& t);

// The roles with their sentences, beside where one is chosen.
html::Html role_legend(html::Language const& t);

} // namespace settings
