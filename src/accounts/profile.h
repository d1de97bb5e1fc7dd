#pragma once

#include "accounts/organisation.h"
#include "html/form.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

// What the profile of a structure may say: its codes, as the database and forms have them, with their words.
namespace accounts {

std::vector<html::Option> legal_forms(html::Language const& t);
std::vector<html::Option> sectors(html::Language const& t);
std::vector<html::Option> staff_sizes(html::Language const& t);
std::vector<html::Option> regions(html::Language const& t);

bool is_known_legal_form(std::string_view code);
bool is_known_sector(std::string_view code);
bool is_known_staff(std::string_view code);
bool is_known_region(std::string_view code);

// A name of a person or of a structure: something, and not too much of it.
bool is_name(std::string_view);

// The words of a code; of one that is no longer offered, the code itself.
std::string words_of(std::span<html::Option const>, std::string_view code);

// « Choisir… » before the others, so that nothing is chosen by mistake.
std::vector<html::Option> with_invitation_to_choose(html::Language const& t, std::vector<html::Option>);

} // namespace accounts
