#include "app/data_folder.h"
#include "app/place.h"

#include <doctest/doctest.h>

using app::FolderLock, app::Impossible, app::Options, app::place_of, app::secret_of;
using std::filesystem::perms;
using support::DataFolder;

namespace {

Options options(std::vector<std::string> const& arguments) { return {arguments, {{"data", "database", "secret-file"}, {}}}; }

perms mode(std::filesystem::path const& file) { return std::filesystem::status(file).permissions(); }

} // namespace

TEST_CASE("a new folder is its owner's alone, and so is the secret made in it") {
    DataFolder const folder;
    auto const place = place_of(options({"--data", folder.text()}));
    CHECK(place.database == folder.text() + "/esspratiques.db");
    CHECK(mode(folder.path()) == perms::owner_all);

    auto const secret = secret_of(options({}), place);
    CHECK(secret.size() == 43);
    CHECK(mode(folder.path() / "secret") == (perms::owner_read | perms::owner_write));
    CHECK(secret_of(options({}), place) == secret);
    DataFolder const other;
    CHECK(secret_of(options({}), place_of(options({"--data", other.text()}))) != secret);
}

TEST_CASE("a folder named from where one stands is found from elsewhere too") {
    DataFolder const folder;
    std::filesystem::create_directories(folder.path());
    auto const before = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());
    auto const place = place_of(options({"--data", "donnees"}));
    std::filesystem::current_path(before);
    CHECK(place.folder->is_absolute());
    CHECK(std::filesystem::is_directory(*place.folder));
}

TEST_CASE("a folder that is there keeps its rights") {
    DataFolder const folder;
    folder.write("notes", "");
    std::filesystem::permissions(folder.path(), perms{0750});
    place_of(options({"--data", folder.text()}));
    CHECK(mode(folder.path()) == perms{0750});
}

TEST_CASE("a secret that others may read, that is weak or that is not there is refused") {
    DataFolder const folder;
    auto const place = place_of(options({"--data", folder.text()}));
    std::string const good = "0f3aQ9-kd82.Lw7zxP4mN6vB1cR5tY0u";
    auto const secret_in = [&](std::string const& file) { return secret_of(options({"--secret-file", file}), place); };
    CHECK(secret_in(folder.write("good", good + "\r\n")) == good);
    CHECK_THROWS_AS(secret_in(folder.write("shared", good, perms{0640})), Impossible);
    CHECK_THROWS_AS(secret_in(folder.write("public", good, perms{0604})), Impossible);
    CHECK_THROWS_AS(secret_in(folder.write("short", good.substr(1))), Impossible);
    CHECK_THROWS_AS(secret_in(folder.write("empty", "\n")), Impossible);
    CHECK_THROWS_AS(secret_in(folder.write("flat", std::string(64, 'a'))), Impossible);
    CHECK_THROWS_AS(secret_in(folder.write("default", "changemechangemechangemechangemechangeme")), Impossible);
    CHECK_THROWS_AS(secret_in(folder.text() + "/nowhere"), Impossible);
}

TEST_CASE("servers that share a database are given their secret") {
    auto const place = place_of(options({"--database", "postgresql://db.exemple/essp"}));
    CHECK(!place.folder);
    CHECK(place.database == "postgresql://db.exemple/essp");
    CHECK_THROWS_AS(secret_of(options({}), place), Impossible);
}

TEST_CASE("a second server on one folder is refused, until the first has gone") {
    DataFolder const folder;
    auto const place = place_of(options({"--data", folder.text()}));
    {
        FolderLock const first{place};
        CHECK_THROWS_AS(FolderLock{place}, Impossible);
        DataFolder const other;
        CHECK_NOTHROW(FolderLock{place_of(options({"--data", other.text()}))});
    }
    CHECK_NOTHROW(FolderLock{place});
}

TEST_CASE("a folder that cannot be made is told") {
    DataFolder const folder;
    auto const file = folder.write("file", "");
    CHECK_THROWS_AS(place_of(options({"--data", file + "/dossier"})), Impossible);
}
