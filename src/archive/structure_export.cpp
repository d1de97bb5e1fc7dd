#include "archive/structure_export.h"

#include "accounts/members.h"
#include "archive/files.h"
#include "archive/refused.h"
#include "core/version.h"
#include "referentiel/imported.h"

#include <algorithm>

namespace archive {
namespace {

std::vector<Column> exported_columns(Table const& table) {
    std::vector<Column> columns;
    std::ranges::copy_if(table.columns, std::back_inserter(columns), is_exported);
    return columns;
}

// The people of a structure are its members; its other rows name it.
std::string condition_for(Table const& table) {
    if (table.name == "users") return "id IN (SELECT user_id FROM members WHERE organisation_id = $1)";
    if (table.name == "organisations") return "id = $1";
    if (table.name == "imported_referentiels") return "sha256 IN (SELECT version FROM diagnostics WHERE organisation_id = $1)";
    return "organisation_id = $1";
}

std::vector<HeldVersion> versions_used(
    storage::Reader const& db, referentiel::Library const& library, accounts::OrganisationId const& organisation) {
    auto const hashes = db.rows("SELECT DISTINCT version FROM diagnostics WHERE organisation_id = $1 ORDER BY version",
        {organisation}, [](storage::Row& row) { return row.next<referentiel::VersionHash>(); });
    std::vector<HeldVersion> versions;
    for (auto const& hash : hashes) {
        auto const* held = referentiel::held(db, library, hash);
        versions.push_back({held ? std::string{held->code.text()} : "", held ? held->number : "", std::string{hash.text()}});
    }
    return versions;
}

} // namespace

std::unique_ptr<PackageWriter> export_structure(storage::Reader const& db, referentiel::Library const& library,
    accounts::OrganisationId const& organisation, storage::Files const& files, std::filesystem::path const& out, Instant now) {
    std::string const id{organisation.text()};
    if (!accounts::find_organisation(db, organisation)) throw Refused{"Aucune structure ne porte cet identifiant : " + id};

    Manifest manifest{.content = Content::structure,
        .program = std::string{program_version},
        .schema = known_schema(),
        .made = iso(now),
        .organisation = id,
        .referentiels = versions_used(db, library, organisation)};
    auto package = std::make_unique<PackageWriter>(out, std::move(manifest));
    for (auto const& table : tables())
        if (table.leaves_by(Leaves::with_structure))
            package->add_rows(db, {table, exported_columns(table), condition_for(table), {storage::Value{organisation}}});
    add_files_of(*package, db, files, id);
    package->write();
    return package;
}

} // namespace archive
