#include "app/sample.h"

#include "accounts/members.h"
#include "accounts/session.h"
#include "app/place.h"
#include "app/program.h"
#include "diagnostic/queries.h"

#include <iostream>

namespace app {
namespace {

struct Sampled {
    accounts::OrganisationId organisation;
    accounts::CycleId cycle;
    accounts::UserId user;
};

// Levels that differ from structure to structure and from criterion to criterion.
void rate_all(storage::Writer& db, accounts::Desk const& desk, accounts::User const& user, diagnostic::Diagnostic const& diagnostic, int seed) {
    audit::Trail trail{db, diagnostic.organisation().text(), user.id.text(), desk.clock(), desk.chance};
    for (auto const* criterion : rated(diagnostic.version())) {
        auto const levels = criterion->scale->levels();
        auto const level = levels[static_cast<std::size_t>(seed++) % levels.size()];
        diagnostic::Rating const rating{criterion->key, level, "", "Réponse donnée pour les mesures, avec une phrase de longueur ordinaire."};
        (void)diagnostic::save(db, trail, diagnostic, rating, {user, "", {}, desk.clock()});
    }
}

Sampled add_structure(storage::Writer& db, accounts::Desk const& desk, referentiel::Version const& version, int number) {
    auto const now = desk.clock();
    auto const name = "Structure " + std::to_string(number);
    auto const email = "mesure" + std::to_string(number) + "@exemple.fr";
    auto const user_id = accounts::add_user(db, {email, desk.passwords.nobodys(), "Mesure", std::to_string(number), "fr", false}, now, desk.chance);
    auto const organisation = accounts::add_organisation(db, {name, "association", "", "", ""}, now, desk.chance);
    accounts::add_member(db, organisation.id, user_id, accounts::Role::owner, now, desk.chance);
    auto const user = accounts::find_user(db, user_id).value();
    std::optional<accounts::CycleId> last;
    for (auto const* label : {"2025", "2026"}) {
        auto const cycle = accounts::add_cycle(db, organisation.id, label, now, desk.chance);
        diagnostic::open(db, organisation.id, cycle, version, now, desk.chance);
        rate_all(db, desk, user, diagnostic::find(db, desk.library, organisation.id, {cycle.id}).value(), number);
        last = cycle.id;
    }
    return {organisation.id, *last, user_id};
}

} // namespace

int make_sample(Options const& options) {
    auto const count = std::stoi(options.required("structures"));
    if (count < 1 || count > 100'000) throw WrongUse{"--structures va de 1 à 100000"};
    auto const furniture = furnish(place_of(options).database, {}, 2);
    auto const& desk = *furniture.desk;
    auto const& version = *furniture.library->latest("ess-complet");

    constexpr int batch = 50;
    for (int first = 1; first <= count; first += batch)
        desk.db.write([&](storage::Writer& db) {
            for (int number = first; number < std::min(first + batch, count + 1); ++number) {
                auto const sampled = add_structure(db, desk, version, number);
                if (number > 64) continue; // as many as a load of 64 connections needs
                auto const session = accounts::open_session(db, sampled.user, "", desk.clock(), desk.chance);
                auto const key = accounts::add_api_key(db, sampled.user, "mesures", accounts::Scope::write, desk.clock(), desk.chance);
                std::cout << sampled.organisation.text() << ' ' << sampled.cycle.text() << ' '
                          << version.chapters().front()->key.text() << ' ' << session << ' ' << key << "\n";
            }
        });
    return 0;
}

} // namespace app
