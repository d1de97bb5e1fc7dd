#include "actions/plans.h"
#include "support/office.h"

#include "actions/calendar_file.h"
#include "html/catalogue.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace std::chrono_literals;
using support::Browser, support::Office, support::Page, support::Planner;

namespace {

actions::Content due_in(std::string const& title, Month month) {
    actions::Content content;
    content.title = title;
    content.due = actions::Due{month};
    return content;
}

// As a calendar reads them: lines that go on are put together.
std::vector<std::string> unfolded(std::string const& file) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < file.size();) {
        auto const end = file.find("\r\n", at);
        REQUIRE(end != file.npos);
        REQUIRE(end - at <= 75);
        auto const line = file.substr(at, end - at);
        if (line.starts_with(' ')) lines.back() += line.substr(1);
        else lines.push_back(line);
        at = end + 2;
    }
    return lines;
}

bool has(std::vector<std::string> const& lines, std::string const& line) { return std::ranges::find(lines, line) != lines.end(); }

std::string calendar_path(Page const& page) {
    auto const at = page.body.find("/calendrier/");
    REQUIRE(at != page.body.npos);
    return page.body.substr(at, page.body.find('"', at) - at);
}

Page make_address(Office& office, Browser& browser) { return browser.post(office.structure_path("/engagements/agenda")); }

} // namespace

TEST_CASE("a due month is an entry on its last day, whose words say the month alone") {
    Office office;
    Planner planner{office};
    planner.commit({support::waste});
    auto content = due_in("Trier ; peser, \\ et dire à chacun dans toutes les réunions de l'année où l'on en est", 2028y / 2);
    content.text = "Une première ligne.\n\nUne seconde.";
    auto const id = planner.add(support::waste, content);
    planner.add(support::waste, {.title = "Sans échéance"});

    auto maud = office.signed_in(office.maud);
    auto const page = maud.get(office.cycle_path("/engagements.ics"));

    CHECK(page.status == 200);
    CHECK(page.header("Content-Type") == "text/calendar; charset=utf-8");
    CHECK(page.header("Content-Disposition").starts_with("attachment"));
    auto const lines = unfolded(page.body);
    CHECK(std::ranges::count(lines, std::string{"BEGIN:VEVENT"}) == 1);
    CHECK(has(lines, "DTSTART;VALUE=DATE:20280229"));
    CHECK(has(lines, "DTEND;VALUE=DATE:20280301"));
    CHECK(has(lines, "UID:" + std::string{id.text()}));
    CHECK(has(lines, "SEQUENCE:1"));
    CHECK(has(lines, "DTSTAMP:20261121T090000Z"));
    CHECK(page.shows("SUMMARY:Trier \\; peser\\, \\\\ et dire"));
    CHECK(page.says("DESCRIPTION:Échéance : février 2028\\nCritère"));
    CHECK(lines.front() == "BEGIN:VCALENDAR");
    CHECK(lines.back() == "END:VCALENDAR");
}

TEST_CASE("an entry keeps its identity and counts its changes") {
    Office office;
    Planner planner{office};
    planner.commit({support::waste});
    auto content = due_in("Trier", 2027y / 3);
    auto const id = planner.add(support::waste, content);
    content.due = actions::Due{2027y / 6};
    planner.write([&](auto& db, auto& trail, auto const& diagnostic) {
        auto const kept = *actions::plan(db, diagnostic).find(id);
        REQUIRE(actions::save(db, trail, diagnostic, kept, content, {office.maud, office.now, "", kept.revision}));
    });

    auto maud = office.signed_in(office.maud);
    auto const lines = unfolded(maud.get(office.cycle_path("/engagements.ics")).body);

    CHECK(has(lines, "UID:" + std::string{id.text()}));
    CHECK(has(lines, "SEQUENCE:2"));
    CHECK(has(lines, "DTSTART;VALUE=DATE:20270630"));
}

TEST_CASE("a calendar reads at its private address without signing in, until it is renewed, removed, or its member leaves") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({support::waste});
        planner.add(support::waste, due_in("Trier", 2027y / 3));
        auto idriss = office.signed_in(office.idriss); // who may read may subscribe
        auto const first = calendar_path(make_address(office, idriss));

        auto calendar = office.visitor();
        auto const read = calendar.get(first);
        CHECK(read.status == 200);
        CHECK(read.shows("SUMMARY:Trier"));
        CHECK(read.header("Referrer-Policy") == "no-referrer");
        auto const before = office.dump();
        calendar.get(first);
        CHECK(office.dump() == before); // a GET changes nothing

        CHECK_FALSE(idriss.get(office.structure_path("/engagements/agenda")).shows("/calendrier/"));
        CHECK_FALSE(office.dump().at("calendar_addresses").empty());
        CHECK(office.dump().at("calendar_addresses").find(first.substr(12, 20)) == std::string::npos); // only a digest is kept

        auto const second = calendar_path(make_address(office, idriss));
        CHECK(calendar.get(first).status == 404);
        CHECK(calendar.get(second).status == 200);

        CHECK(idriss.post(office.structure_path("/engagements/agenda/suppression")).status == 303);
        CHECK(calendar.get(second).status == 404);

        auto const third = calendar_path(make_address(office, idriss));
        office.db().write([&](storage::Writer& db) {
            auto const member = accounts::find_member(db, office.deux_rives, office.idriss).value();
            accounts::remove_member(db, office.deux_rives, member.id);
        });
        CHECK(calendar.get(third).status == 404);
        office.add_member(office.deux_rives, office.idriss, accounts::Role::reader);
        CHECK(calendar.get(third).status == 404); // who comes back gets another
    });
}

TEST_CASE("an address that nobody gave opens nothing") {
    Office office;
    auto calendar = office.visitor();
    for (std::string const path : {"/calendrier/rien.ics", "/calendrier/.ics", "/calendrier/rien", "/calendrier/' OR 1=1.ics"})
        CHECK(calendar.get(path).status == 404);
}

TEST_CASE("a calendar holds what its address asks for, as the other files do") {
    Office office;
    Planner planner{office};
    planner.commit({support::waste});
    planner.add(support::waste, due_in("Trier", 2027y / 3));
    auto peser = due_in("Peser", 2027y / 4);
    peser.state = actions::State::ongoing;
    planner.add(support::waste, peser);
    auto maud = office.signed_in(office.maud);
    auto const holds_one = [](Page const& page) { return page.shows("SUMMARY:Peser") && !page.shows("SUMMARY:Trier"); };

    CHECK(holds_one(maud.get(office.cycle_path("/engagements.ics?etat=en-cours"))));
    auto const links = support::links_of(maud.get(office.cycle_path("/engagements?etat=en-cours")));
    auto const agenda = office.structure_path("/engagements/agenda?etat=en-cours");
    CHECK(std::ranges::count(links, agenda) == 1);
    auto const page = maud.get(agenda);
    CHECK(page.says("Seulement ces actions : en cours."));
    CHECK(std::ranges::count(support::links_of(page), office.cycle_path("/engagements.ics?etat=en-cours")) == 1);
    auto calendar = office.visitor();
    CHECK(holds_one(calendar.get(calendar_path(maud.post(agenda)))));
}
