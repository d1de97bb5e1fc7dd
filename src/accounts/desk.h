#pragma once

#include "accounts/password.h"
#include "accounts/slots.h"
#include "core/chance.h"
#include "core/date.h"
#include "core/zone.h"
#include "html/html.h"
#include "referentiel/library.h"
#include "storage/database.h"
#include "storage/files.h"

#include <functional>
#include <string>
#include <string_view>

namespace accounts {

// Who answers for this instance, in the words of its operator; the pages say so where one is missing.
struct Imprint {
    std::string publisher = {}; // name, legal form, address, as the law asks for them
    std::string host = {};
    std::string contact = {}; // an address of mail
    std::string source = {};  // where the source of this very version is
};

struct Settings {
    std::string base_url = "http://127.0.0.1:8080"; // what links in mails begin with
    std::string secret = {};                        // at least 32 bytes; keys of forms are made from it
    bool shows_mailbox = false;                     // /boite-mails: only without SMTP, and to loopback
    Imprint imprint = {};

    bool is_https() const { return base_url.starts_with("https://"); }
    std::string address(Url const& page) const { return base_url + std::string{page.text()}; }

    // « __Host-session » over https, « session » otherwise (ruling 26).
    std::string cookie(std::string_view name) const { return (is_https() ? "__Host-" : "") + std::string{name}; }
};

// Whom the rest of the program may ask to look after something later, once a change is durable.
struct Bells {
    std::function<void()> mail_posted = [] {};
    std::function<void()> errand_posted = [] {};
};

// What every request finds on the desk; made once, and not changed while serving.
struct Desk {
    Settings settings;
    storage::Database& db;
    referentiel::Library const& library;
    Passwords const& passwords;
    Chance chance;
    std::function<Instant()> clock;
    Zone zone;
    html::Language french;
    html::Language english;
    storage::Files files = {}; // the documents of structures
    Bells bells = {};
    Slots slots = {};

    html::Language const& language(std::string_view code) const { return code == "en" ? english : french; }
};

} // namespace accounts
