#pragma once

#include "accounts/desk.h"
#include "accounts/members.h"
#include "app/story.h"

#include <map>
#include <string>

namespace app {

using Cast = std::map<std::string, accounts::User, std::less<>>; // of all stories, by the key of each character

// Makes the structure of a story; the first one is open to visitors.
accounts::OrganisationId add_demonstration(storage::Writer&, accounts::Desk const&, Story const&, Cast const&, Instant now);

// Once a night, from three o'clock on: a demonstration that somebody changed is made anew from its story. Its address and the
// accounts of its people stay; what they wrote goes.
void restore_demonstrations(accounts::Desk const&);

} // namespace app
