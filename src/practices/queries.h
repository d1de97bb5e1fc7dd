#pragma once

#include "audit/trail.h"
#include "core/chance.h"
#include "core/result.h"
#include "diagnostic/queries.h"
#include "practices/practice.h"
#include "storage/storage.h"

#include <optional>
#include <vector>

namespace practices {

// All that stands in a diagnostic, in two queries.
Described described(storage::Reader const&, diagnostic::Diagnostic const&);

// Someone else saved since the page was opened: this is what they wrote.
template <typename Kept>
struct Overtaken {
    Kept current;
};

// Saves a text on top of its base, by the same rules as a rating (diagnostic/run.h). The first text of a criterion makes its
// practice, and where nothing is kept any more, the text is kept as new.
enum class Versions { by_sitting, one_more };
Result<Practice, Overtaken<Practice>> save(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&,
    referentiel::CriterionKey const&, std::string const& text, Base const&, diagnostic::Writing const&, Chance const&,
    Versions = Versions::by_sitting);

Result<SavedPriority, Overtaken<SavedPriority>> save(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&,
    referentiel::CriterionKey const&, Priority, diagnostic::Writing const&);

std::optional<Practice> find_practice(storage::Reader const&, diagnostic::Diagnostic const&, referentiel::CriterionKey const&);

// What was written before; the newest first.
std::vector<Version> versions(storage::Reader const&, diagnostic::Diagnostic const&, PracticeId const&);
std::optional<std::string> text_of_version(
    storage::Reader const&, diagnostic::Diagnostic const&, PracticeId const&, std::int64_t number);

// The criterion is described by that practice from here on. What it had before is joined to it where it says something else;
// with its versions; false, and nothing done, where both together are too long.
bool share(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, referentiel::CriterionKey const&, Practice const& with,
    diagnostic::Writing const&);

// A practice with its first version, for one criterion or several, where they are placed.
Practice add(storage::Writer&, diagnostic::Diagnostic const&, std::string const& text, std::string const& origin,
    diagnostic::Writing const&, Chance const&);
void place(storage::Writer&, diagnostic::Diagnostic const&, referentiel::CriterionKey const&, PracticeId const&);

// The criterion gets a copy of its own, with all its versions.
void part(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, referentiel::CriterionKey const&, Practice const&,
    Instant now, Chance const&);

} // namespace practices
