#include "entrance/people.h"
#include "support/golden.h"

#include <doctest/doctest.h>

using support::check_golden, support::Office;

TEST_CASE("the pages of the entrance read as they did") {
    Office office;
    auto browser = office.visitor();
    check_golden("signin", browser.get("/connexion?retour=%2Fcompte"));
    check_golden("signin-to-mend", support::sign_in(browser, "<solene>@exemple.fr", "au hasard encore"));
    check_golden("signup", browser.get("/inscription"));
    check_golden("signup-to-mend", browser.post("/inscription", {{"given", "Zoé"}, {"region", "52"}}));
    auto maud = office.signed_in(office.maud);
    check_golden("structure-new", maud.get("/compte/structures/nouvelle"));
    check_golden("signup-sent", browser.get("/inscription/envoyee"));
    check_golden("forgotten", browser.get("/mot-de-passe"));
    check_golden("forgotten-sent", browser.get("/mot-de-passe/envoye"));

    auto confirmation = browser.get(support::sign_up(office)),
         reset = browser.get(support::ask_reset(office, office.solene.email));
    for (auto* page : {&confirmation, &reset}) { // their form leads to their own address, whose token differs
        auto const at = page->body.find("<form method=\"post\" action=\"/") + 29;
        auto const token = page->body.find_last_of('/', page->body.find('"', at)) + 1;
        page->body.replace(token, 43, "token");
    }
    check_golden("confirmation", confirmation);
    check_golden("reset", reset);
}
