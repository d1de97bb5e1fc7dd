#include "app/sample.h"

#include "accounts/members.h"
#include "accounts/session.h"
#include "actions/queries.h"
#include "app/place.h"
#include "app/program.h"
#include "diagnostic/queries.h"

#include <algorithm>
#include <array>
#include <iostream>

namespace app {
namespace {

using Words = std::string_view;

constexpr std::array<Words, 12> activities{"Ressourcerie", "Régie de quartier", "Épicerie solidaire", "Crèche parentale",
    "Chantier d'insertion", "Foyer de jeunes travailleurs", "Coopérative d'habitants", "Maison des associations",
    "Jardin partagé", "Atelier vélo", "Mutuelle", "Café associatif"};
constexpr std::array<Words, 14> places{"des Tilleuls", "du Vieux Port", "de la Filature", "des Quatre Vents", "du Canal",
    "de la Halle aux Grains", "des Lavandières", "du Faubourg", "de la Petite Gare", "des Hauts Prés", "du Moulin Rouge",
    "de la Passerelle", "des Deux Rives", "du Belvédère"};
constexpr std::array<Words, 15> towns{"Angers", "Brest", "Cahors", "Dole", "Épinal", "Foix", "Gap", "Laval", "Mâcon", "Nevers",
    "Pau", "Quimper", "Rodez", "Tulle", "Vannes"};
constexpr std::array<Words, 16> given_names{"Aïcha", "Bruno", "Camille", "Driss", "Élodie", "Fanny", "Gaël", "Hélène", "Ismaël",
    "Jeanne", "Karim", "Lucie", "Maëlle", "Nadia", "Olivier", "Samuel"};
constexpr std::array<Words, 17> family_names{"Aubry", "Benali", "Carpentier", "Dumas", "Étienne", "Ferrand", "Guérin", "Hamon",
    "Jourdain", "Kerbrat", "Lemoine", "Marchetti", "N'Diaye", "Ozanne", "Perrault", "Rossi", "Thévenin"};
constexpr std::array<Words, 6> starts{"Nous en parlons à chaque réunion d'équipe, sans que ce soit encore écrit quelque part.",
    "Une personne du bureau s'en occupe depuis le printemps, avec l'appui de deux salariées.",
    "Le conseil d'administration a adopté une première version du document en mars.",
    "C'est une habitude ancienne chez nous : les plus anciens la transmettent aux nouveaux.",
    "Le sujet est venu des bénévoles, qui l'ont porté à l'assemblée générale.",
    "Nous avons commencé par interroger les personnes que nous accueillons, une quarantaine ont répondu."};
constexpr std::array<Words, 6> ends{"Il reste à en faire un bilan chaque année, et à dire à tous ce que nous en avons tiré.",
    "La suite dépendra du budget, que nous devons boucler avant la fin de l'été avec la commune.",
    "Nos partenaires le savent et nous demandent parfois comment nous faisons.",
    "Nous manquons de temps pour le suivre de près ; le tableau n'est pas tenu depuis deux mois.",
    "Les retours sont bons, surtout de la part des personnes arrivées cette année.",
    "L'an prochain nous aimerions le comparer à ce que font deux structures voisines."};
constexpr Words reason = "Nous n'avons ni locaux à nous ni salariés pour cela : la commune s'en charge.";

// A number that looks drawn by lot, and is the same at each run.
std::uint64_t lot(std::uint64_t one, std::uint64_t other) {
    auto number = one * 0x9e3779b97f4a7c15 + other * 0xbf58476d1ce4e5b9;
    number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
    number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
    return number ^ (number >> 31);
}

template <std::size_t size>
std::string drawn(std::array<Words, size> const& words, std::uint64_t lot) {
    return std::string{words[lot % size]};
}

struct Sampled {
    accounts::OrganisationId organisation;
    accounts::CycleId cycle;
    accounts::UserId user;
};

// What all structures of a sample share.
struct Sampling {
    accounts::Desk const& desk;
    referentiel::Version const& version;
    std::string password = new_token(desk.chance);
    std::string hash = desk.passwords.hash(password);
};

std::string email(int number) { return "mesure" + std::to_string(number) + "@exemple.fr"; }

// One criterion in thirty does not concern the structure. The others stand round a level of its own, a little higher each year.
diagnostic::Rating rating_of(referentiel::Criterion const& criterion, std::uint64_t structure, std::uint64_t own, int year) {
    auto const levels = criterion.scale->levels();
    auto const last = criterion.scale->levels_for(criterion).back();
    if (own % 30 == 0 && last.effect() == referentiel::Effect::not_concerned)
        return {criterion.key, last, std::string{reason}, ""};

    auto const rank = (structure % 3 + own / 30 % 3 + (year > 2025 && own % 2 == 0 ? 1 : 0)) % levels.size();
    auto const comment = own % 4 == 0 ? "" : drawn(starts, own / 7) + ' ' + drawn(ends, own / 11);
    return {criterion.key, levels[rank], "", comment};
}

void rate_all(storage::Writer& db, Sampling const& with, accounts::User const& user, diagnostic::Diagnostic const& diagnostic,
    int number, int year, Instant at) {
    audit::Trail trail{db, diagnostic.organisation().text(), user.id.text(), at, with.desk.chance};
    auto const structure = lot(static_cast<std::uint64_t>(number), 3);
    std::uint64_t place = 0;
    for (auto const* criterion : rated(diagnostic.version()))
        (void)diagnostic::save(
            db, trail, diagnostic, rating_of(*criterion, structure, lot(structure, ++place), year), {user, "", {}, at});
}

// --- A plan of sixty actions with three indicators each

constexpr int planned_actions = 60, planned_criteria = 20, structures_with_plan = 64; // each line says whose

bool has_plan(int number) { return number <= structures_with_plan; }

actions::Indicator indicator_of(Sampling const& with, std::uint64_t own, Instant at) {
    actions::Indicator indicator{new_id<actions::Indicator>(at, with.desk.chance), actions::Indicator::Kind::figure};
    indicator.label = "Personnes concernées dans l'année";
    indicator.unit = own % 2 == 0 ? "" : "%";
    indicator.baseline = Decimal{static_cast<std::int64_t>(own % 400), static_cast<int>(own % 2)};
    indicator.target = Decimal{static_cast<std::int64_t>(400 + own % 400), static_cast<int>(own % 2)};
    return indicator;
}

actions::Content content_of(
    storage::Writer& db, Sampling const& with, accounts::OrganisationId const& organisation, std::uint64_t own, Instant at) {
    std::vector<std::string> const names{drawn(given_names, own) + ' ' + drawn(family_names, own % 9)};
    actions::Content content{.title = "Améliorer ce que nous faisons déjà, point " + std::to_string(own % 97),
        .text = drawn(starts, own) + "\n\n" + drawn(ends, own / 7)};
    content.responsible = accounts::persons_named(db, organisation, names, at, with.desk.chance).front();
    content.due = actions::Due{month_of(with.desk.zone.day(at)) + std::chrono::months{static_cast<int>(own % 14)}};
    for (std::uint64_t i = 0; i < 3; ++i) content.indicators.push_back(indicator_of(with, lot(own, i), at));
    return content;
}

void plan_all(storage::Writer& db, Sampling const& with, accounts::User const& user, diagnostic::Diagnostic const& diagnostic,
    int number, Instant at) {
    if (!has_plan(number)) return;
    audit::Trail trail{db, diagnostic.organisation().text(), user.id.text(), at, with.desk.chance};
    auto criteria = rated(diagnostic.version());
    criteria.resize(std::min<std::size_t>(criteria.size(), planned_criteria));
    actions::commit(db, trail, diagnostic, criteria, user, at, with.desk.chance);
    auto const plan = actions::plan(db, diagnostic);
    std::vector<actions::NewAction> all;
    for (std::size_t i = 0; i < planned_actions; ++i)
        all.push_back(
            {new_id<actions::Action>(at, with.desk.chance), plan.commitments[i % plan.commitments.size()].id, std::nullopt,
                content_of(db, with, diagnostic.organisation(), lot(static_cast<std::uint64_t>(number), i), at), std::nullopt});
    actions::add(db, trail, diagnostic, std::span<actions::NewAction const>{all}, user, at);
}

accounts::UserId add_person(storage::Writer& db, Sampling const& with, int number) {
    auto const own = lot(static_cast<std::uint64_t>(number), 1);
    return accounts::add_user(db, {email(number), with.hash, drawn(given_names, own), drawn(family_names, own / 16), "fr", false},
        with.desk.clock(), with.desk.chance);
}

Sampled add_structure(storage::Writer& db, Sampling const& with, int number) {
    auto const& [desk, version, password, hash] = with;
    auto const now = desk.clock();
    auto const own = lot(static_cast<std::uint64_t>(number), 2);
    auto const name = drawn(activities, own) + ' ' + drawn(places, own / 12) + ", " + drawn(towns, own / 168);
    auto const organisation = accounts::add_organisation(db, {name, "association", "", "", ""}, now, desk.chance);
    auto const user_id = add_person(db, with, number);
    accounts::add_member(db, organisation.id, user_id, accounts::Role::owner, now, desk.chance);
    auto const user = accounts::find_user(db, user_id).value();
    std::optional<accounts::CycleId> last;
    for (auto const year : {2025, 2026}) {
        auto const at = now - std::chrono::days{365 * (2026 - year)} - std::chrono::days{own % 60};
        auto const cycle = accounts::add_cycle(db, organisation.id, std::to_string(year), at, desk.chance);
        diagnostic::open(db, organisation.id, cycle, version, at, desk.chance);
        auto const diagnostic = diagnostic::find(db, desk.library, organisation.id, {cycle.id}).value();
        rate_all(db, with, user, diagnostic, number, year, at);
        if (year == 2026) plan_all(db, with, user, diagnostic, number, at);
        last = cycle.id;
    }
    return {organisation.id, *last, user_id};
}

// The longest page.
referentiel::Chapter const& longest_chapter(referentiel::Version const& version) {
    return *std::ranges::max(version.chapters(), {}, &referentiel::Chapter::criterion_count);
}

void print(storage::Writer& db, Sampling const& with, Sampled const& sampled, int number) {
    auto const& desk = with.desk;
    auto const session = accounts::open_session(db, sampled.user, "", desk.clock(), desk.chance);
    auto const key = accounts::add_api_key(db, sampled.user, "mesures", accounts::Scope::write, desk.clock(), desk.chance);
    std::cout << sampled.organisation.text() << ' ' << sampled.cycle.text() << ' ' << longest_chapter(with.version).key.text()
              << ' ' << session << ' ' << key << ' ' << email(number) << ' ' << with.password << ' '
              << (has_plan(number) ? planned_actions : 0) << "\n";
}

} // namespace

int make_sample(Options const& options) {
    auto const count = options.number("structures", 0, 1, 100'000);
    if (count == 0) throw WrongUse{"il manque --structures"};
    auto const furniture = furnish(place_of(options).database, {}, 2);
    auto const& desk = *furniture.desk;
    Sampling const with{.desk = desk, .version = *furniture.library->latest("ess-complet")};

    constexpr int batch = 200;
    for (int first = 1; first <= count; first += batch)
        desk.db.write([&](storage::Writer& db) {
            for (int number = first; number < std::min(first + batch, count + 1); ++number) {
                auto const sampled = add_structure(db, with, number);
                print(db, with, sampled, number);
            }
        });
    return 0;
}

} // namespace app
