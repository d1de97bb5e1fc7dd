#include "accounts/mailings.h"
#include "evidence/reminders.h"
#include "practices/described_chapter.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace std::chrono_literals;
using support::Browser, support::Office, support::Page, support::for_each_engine, support::power;

namespace {

// Maud calls Solène in a comment; how many mails leave.
std::size_t call(Office& office) {
    auto const before = office.mails().size();
    auto maud = office.signed_in(office.maud);
    auto const at = office.cycle_path("/pratiques/criteres/" + power + "/commentaires");
    auto const id = new_uuid(office.now, office.chance);
    CHECK(maud.post(at, {{"id", id}, {"text", "Qui a la charte ?"}, {"mention", std::string{office.solene.id.text()}}}).status ==
          303);
    office.let_pass(11min);
    return office.mails().size() - before;
}

// The path of the address in the head of the last mail.
std::string stop_path(Office& office) {
    auto const address = office.db().found([&](storage::Reader const& db) {
        return db
            .row("SELECT list_unsubscribe FROM outbox ORDER BY id DESC LIMIT 1", {},
                [](storage::Row& row) { return row.maybe<std::string>(); })
            .value();
    });
    REQUIRE(address);
    CHECK(office.mails().back().find(*address + "\n") != std::string::npos); // people read it at the foot
    return address->substr(address->find("/preferences/"));
}

bool is_ticked(Page const& page, std::string const& name) {
    auto const at = page.body.find("name=\"" + name + '"');
    REQUIRE(at != page.body.npos);
    return page.body.substr(at, page.body.find('>', at) - at).ends_with(" checked");
}

// As a mail program does: no cookie, no key, no page of ours.
Page one_click(Office& office, std::string const& path) {
    web::Request request;
    request.method = "POST";
    request.path = path;
    request.headers = {{"content-type", "application/x-www-form-urlencoded"}, {"origin", "https://courrier.exemple.fr"}};
    request.body = "List-Unsubscribe=One-Click";
    return office.visitor().send(std::move(request));
}

} // namespace

TEST_CASE("a mail that one can do without is stopped at the address it carries, without signing in") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        REQUIRE(call(office) == 1);
        auto const path = stop_path(office);

        auto anybody = office.visitor();
        auto const before = office.dump();
        auto const page = anybody.get(path);
        CHECK(page.status == 200);
        CHECK(page.says("quand on vous appelle dans un commentaire"));
        CHECK(page.header("Referrer-Policy") == "no-referrer");
        CHECK(office.dump() == before); // a GET changes nothing
        CHECK(call(office) == 1);

        auto const stopped = one_click(office, path);
        CHECK(stopped.status == 200); // these programs follow no redirection
        CHECK(stopped.header("Referrer-Policy") == "no-referrer");
        CHECK(call(office) == 0);
        CHECK(office.signed_in(office.solene)
                  .get(office.cycle_path("/pratiques/criteres/" + power))
                  .says("À l'attention de Solène Martin"));
        CHECK(one_click(office, path).status == 200); // sent twice

        CHECK(anybody.get(path).says("Les recevoir de nouveau"));
        CHECK(anybody.post(path + "/reprise").location() == path);
        CHECK(call(office) == 1);
    });
}

TEST_CASE("an address that nobody was sent stops nothing") {
    Office office;
    REQUIRE(call(office) == 1);
    auto const path = stop_path(office);
    auto const token = path.substr(path.rfind('/') + 1);
    auto const other =
        accounts::stop_token("another secret, as long as it has to be", office.solene.id, accounts::Mailing::mention);
    for (auto const& wrong : {std::string{"rien"}, std::string{}, token.substr(1), token + "A", other,
             accounts::stop_token(office.desk->settings.secret,
                 accounts::UserId::parse("01000000-0000-7000-8000-000000000001").value(), accounts::Mailing::mention)}) {
        CHECK(office.visitor().get("/preferences/" + wrong).status == 404);
        CHECK(one_click(office, "/preferences/" + wrong).status == 404);
    }
    CHECK(call(office) == 1);
}

TEST_CASE("no form but the one that stops mails goes without its key") {
    Office office;
    std::vector<std::string> patterns;
    for (auto const& route : office.router.routes())
        if (!route.needs_key) patterns.push_back(route.pattern);
    CHECK(patterns == std::vector<std::string>{"/preferences/{}"});
    REQUIRE(call(office) == 1);
    CHECK(one_click(office, stop_path(office) + "/reprise").status == 403);
}

TEST_CASE("one's account says which mails one wants") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        CHECK(is_ticked(solene.get("/compte"), "mention"));

        CHECK(solene.post("/compte/messages", {{"document", "1"}}).location() == "/compte?fait=messages#messages");

        auto const page = solene.get("/compte?fait=messages");
        CHECK(page.says("Votre choix de messages est enregistré."));
        CHECK_FALSE(is_ticked(page, "mention"));
        CHECK(is_ticked(page, "document"));
        CHECK(call(office) == 0);
        CHECK(is_ticked(office.signed_in(office.maud).get("/compte"), "mention")); // nobody else's choice

        solene.post("/compte/messages", {{"mention", "1"}});
        CHECK(call(office) == 1);
        one_click(office, stop_path(office));
        CHECK_FALSE(is_ticked(solene.get("/compte"), "mention")); // the same choice
    });
}

TEST_CASE("an owner who stops the mails about documents gets none, and the others do") {
    Office office;
    office.add_member(office.deux_rives, office.nadia, accounts::Role::owner);
    auto solene = office.signed_in(office.solene);
    CHECK(solene
              .upload(office.structure_path("/documents"), {"label.txt", "Un label."},
                  {{"id", new_uuid(office.now, office.chance)}, {"expires", "2026-12-21"}})
              .status == 303);
    solene.post("/compte/messages", {{"mention", "1"}});

    office.let_pass(24h * 30);
    evidence::remind(*office.desk);

    REQUIRE(office.mails().size() == 1);
    CHECK(office.mails().back().starts_with(office.nadia.email));
    CHECK(stop_path(office).starts_with("/preferences/"));
}
