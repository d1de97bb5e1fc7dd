#include "evidence/documents.h"
#include "evidence/reminders.h"

using namespace std::chrono_literals;
using storage::Engine;
using support::for_each_engine, support::Office, support::uploaded;

TEST_CASE("owners are reminded a month before a document ends, and on the day; each time once") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        uploaded(office, maud, "Un certificat.", "certificat.txt", {{"expires", "2027-01-20"}});
        auto const told = [&] {
            auto const before = office.mails().size();
            evidence::remind(*office.desk);
            return office.mails().size() - before;
        };
        CHECK(told() == 0);
        office.let_pass(24h * 30); // 21 December, 10 o'clock
        CHECK(told() == 1);
        CHECK(office.mails().back().starts_with("solene@"));
        CHECK(office.mails().back().find("certificat") != std::string::npos);
        CHECK(office.mails().back().find("janvier") != std::string::npos);
        CHECK(told() == 0);
        office.let_pass(24h * 30 - 4h); // the day itself, 6 o'clock
        CHECK(told() == 0);
        office.let_pass(1h);
        CHECK(told() == 1);
        CHECK(told() == 0);
        // A day that one gives oneself in a few days' time needs no reminder but on the day.
        auto again = office.signed_in(office.maud);
        uploaded(office, again, "Un autre.", "autre.txt", {{"expires", "2027-01-25"}});
        CHECK(told() == 0);
        office.let_pass(24h * 6);
        CHECK(told() == 1);
    });
}
