#include "app/demo.h"

#include "accounts/members.h"
#include "app/acts.h"
#include "app/demonstration.h"
#include "app/place.h"
#include "app/program.h"
#include "app/story.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <future>
#include <iostream>

namespace app {
namespace {

using accounts::Role;

// As the page of the team calls it.
std::string_view words_of(Role role) {
    switch (role) {
        case Role::owner: return "pilotage";
        case Role::contributor: return "contribution";
        case Role::reader: return "lecture";
    }
    return {};
}

struct Login {
    Character const& person;
    std::string structure;
    std::string password;
    std::string hash;
};

// Of all people of all stories. Hashing takes long: two at a time, as two processors do.
std::vector<Login> draw_logins(Furniture const& furniture) {
    std::vector<Login> logins;
    for (auto const& story : stories())
        for (auto const& person : story.people)
            logins.push_back({person, story.profile.name, new_token(furniture.desk->chance).substr(0, 16), ""});
    auto const hash_from = [&](std::size_t first) {
        for (auto i = first; i < logins.size(); i += 2) logins[i].hash = furniture.passwords->hash(logins[i].password);
    };
    auto const others = std::async(std::launch::async, hash_from, 1);
    hash_from(0);
    others.wait();
    return logins;
}

void fill(storage::Writer& db, accounts::Desk const& desk, std::vector<Login> const& logins) {
    if (accounts::find_user(db, logins.front().person.email)) throw Impossible{"la démonstration est déjà en place"};
    auto const now = desk.clock();
    Cast cast;
    for (auto const& [person, structure, password, hash] : logins) { // five
        auto const id = accounts::add_user(db, {person.email, hash, person.given, person.family}, now, desk.chance);
        cast.emplace(person.key, accounts::find_user(db, id).value());
    }
    add_to_trail(db, desk, {"make_demonstration", "demo"});
    for (auto const& story : stories()) add_demonstration(db, desk, story, cast, now);
}

void keep(std::filesystem::path const& file, std::string const& text) {
    auto const handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (handle < 0 || ::write(handle, text.data(), text.size()) != static_cast<ssize_t>(text.size()) || ::fsync(handle) != 0)
        throw Impossible{"les identifiants ne peuvent pas être gardés dans " + file.string()};
    ::close(handle);
}

} // namespace

int make_demo(Options const& options) {
    auto const place = place_of(options);
    auto const furniture = furnish(place.database, {}, 2);
    auto const& desk = *furniture.desk;
    auto const logins = draw_logins(furniture);
    furniture.db->write([&](storage::Writer& db) { fill(db, desk, logins); });
    tell({"make_demonstration", "demo"});

    std::string text = "Démonstration ESS Pratiques (structures et personnes inventées, remises en état chaque nuit à 3 h)\n";
    std::string_view structure;
    for (auto const& login : logins) {
        if (login.structure != structure) text += "\n" + login.structure + "\n";
        structure = login.structure;
        text += login.person.email + "   " + login.password + "   (" + std::string{words_of(login.person.role)} + ")\n";
    }
    text += "\nSans compte, en lecture : /demonstration\n";
    if (place.folder) keep(*place.folder / "demo-logins.txt", text);
    std::cout << text;
    return 0;
}

} // namespace app
