#include "storage/files.h"

#include "support/office.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using storage::Engine, storage::Files, storage::Reader, storage::Writer;
using support::for_each_engine, support::Office;

namespace {

// Kept for the first structure; gives its digest.
std::string keep(Office& office, std::string_view bytes, accounts::OrganisationId const& organisation) {
    auto const& files = office.desk->files;
    auto const draft = files.draft(organisation.text());
    draft->write(bytes);
    draft->settle();
    office.db().write([&](Writer& db) { files.keep(db, organisation.text(), *draft); });
    return draft->sha256();
}

std::string read(Office& office, std::string_view sha256, accounts::OrganisationId const& organisation) {
    auto const next = office.desk->files.pieces(office.db(), organisation.text(), sha256);
    std::string bytes;
    for (auto piece = next(); !piece.empty(); piece = next()) bytes += piece;
    return bytes;
}

std::size_t entries(std::filesystem::path const& folder) {
    std::size_t count = 0;
    for (auto const& one : std::filesystem::recursive_directory_iterator{folder}) count += one.is_regular_file();
    return count;
}

} // namespace

TEST_CASE("a document comes back as it went, also an empty one and one of several parts") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        std::string long_one(700'000, '\0');
        for (std::size_t i = 0; i < long_one.size(); ++i) long_one[i] = static_cast<char>(i * 31 >> 3);
        for (std::string const& bytes : {std::string{}, std::string{"un compte rendu"}, long_one, std::string(256 << 10, 'x')}) {
            auto const sha256 = keep(office, bytes, office.deux_rives);
            CHECK(read(office, sha256, office.deux_rives) == bytes);
            CHECK(keep(office, bytes, office.deux_rives) == sha256);
            CHECK(read(office, sha256, office.deux_rives) == bytes);
            office.db().read([&](Reader& db) {
                auto const next = office.desk->files.pieces(db, office.deux_rives.text(), sha256);
                CHECK(next().size() == std::min<std::size_t>(bytes.size(), 256 << 10));
            });
        }
    });
}

TEST_CASE("a content is never shared between structures") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto const sha256 = keep(office, "un compte rendu", office.deux_rives);

        CHECK_THROWS_AS(read(office, sha256, office.passerelle), storage::Failed);
        keep(office, "un compte rendu", office.passerelle);
        office.db().write([&](Writer& db) { office.desk->files.remove(db, {std::string{office.deux_rives.text()}, sha256}); });

        CHECK_THROWS_AS(read(office, sha256, office.deux_rives), storage::Failed);
        CHECK(read(office, sha256, office.passerelle) == "un compte rendu");
        auto const left = office.db().found([&](Reader const& db) { return office.desk->files.stored(db); });
        CHECK(left == std::vector{Files::Stored{std::string{office.passerelle.text()}, sha256}});
    });
}

TEST_CASE("a document that is taken away while it is read does not pass for its end") {
    Office office{Engine::sqlite};
    Files const rows; // as PostgreSQL keeps them
    auto const draft = rows.draft(office.deux_rives.text());
    draft->write(std::string(600'000, 'x'));
    draft->settle();
    office.db().write([&](Writer& db) { rows.keep(db, office.deux_rives.text(), *draft); });
    auto const next = rows.pieces(office.db(), office.deux_rives.text(), draft->sha256());
    CHECK(next().size() == 256 << 10);

    office.db().write([&](Writer& db) { rows.remove(db, {std::string{office.deux_rives.text()}, draft->sha256()}); });

    CHECK_THROWS_AS(next(), storage::Failed);
}

TEST_CASE("whoever reads documents one after the other holds them, and who takes away waits") {
    Office office{Engine::sqlite};
    auto const& files = office.desk->files;
    CHECK(files.hold_to_remove()); // where there is no folder yet
    keep(office, "un compte rendu", office.deux_rives);
    auto first = files.hold(), second = files.hold();
    CHECK_FALSE(files.hold_to_remove());
    first.reset();
    CHECK_FALSE(files.hold_to_remove());
    second.reset();
    CHECK(files.hold_to_remove());
    CHECK(files.hold_to_remove()); // let go at once
    CHECK(Files{}.hold());
    CHECK(Files{}.hold_to_remove());
}

TEST_CASE("a document that is not kept leaves nothing behind, and one whose change is taken back is in nobody's list") {
    Office office;
    auto const& files = office.desk->files;
    { files.draft(office.deux_rives.text())->write("abandonné"); }
    CHECK(entries(office.files_folder()) == 0);

    auto const killed = office.files_folder() / office.deux_rives.text() / "abcdef.part";
    std::ofstream{killed} << "d'un programme tué";
    std::filesystem::last_write_time(killed, std::filesystem::file_time_type::clock::now() - std::chrono::hours{25});
    files.remove_old_drafts();
    CHECK(entries(office.files_folder()) == 0);
}

TEST_CASE("nothing but a digest names a document") {
    Office office;
    for (auto const* name : {"../../x", "C:\\x", "CON", "", "0123"})
        CHECK_THROWS_AS(read(office, name, office.deux_rives), storage::Failed);
    CHECK_THROWS_AS(read(office, std::string(64, 'g'), office.deux_rives), storage::Failed);
    CHECK_THROWS_AS(read(office, std::string("\0", 1) + std::string(63, 'a'), office.deux_rives), storage::Failed);
}
