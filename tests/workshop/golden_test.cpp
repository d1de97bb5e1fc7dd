#include "support/golden.h"
#include "workshop/people.h"

#include <doctest/doctest.h>

using support::check_golden, support::Office, support::power, support::Room;

namespace {

// The code differs from run to run.
void check(std::string_view name, support::Page page, Room const& room) {
    for (auto at = page.body.find(room.code); at != page.body.npos; at = page.body.find(room.code))
        page.body.replace(at, 6, "code");
    check_golden(name, page);
}

} // namespace

TEST_CASE("the pages of a workshop read as they did") {
    Office office;
    Room room{office, {power}};
    check_golden("workshop-plan", room.maud.get(office.cycle_path("/ateliers/nouveau")));
    check_golden("workshop-join", office.visitor().get("/atelier"));
    auto karim = room.phone("Karim"), ines = room.phone("Inès");
    room.press("suite");
    room.vote(karim, "1");
    check("workshop-seat", karim.get(room.seat()), room);
    room.vote(ines, "4");
    room.press("devoilement");
    check_golden("workshop-revealed", room.screen());
    check("workshop-seat-revealed", karim.get(room.seat()), room);
    room.press("tour");
    room.vote(ines, "3");
    room.press("devoilement");
    room.retain("3", "Tout est écrit.");
    check_golden("workshop-list", room.maud.get(office.cycle_path("/ateliers")));
    room.press("cloture");
    check_golden("workshop-minutes", room.maud.get(room.path + "/compte-rendu"));
}
