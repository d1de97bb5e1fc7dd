#include "app/archives.h"

#include "app/acts.h"
#include "app/place.h"
#include "app/program.h"
#include "archive/backup.h"
#include "archive/doctor.h"
#include "archive/structure_export.h"
#include "archive/structure_import.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

namespace app {
namespace {

namespace fs = std::filesystem;

// Commands that only look must not make an empty base where there is none.
Place existing_place(Options const& options) {
    if (options.value("database")) return place_of(options);
    fs::path const folder = options.value_or("data", "var");
    if (!fs::exists(folder / "esspratiques.db")) throw Impossible{"ce dossier ne contient pas de base : " + folder.string()};
    return place_of(options);
}

storage::Files files_of(Place const& place) { return place.folder ? storage::Files{*place.folder / "files"} : storage::Files{}; }

std::optional<fs::path> secret_file_of(Options const& options, Place const& place) {
    if (auto const file = options.value("secret-file")) return *file;
    if (place.folder) return *place.folder / "secret";
    return std::nullopt;
}

std::optional<std::string> content_of(std::optional<fs::path> const& file) {
    if (!file || !fs::exists(*file)) return std::nullopt;
    std::ifstream stream{*file, std::ios::binary};
    return std::string{std::istreambuf_iterator{stream}, {}};
}

std::string file_among(Options const& options, std::string const& command) {
    if (options.words().size() != 1) throw WrongUse{"indiquez le fichier : " + command + " FICHIER"};
    return options.words().front();
}

accounts::OrganisationId organisation_among(Options const& options) {
    auto const text = options.required("organisation");
    auto const id = accounts::OrganisationId::parse(text);
    if (!id) throw WrongUse{"ce n'est pas l'identifiant d'une structure, tel que le montre son adresse : " + text};
    return *id;
}

// « 2026-11-21 à 09:00 UTC ».
std::string moment(std::string const& instant) {
    if (instant.size() < 16) return instant;
    return instant.substr(0, 10) + " à " + instant.substr(11, 5) + " UTC";
}

void record_restoration(std::string const& database, std::string const& made) {
    auto const furniture = furnish(database, {}, 2);
    Act const act{"restore", made};
    furniture.db->write([&](storage::Writer& db) { add_to_trail(db, *furniture.desk, act); });
    tell(act);
}

} // namespace

// Reading a structure as a whole leaves a trace in its journal; the file is there once the trace is kept.
int export_structure(Options const& options) {
    auto const organisation = organisation_among(options);
    fs::path const out = options.required("out");
    auto const place = existing_place(options);
    auto const furniture = furnish(place.database, {}, 2);
    auto const& desk = *furniture.desk;
    std::unique_ptr<archive::PackageWriter> package;
    auto const held = files_of(place).hold();
    desk.db.read([&](storage::Reader& db) {
        package = archive::export_structure(db, desk.library, organisation, files_of(place), out, desk.clock());
    });
    Act const act{"export", organisation.text(), "", organisation.text()};
    desk.db.write([&](storage::Writer& db) { add_to_trail(db, desk, act); });
    package->publish();
    tell(act);
    std::cout << "Structure exportée : " << out.string() << "\n";
    return 0;
}

int import_structure(Options const& options) {
    archive::PackageReader const package{file_among(options, "import"), archive::Content::structure};
    auto const place = place_of(options);
    auto const furniture = furnish(place.database, {}, 2);
    auto const& desk = *furniture.desk;
    auto const imported = archive::import_structure(
        package, {desk.db, desk.library, files_of(place), desk.passwords.nobodys(), desk.clock(), desk.chance});
    tell({"import", imported.organisation, "", imported.organisation});
    std::cout << "Structure importée : " << imported.name << " (" << imported.organisation << ")\n";
    for (auto const& [table, former, now] : imported.replaced)
        std::cout << "Identifiant déjà pris, remplacé dans " << table << " : " << former << " devient " << now << "\n";
    for (auto const& email : imported.recognised) std::cout << "Compte reconnu : " << email << "\n";
    for (auto const& email : imported.created)
        std::cout << "Compte créé, à ouvrir par « mot de passe oublié » : " << email << "\n";
    return 0;
}

int back_up(Options const& options) {
    fs::path const out = options.required("out");
    auto const place = existing_place(options);
    auto const secret = content_of(secret_file_of(options, place));
    auto const db = storage::open({.address = place.database, .readers = 1});
    auto const now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    std::unique_ptr<archive::PackageWriter> package;
    auto const held = files_of(place).hold();
    db->read([&](storage::Reader& reader) { package = archive::back_up(reader, files_of(place), secret, out, now); });
    package->publish();
    tell({"backup", out.string()}); // only told: one can back up where nothing more can be written
    std::cout << "Sauvegarde faite : " << out.string() << ". Elle contient toutes les données" << (secret ? " et le secret" : "")
              << " : gardez-la en lieu sûr, ailleurs que sur cette machine.\n";
    return 0;
}

int restore(Options const& options) {
    archive::PackageReader const package{file_among(options, "restore"), archive::Content::backup};
    auto const place = place_of(options);
    FolderLock const lock{place};
    auto const restored = archive::restore(package, {place.folder, place.database});
    record_restoration(place.database, package.manifest().made);
    std::cout << "Sauvegarde du " << moment(package.manifest().made) << " restaurée et vérifiée : " << restored.rows
              << " lignes, " << restored.files << " documents.\n";
    if (restored.has_secret && !place.folder) std::cout << "Le secret qu'elle contient n'est restauré qu'avec --data.\n";
    std::cout << "Chacun devra se connecter de nouveau.\n";
    return 0;
}

int examine(Options const& options) {
    auto const place = options.value("database") ? place_of(options)
                                                 : Place{options.value_or("data", "var"),
                                                       (fs::path{options.value_or("data", "var")} / "esspratiques.db").string()};
    auto const* search_path = std::getenv("PATH");
    auto const findings = archive::examine(
        {place.folder, place.database, secret_file_of(options, place), worker_folder(), search_path ? search_path : ""},
        referentiel::embedded_library());
    for (auto const& finding : findings) std::cout << finding.line() << "\n";
    return std::ranges::all_of(findings, [](auto const& finding) { return finding.state == archive::Finding::State::good; }) ? 0
                                                                                                                             : 1;
}

} // namespace app
