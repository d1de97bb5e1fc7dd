#include "archive/soundness.h"

#include "archive/refused.h"
#include "audit/trail.h"
#include "referentiel/imported.h"

namespace archive {
namespace {

using storage::Row;

std::string read_text(Row& row) { return row.next<std::string>(); }

} // namespace

std::optional<std::string> damage(storage::Reader const& db) {
    if (db.engine() != storage::Engine::sqlite) return std::nullopt;
    auto const found = db.rows("PRAGMA quick_check(1)", {}, read_text);
    if (found.size() == 1 && found.front() == "ok") return std::nullopt;
    return found.empty() ? "" : found.front();
}

std::vector<BrokenChain> broken_chains(storage::Reader const& db) {
    auto const chains = db.rows(R"(
        SELECT organisation_id FROM audit_heads
        UNION
        SELECT DISTINCT organisation_id FROM audit_events
        ORDER BY 1
        -- all organisations: each has a chain)",
        {}, read_text);
    std::vector<BrokenChain> broken;
    for (auto const& chain : chains)
        if (auto const event = audit::first_broken(db, chain)) broken.push_back({chain, *event});
    return broken;
}

std::vector<std::string> missing_versions(storage::Reader const& db, referentiel::Library const& library) {
    auto const used = db.rows(
        "SELECT DISTINCT version FROM diagnostics ORDER BY version -- all organisations: each has to be readable", {}, read_text);
    std::vector<std::string> missing;
    for (auto const& version : used) {
        auto const hash = referentiel::VersionHash::parse(version);
        if (!hash || !referentiel::held(db, library, *hash)) missing.push_back(version);
    }
    return missing;
}

void require_sound(storage::Reader const& db) {
    if (damage(db)) throw Refused{"La base restaurée n'est pas saine : rien n'a été gardé."};
    if (!broken_chains(db).empty())
        throw Refused{"Le journal de cette sauvegarde a été changé : rien n'a été gardé. Essayez une sauvegarde plus ancienne."};
}

} // namespace archive
