#include "app/commands.h"

#include "accounts/members.h"
#include "app/data_folder.h"
#include "app/run.h"
#include "audit/trail.h"
#include "core/secret.h"
#include "storage/database.h"
#include "support/office.h"
#include "web/log.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <tuple>

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

TEST_CASE("whoever has an account is given another structure, and keeps the password they had") {
    DataFolder const folder;
    REQUIRE(run(create(folder, {"--organisation", "Le Fil"}), "quatre mots sans rapport\n").code == 0);
    auto const password = [&] {
        auto const db = storage::open({.address = folder.text() + "/esspratiques.db", .readers = 1});
        return db->found(
            [](storage::Reader const& reader) { return accounts::password_of(reader, "claire@exemple.fr").value(); });
    };
    auto const before = password();

    auto const other =
        run(create(folder, {"--organisation", "La Bobine", "--referentiel", "ess-simplifie"}), "cinq mots tout autres encore\n");
    CHECK(other.code == 0);
    CHECK(other.out.find("Compte gardé, avec son mot de passe : claire@exemple.fr\nStructure : ") == 0);
    CHECK(password() == before);
    auto const again = run(create(folder, {"--organisation", "La Bobine"}), "cinq mots tout autres encore\n");
    CHECK(again.code == 1);
    CHECK(again.err.find("une structure de ce nom") != std::string::npos);
    CHECK(run(create(folder, {"--organisation", "Le Nœud", "--platform-admin"}), "cinq mots tout autres encore\n").code == 1);

    auto const db = storage::open({.address = folder.text() + "/esspratiques.db", .readers = 1});
    db->read([](storage::Reader const& reader) {
        auto const user = accounts::find_user(reader, "claire@exemple.fr").value();
        auto const places = accounts::workplaces(reader, user.id);
        REQUIRE(places.size() == 2);
        CHECK(places.front().name == "La Bobine");
        CHECK(places.front().role == accounts::Role::owner);
        CHECK(accounts::current_cycle(reader, places.front().organisation).has_value());
    });
}

TEST_CASE("a fresh instance has no account, and usual ones can be neither signed in to nor made") {
    std::vector<std::string> const names{"admin", "administrator", "root", "test", "demo", "guest", "user", "esspratiques"};
    std::vector<std::string> const passwords{"admin", "password", "admin123", "123456", "changeme", "root", "test", "demo", ""};
    DataFolder const folder;
    REQUIRE(run({"migrate", "--data", folder.text()}).code == 0);
    auto const users = [&] {
        auto const db = storage::open({.address = folder.text() + "/esspratiques.db", .readers = 1});
        return db->found([](storage::Reader const& reader) {
            return reader.row("SELECT COUNT(*) FROM users", {}, [](storage::Row& row) { return row.next<std::int64_t>(); })
                .value();
        });
    };
    CHECK(users() == 0);

    support::Office office;
    auto const before = office.dump({"attempts"});
    auto place = 0;
    for (auto const& name : names)
        for (auto const& email : {name, name + "@localhost", name + "@exemple.fr"})
            for (auto const& password : {name, passwords[static_cast<std::size_t>(place) % passwords.size()]}) {
                support::Browser browser{office, "10.0.0." + std::to_string(++place)}; // none waits for the one before
                CAPTURE(email);
                CAPTURE(password);
                CHECK(browser.post("/connexion", {{"email", email}, {"password", password}}).status == 422);
            }
    CHECK(office.dump({"attempts"}) == before);
    for (auto const& password : passwords)
        CHECK(
            run({"user", "create", "--data", folder.text(), "--email", "admin@exemple.fr", "--name", "Admin", "--password-stdin"},
                password + "\n")
                .code == 1);
    CHECK(users() == 0);
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

TEST_CASE("what the operator does by commands stands in the trail and in the log, without a secret") {
    DataFolder const folder, other;
    auto const log = folder.write("acts.log", "");
    auto const at = [&](std::vector<std::string> arguments, std::string const& where) {
        arguments.insert(arguments.end(), {"--data", where, "--log", log});
        return run(arguments, "quatre mots sans rapport\n");
    };
    auto const made = at({"user", "create", "--email", "claire@exemple.fr", "--name", "Claire Houël", "--password-stdin",
                             "--organisation", "Le Fil"},
        folder.text());
    auto const organisation = made.out.substr(made.out.find("Structure : ") + 12, 36);
    auto const key = at({"key", "create", "--email", "claire@exemple.fr", "--scope", "write"}, folder.text()).out.substr(0, 48);
    CHECK(at({"key", "create", "--email", "personne@exemple.fr", "--scope", "write"}, folder.text()).code == 1);
    CHECK(at({"export", "--organisation", organisation, "--out", folder.text() + "/structure.zip"}, folder.text()).code == 0);
    CHECK(at({"backup", "--out", folder.text() + "/backup"}, folder.text()).code == 0);
    CHECK(at({"restore", folder.text() + "/backup"}, other.text()).code == 0);
    CHECK(at({"import", folder.text() + "/structure.zip"}, other.text()).code == 0);

    auto const db = storage::open({.address = other.text() + "/esspratiques.db", .readers = 1});
    auto const [user, told, told_of_structure] = db->found([&](storage::Reader const& reader) {
        auto const verbs = [&](std::string_view chain) {
            std::string text;
            for (auto const& event : audit::events(reader, chain, 1'000'000, 50)) {
                CHECK(event.actor == "operator");
                text = event.verb + " " + event.object.substr(0, event.verb == "restore" ? 2 : 36) + "\n" + text;
            }
            return text;
        };
        auto const user = std::string{accounts::find_user(reader, "claire@exemple.fr").value().id.text()};
        return std::tuple{user, verbs(audit::instance_chain), verbs(organisation)};
    });
    auto const imported = told.substr(told.size() - 37, 36);
    CHECK(told == "create_user " + user + "\nadd_key " + user + "\nrestore 20\nimport " + imported + "\n");
    CHECK(told_of_structure == "open_space " + organisation + "\nexport " + organisation + "\n");

    std::ifstream stream{log};
    std::string const lines{std::istreambuf_iterator{stream}, {}};
    auto const of_command = std::string{R"("level":"info","event":"command")"};
    auto const where = R"(,"organisation":")" + organisation + '"';
    for (auto const& line : {of_command + R"(,"user":")" + user + '"' + where + R"(,"acts":"create_user )" + user + R"("})",
             of_command + R"(,"user":")" + user + R"(","acts":"add_key )" + user + R"("})",
             of_command + where + R"(,"acts":"export )" + organisation + R"("})",
             of_command + R"(,"acts":"backup )" + folder.text() + R"(/backup"})", of_command + R"(,"acts":"restore 20)",
             of_command + R"(,"organisation":")" + imported + R"(","acts":"import )" + imported + R"("})"}) {
        CAPTURE(line);
        CHECK(lines.find(line) != std::string::npos);
    }
    CHECK(std::ranges::count(lines, '\n') == 6);
    for (auto const& secret : {key, std::string{"quatre mots"}, std::string{"claire@"}})
        CHECK(lines.find(secret) == std::string::npos);
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
