#pragma once

#include "support/office.h"

#include <string>

// What the tests of this folder ask of an office besides.
namespace support {

inline Browser::Fields signup_fields(std::string const& email = "zoe@lefil.exemple.fr") {
    return {{"organisation", "Le Fil"}, {"legal_form", "association"}, {"sector", "culture"}, {"staff", "0-4"}, {"region", "52"},
        {"referentiel", "ess-complet"}, {"given", "Zoé"}, {"family", "Petit"}, {"email", email},
        {"password", "cinq mots tout autres encore"}, {"terms", "oui"}};
}

inline Page sign_in(Browser& browser, std::string const& email, std::string const& sent = std::string{password}) {
    return browser.post("/connexion", {{"email", email}, {"password", sent}});
}

// Gives the link of the mail that confirms.
inline std::string sign_up(Office& office, std::string const& email = "zoe@lefil.exemple.fr") {
    auto browser = office.visitor();
    browser.post("/inscription", signup_fields(email));
    office.run_errands();
    return office.last_link();
}

// Gives the link of the mail.
inline std::string ask_reset(Office& office, std::string const& email) {
    auto browser = office.visitor();
    browser.post("/mot-de-passe", {{"email", email}});
    office.run_errands();
    return office.last_link();
}

inline std::int64_t count(Office& office, std::string const& from) {
    return office.db().found([&](storage::Reader const& db) {
        return db.row("SELECT COUNT(*) FROM " + from, {}, [](storage::Row& row) { return row.next<std::int64_t>(); }).value();
    });
}

// What a visitor may tell two pages apart by.
inline std::string seen(Page const& page, std::string const& typed = {}) {
    auto text = std::to_string(page.status) + " " + page.location() + "\n" + page.body;
    for (auto const& part : {page.field("csrf"), typed})
        for (auto at = text.find(part); !part.empty() && at != text.npos; at = text.find(part)) text.erase(at, part.size());
    return text;
}

} // namespace support
