#include "mail/post_office.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using mail::Outcome, mail::State;

namespace {

std::optional<mail::Claimed> claim(PostOffice& office, std::string const& node) {
    std::optional<mail::Claimed> claimed;
    office.database->write([&](storage::Writer& db) { claimed = mail::claim(db, {node, 2min}, office.time()); });
    return claimed;
}

void settle(PostOffice& office, mail::Claimed const& claimed, std::string const& node, Outcome const& outcome) {
    office.database->write([&](storage::Writer& db) { mail::settle(db, claimed, {node, 2min}, outcome, office.time()); });
}

} // namespace

TEST_CASE("a mail stays or goes with what caused it") {
    support::for_each_engine([](storage::Engine engine) {
        PostOffice office{engine};

        CHECK_THROWS(office.database->write([&](storage::Writer& db) {
            mail::post(
                db, {.to = {"claire@exemple.fr"}, .subject = "s", .text = "t", .kind = "essai"}, office.time(), office.chance);
            throw storage::Failed{"what caused it was not kept"};
        }));

        CHECK(office.letters().empty());
    });
}

TEST_CASE("two nodes never hold the same mail") {
    support::for_each_engine([](storage::Engine engine) {
        PostOffice office{engine};
        office.post_to("claire@exemple.fr");

        auto const first = claim(office, "nord");

        REQUIRE(first);
        CHECK(first->mail.to.address == "claire@exemple.fr");
        CHECK(!claim(office, "sud"));
    });
}

TEST_CASE("a mail whose node vanished is sent by another, and said to be perhaps received twice") {
    support::for_each_engine([](storage::Engine engine) {
        PostOffice office{engine};
        office.post_to("claire@exemple.fr");
        auto const first = claim(office, "nord");
        office.now += std::chrono::milliseconds{3min}.count();

        auto const second = claim(office, "sud");
        REQUIRE(second);
        CHECK(second->message_id == first->message_id);
        settle(office, *second, "sud", {Outcome::Kind::taken, "250 pris"});
        settle(office, *first, "nord", {Outcome::Kind::refused, "550 trop tard"}); // its lease has ended: it has no say

        CHECK(office.letters().front().state == State::unsure);
        CHECK(office.letters().front().last_answer == "250 pris");
    });
}

TEST_CASE("a mail that cannot leave now is tried again later and later, then given up") {
    support::for_each_engine([](storage::Engine engine) {
        PostOffice office{engine};
        office.post_to("claire@exemple.fr");

        settle(office, *claim(office, "nord"), "nord", {Outcome::Kind::not_now, "451 plus tard"});

        CHECK(!claim(office, "nord"));
        office.now += std::chrono::milliseconds{1min}.count();
        CHECK(claim(office, "nord"));
        CHECK(mail::next_try(2, office.time()) == office.time() + 2min);
        CHECK(mail::next_try(12, office.time()) == office.time() + 4h);
        CHECK(!mail::next_try(20, office.time()));
    });
}

TEST_CASE("a mail to what is no address of one person never leaves, and is shown as failed") {
    support::for_each_engine([](storage::Engine engine) {
        PostOffice office{engine};

        for (auto const* address : {"claire", "a@b@c.fr", "a@b.fr, c@d.fr", "a@b.fr>\r\nRCPT TO:<c@d.fr", "<a@b.fr>", "a b@c.fr",
                 "@b.fr", "a@", "a@-b.fr", ".a@b.fr", "\"a\"@b.fr"})
            office.post_to(address);

        CHECK(!claim(office, "nord"));
        REQUIRE(office.letters().size() == 11);
        for (auto const& letter : office.letters()) CHECK(letter.state == State::failed);
        CHECK(mail::is_address("claire.morin+ess@les-ateliers.exemple.fr"));
    });
}

TEST_CASE("thirty days after its last try a mail is forgotten but for its kind and its day; one that waits is not") {
    support::for_each_engine([](storage::Engine engine) {
        PostOffice office{engine};
        office.post({.to = {"claire@exemple.fr", "Claire"}, .subject = "Bonjour", .text = "t", .kind = "invitation"});
        office.now += 1; // ids of one millisecond are in no order
        office.post({.to = {"deux@adresses.fr, ici@exemple.fr", "Ici"}, .subject = "Bonjour", .text = "t", .kind = "reset"});
        auto const forget = [&](Instant now) {
            office.database->write([&](storage::Writer& db) { mail::forget_old_mails(db, now); });
        };
        office.now += std::chrono::milliseconds{30h}.count(); // it left a day late
        settle(office, *claim(office, "nord"), "nord", {Outcome::Kind::taken, "250 pris, pour claire@exemple.fr"});
        auto const sent = office.time();
        office.post({.to = {"plus-tard@exemple.fr", "Lou"}, .subject = "s", .text = "t", .kind = "essai"});

        forget(sent + std::chrono::days{30} - 1ms);
        CHECK(office.letters().back().mail.to.address == "claire@exemple.fr");
        forget(sent + std::chrono::days{30});

        auto const letters = office.letters(); // the latest first
        REQUIRE(letters.size() == 3);
        CHECK(letters[0].mail.to.address == "plus-tard@exemple.fr");
        for (auto const i : {1, 2}) {
            auto const& mail = letters[static_cast<std::size_t>(i)].mail;
            CHECK((mail.to.address + mail.to.name + mail.subject + mail.text).empty());
            CHECK(!letters[static_cast<std::size_t>(i)].last_answer);
        }
        CHECK(letters[2].mail.kind == "invitation");
        CHECK(letters[2].state == State::sent);
    });
}

TEST_CASE("the mails of an organisation are counted by kind and by day") {
    support::for_each_engine([](storage::Engine engine) {
        PostOffice office{engine};
        for (auto const* kind : {"invitation", "invitation", "reset"})
            office.post({.to = {"claire@exemple.fr"}, .subject = "s", .text = "t", .kind = kind, .organisation = "tournesols"});

        auto const invitations = [&](Instant since) {
            return office.database->found(
                [&](storage::Reader const& db) { return mail::posted_since(db, "tournesols", "invitation", since); });
        };
        CHECK(invitations(office.time()) == 2);
        CHECK(invitations(office.time() + 1s) == 0);
    });
}
