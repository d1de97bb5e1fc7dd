#include "workshop/people.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace std::chrono_literals;
using support::Browser, support::jobs, support::Office, support::Page, support::power, support::Room;

namespace {

void close_cycle(Office& office) {
    office.db().write([&](storage::Writer& db) {
        db.change("UPDATE cycles SET closed = $2 WHERE organisation_id = $1", {office.deux_rives, office.now});
    });
}

std::int64_t rows(Office& office, std::string const& table) {
    return office.db()
        .found([&](storage::Reader const& db) {
            return db.row("SELECT COUNT(*) FROM " + table, {}, [](storage::Row& row) { return row.next<std::int64_t>(); });
        })
        .value();
}

} // namespace

TEST_CASE("a group votes unseen, is shown its votes, votes again and retains a level, which the diagnostic then holds") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Room room{office};
        auto karim = room.phone("Karim"), ines = room.phone("Inès"), paul = room.phone("Paul");
        CHECK(room.screen().says("3 personnes sont là"));
        CHECK(room.screen().says("Karim"));
        CHECK(karim.get(room.seat()).says("Bienvenue Karim"));

        CHECK(room.press("suite").location() == room.path);
        CHECK(karim.get(room.seat()).says("Exercice du pouvoir"));
        CHECK(room.vote(karim, "1").location() == room.seat());
        room.vote(ines, "5");
        room.vote(paul, "");
        CHECK(karim.get(room.seat()).shows("value=\"1\" aria-pressed=\"true\""));
        room.vote(karim, "2"); // he thinks again
        CHECK(karim.get(room.seat()).shows("value=\"2\" aria-pressed=\"true\""));
        CHECK(room.screen().says("3 / 3</b> ont voté"));
        CHECK_FALSE(room.screen().shows("class=\"ballot"));
        CHECK_FALSE(karim.get(room.seat()).shows("class=\"ballot"));
        CHECK(room.press("niveau", {{"level", "5"}, {"why", ""}, {"revision", "0"}}).status == 303); // nothing is revealed yet
        CHECK(office.ratings().empty());

        room.press("devoilement");
        auto const shown = room.screen();
        CHECK(shown.says("très partagés"));
        CHECK(shown.says("Que les personnes qui ont choisi 2, puis celles qui ont choisi 5"));
        CHECK(ines.get(room.seat()).says("Votre vote"));
        for (auto const& page : {shown, ines.get(room.seat())}) { // what they chose stays there to be talked about
            CHECK(page.says("cela repose sur l'habitude."));
            CHECK(page.says("a déjà fait changer une règle ou corriger une décision"));
        }
        CHECK(room.vote(ines, "2").status >= 303); // too late

        room.press("tour");
        CHECK_FALSE(karim.get(room.seat()).shows("aria-pressed=\"true\""));
        for (auto* phone : {&karim, &ines, &paul}) room.vote(*phone, "3");
        room.press("devoilement");
        CHECK(room.screen().says("d'accord"));
        CHECK(room.screen().says("Tour 1 : très partagés"));
        CHECK(room.screen().shows("id=\"niveau-3\" value=\"3\" checked"));
        CHECK(room.retain("3", "Les statuts sont lus, rien n'est mesuré.").status == 303);

        auto const kept = office.ratings();
        REQUIRE(kept.size() == 1);
        CHECK(kept[0].rating.criterion.text() == power);
        CHECK(kept[0].rating.level.code() == "3");
        CHECK(kept[0].rating.comment == "Les statuts sont lus, rien n'est mesuré.");
        CHECK(kept[0].by == "Maud Martin");
        CHECK(karim.get(room.seat()).says("Niveau retenu"));
        for (auto const& page : {room.screen(), karim.get(room.seat())})
            CHECK(page.says("3. Un règlement intérieur ou un tableau des délégations"));
        CHECK(rows(office, "workshop_votes") == 0); // nobody's vote is kept at their name

        room.press("suite");
        CHECK(room.screen().says("Critère 2 sur 2"));
        room.vote(paul, "4");
        CHECK(room.press("cloture").location() == room.path + "/compte-rendu");
        CHECK(rows(office, "workshop_votes") == 0);
        CHECK(room.screen().location() == room.path + "/compte-rendu");
        CHECK(karim.get(room.seat()).says("Merci Karim"));

        auto const minutes = office.signed_in(office.idriss).get(room.path + "/compte-rendu");
        CHECK(minutes.status == 200);
        for (std::string const words : {"Conseil de &lt;novembre&gt;", "Les statuts sont lus", "Tour 2", "très partagés",
                 "Les votes n'ont pas été dévoilés.", "Karim", "1 sur 2", "10 h 00"})
            CHECK_MESSAGE(minutes.says(words), words);
        CHECK(!minutes.says("de 10 h 00 à 10 h 00"));
        auto const table = office.signed_in(office.idriss).get(room.path + "/compte-rendu.csv");
        CHECK(table.header("Content-Type") == "text/csv; charset=utf-8");
        CHECK(table.body.starts_with("\ufeffN°;Critère;Tour"));
        CHECK(table.shows("\r\n1;Exercice du pouvoir;2;"));
        auto const trail = office.trail(office.deux_rives);
        for (auto const& event :
            std::vector<std::string>{"open_workshop ", "rate " + power, "retain_level " + power, "end_workshop "})
            CHECK(std::ranges::any_of(trail, [&](auto const& line) { return line.starts_with(event); }));
    });
}

TEST_CASE("the screens ask in a few bytes whether something moved") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Room room{office};
        auto const before = room.maud.get(room.path + "/etat");
        CHECK(before.body == "0-0-0");
        CHECK(before.header("ETag") == "\"0-0-0\"");
        auto karim = room.phone("Karim");
        CHECK(karim.get(room.seat() + "/etat").body == "0");

        room.press("suite");
        room.vote(karim, "3");

        CHECK(room.maud.get(room.path + "/etat").body == "1-1-1");
        CHECK(karim.get(room.seat() + "/etat").body == "1");
        room.press("devoilement");
        CHECK(karim.get(room.seat() + "/etat").header("ETag") == "\"2\"");
    });
}

TEST_CASE("an act on a screen that others have moved on changes nothing") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Room room{office};
        room.press("suite");
        Browser::Fields const old{{"place", "1"}, {"round", "1"}};
        room.press("devoilement", {{"sans-vote", "oui"}});
        room.press("tour");

        for (auto const* act : {"devoilement", "tour", "suite"}) CHECK(room.press(act, old).location() == room.path);
        CHECK(room.retain("3", "Trop tôt.").status == 303);

        CHECK(room.screen().says("Critère 1 sur 2"));
        CHECK(room.screen().says("Tour 2"));
        CHECK(office.ratings().empty());
    });
}

TEST_CASE("whoever reveals before anybody voted is asked first, and may go on") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Room room{office};
        auto karim = room.phone("Karim");
        room.press("suite");
        CHECK(!room.screen().says("Personne n'a encore voté"));

        auto const asked = room.press("devoilement").location();
        auto const question = room.maud.get(asked);
        CHECK(question.says("Personne n'a encore voté"));
        CHECK(question.says("Dévoiler quand même"));
        CHECK(!question.shows("class=\"ballot"));
        CHECK(karim.get(room.seat()).shows("class=\"vote\""));

        room.vote(karim, "3"); // the question is over
        CHECK(!room.maud.get(asked).says("Personne n'a encore voté"));
        CHECK(room.maud.get(asked).says("Dévoiler les votes"));
        CHECK(question.shows("data-beat=\"1?\"")); // so that the open page is made anew
        CHECK(room.maud.get(asked).shows("data-beat=\"1\""));
        room.press("devoilement");
        CHECK(room.screen().shows("class=\"ballot"));

        room.press("tour");
        room.press("devoilement", {{"sans-vote", "oui"}});
        CHECK(room.screen().says("Personne n'a choisi de niveau"));
        CHECK(room.screen().shows("stage__levels")); // nothing is counted: the words to talk about stay
        auto const phone = karim.get(room.seat());
        CHECK(phone.says("parlez-en, puis votez de nouveau"));
        CHECK(!phone.says("parlez-en ensemble"));
        CHECK(!phone.shows("class=\"ballot"));

        room.press("tour");
        room.vote(karim, "");
        room.press("devoilement");
        room.press("cloture");
        auto const minutes = room.maud.get(room.path + "/compte-rendu");
        CHECK(minutes.says("aucun vote"));
        CHECK(minutes.says("aucun niveau choisi")); // he does not know, which is a vote
    });
}

TEST_CASE("no step of a workshop can be skipped, whatever is sent") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Room room{office};
        auto karim = room.phone("Karim");
        auto const send = [&](std::string const& act, Browser::Fields fields) { return room.maud.post(room.path + act, fields); };
        auto const vote = [&](std::string const& place, std::string const& round) {
            return karim.post(room.seat() + "/vote", {{"place", place}, {"round", round}, {"level", "3"}});
        };
        Browser::Fields const first{{"place", "1"}, {"round", "1"}},
            retained{{"place", "1"}, {"round", "1"}, {"level", "3"}, {"why", "D'accord."}, {"revision", "0"}};

        // Before a criterion is open, nobody votes, reveals, votes again or retains.
        vote("1", "1");
        vote("0", "0");
        for (auto const* act : {"/devoilement", "/tour"}) send(act, first);
        send("/niveau", retained);
        CHECK(rows(office, "workshop_votes") == 0);
        CHECK(room.maud.get(room.path + "/etat").body == "0-1-0"); // one is there, nothing is open

        // Before the votes are revealed, there is no second round and no level; no later criterion is voted on.
        room.press("suite");
        vote("2", "1");
        vote("1", "2");
        CHECK(rows(office, "workshop_votes") == 0);
        CHECK(vote("1", "1").status == 303);
        send("/tour", first);
        send("/niveau", retained);
        CHECK(room.screen().says("Critère 1 sur 2"));
        CHECK_FALSE(room.screen().says("Tour 2"));
        CHECK(office.ratings().empty());

        // What is over stays over.
        send("/cloture", {});
        auto const before = office.dump({"sessions"});
        vote("1", "1");
        for (auto const* act : {"/devoilement", "/tour", "/suite", "/cloture"}) send(act, first);
        send("/niveau", retained);
        CHECK(office.dump({"sessions"}) == before);
    });
}

TEST_CASE("a telephone that joined one workshop sees and changes nothing of another") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Room room{office};
        auto karim = room.phone("Karim");
        Room other{office, {jobs}};
        other.press("suite");

        CHECK(karim.get(other.seat()).says("Rejoindre l'atelier"));
        CHECK_FALSE(karim.get(other.seat()).says("Qualité de l'emploi"));
        CHECK(karim.get(other.seat() + "/etat").location() == other.seat());
        CHECK(karim.post(other.seat() + "/vote", {{"place", "1"}, {"round", "1"}, {"level", "5"}}).location() == other.seat());
        CHECK(rows(office, "workshop_votes") == 0);
        auto const seat = karim.get(room.seat());
        CHECK_FALSE(seat.says("Les Deux Rives"));
        CHECK(seat.header("Referrer-Policy") == "no-referrer");
    });
}

TEST_CASE("nothing tells a code that opens something from one that does not, and guessing is slowed down") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Room room{office};
        auto stranger = Browser{office, "192.0.2.7"};
        auto const right = stranger.get(room.seat()), wrong = stranger.get("/atelier/AAAAAA");
        CHECK(right.status == wrong.status);
        CHECK_FALSE(right.says("Conseil de"));

        auto const refused = stranger.post("/atelier", {{"code", "AAAAAA"}, {"name", "Eve"}, {"role", "présidente"}});
        CHECK(refused.status == 422);
        CHECK(refused.says("Ce code n'ouvre aucun atelier en cours"));
        CHECK(refused.field("name") == "Eve");
        CHECK(refused.field("role") == "présidente");
        for (int i = 0; i < 29; ++i) stranger.post("/atelier", {{"code", "AAAAAA"}, {"name", "Eve"}});
        auto const late = stranger.post("/atelier", {{"code", room.code}, {"name", "Eve"}});
        auto const wrong_again = stranger.post("/atelier", {{"code", "AAAAAA"}, {"name", "Eve"}});
        for (auto const* page : {&late, &wrong_again}) {
            CHECK(page->status == 429);
            CHECK(page->header("Retry-After") == "900");
            CHECK(page->says("Trop de codes inexacts"));
            CHECK(page->field("name") == "Eve");
        }
        CHECK(room.phone("Karim").get(room.seat()).says("Bienvenue Karim")); // elsewhere, the room goes on
        office.let_pass(15min);
        CHECK(stranger.post("/atelier", {{"code", room.code}, {"name", "Eve"}}).status == 303);
    });
}

TEST_CASE("a room whose phones share one address mistypes as often as it likes, and the right code enters") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Room room{office}, other{office};
        auto phone = Browser{office, "192.0.2.7"};
        auto const wrong = [&](int times) {
            for (int i = 0; i < times; ++i) phone.post("/atelier", {{"code", "AAAAAA"}, {"name", "Karim"}});
        };
        wrong(29);
        CHECK(room.phone("Inès", "192.0.2.7").get(room.seat()).says("Bienvenue Inès")); // the first of them
        wrong(20);
        CHECK(phone.post("/atelier", {{"code", "AAAAAA"}, {"name", "Karim"}}).status == 429);

        CHECK(phone.post("/atelier", {{"code", room.code}, {"name", "Karim"}}).location() == room.seat());
        CHECK(phone.get(room.seat()).says("Bienvenue Karim"));
        CHECK(phone.post("/atelier", {{"code", other.code}, {"name", "Karim"}}).status == 429); // nobody of that one is here

        auto beside = office.visitor(); // beside the facilitator, before anybody joined
        for (int i = 0; i < 40; ++i) beside.post("/atelier", {{"code", "AAAAAA"}, {"name", "Paul"}});
        CHECK(beside.post("/atelier", {{"code", other.code}, {"name", "Paul"}}).status == 303);
    });
}

TEST_CASE("wrong codes from everywhere are counted together, so that many addresses guess no faster") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Room room{office};
        office.db().write([&](storage::Writer& db) {
            db.change("INSERT INTO attempts (bucket, began, times) VALUES ('workshop', $1, 2999)", {office.now});
        });
        Browser eve{office, "192.0.2.7"}, elsewhere{office, "192.0.2.8"};
        CHECK(eve.post("/atelier", {{"code", "AAAAAA"}, {"name", "Eve"}}).status == 422);

        CHECK(elsewhere.post("/atelier", {{"code", room.code}, {"name", "Eve"}}).status == 429);
        CHECK(room.phone("Karim").get(room.seat()).says("Bienvenue Karim")); // in the room
    });
}

TEST_CASE("a name is asked for, and not a long one") {
    Office office;
    Room room{office};
    auto phone = office.visitor();
    CHECK(phone.post("/atelier", {{"code", room.code}, {"name", " "}}).says("Indiquez un prénom ou un surnom"));
    auto const page =
        phone.post("/atelier", {{"code", room.code}, {"name", std::string(41, 'a')}, {"role", std::string(61, 'b')}});
    CHECK(page.status == 422);
    CHECK(page.says("40 caractères au plus"));
    CHECK(page.says("60 caractères au plus"));
    CHECK(rows(office, "workshop_participants") == 0);
}

TEST_CASE("a code opens for twelve hours, or until the end of the workshop") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Room room{office}, ended{office};
        auto karim = room.phone("Karim");
        ended.press("cloture");
        CHECK(office.visitor().post("/atelier", {{"code", ended.code}, {"name", "Inès"}}).status == 422);

        office.let_pass(12h);

        CHECK(office.visitor().post("/atelier", {{"code", room.code}, {"name", "Inès"}}).status == 422);
        CHECK(karim.get(room.seat()).says("Rejoindre l'atelier"));
    });
}

TEST_CASE("after a day no code, cookie or vote is left, and the minutes are") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Room room{office};
        auto karim = room.phone("Karim");
        room.press("suite");
        room.vote(karim, "3");
        office.let_pass(24h);

        office.db().write([&](storage::Writer& db) { workshop::forget_old_votes(db, office.now); });

        CHECK(rows(office, "workshop_votes") == 0);
        CHECK(rows(office, "workshop_participants") == 1);
        CHECK(office.dump().at("workshops").find(room.code) == std::string::npos);
        CHECK(office.signed_in(office.solene).get(room.path + "/compte-rendu").says("Karim"));
    });
}

TEST_CASE("in a closed cycle no workshop is opened and no level retained") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Room room{office};
        room.press("suite");
        room.press("devoilement", {{"sans-vote", "oui"}});
        close_cycle(office);

        CHECK(room.maud.get(office.cycle_path("/ateliers/nouveau")).status == 403);
        CHECK(room.maud
                  .post(office.cycle_path("/ateliers"),
                      {{"id", "00000000-0000-7000-8000-000000000001"}, {"title", "Trop tard"}, {"what", "restants"}})
                  .status == 403);
        CHECK(room.screen().says("Cette démarche est close."));
        CHECK(room.press("niveau", {{"level", "3"}, {"why", "Non."}, {"revision", "0"}}).status == 403);
        CHECK(office.ratings().empty());
        CHECK(room.press("cloture").status == 303);
    });
}

TEST_CASE("a decision follows the rules of the diagnostic, and comes back with what was written") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Room room{office};
        room.press("suite");
        room.press("devoilement", {{"sans-vote", "oui"}});

        auto const none = room.press("niveau", {{"why", "Une <phrase>."}, {"revision", "0"}});
        CHECK(none.status == 422);
        CHECK(none.says("Choisissez le niveau que le groupe retient"));
        CHECK(none.field("why") == "Une <phrase>.");
        auto const reason = room.press("niveau", {{"level", "NC"}, {"why", " "}, {"revision", "0"}});
        CHECK(reason.status == 422);
        CHECK(reason.says("Il manque la raison"));
        CHECK(office.ratings().empty());

        CHECK(room.retain("NC", "Nous n'avons pas de conseil.").status == 303);
        CHECK(office.ratings().at(0).rating.reason == "Nous n'avons pas de conseil.");
    });
}

TEST_CASE("an answer that someone saved meanwhile is shown, and retaining again puts the group's in its place") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Room room{office};
        room.press("suite");
        room.press("devoilement", {{"sans-vote", "oui"}});
        auto solene = office.signed_in(office.solene);
        auto const chapter = office.cycle_path("/diagnostic/gouvernance");
        auto const form = solene.get(chapter);
        solene.post(chapter, {{"level-" + power, "5"}, {"comment-" + power, "De Solène."}, {"reason-" + power, ""},
                                 {"revision-" + power, "0"}, {"shown-" + power, form.field("shown-" + power)}, {"editor", ""}});

        auto const stale = room.press("niveau", {{"level", "2"}, {"why", "Du groupe."}, {"revision", "0"}});

        CHECK(stale.status == 409);
        CHECK(stale.says("Solène Martin a aussi modifié ce critère"));
        CHECK(stale.field("why") == "Du groupe.");
        CHECK(office.ratings().at(0).rating.comment == "De Solène.");
        CHECK(room.press("niveau", {{"level", "2"}, {"why", "Du groupe."}, {"revision", stale.field("revision")}}).status == 303);
        CHECK(office.ratings().at(0).rating.comment == "Du groupe.");
    });
}

TEST_CASE("a workshop needs a title and a criterion, and a form sent twice opens one") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const id = maud.get(office.cycle_path("/ateliers/nouveau")).field("id");
        auto const empty = maud.post(office.cycle_path("/ateliers"), {{"id", id}, {"title", ""}, {"what", "choix"}});
        CHECK(empty.status == 422);
        CHECK(empty.says("Donnez un titre à l'atelier"));
        CHECK(empty.says("Choisissez au moins un critère sur lequel voter"));

        Browser::Fields const chapter{{"id", id}, {"title", "Chapitre"}, {"what", "chapitre"}, {"chapter", "politique-sociale"}};
        auto const path = maud.post(office.cycle_path("/ateliers"), chapter).location();
        CHECK(maud.post(office.cycle_path("/ateliers"), chapter).location() == path);

        CHECK(rows(office, "workshops") == 1);
        CHECK(maud.get(path).says("critères à voter"));
        CHECK(maud.get(office.cycle_path("/ateliers")).says("Chapitre"));
        CHECK(office.signed_in(office.idriss).get(path).status == 403);
    });
}

TEST_CASE("sixty telephones vote at the same time, and each vote counts") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Room room{office, {power}};
        constexpr int all = 60;
        std::vector<Browser> phones;
        for (int i = 0; i < all; ++i) phones.push_back(room.phone("Téléphone " + std::to_string(i)));
        room.press("suite");
        for (auto& phone : phones) phone.key();

        support::at_once(all, [&](int i) {
            phones[static_cast<std::size_t>(i)].post(room.seat() + "/vote", {{"place", "1"}, {"round", "1"}, {"level", "4"}});
        });

        CHECK(room.maud.get(room.path + "/etat").body == "1-60-60");
        room.press("devoilement");
        CHECK(room.screen().says("60<span class=\"unseen\"> votes"));
    });
}

TEST_CASE("whoever is held to a few criteria opens the votes on another, and retains no level there") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Room room{office, {power}};
        auto karim = room.phone("Karim");
        room.press("suite");
        room.vote(karim, "3");
        office.db().write([&](storage::Writer& db) {
            db.change("UPDATE members SET only_assigned = 1 WHERE organisation_id = $1 AND user_id = $2",
                {office.deux_rives, office.maud.id});
        });
        room.press("devoilement");

        CHECK(room.screen().says("Ce critère est confié à quelqu'un d'autre."));
        CHECK(!room.screen().shows("name=\"level\""));
        CHECK(room.press("niveau", {{"level", "3"}, {"why", "Non."}, {"revision", "0"}}).status == 403);
        CHECK(office.ratings().empty());
    });
}
