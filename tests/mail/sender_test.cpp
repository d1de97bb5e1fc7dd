#include "mail/post_office.h"
#include "mail/smtp_server.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using mail::State;
using Mood = SmtpServer::Mood;

namespace {

// What the one mail of the office became after one try.
mail::Letter tried(PostOffice& office, SmtpServer& server, Mood mood) {
    server.set(mood);
    auto sender = office.sender(server.address(), 400ms);
    CHECK(sender.send_next());
    return office.letters().front();
}

void let_pass(PostOffice& office, std::chrono::milliseconds time) { office.now += time.count(); }

} // namespace

TEST_CASE("a mail leaves once, for one recipient, and is not sent again") {
    support::for_each_engine([](storage::Engine engine) {
        PostOffice office{engine};
        SmtpServer server;
        office.post_to("claire@exemple.fr");

        auto const letter = tried(office, server, Mood::takes);

        CHECK(letter.state == State::sent);
        CHECK(letter.mail.subject != "");
        CHECK(letter.mail.text == ""); // it may hold links

        REQUIRE(server.received().size() == 1);
        CHECK(server.received()[0].recipients == std::vector<std::string>{"RCPT TO:<claire@exemple.fr>\r\n"});
        CHECK(server.received()[0].text.find("\r\n\r\nUn mot.\r\n") != std::string::npos);
        let_pass(office, 24h);
        CHECK(!office.sender(server.address()).send_next());
    });
}

TEST_CASE("what the server refuses is said to be refused, with its words") {
    support::for_each_engine([](storage::Engine engine) {
        for (auto const mood : {Mood::refuses_recipient, Mood::refuses_text}) {
            PostOffice office{engine};
            SmtpServer server;
            office.post_to("claire@exemple.fr");

            auto const letter = tried(office, server, mood);

            CHECK(letter.state == State::failed);
            CHECK(letter.last_answer == (mood == Mood::refuses_text ? "554 5.7.1 non" : "550 5.1.1 inconnu ici"));
            let_pass(office, 24h);
            CHECK(!office.sender(server.address()).send_next());
        }
    });
}

TEST_CASE("a server that is busy, away or rude gets the mail later, once") {
    support::for_each_engine([](storage::Engine engine) {
        for (auto const mood : {Mood::is_busy, Mood::hangs_up_at_once}) {
            PostOffice office{engine};
            SmtpServer server;
            office.post_to("claire@exemple.fr");

            CHECK(tried(office, server, mood).state == State::waiting);
            CHECK(!office.sender(server.address()).send_next());
            let_pass(office, 1min);

            CHECK(tried(office, server, Mood::takes).state == State::sent);
            CHECK(server.received().size() == 1);
        }
    });
}

TEST_CASE("without a server the mail waits") {
    support::for_each_engine([](storage::Engine engine) {
        PostOffice office{engine};
        office.post_to("claire@exemple.fr");

        CHECK(office.sender("smtp://127.0.0.1:1").send_next());

        CHECK(office.letters().front().state == State::waiting);
        CHECK(office.letters().front().tries == 1);
    });
}

TEST_CASE("where the answer is lost the mail leaves again under the same Message-ID, and is said to be perhaps received twice") {
    support::for_each_engine([](storage::Engine engine) {
        for (auto const mood : {Mood::hangs_up_after_text, Mood::says_nothing}) {
            PostOffice office{engine};
            SmtpServer server;
            office.post_to("claire@exemple.fr");

            CHECK(tried(office, server, mood).state == State::waiting);
            let_pass(office, 1min);
            CHECK(tried(office, server, Mood::takes).state == State::unsure);

            REQUIRE(server.received().size() == 2);
            CHECK(server.received()[0].text == server.received()[1].text);
        }
    });
}

TEST_CASE("the thread sends what is posted as soon as it is told, and stops when asked") {
    support::for_each_engine([](storage::Engine engine) {
        PostOffice office{engine};
        SmtpServer server;
        auto sender = std::make_unique<mail::Sender>(
            *office.database, PostOffice::sending(server.address(), 5s), [&] { return office.time(); }, office.chance);
        sender->start();

        for (auto const* address : {"claire@exemple.fr", "paul@exemple.fr"}) office.post_to(address);
        sender->notify();
        for (int turn = 0; turn < 200 && office.letters().back().state != State::sent; ++turn) std::this_thread::sleep_for(10ms);
        for (int turn = 0; turn < 200 && office.letters().front().state != State::sent; ++turn) std::this_thread::sleep_for(10ms);
        sender.reset();

        CHECK(server.received().size() == 2);
        for (auto const& letter : office.letters()) CHECK(letter.state == State::sent);
    });
}
