#pragma once

#include "accounts/router.h"
#include "audit/trail.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/rating.h"
#include "storage/storage.h"

#include <optional>
#include <string>
#include <vector>

namespace diagnostic {

struct RatingImport;
using RatingImportId = Id<RatingImport>;

// What stood at a criterion before an import, and the revision that the import made of it.
struct ReplacedRating {
    referentiel::CriterionKey criterion;
    std::optional<Rating> before; // nothing where there was no answer
    Revision after;
};

// A file that came into a diagnostic.
struct RatingImport {
    RatingImportId id;
    std::string file_name;
    std::string by;
    Instant at;
    std::optional<Instant> undone;
    std::vector<ReplacedRating> replaced;
};

inline constexpr std::chrono::days import_can_be_undone{30};

// The latest first.
std::vector<RatingImport> imports(storage::Reader const&, Diagnostic const&);
std::optional<RatingImport> find_import(storage::Reader const&, Diagnostic const&, RatingImportId const&);
void add_import(storage::Writer&, Diagnostic const&, RatingImport const&, accounts::User const& by);

// Puts back what stood before, where nobody has written since; tells how many answers were put back. The import counts as undone.
int undo(storage::Writer&, audit::Trail&, Diagnostic const&, RatingImport const&, accounts::User const& by, Instant now);

// The page, the dry run, what keeps it and what undoes it.
void add_import_routes(accounts::Router&);

} // namespace diagnostic
