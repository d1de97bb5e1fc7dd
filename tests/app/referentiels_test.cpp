#include "app/data_folder.h"
#include "app/run.h"
#include "audit/trail.h"
#include "referentiel/files.h"
#include "storage/database.h"

#include <doctest/doctest.h>

#include <fstream>

using files::changed;
using support::DataFolder, support::run, support::Said;

namespace {

Said import(DataFolder const& folder, std::string_view text, std::vector<std::string> const& more = {}) {
    std::vector<std::string> arguments{
        "referentiel", "import", folder.write("petit.yaml", std::string{text}), "--data", folder.text()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
}

bool says(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }

std::string listed(DataFolder const& folder) { return run({"referentiel", "list", "--data", folder.text()}).out; }

} // namespace

TEST_CASE("a référentiel is imported once it has no fault, told line by line, and a dry run changes nothing") {
    DataFolder const folder;

    auto const broken = import(folder, changed("number: \"2\"", "number: \"1\""));
    CHECK(broken.code == 1);
    CHECK(says(broken.out, "petit.yaml:30: "));
    auto const tried = import(folder, files::small, {"--dry-run"});
    CHECK(tried.code == 0);
    CHECK(says(tried.out, "chapitres\u00a0: 1, critères\u00a0: 2"));
    CHECK_FALSE(says(listed(folder), "petit"));

    CHECK(import(folder, files::small).code == 0);
    CHECK(says(listed(folder), "petit  1.0  Petit  (2 critères, proposé)"));
    CHECK(says(import(folder, files::small).out, "Cette version est déjà là : petit 1.0"));

    auto const changed_since = import(folder, changed("Nous comptons.", "Nous ne comptons pas."));
    CHECK(changed_since.code == 1);
    CHECK(says(changed_since.out, "petit.yaml:3: la version 1.0 est déjà publiée avec un autre contenu"));

    auto const db = storage::open({.address = folder.text() + "/esspratiques.db", .readers = 1});
    db->read([](storage::Reader& reader) {
        auto const events = audit::events(reader, audit::instance_chain, 1'000, 10);
        REQUIRE(events.size() == 1);
        CHECK(events.front().verb == "import_referentiel");
        CHECK(events.front().payload == R"({"code":"petit","version":"1.0"})");
    });
}

TEST_CASE("from its second version on, an imported référentiel says what changed") {
    DataFolder const folder;
    auto const second = changed("\"1.0\"", "\"1.1\"", changed("We count.", "We do count."));
    import(folder, files::small);

    CHECK(says(import(folder, second).out, "petit.yaml:3: lineage manque"));
    CHECK(import(folder, second + "lineage:\n  from: \"1.0\"\n  changes:\n    - {change: reworded, old: [comptes], new: "
                                  "[comptes]}\n")
              .code == 0);

    CHECK(says(listed(folder), "petit  1.0  Petit  (2 critères, remplacé par une version plus récente)"));
    CHECK(says(listed(folder), "petit  1.1  Petit  (2 critères, proposé)"));
}

TEST_CASE("a draft that was imported is followed like any version, so that its answers are not left behind") {
    DataFolder const folder;
    auto const renamed = changed("\"1.0\"", "\"0.2\"", changed("criterion: comptes", "criterion: finances"));
    REQUIRE(import(folder, changed("\"1.0\"", "\"0.1\"")).code == 0);

    auto const refused = import(folder, renamed);
    CHECK(refused.code == 1);
    CHECK(says(refused.out, "petit.yaml:3: lineage manque"));
    CHECK_FALSE(says(listed(folder), "petit  0.2"));

    auto const lineage = "lineage:\n  from: \"0.1\"\n  changes:\n    - {change: reworded, old: [comptes], new: [finances]}\n";
    CHECK(import(folder, renamed + lineage).code == 0);
    CHECK(says(listed(folder), "petit  0.2  Petit  (2 critères, proposé)"));
}

TEST_CASE("a file is checked in either language, and without making a base") {
    DataFolder const folder;
    auto const file = folder.write("f.yaml", changed("number: \"2\"", "number: \"1\""));

    auto const english = run({"referentiel", "check", file, "--language", "en", "--data", folder.text() + "/nothing"});

    CHECK(english.code == 1);
    CHECK(says(english.out, "f.yaml:30: "));
    CHECK_FALSE(says(english.out, "sert déjà"));
    CHECK_FALSE(std::ifstream{folder.text() + "/nothing/esspratiques.db"}.is_open());
    CHECK(run({"referentiel", "check"}).code == 2);
    CHECK(run({"referentiel", "check", file, "--language", "de"}).code == 2);
}

TEST_CASE("an import says in the language asked for what is wrong, and takes no other") {
    DataFolder const folder;
    auto const broken = changed("number: \"2\"", "number: \"1\"");

    auto const english = import(folder, broken, {"--language", "en"});
    CHECK(english.code == 1);
    CHECK(says(english.out, "petit.yaml:30: "));
    CHECK_FALSE(says(english.out, "sert déjà"));
    CHECK(says(import(folder, broken).out, "sert déjà"));

    auto const german = import(folder, files::small, {"--language", "de"});
    CHECK(german.code == 2);
    CHECK_FALSE(says(listed(folder), "petit"));
}

TEST_CASE("a file that is too large is refused by its own size") {
    DataFolder const folder;

    auto const refused = import(folder, std::string(2'249'745, 'a'));

    CHECK(refused.code == 1);
    CHECK(says(refused.out, "2\u00a0249\u00a0745 octets"));
}
