#pragma once

#include "accounts/mailings.h"
#include "accounts/members.h"
#include "accounts/visit.h"
#include "html/form.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace settings {

// What was typed into the forms of the account's page, and what is to be told about it.
struct AccountDraft {
    std::string given;
    std::string family;
    std::string language;
    std::string email = {};
    std::string key_label = {};
    std::string key_scope = "read";
    std::string new_key = {}; // shown this once
    std::string done = {};    // what was just saved, as the address of the page says
    std::vector<html::Problem> problems = {};
};

AccountDraft draft_of(accounts::User const&);

// What the account's page shows besides.
struct AccountFacts {
    accounts::User const& user;
    std::vector<accounts::Session> sessions;
    std::vector<accounts::ApiKey> keys;
    std::optional<std::string> awaited_email; // asked for, and not confirmed yet
    std::string once;                         // what the next key is made of
    std::vector<accounts::Mailing> stopped;   // of the mails that one may do without
};

inline constexpr std::chrono::minutes fresh_confirmation{5};

// Was the password given so lately that it need not be asked for again?
bool is_freshly_confirmed(accounts::Caller const&);

html::Html account_view(accounts::Caller const&, AccountFacts const&, AccountDraft const&);

html::Html workplaces_view(accounts::Caller const&, std::vector<accounts::Workplace> const&);

html::Html address_view(accounts::Caller const&, Url const& save_at, std::string_view email);

} // namespace settings
