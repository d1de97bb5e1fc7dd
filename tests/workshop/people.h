#pragma once

#include "support/office.h"
#include "workshop/leading.h"
#include "workshop/queries.h"
#include "workshop/taking_part.h"

#include <string>
#include <utility>
#include <vector>

// What the tests of workshops ask of an office besides.
namespace support {

inline std::string const power = "exercice-du-pouvoir", jobs = "qualite-de-l-emploi", life = "qualite-de-vie-au-travail";

// A workshop that Maud opened, as she sees it.
class Room {
public:
    explicit Room(Office& office, std::vector<std::string> const& criteria = {power, jobs})
        : office_{office}, maud{office.signed_in(office.maud)} {
        auto const plan = maud.get(office.cycle_path("/ateliers/nouveau"));
        Browser::Fields fields{{"id", plan.field("id")}, {"title", "Conseil de <novembre>"}, {"what", "choix"}};
        for (auto const& key : criteria) fields["critere-" + key] = "1";
        path = maud.post(office.cycle_path("/ateliers"), fields).location();
        auto const screen = maud.get(path);
        auto const at = screen.body.find("/atelier</b>");
        auto const begin = screen.body.find("<b>", at + 12) + 3;
        code = screen.body.substr(begin, screen.body.find("</b>", begin) - begin);
        code.erase(code.find("\u00a0"), 2);
    }

    Page screen() { return maud.get(path); }

    // A button of the screen that is open.
    Page press(std::string const& act, Browser::Fields fields = {}) {
        auto const open = screen();
        for (std::string const name : {"place", "round"})
            if (!fields.contains(name)) fields[name] = open.field(name);
        return maud.post(path + "/" + act, fields);
    }

    Page retain(std::string const& level, std::string const& why) {
        return press("niveau", {{"level", level}, {"why", why}, {"revision", screen().field("revision")}});
    }

    // Another telephone in the room.
    Browser phone(std::string const& name, std::string const& address = "127.0.0.1") {
        Browser browser{office_, address};
        browser.post("/atelier", {{"code", code}, {"name", name}, {"role", ""}});
        return browser;
    }

    std::string seat() const { return "/atelier/" + code; }

    Page vote(Browser& phone, std::string const& level) {
        auto const page = phone.get(seat());
        return phone.post(seat() + "/vote", {{"place", page.field("place")}, {"round", page.field("round")}, {"level", level}});
    }

    Office& office_;
    Browser maud;
    std::string path, code;
};

} // namespace support
