#pragma once

#include "accounts/visit.h"
#include "workshop/workshop.h"

#include <span>
#include <string>

namespace workshop {

// What was said and retained, criterion by criterion.
html::Html minutes_page(accounts::Caller const&, Workshop const&, std::span<Topic const>, std::span<Participant const>);

// « de 14 h 02 à 15 h 30 »
std::string times_words(accounts::Caller const&, Workshop const&);

} // namespace workshop
