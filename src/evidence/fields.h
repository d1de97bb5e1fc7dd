#pragma once

#include "html/form.h"
#include "html/html.h"

#include <span>
#include <string>
#include <string_view>

// Fields that the forms of documents share.
namespace evidence {

// Its name, id and problems are those of « file ».
html::Html file_field(html::Language const& t, std::string_view label, std::string_view hint, std::span<html::Problem const>);

// Which files are taken.
std::string kinds_hint(html::Language const& t);

html::Html expiry_field(
    html::Language const& t, std::string const& value, std::span<html::Problem const>, std::string_view name = "expires");
html::Html year_field(html::Language const& t, std::string const& value, std::span<html::Problem const>);

// What the script of an upload may say.
html::Html upload_words(html::Language const& t);
html::FormOptions upload_options();

} // namespace evidence
