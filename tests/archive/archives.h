#pragma once

#include "archive/backup.h"
#include "archive/structure_export.h"
#include "archive/structure_import.h"
#include "archive/zip.h"
#include "audit/trail.h"
#include "support/office.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <unistd.h>

// What the tests of this folder ask besides.
namespace archives {

using support::Office;

namespace fs = std::filesystem;

// A folder of its own, gone with the test.
class Folder {
public:
    Folder() {
        static int count = 0;
        auto const memory = fs::path{"/dev/shm"}; // flushing to a disk is not what these tests are about
        path_ = (access(memory.c_str(), W_OK) == 0 ? memory : fs::temp_directory_path()) /
                ("esspratiques_archive_" + std::to_string(getpid()) + "_" + std::to_string(++count));
        fs::create_directories(path_);
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(Folder const&) = delete;

    fs::path operator/(std::string const& name) const { return path_ / name; }
    fs::path const& path() const { return path_; }

private:
    fs::path path_;
};

inline std::string content(fs::path const& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator{stream}, {}};
}

inline void write(fs::path const& file, std::string const& bytes) { std::ofstream{file, std::ios::binary} << bytes; }

// The entries of an archive. Of when it was made, the manifest says nothing here.
inline std::map<std::string, std::string> entries(fs::path const& file) {
    archive::ZipReader const zip{file};
    std::map<std::string, std::string> found;
    for (auto const& entry : zip.entries()) zip.read(entry, [&](std::string_view bytes) { found[entry.name] += bytes; });
    auto& manifest = found["manifest.json"];
    auto const at = manifest.find("\"made\"");
    manifest.erase(at, manifest.find(',', at) - at);
    return found;
}

// Makes an archive of entries, as someone else might.
inline void make_archive(fs::path const& file, std::map<std::string, std::string> const& entries) {
    archive::ZipWriter zip{file};
    for (auto const& [name, text] : entries) zip.add(name, [text = text]() mutable { return std::exchange(text, {}); });
    zip.write();
    zip.publish();
}

// Rates the first criteria of Les Deux Rives with that comment.
inline void rate(Office& office, int criteria, std::string const& comment) {
    office.db().write([&](storage::Writer& db) {
        auto const diagnostic = diagnostic::find(db, office.library, office.deux_rives, {}).value();
        audit::Trail trail{db, office.deux_rives.text(), office.maud.id.text(), office.now, office.desk->chance};
        for (auto const* criterion : referentiel::rated(diagnostic.version())) {
            if (criteria-- == 0) break;
            auto const kept = diagnostic::find_rating(db, diagnostic, *criterion);
            diagnostic::Rating const rating{criterion->key, criterion->scale->levels().front(), "", comment};
            (void)diagnostic::save(
                db, trail, diagnostic, rating, {office.maud, "", kept ? kept->revision : diagnostic::Revision{}, office.now});
        }
    });
}

inline void export_to(storage::Database& db, Office& office, accounts::OrganisationId const& organisation, fs::path const& out) {
    db.read([&](storage::Reader& reader) {
        archive::export_structure(reader, office.library, organisation, office.desk->files, out, office.now)->publish();
    });
}

inline archive::Imported import_from(
    storage::Database& db, Office& office, fs::path const& file, storage::Files const& files = {}) {
    archive::PackageReader const package{file, archive::Content::structure};
    return archive::import_structure(
        package, {db, office.library, files, office.passwords.nobodys(), office.now, office.desk->chance});
}

inline void back_up_to(
    storage::Database& db, fs::path const& out, storage::Files const& files = {}, std::optional<std::string> const& secret = {}) {
    db.read([&](storage::Reader& reader) { archive::back_up(reader, files, secret, out, Instant{})->publish(); });
}

inline archive::Restored restore_into(fs::path const& folder, fs::path const& file) {
    return archive::restore({file, archive::Content::backup}, {folder, {}});
}

inline std::unique_ptr<storage::Database> opened(fs::path const& folder) {
    return storage::open({.address = (folder / "esspratiques.db").string()});
}

inline std::int64_t count(storage::Database& db, std::string const& table) {
    return db.found([&](storage::Reader const& reader) {
        return reader.row("SELECT COUNT(*) FROM " + table, {}, [](storage::Row& row) { return row.next<std::int64_t>(); })
            .value();
    });
}

} // namespace archives
