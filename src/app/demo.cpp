#include "app/demo.h"

#include "accounts/members.h"
#include "app/place.h"
#include "app/program.h"
#include "diagnostic/queries.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <iostream>

namespace app {
namespace {

using accounts::Role;

struct Person {
    std::string_view given, family, email;
    Role role;
};

// The residence's team; all of them invented.
constexpr std::array<Person, 4> team{
    {{"Solène", "Kerbrat", "solene@demo.exemple.fr", Role::owner}, {"Maud", "Tessier", "maud@demo.exemple.fr", Role::contributor},
        {"Idriss", "Benali", "idriss@demo.exemple.fr", Role::contributor},
        {"Hélène", "Vasseur", "helene@demo.exemple.fr", Role::reader}}};

// As the page of the team calls it.
std::string_view words_of(Role role) {
    switch (role) {
        case Role::owner: return "pilotage";
        case Role::contributor: return "contribution";
        case Role::reader: return "lecture";
    }
    return {};
}

struct Answer {
    std::string_view criterion; // its number
    std::string_view level;
    std::size_t by; // in the team
    std::string_view text;
};

constexpr std::array<Answer, 6> answers_2025{{
    {"1", "2", 0,
        "Le conseil et la direction savent qui décide, mais rien n'est écrit en dehors des statuts. Quand la directrice a été "
        "absente trois semaines au printemps, personne ne savait qui pouvait signer le devis de la chaudière."},
    {"14", "3", 1,
        "Le document unique a été refait en mars avec l'équipe de nuit. Les formations aux gestes et postures sont notées, mais "
        "nous ne suivons pas encore les petits accidents."},
    {"16", "2", 1,
        "La charge se discute en réunion du lundi. Les remplacements de dernière minute pèsent toujours sur les deux mêmes "
        "personnes, et nous n'en gardons pas de trace."},
    {"20", "3", 0,
        "Les résidents élus siègent au conseil de la vie sociale, trois fois dans l'année. Les comptes rendus sont affichés dans "
        "le hall et envoyés par message."},
    {"25", "1", 2,
        "Tout va dans le même local. Nous ne savons ni ce que nous jetons, ni ce que cela coûte ; la cuisine jette beaucoup le "
        "vendredi."},
    {"35", "2", 0,
        "Les dossiers papier sont dans une armoire fermée. Sur l'ordinateur de l'accueil, tout le monde utilise le même mot de "
        "passe."},
}};

constexpr std::array<Answer, 5> answers_2026{{
    {"1", "3", 0,
        "Un tableau des délégations de deux pages a été voté en juin. Il dit qui propose, qui décide et qui est informé pour "
        "vingt décisions courantes, et il est remis à l'arrivée."},
    {"14", "3", 1,
        "Le document unique est à jour. Il reste à compter les petits accidents : un cahier est ouvert depuis septembre à la "
        "lingerie et en cuisine."},
    {"16", "3", 1,
        "Une règle écrite partage les remplacements entre sept personnes, et chacune a choisi ses deux soirs sans appel. Le "
        "point se fait à l'entretien de janvier."},
    {"20", "4", 0,
        "Nous comptons les remarques et ce qu'elles deviennent : 31 reçues cette année, 24 ont eu une réponse en moins de quinze "
        "jours. Le résultat est présenté aux résidents en décembre."},
    {"25", "2", 2,
        "Trois bacs de tri depuis février, et une pesée faite avec les résidents pendant une semaine. La consigne se transmet "
        "encore de vive voix."},
}};

accounts::Organisation add_structure(
    storage::Writer& db, accounts::Desk const& desk, accounts::Profile const& profile, Instant at) {
    return accounts::add_organisation(db, profile, at, desk.chance);
}

// A cycle of that year, rated on days of its autumn.
accounts::Cycle add_rated_cycle(storage::Writer& db, accounts::Desk const& desk, accounts::OrganisationId const& organisation,
    referentiel::Version const& version, std::chrono::year year, std::span<Answer const> answers,
    std::span<accounts::User const> users) {
    Instant at{std::chrono::sys_days{year / 9 / 15} + std::chrono::hours{12}};
    auto const cycle = accounts::add_cycle(db, organisation, std::to_string(int{year}), at, desk.chance);
    diagnostic::open(db, organisation, cycle, version, at, desk.chance);
    auto const found = diagnostic::find(db, desk.library, organisation, {cycle.id}).value();
    for (auto const& answer : answers) {
        at += std::chrono::days{3};
        auto const& user = users[answer.by];
        auto const* criterion = find_rated(version, answer.criterion);
        auto const rating = diagnostic::make_rating(*criterion, answer.level, "", answer.text);
        audit::Trail trail{db, organisation.text(), user.id.text(), at, desk.chance};
        (void)diagnostic::save(db, trail, found, *rating, {user, "", {}, at});
    }
    return cycle;
}

struct Login {
    std::string email;
    std::string password;
};

std::vector<accounts::User> add_team(storage::Writer& db, accounts::Desk const& desk, std::vector<Login> const& logins,
    std::vector<std::string> const& hashes, Instant at) {
    std::vector<accounts::User> users;
    for (std::size_t i = 0; i < team.size(); ++i) {
        auto const id = accounts::add_user(
            db, {logins[i].email, hashes[i], std::string{team[i].given}, std::string{team[i].family}}, at, desk.chance);
        users.push_back(accounts::find_user(db, id).value());
    }
    return users;
}

void fill(
    storage::Writer& db, accounts::Desk const& desk, std::vector<Login> const& logins, std::vector<std::string> const& hashes) {
    if (accounts::find_user(db, logins.front().email)) throw Impossible{"la démonstration est déjà en place"};
    auto const& version = *desk.library.latest("ess-complet");
    Instant const begun{std::chrono::sys_days{std::chrono::year{2025} / 9 / 8} + std::chrono::hours{9}};
    auto const users = add_team(db, desk, logins, hashes, begun);
    auto const residence = add_structure(db, desk, {"Les Deux Rives", "association", "habitat", "5-19", "52"}, begun);
    for (std::size_t i = 0; i < team.size(); ++i)
        accounts::add_member(db, residence.id, users[i].id, team[i].role, begun, desk.chance);
    auto const first = add_rated_cycle(db, desk, residence.id, version, std::chrono::year{2025}, answers_2025, users);
    accounts::close_cycle(
        db, residence.id, first.id, Instant{std::chrono::sys_days{std::chrono::year{2025} / 11 / 28} + std::chrono::hours{16}});
    add_rated_cycle(db, desk, residence.id, version, std::chrono::year{2026}, answers_2026, users);

    auto const other = add_structure(db, desk, {"La Passerelle", "cooperative", "insertion", "20-49", "53"}, begun);
    accounts::add_member(db, other.id, users.front().id, Role::reader, begun, desk.chance);
    add_rated_cycle(db, desk, other.id, version, std::chrono::year{2026}, std::span{answers_2025}.first(3), users);
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
    std::vector<Login> logins;
    std::vector<std::string> hashes;
    for (auto const& person : team) {
        logins.push_back({std::string{person.email}, new_token(desk.chance).substr(0, 16)});
        hashes.push_back(furniture.passwords->hash(logins.back().password));
    }
    furniture.db->write([&](storage::Writer& db) { fill(db, desk, logins, hashes); });

    std::string text = "Démonstration ESS Pratiques (structures et personnes inventées)\n\n";
    for (std::size_t i = 0; i < team.size(); ++i)
        text += logins[i].email + "   " + logins[i].password + "   (" + std::string{words_of(team[i].role)} + ")\n";
    if (place.folder) keep(*place.folder / "demo-logins.txt", text);
    std::cout << text;
    return 0;
}

} // namespace app
