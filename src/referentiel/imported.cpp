#include "referentiel/imported.h"

#include "core/secret.h"
#include "referentiel/reader.h"
#include "storage/database.h"
#include "storage/storage.h"

#include <algorithm>
#include <utility>

namespace referentiel {
namespace {

using storage::Blob, storage::Row, storage::Value;

std::string text_of(Blob const& bytes) { return {reinterpret_cast<char const*>(bytes.data()), bytes.size()}; }

Blob blob_of(std::string_view text) {
    auto const* first = reinterpret_cast<std::byte const*>(text.data());
    return {first, first + text.size()};
}

Standing standing_of(std::string_view state) { return state == "offered" ? Standing::offered : Standing::held; }
std::string_view state_of(Standing standing) { return standing == Standing::offered ? "offered" : "held"; }

struct Listed {
    VersionHash hash;
    Standing standing;
};

Listed read_listed(Row& row) {
    auto hash = row.next<VersionHash>();
    return {std::move(hash), standing_of(row.next<std::string>())};
}

// It was read when it came in. Where this program reads it no longer, its diagnostics say so, and nothing else stops.
void learn(Library const& library, std::string_view bytes, Standing standing) {
    html::Language const french;
    auto reading = read(bytes, {.language = french});
    if (reading.version) library.add(*std::move(reading.version), standing);
}

} // namespace

void learn(storage::Reader const& db, Library const& library) {
    auto const listed = db.rows("SELECT sha256, state FROM imported_referentiels", {}, read_listed);
    auto const is_known = [&](Listed const& one) {
        return library.at(one.hash) && (one.standing == Standing::held || library.is_offered(one.hash));
    };
    if (std::ranges::all_of(listed, is_known)) return;
    db.rows("SELECT bytes, state FROM imported_referentiels", {}, [&](Row& row) {
        auto const bytes = text_of(row.next<Blob>());
        learn(library, bytes, standing_of(row.next<std::string>()));
        return 0;
    });
}

Version const* held(storage::Reader const& db, Library const& library, VersionHash const& hash) {
    if (auto const* version = library.at(hash)) return version;
    learn(db, library);
    return library.at(hash);
}

Kept keep(storage::Writer& db, Version const& version, Arrival const& arrival) {
    auto const state = state_of(arrival.standing);
    auto const added = db.change(R"(
        INSERT INTO imported_referentiels (sha256, code, number, owner, state, bytes, imported, importer)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT DO NOTHING)",
        {version.hash, version.code, version.number, version.owner, state, blob_of(arrival.bytes), arrival.now,
            arrival.importer});
    if (added == 1) return Kept::added;
    auto const kept = db.row("SELECT sha256, state FROM imported_referentiels WHERE code = $1 AND number = $2",
        {version.code, version.number}, read_listed);
    if (!kept || kept->hash != version.hash) return Kept::refused;
    if (arrival.standing == Standing::offered)
        db.change("UPDATE imported_referentiels SET state = $2 WHERE sha256 = $1", {version.hash, state});
    return Kept::known;
}

void keep_carried(storage::Database& db, Library const& library, std::span<embedded::File const> files, Instant now) {
    auto const kept = db.found([](storage::Reader const& reader) {
        return reader.rows("SELECT code, number FROM imported_referentiels", {}, [](Row& row) {
            auto code = row.next<std::string>();
            return std::pair{std::move(code), row.next<std::string>()};
        });
    });
    for (auto const& file : files) { // as many as the program carries, once each
        auto const hash = VersionHash::parse(hexadecimal(sha256(file.content)));
        auto const* version = hash ? library.at(*hash) : nullptr;
        if (!version) continue;
        if (std::ranges::find(kept, std::pair{std::string{version->code.text()}, version->number}) != kept.end()) continue;
        db.write([&](storage::Writer& writer) { keep(writer, *version, {file.content, Standing::held, "", now}); });
    }
}

std::optional<std::string> imported_bytes(storage::Reader const& db, VersionHash const& hash) {
    return db.row(
        "SELECT bytes FROM imported_referentiels WHERE sha256 = $1", {hash}, [](Row& row) { return text_of(row.next<Blob>()); });
}

} // namespace referentiel
