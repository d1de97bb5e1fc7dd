#pragma once

#include "accounts/visit.h"
#include "html/form.h"
#include "workshop/workshop.h"

#include <optional>
#include <span>
#include <string>

namespace workshop {

struct Arrival {
    std::string code = {};
    std::string name = {};
    std::string role = {};
};
html::Html join_form(accounts::Caller const&, Arrival const&, std::span<html::Problem const>);

// What a participant's telephone shows: the title, one criterion and their own vote; counts once they are revealed.
// Its answers, each a button.
html::Html vote_form(accounts::Caller const&, Seat const&, Topic const&, std::optional<std::string> const& own);

html::Html seat_page(accounts::Caller const&, Seat const&, Topic const*, std::optional<std::string> const& vote);

} // namespace workshop
