#include "support/office.h"

#include <doctest/doctest.h>

namespace {

using support::Browser, support::Office;

void ask_for_a_password(Office& office) {
    office.desk->settings.shows_mailbox = true;
    office.visitor().post("/mot-de-passe", {{"email", office.solene.email}});
    office.run_errands();
}

std::string first_letter(Browser& browser) {
    auto const page = browser.get("/boite-mails").body;
    auto const at = page.find("/boite-mails/");
    return at == page.npos ? "" : page.substr(at, page.find('"', at) - at);
}

} // namespace

TEST_CASE("who tries the program on a machine without mail server reads the mails there") {
    Office office;
    ask_for_a_password(office);
    auto visitor = office.visitor();

    auto const letter = visitor.get(first_letter(visitor));

    CHECK(letter.status == 200);
    CHECK(letter.shows(office.last_link()));
}

TEST_CASE("nobody else learns that there is a mailbox") {
    Office office;
    ask_for_a_password(office);
    auto visitor = office.visitor();
    auto const letter = first_letter(visitor);
    REQUIRE(letter != "");

    SUBCASE("from another machine") {
        Browser stranger{office, "203.0.113.7"};
        CHECK(stranger.get("/boite-mails").status == 404);
        CHECK(stranger.get(letter).status == 404);
    }
    SUBCASE("through a proxy of this machine") {
        visitor.extra_headers.emplace_back("x-forwarded-for", "203.0.113.7");
        CHECK(visitor.get("/boite-mails").status == 404);
        CHECK(visitor.get(letter).status == 404);
    }
    SUBCASE("where a mail server is set") {
        office.desk->settings.shows_mailbox = false;
        CHECK(visitor.get("/boite-mails").status == 404);
        CHECK(visitor.get(letter).status == 404);
    }
}

TEST_CASE("a mail that does not exist is not found") {
    Office office;
    office.desk->settings.shows_mailbox = true;

    CHECK(office.visitor().get("/boite-mails/0190163d-8694-739b-aea5-966c26f8ad91").status == 404);
    CHECK(office.visitor().get("/boite-mails/rien").status == 404);
}
