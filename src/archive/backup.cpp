#include "archive/backup.h"

#include "archive/disk.h"
#include "archive/files.h"
#include "archive/refused.h"
#include "archive/soundness.h"
#include "core/version.h"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace archive {
namespace {

namespace fs = std::filesystem;
using storage::Row, storage::Value, storage::Writer;

std::vector<HeldVersion> versions_used(storage::Reader const& db) {
    auto const hashes =
        db.rows("SELECT DISTINCT version FROM diagnostics ORDER BY version -- all organisations: a backup holds them all", {},
            [](Row& row) { return row.next<std::string>(); });
    std::vector<HeldVersion> versions;
    for (auto const& hash : hashes) versions.push_back({"", "", hash});
    return versions;
}

// The migrations that the instance had when it was saved; newer ones come after its rows.
std::vector<embedded::File> migrations_until(std::int64_t schema) {
    std::vector<embedded::File> known;
    for (auto const& file : embedded::migrations()) {
        std::int64_t number = 0;
        std::from_chars(file.path.data(), file.path.data() + file.path.size(), number);
        if (number <= schema) known.push_back(file);
    }
    return known;
}

void require_room(PackageReader const& package, fs::path const& folder) {
    std::error_code error;
    auto const space = fs::space(folder, error);
    if (!error && space.available / 2 < package.size())
        throw Refused{"Il n'y a pas assez de place dans " + folder.string() + " : il faut " +
                      std::to_string(2 * package.size() / 1'000'000 + 1) + " Mo libres."};
}

void require_empty(Writer& db, Manifest const& manifest) {
    for (auto const& table : manifest.tables) {
        auto const has_rows = db.row("SELECT 1 FROM " + table.name + " LIMIT 1 -- all organisations: is there any?", {},
            [](Row& row) { return row.next<Value>(); });
        if (has_rows) throw Refused{"Cette base contient déjà des données : rien n'a été changé. Restaurez dans une base vide."};
    }
}

std::int64_t fill(Writer& db, PackageReader const& package) {
    std::int64_t rows = 0;
    for (auto const& table : package.manifest().tables) {
        std::vector<std::string_view> names;
        for (auto const& column : table.columns) names.push_back(column.name);
        auto const sql = insertion(table.name, names);
        package.rows(table, [&](std::vector<Value> const& values) { db.change(sql, values); });
        rows += table.count;
    }
    return rows;
}

bool is_document(FileEntry const& file) { return file.name != "secret"; }

void store_documents(Writer& db, PackageReader const& package, storage::Files const& files) {
    for (auto const& file : package.manifest().files)
        if (is_document(file)) store_file(db, package, file, files, std::string_view{file.name}.substr(6, 36));
}

std::int64_t fill_database(std::string const& address, PackageReader const& package, storage::Files const& files) {
    auto const& manifest = package.manifest();
    auto const migrations = migrations_until(manifest.schema);
    std::int64_t rows = 0;
    {
        auto const db = storage::open({.address = address, .readers = 1, .migrations = migrations});
        db->write([&](Writer& writer) {
            require_empty(writer, manifest);
            rows = fill(writer, package);
            store_documents(writer, package, files);
            require_sound(writer);
        });
    }
    storage::open({.address = address, .readers = 1}); // newer migrations, if there are any
    return rows;
}

// What becomes the folder's own once all of it is there; taken away where it does not come so far.
class Scaffold {
public:
    explicit Scaffold(fs::path const& folder) : path_{folder / "restauration.part"} {
        fs::remove_all(path_);
        fs::create_directory(path_);
        fs::permissions(path_, fs::perms::owner_all);
    }
    ~Scaffold() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Scaffold(Scaffold const&) = delete;

    fs::path const& path() const { return path_; }

private:
    fs::path path_;
};

std::string text_of(PackageReader const& package, FileEntry const& entry) {
    std::string text;
    package.bytes(entry, [&](std::string_view bytes) { text += bytes; });
    return text;
}

void require_no_instance(fs::path const& folder) {
    for (auto const* name : {"esspratiques.db", "esspratiques.db-wal", "files", "secret"})
        if (fs::exists(folder / name))
            throw Refused{"Ce dossier contient déjà une base : rien n'a été changé. Restaurez dans un dossier vide."};
}

// The database comes last: a folder that has it has all the rest.
void move_in(fs::path const& from, fs::path const& folder) {
    for (auto const* name : {"files", "secret", "esspratiques.db"})
        if (fs::exists(from / name)) {
            flush_to_disk(from / name);
            fs::rename(from / name, folder / name);
        }
    flush_to_disk(folder);
}

std::int64_t restore_folder(PackageReader const& package, fs::path const& folder) {
    require_no_instance(folder);
    require_room(package, folder);
    Scaffold const scaffold{folder};
    auto const rows =
        fill_database((scaffold.path() / "esspratiques.db").string(), package, storage::Files{scaffold.path() / "files"});
    for (auto const& file : package.manifest().files)
        if (!is_document(file)) write_private(scaffold.path() / "secret", text_of(package, file));
    move_in(scaffold.path(), folder);
    return rows;
}

} // namespace

std::unique_ptr<PackageWriter> back_up(storage::Reader const& db, storage::Files const& files,
    std::optional<std::string> const& secret, fs::path const& out, Instant now) {
    Manifest manifest{.content = Content::backup,
        .program = std::string{program_version},
        .schema = known_schema(),
        .made = iso(now),
        .referentiels = versions_used(db)};
    auto package = std::make_unique<PackageWriter>(out, std::move(manifest));
    for (auto const& table : tables())
        if (table.leaves_by(Leaves::in_backups)) package->add_rows(db, {table, table.columns});
    add_files(*package, db, files);
    if (secret) package->add_text("secret", *secret);
    package->write();
    return package;
}

Restored restore(PackageReader const& package, Shelter const& shelter) {
    package.check();
    auto const& files = package.manifest().files;
    auto const has_secret = std::ranges::find(files, "secret", &FileEntry::name) != files.end();
    auto const rows =
        shelter.folder ? restore_folder(package, *shelter.folder) : fill_database(shelter.database, package, storage::Files{});
    return {rows, files.size() - (has_secret ? 1 : 0), has_secret};
}

} // namespace archive
