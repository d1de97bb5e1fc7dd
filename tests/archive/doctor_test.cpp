#include "archive/doctor.h"
#include "archives.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace archives;
using archive::Finding, archive::Patient;
using storage::Engine;
using support::for_each_engine, support::Office, support::password;

namespace {

// An instance as it should be: folder, secret, worker, Node.
Patient healthy(Folder const& folder, Office& office) {
    fs::create_directories(folder / "data");
    fs::permissions(folder / "data", fs::perms::owner_all);
    back_up_to(office.db(), folder / "a.backup", {}, "un secret de trente-deux signes au moins");
    restore_into(folder / "data", folder / "a.backup");
    fs::create_directories(folder / "worker/node_modules");
    write(folder / "worker/worker.js", "");
    fs::create_directories(folder / "bin");
    write(folder / "bin/node", "");
    fs::permissions(folder / "bin/node", fs::perms::owner_all);
    return {folder / "data", (folder / "data/esspratiques.db").string(), folder / "data/secret", folder / "worker",
        "/nowhere:" + (folder / "bin").string()};
}

std::vector<std::string> broken(std::vector<Finding> const& findings) {
    std::vector<std::string> lines;
    for (auto const& finding : findings)
        if (finding.state == Finding::State::broken) lines.push_back(finding.line());
    return lines;
}

// What it says, of one thing only.
std::string only_complaint(std::vector<Finding> const& findings) {
    auto const lines = broken(findings);
    CHECK(lines.size() == 1);
    return lines.empty() ? "" : lines.front();
}

bool contains(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }

} // namespace

TEST_CASE("the doctor finds nothing to say of an instance in good health") {
    Office office;
    Folder folder;
    auto const patient = healthy(folder, office);

    auto const findings = archive::examine(patient, office.library);

    CHECK(broken(findings).empty());
    CHECK(findings.size() >= 9);
    CHECK(findings.front().line().starts_with("bon : "));
}

TEST_CASE("the doctor finds an event of the trail that was changed, on both engines") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        rate(office, 3, "Une pratique.");
        auto patient = healthy(folder, office);
        patient.database = office.database_.address();
        patient.folder.reset();
        CHECK(broken(archive::examine(patient, office.library)).empty());

        office.db().write([&](storage::Writer& db) {
            db.change(
                "UPDATE audit_events SET actor = 'somebody else' WHERE organisation_id = $1 AND seq = 2", {office.deux_rives});
        });

        auto const complaint = only_complaint(archive::examine(patient, office.library));
        CHECK(contains(complaint, "à voir : le journal a été changé"));
        CHECK(contains(complaint, "événement 2"));
        CHECK(contains(complaint, std::string{office.deux_rives.text()}));
    });
}

TEST_CASE("the doctor finds what is open to others, missing or not up to date") {
    Office office;
    Folder folder;
    auto patient = healthy(folder, office);
    auto const complaint = [&] { return only_complaint(archive::examine(patient, office.library)); };

    SUBCASE("the secret") {
        fs::permissions(folder / "data/secret", fs::perms{0644});
        CHECK(contains(complaint(), "chmod 600"));
    }
    SUBCASE("the folder") {
        fs::permissions(folder / "data", fs::perms{0755});
        CHECK(contains(complaint(), "chmod 700"));
    }
    SUBCASE("the database") {
        fs::permissions(folder / "data/esspratiques.db", fs::perms{0644});
        CHECK(contains(complaint(), "la base est lisible"));
    }
    SUBCASE("Node") {
        fs::remove(folder / "bin/node");
        CHECK(contains(complaint(), "Node manque"));
    }
    SUBCASE("the worker") {
        fs::remove(folder / "worker/worker.js");
        CHECK(contains(complaint(), "programme des rapports"));
    }
    SUBCASE("no database at all") {
        fs::remove(folder / "data/esspratiques.db");
        CHECK(contains(complaint(), "aucune base"));
    }
    SUBCASE("a migration that is still to come") {
        support::connect(patient.database)
            ->run("DELETE FROM schema_migrations WHERE number = (SELECT MAX(number) FROM schema_migrations)", {});
        CHECK(contains(complaint(), "esspratiques migrate"));
    }
    SUBCASE("a migration of another program") {
        support::connect(patient.database)->run("UPDATE schema_migrations SET sha256 = 'other' WHERE number = 1", {});
        CHECK(contains(complaint(), "une autre version du programme"));
    }
    SUBCASE("a référentiel") {
        CHECK(contains(only_complaint(archive::examine(patient, referentiel::Library{})), "un référentiel manque"));
    }
}

TEST_CASE("the doctor says that a file is damaged, and goes on with the rest") {
    Office office;
    Folder folder;
    rate(office, 20, "Une pratique.");
    auto const patient = healthy(folder, office);
    auto bytes = content(patient.database);
    std::fill(bytes.begin() + 4096, bytes.end(), '\x7e');
    write(patient.database, bytes);

    auto const findings = archive::examine(patient, office.library);

    std::string said;
    for (auto const& line : broken(findings)) said += line + "\n";
    CAPTURE(said);
    CHECK(contains(said, "restaurez une sauvegarde"));
    CHECK(findings.back().state == Finding::State::good);
}
