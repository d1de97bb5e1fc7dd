#include "app/commands.h"
#include "app/place.h"
#include "archives.h"

#include <doctest/doctest.h>

#include <iostream>
#include <sstream>

using namespace archives;
using storage::Engine;
using support::for_each_engine, support::Office, support::password;

namespace {

// What a command prints, which would otherwise stand among the results of the tests.
class Printed {
public:
    Printed() : out_{std::cout.rdbuf(said_.rdbuf())}, errors_{std::cerr.rdbuf(said_.rdbuf())} {}
    ~Printed() {
        std::cout.rdbuf(out_);
        std::cerr.rdbuf(errors_);
    }
    Printed(Printed const&) = delete;

    std::string text() const { return said_.str(); }

private:
    std::ostringstream said_;
    std::streambuf* out_;
    std::streambuf* errors_;
};

struct Ran {
    int status;
    std::string said;

    bool says(std::string_view text) const { return said.find(text) != said.npos; }
};

Ran run(std::vector<std::string> const& arguments) {
    Printed const printed;
    auto const status = app::run(arguments);
    return {status, printed.text()};
}

} // namespace

TEST_CASE("an export by the operator is seen in the structure's journal, and not in the file") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        auto const out = (folder / "a.zip").string(), address = office.database_.address();

        auto const exported =
            run({"export", "--organisation", std::string{office.deux_rives.text()}, "--out", out, "--database", address});

        CHECK(exported.status == 0);
        CHECK(office.trail(office.deux_rives).back() == "export " + std::string{office.deux_rives.text()});
        CHECK(entries(out).at("audit_events.json").find("\"export\"") == std::string::npos);
        CHECK(run({"export", "--organisation", std::string{office.maud.id.text()}, "--out", out, "--database", address}).status ==
              1);
        CHECK(run({"export", "--organisation", "2", "--out", out, "--database", address}).status == 2);
        CHECK(run({"export", "--out", out, "--database", address}).status == 2);
    });
}

TEST_CASE("an import tells what it replaced and whom it recognised") {
    Office office;
    Folder folder;
    auto const file = (folder / "a.zip").string(), address = office.database_.address();
    export_to(office.db(), office, office.deux_rives, file);

    auto const imported = run({"import", file, "--database", address});

    CHECK(imported.status == 0);
    CHECK(imported.says("Structure importée : Les Deux Rives"));
    CHECK(imported.says(std::string{office.deux_rives.text()} + " devient "));
    CHECK(imported.says("Compte reconnu : maud@deuxrives.exemple.fr"));
    CHECK(run({"import", "--database", address}).status == 2);
    CHECK(run({"import", (folder / "nowhere").string(), "--database", address}).status == 1);
}

TEST_CASE("a backup is made and put back by commands, and a second time refused") {
    Office office;
    Folder folder;
    auto const file = (folder / "a.backup").string(), home = (folder / "data").string();
    CHECK(run({"backup", "--out", file, "--data", home}).status == 1);
    CHECK_FALSE(fs::exists(home)); // looking makes nothing
    CHECK(run({"backup", "--out", file, "--database", office.database_.address()}).status == 0);

    auto const restored = run({"restore", file, "--data", home});
    auto const again = run({"restore", file, "--data", home});

    CHECK(restored.status == 0);
    CHECK(restored.says("restaurée et vérifiée"));
    CHECK(again.status == 1);
    CHECK(again.says("Ce dossier contient déjà une base"));
    CHECK(count(*opened(home), "members") == 4);
}

TEST_CASE("a folder that a server uses is not restored into") {
    Office office;
    Folder folder;
    auto const home = folder / "data";
    back_up_to(office.db(), folder / "a.backup");
    fs::create_directory(home);
    app::FolderLock const served{{home, ""}};

    auto const refused = run({"restore", (folder / "a.backup").string(), "--data", home.string()});

    CHECK(refused.status == 1);
    CHECK(refused.says("un serveur utilise déjà ce dossier"));
    CHECK_FALSE(fs::exists(home / "esspratiques.db"));
}

TEST_CASE("the doctor says a line for each thing and ends with 1 where one is to be seen to") {
    Folder folder;

    auto const ill = run({"doctor", "--data", (folder / "data").string()});

    CHECK(ill.status == 1);
    CHECK(ill.says("à voir : aucune base dans "));
    CHECK_FALSE(fs::exists(folder / "data"));
}
