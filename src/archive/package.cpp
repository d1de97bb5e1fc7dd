#include "archive/package.h"

#include "archive/refused.h"
#include "core/id.h"
#include "evidence/evidence.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

namespace archive {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_entries = 500'000;
constexpr std::uint64_t longest_manifest = std::uint64_t{256} << 20;

[[noreturn]] void refuse_damaged() { throw Refused{"Cette archive est abîmée ou incomplète : rien n'a été changé."}; }

bool is_digest(std::string_view text) { return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos; }

// « files/DIGEST » in the export of a structure, « files/STRUCTURE/DIGEST » in a backup.
bool is_name_of_file(std::string_view name, Content content) {
    if (name == "secret") return content == Content::backup;
    if (!name.starts_with("files/")) return false;
    name.remove_prefix(6);
    if (content == Content::structure) return is_digest(name);
    return name.size() == 36 + 1 + 64 && is_uuid(name.substr(0, 36)) && name[36] == '/' && is_digest(name.substr(37));
}

// What goes through is counted into the digest, which is told at the end.
Source counted(Source next, std::function<void(std::string)> at_end) {
    auto digest = std::make_shared<RunningDigest>(); // shared, for a function object has to be copyable
    return [next = std::move(next), at_end = std::move(at_end), digest, is_over = false]() mutable -> std::string {
        if (is_over) return {};
        auto bytes = next();
        digest->add(bytes);
        if (bytes.empty()) {
            is_over = true;
            at_end(hexadecimal(digest->finish()));
        }
        return bytes;
    };
}

Source once(std::string text) {
    return [text = std::move(text)]() mutable { return std::exchange(text, {}); };
}

} // namespace

void PackageWriter::add(std::string const& name, Source next, std::function<void(std::string)> at_end) {
    zip_.add(name, counted(std::move(next), std::move(at_end)));
}

void PackageWriter::add_rows(storage::Reader const& db, Selection selection) {
    auto const place = manifest_.tables.size();
    manifest_.tables.push_back(entry_of(selection));
    auto const file = manifest_.tables.back().file();
    auto rows = std::make_shared<RowsToText>(db, std::move(selection)); // shared by its source and by what ends it
    add(
        file, [rows] { return rows->next(); },
        [this, place, rows](std::string digest) {
            manifest_.tables[place].sha256 = std::move(digest);
            manifest_.tables[place].count = rows->count();
        });
}

void PackageWriter::add_file(std::string const& name, Source content) {
    auto const place = manifest_.files.size();
    manifest_.files.push_back({name, {}});
    add(name, std::move(content), [this, place](std::string digest) { manifest_.files[place].sha256 = std::move(digest); });
}

void PackageWriter::add_text(std::string const& name, std::string const& content) {
    auto const place = manifest_.files.size();
    manifest_.files.push_back({name, {}});
    add(name, once(content), [this, place](std::string digest) { manifest_.files[place].sha256 = std::move(digest); });
}

// The manifest comes last, when all that it tells is known.
void PackageWriter::write() {
    zip_.add(std::string{manifest_name},
        [this, is_told = false]() mutable { return std::exchange(is_told, true) ? std::string{} : to_json(manifest_); });
    zip_.write();
    zip_.store_what_swells();
}

PackageReader::PackageReader(fs::path const& file, Content wanted)
    : zip_{file}, manifest_{(require_harmless(), read_manifest(text(manifest_name), wanted))} {
    require_expected_names();
}

// Before anything of it is read. A document may hold hardly anything, as large as it is: earlier versions packed it all the same.
void PackageReader::require_harmless() const {
    if (zip_.entries().size() > most_entries) throw Refused{"Cette archive contient trop de fichiers : elle est refusée."};
    std::map<std::string, std::uint64_t, std::less<>> grown; // by the folder of a structure
    for (auto const& one : zip_.entries()) {
        if (!one.swells()) continue;
        auto const is_document = one.name.starts_with("files/") && one.size <= evidence::most_bytes_of_file;
        auto& size = grown[one.name.substr(0, one.name.rfind('/'))];
        size += one.size;
        if (!is_document || size > evidence::most_bytes_of_structure)
            throw Refused{"Cette archive se déploierait démesurément (« " + one.name + " ») : elle est refusée."};
    }
}

void PackageReader::require_expected_names() const {
    std::set<std::string, std::less<>> expected{std::string{manifest_name}};
    for (auto const& table : manifest_.tables) expected.insert(table.file());
    for (auto const& file : manifest_.files) {
        if (!is_name_of_file(file.name, manifest_.content))
            throw Refused{"Cette archive contient un nom de fichier interdit (« " + file.name + " ») : elle est refusée."};
        expected.insert(file.name);
    }
    if (expected.size() != 1 + manifest_.tables.size() + manifest_.files.size()) refuse_damaged();
    std::set<std::string, std::less<>> present;
    for (auto const& one : zip_.entries()) {
        if (!expected.contains(one.name))
            throw Refused{"Cette archive contient un fichier inattendu (« " + one.name + " ») : elle est refusée."};
        if (!present.insert(one.name).second) refuse_damaged();
    }
    if (present != expected) refuse_damaged();
}

ZipReader::Entry const& PackageReader::entry(std::string_view name) const {
    auto const found = std::ranges::find(zip_.entries(), name, &ZipReader::Entry::name);
    if (found == zip_.entries().end()) refuse_damaged();
    return *found;
}

std::string PackageReader::text(std::string_view name) const {
    auto const& found = entry(name);
    if (found.size > longest_manifest) refuse_damaged();
    std::string text;
    zip_.read(found, [&](std::string_view bytes) { text += bytes; });
    return text;
}

void PackageReader::check() const {
    for (auto const& table : manifest_.tables) rows(table, [](auto const&) {});
    for (auto const& file : manifest_.files) bytes(file, [](auto) {});
}

void PackageReader::rows(TableEntry const& table, TextToRows::Each const& each) const {
    TextToRows reading{table, each};
    RunningDigest digest;
    zip_.read(entry(table.file()), [&](std::string_view bytes) {
        digest.add(bytes);
        reading.add(bytes);
    });
    reading.finish();
    if (hexadecimal(digest.finish()) != table.sha256 || reading.count() != table.count) refuse_damaged();
}

void PackageReader::bytes(FileEntry const& file, std::function<void(std::string_view)> const& each) const {
    RunningDigest digest;
    zip_.read(entry(file.name), [&](std::string_view bytes) {
        digest.add(bytes);
        each(bytes);
    });
    if (hexadecimal(digest.finish()) != file.sha256) refuse_damaged();
    if (file.name.starts_with("files/") && !file.name.ends_with(file.sha256)) refuse_damaged();
}

std::uint64_t PackageReader::size() const {
    std::uint64_t size = 0;
    for (auto const& one : zip_.entries()) size += one.size;
    return size;
}

} // namespace archive
