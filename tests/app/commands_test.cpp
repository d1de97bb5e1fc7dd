#include "app/commands.h"

#include "accounts/members.h"
#include "app/data_folder.h"
#include "app/run.h"
#include "core/secret.h"
#include "storage/database.h"
#include "web/log.h"

#include <doctest/doctest.h>

#include <csignal>

using support::DataFolder, support::run;

namespace {

std::vector<std::string> create(DataFolder const& folder, std::vector<std::string> const& more = {}) {
    std::vector<std::string> arguments{
        "user", "create", "--data", folder.text(), "--email", "Claire@Exemple.fr", "--name", "Claire Houël", "--password-stdin"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

} // namespace

TEST_CASE("a command that is not known is wrong use, help is none") {
    CHECK(run({}).code == 2);
    CHECK(run({"danser"}).code == 2);
    CHECK(run({"danser"}).err.find("esspratiques serve") != std::string::npos);
    CHECK(run({"user"}).code == 2);
    CHECK(run({"--help"}).code == 0);
    CHECK(run({"--help"}).out.find("esspratiques user create") != std::string::npos);
    auto const help = run({"key", "create", "--help"});
    CHECK(help.code == 0);
    CHECK(help.out.find("--scope read|write") != std::string::npos);
    CHECK(run({"migrate", "--dta", "x"}).code == 2);
    CHECK(run({"routes"}).out.find("POST /structures/{}/diagnostic/{} rate\n") != std::string::npos);
}

TEST_CASE("an account is made once, with its structure and the year's diagnostic") {
    DataFolder const folder;
    auto const made =
        run(create(folder, {"--organisation", "Le Fil", "--referentiel", "ess-complet"}), "quatre mots sans rapport\r\n");
    CHECK(made.err == "");
    CHECK(made.code == 0);
    CHECK(made.out.find("Compte créé : claire@exemple.fr\nStructure : ") == 0);

    auto const again = run(create(folder), "quatre mots sans rapport\n");
    CHECK(again.code == 1);
    CHECK(again.err.find("cette adresse a déjà un compte") != std::string::npos);
    CHECK(again.err.find("quatre mots") == std::string::npos);

    auto const db = storage::open({.address = folder.text() + "/esspratiques.db", .readers = 1});
    db->read([](storage::Reader& reader) {
        auto const user = accounts::find_user(reader, "claire@exemple.fr").value();
        CHECK(user.given == "Claire");
        CHECK(user.family == "Houël");
        CHECK(!user.is_platform_admin);
        auto const places = accounts::workplaces(reader, user.id);
        REQUIRE(places.size() == 1);
        CHECK(places.front().name == "Le Fil");
        CHECK(places.front().role == accounts::Role::owner);
        CHECK(accounts::current_cycle(reader, places.front().organisation).has_value());
    });
}

TEST_CASE("an account that cannot be is refused for its reason, and nothing is made") {
    DataFolder const folder;
    auto const refused = [&](std::vector<std::string> const& arguments, std::string const& password, int code) {
        auto const said = run(arguments, password + "\n");
        CHECK(said.code == code);
        CHECK(!said.err.empty());
        CHECK(said.out.empty());
    };
    refused(create(folder), "court", 1);
    refused(create(folder), "motdepasse123", 1);
    refused(create(folder), "claire@exemple.fr", 1);
    refused(create(folder), "", 1);
    refused(create(folder, {"--organisation", "Le Fil", "--referentiel", "aucun"}), "quatre mots sans rapport", 1);
    refused({"user", "create", "--data", folder.text(), "--email", "claire", "--name", "Claire", "--password-stdin"},
        "quatre mots sans rapport", 1);
    refused({"user", "create", "--data", folder.text(), "--email", "c@d.fr", "--name", "Claire"}, "quatre mots sans rapport", 2);
    refused({"user", "create", "--data", folder.text(), "--name", "Claire", "--password-stdin"}, "quatre mots sans rapport", 2);

    CHECK(run({"migrate", "--data", folder.text()}).code == 0);
    auto const db = storage::open({.address = folder.text() + "/esspratiques.db", .readers = 1});
    db->read([](storage::Reader& reader) { CHECK(!accounts::find_user(reader, "claire@exemple.fr")); });
}

TEST_CASE("a key is shown once and kept as its digest") {
    DataFolder const folder;
    REQUIRE(run(create(folder), "quatre mots sans rapport\n").code == 0);
    auto const made = run({"key", "create", "--data", folder.text(), "--email", "claire@exemple.fr", "--scope", "write"});
    CHECK(made.code == 0);
    REQUIRE(made.out.size() == 49);
    auto const key = made.out.substr(0, 48);
    CHECK(key.starts_with("essp_"));
    CHECK(run({"key", "create", "--data", folder.text(), "--email", "claire@exemple.fr", "--scope", "read"}).out != made.out);

    CHECK(run({"key", "create", "--data", folder.text(), "--email", "personne@exemple.fr", "--scope", "read"}).code == 1);
    CHECK(run({"key", "create", "--data", folder.text(), "--email", "claire@exemple.fr", "--scope", "tout"}).code == 2);
    CHECK(run({"key", "create", "--data", folder.text(), "--email", "claire@exemple.fr"}).code == 2);

    auto const db = storage::open({.address = folder.text() + "/esspratiques.db", .readers = 1});
    db->read([&](storage::Reader& reader) {
        CHECK(accounts::find_api_key(reader, token_digest(key))->may_write);
        CHECK(!accounts::find_api_key(reader, key));
    });
}

TEST_CASE("a référentiel is checked without a database") {
    CHECK(run({"referentiel", "list"}).out.find("ess-complet") != std::string::npos);
    CHECK(run({"referentiel", "check", SOURCE_FOLDER "/referentiels/ess-complet.yaml"}).code == 0);
    auto const broken = run({"referentiel", "check", SOURCE_FOLDER "/tests/fixtures/referentiel/broken.yaml"});
    CHECK(broken.code == 1);
    CHECK(broken.out.find("broken.yaml:") != std::string::npos);
    CHECK(run({"referentiel", "check"}).code == 2);
    CHECK(run({"referentiel", "check", "nulle-part.yaml"}).code == 1);
}

TEST_CASE("a server that would not be safe does not start") {
    DataFolder const folder;
    folder.write("notes", "");
    auto const refused = [&](std::vector<std::string> arguments, int code) {
        arguments.insert(arguments.begin(), {"serve", "--data", folder.text(), "--log", folder.text() + "/log"});
        sigset_t before;
        pthread_sigmask(SIG_SETMASK, nullptr, &before);
        auto const said = run(arguments);
        pthread_sigmask(SIG_SETMASK, &before, nullptr);
        web::close_log();
        CHECK(said.code == code);
        CHECK(!said.err.empty());
        CHECK(!said.err.starts_with("stoi"));
    };
    refused({"--listen", "0.0.0.0:0"}, 1);
    refused({"--listen", "0.0.0.0:0", "--smtp", "smtp://127.0.0.1:25"}, 1);
    refused({"--listen", "127.0.0.1:0", "--workers", "0"}, 2);
    refused({"--listen", "127.0.0.1:0", "--workers", "beaucoup"}, 2);
    refused({"--listen", "127.0.0.1:0", "--secret-file", folder.write("weak", "secret")}, 1);
    refused({"--listen", "127.0.0.1:0", "--metrics-token-file", folder.text() + "/nowhere"}, 1);
    refused({"--listen", "127.0.0.1:0", "--secret-file",
                folder.write("shared", "0f3aQ9-kd82.Lw7zxP4mN6vB1cR5tY0u", std::filesystem::perms{0644})},
        1);
}
