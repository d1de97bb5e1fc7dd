#pragma once

#include "accounts/visit.h"
#include "layout/page.h"
#include "referentiel/referentiel.h"
#include "web/response.h"

#include <string>

// Whoever asks, put around a page: their name, their structure, what they may go to.
namespace layout {

// Where in a structure a page stands.
struct Standing {
    std::string entry = {};                        // key of the navigation: accueil, diagnostic, equipe
    std::optional<accounts::Cycle> cycle = {};     // the one it shows, if any: the navigation stays in it
    referentiel::Version const* version = nullptr; // which the cycle answers: its notices stand above the page
};

// Where the logo of a structure that has one is.
Url logo_url(accounts::Member const&);

web::Response structure_page(accounts::Caller const&, accounts::Member const&, Standing const&, Sheet);

// One's own account, and what belongs to no structure.
web::Response account_page(accounts::Caller const&, Sheet);

// The site, for anybody.
web::Response site_page(accounts::Caller const&, std::string_view entry, Sheet);

// What a visitor of the demonstration is told who tries to change something, or to go where a member goes.
web::Response demonstration_refusal(accounts::Caller const&);

// Signing in and the like: nothing that distracts.
web::Response bare_page(accounts::Caller const&, Sheet);

// The address of this page opens something: no other site may learn it.
web::Response unreferred(web::Response);

} // namespace layout
