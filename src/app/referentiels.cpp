#include "app/referentiels.h"

#include "app/acts.h"
#include "app/place.h"
#include "app/program.h"
#include "html/catalogue.h"
#include "referentiel/check.h"
#include "referentiel/imported.h"

#include <iostream>

namespace app {
namespace {

namespace fs = std::filesystem;
using referentiel::Library, referentiel::Version;

// What is imported is looked at too, where there is a base; to look makes none.
void learn_what_is_imported(Options const& options, Library const& library) {
    fs::path const folder = options.value_or("data", "var");
    if (!options.value("database") && !fs::exists(folder / "esspratiques.db")) return;
    auto const db = storage::open({.address = place_of(options).database, .readers = 1});
    db->read([&](storage::Reader& reader) { referentiel::learn(reader, library); });
}

std::string file_among(Options const& options, std::string const& command) {
    if (options.words().size() != 1) throw WrongUse{"indiquez le fichier : referentiel " + command + " FICHIER"};
    return options.words().front();
}

void print(referentiel::Checked const& report) {
    for (auto const& line : report.lines) std::cout << line << "\n";
}

html::Language language_asked(Options const& options) {
    auto const code = options.value_or("language", "fr");
    if (code == "fr") return html::french();
    if (code == "en") return html::english();
    throw WrongUse{"--language est fr ou en"};
}

std::string name_of(Version const& version) { return std::string{version.code.text()} + " " + version.number; }

std::string standing_of(Library const& library, Version const& version) {
    if (library.latest(version.code.text()) == &version) return "proposé";
    return library.is_offered(version.hash) ? "remplacé par une version plus récente"
                                            : "gardé pour les diagnostics qui le suivent";
}

void keep(accounts::Desk const& desk, Version const& version, std::string_view bytes) {
    desk.db.write([&](storage::Writer& db) {
        auto const kept = referentiel::keep(db, version, {bytes, referentiel::Standing::offered, "operator", desk.clock()});
        if (kept == referentiel::Kept::refused)
            throw Impossible{"une autre importation vient de publier " + name_of(version) + " avec un autre contenu"};
        add_to_trail(db, desk, {"import_referentiel", version.hash.text()},
            R"({"code":")" + std::string{version.code.text()} + R"(","version":")" + version.number + R"("})");
    });
    tell({"import_referentiel", version.hash.text()});
}

} // namespace

int list_referentiels(Options const& options) {
    auto const library = referentiel::embedded_library();
    learn_what_is_imported(options, library);
    for (auto const* version : library.versions())
        std::cout << version->code.text() << "  " << version->number << "  " << version->title.in("fr") << "  ("
                  << version->criteria.size() << " critères, " << standing_of(library, *version) << ")\n";
    return 0;
}

int check_referentiel(Options const& options) {
    auto const file = file_among(options, "check");
    auto const language = language_asked(options);
    auto const library = referentiel::embedded_library();
    learn_what_is_imported(options, library);
    auto const report = referentiel::check(file, {.language = language, .library = &library});
    print(report);
    return report.version ? 0 : 1;
}

int import_referentiel(Options const& options) {
    auto const file = file_among(options, "import");
    if (options.has("dry-run")) return check_referentiel(options);

    auto const language = language_asked(options);
    auto const furniture = furnish(place_of(options).database, {}, 2);
    auto const& desk = *furniture.desk;
    auto const report = referentiel::check(file, {.language = language, .library = &desk.library});
    print(report);
    if (!report.version) return 1;
    auto const& version = *report.version;
    if (desk.library.is_offered(version.hash)) {
        std::cout << "Cette version est déjà là : " << name_of(version) << "\n";
        return 0;
    }
    keep(desk, version, report.bytes);
    std::cout << "Référentiel importé : " << name_of(version) << " (" << version.hash.text() << ")\n";
    return 0;
}

} // namespace app
