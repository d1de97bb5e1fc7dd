#pragma once

#include "accounts/desk.h"
#include "accounts/organisation.h"
#include "mail/outbox.h"
#include "storage/storage.h"

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// The mails that a member can do without, and may stop: on the page of their account, or at the address that each such mail
// carries, without signing in.
namespace accounts {

enum class Mailing {
    mention,  // a colleague calls them in a comment
    document, // a document of their structure is about to end
};

inline constexpr std::array all_mailings{Mailing::mention, Mailing::document};

std::string_view to_text(Mailing);

std::vector<Mailing> stopped_mailings(storage::Reader const&, UserId const&);
bool is_stopped(storage::Reader const&, UserId const&, Mailing);
// Of all the members of a structure, in one statement.
std::set<UserId> who_stopped(storage::Reader const&, OrganisationId const&, Mailing);

// Was it going out until now?
bool stop(storage::Writer&, UserId const&, Mailing, Instant now);
// Was it stopped until now?
bool resume(storage::Writer&, UserId const&, Mailing);

// What the address that stops one mailing of one person holds: nobody makes it but who knows the secret, and nothing is kept of
// it.
std::string stop_token(std::string_view secret, UserId const&, Mailing);

// The same mail, with the way to stop those of its kind: at its foot for people, in its head for mail programs.
mail::Mail stoppable(mail::Mail, Desk const&, User const& to, Mailing);

struct Subscription {
    User user;
    Mailing mailing;
};

// Whose token it is, as long as they have an account.
std::optional<Subscription> find_subscription(storage::Reader const&, std::string_view secret, std::string_view token);

} // namespace accounts

template <>
std::optional<accounts::Mailing> parse<accounts::Mailing>(std::string_view);
