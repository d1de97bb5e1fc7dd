#pragma once

#include "html/html.h"
#include "mail/outbox.h"

#include <chrono>
#include <string>
#include <string_view>

// What the mails about an account say. Addresses are whole (https://…), since a mail is read elsewhere.
namespace mail {

// A link that works for some time only.
struct Link {
    std::string address;
    std::chrono::hours validity;
};

// Kinds, as the outbox counts and shows them.
inline constexpr std::string_view confirmation_kind = "confirmation", reset_kind = "reset", invitation_kind = "invitation",
                                  account_kind = "account";

// « Confirmez votre adresse »: the account exists once its address is known to be its owner's.
Mail confirmation(html::Language const& t, Recipient const&, Link const&);

// A new password, for who asked for it.
Mail reset(html::Language const& t, Recipient const&, Link const&);

struct Invited {
    std::string inviter;      // who invites, by name
    std::string organisation; // into which structure, network or mandate
    std::string role;         // « contribution », as pages call it
};

// Comes with organisation and reply_to empty: who posts it knows them.
Mail invitation(html::Language const& t, Recipient const&, Invited const&, Link const&);

// To the address that an account is to have from now on.
Mail new_address(html::Language const& t, Recipient const& new_address, Link const&);

// Someone wants an address for their account that another account has: its owner is told, the other sees the same page as anyone.
Mail address_in_use(html::Language const& t, Recipient const&);

// Sent to the old address, since its owner may not have asked for it.
Mail address_changed(html::Language const& t, Recipient const& old_address, std::string_view new_address, std::string_view help);

// What became of the keys that programs use in this person's name.
enum class Keys { none, kept, removed };
Mail password_changed(html::Language const& t, Recipient const&, std::string_view reset_page, Keys);

Mail welcome(html::Language const& t, Recipient const&, std::string_view organisation, std::string_view home);

// Someone signed up with an address that has an account: its owner is told, the visitor sees the same page as anyone.
Mail known_address(html::Language const& t, Recipient const&, std::string_view sign_in_page, std::string_view reset_page);

} // namespace mail
