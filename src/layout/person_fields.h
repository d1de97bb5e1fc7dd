#pragma once

#include "html/form.h"
#include "html/html.h"

#include <span>
#include <string>

// Fields about a person, wherever an account is made or changed.
namespace layout {

// Side by side: « given » and « family ».
html::Html names_fields(
    html::Language const& t, std::string const& given, std::string const& family, std::span<html::Problem const>);

// « password »: one to be chosen.
html::Html new_password_field(html::Language const& t, std::string label, std::span<html::Problem const>);

} // namespace layout
