#pragma once

#include "diagnostic/diagnostic.h"
#include "diagnostic/rating.h"
#include "diagnostic/teamwork.h"
#include "html/html.h"
#include "tables/reading.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Ratings that come from a workbook or a CSV: read line by line, shown before anything is kept.
namespace diagnostic {

enum class LineState {
    added,         // the criterion had no answer
    changed,       // its answer is replaced
    same,          // it says what is kept already
    empty,         // nothing in it
    without_level, // a comment or a reason, and no level
    unknown_criterion,
    unknown_level,
    reason_missing,
    not_for_it, // a level that this criterion may not be given
    twice,      // a line above is of the same criterion
    not_yours,  // a criterion that is not assigned to who imports
};

struct ImportLine {
    std::size_t number; // as a spreadsheet counts, from 1
    std::string said;   // the criterion and the level as the file has them: « 14 · 3 »
    LineState state;
    referentiel::Criterion const* criterion = nullptr; // where it is known
    std::optional<Rating> rating = {};                 // what would be kept
    SavedRating const* before = nullptr;
    std::string idle_reason = {}; // one that the file gives beside a level that takes none

    bool is_taken() const { return state == LineState::added || state == LineState::changed; }
};

using tables::Cells;

// The rows of the first sheet that has a column for the criterion's number and one for the level, its first ten rows being
// searched for their titles; nothing where no sheet has them, or the bytes are no workbook and no CSV.
std::optional<Cells> read_rating_file(std::string_view bytes);

// What each row would do. The criterion is found by its key, its number or its title, the level by its code or its words. An
// empty comment leaves the comment as it is kept.
std::vector<ImportLine> import_lines(Diagnostic const&, Cells const&, std::span<SavedRating const> kept, Mandate const&);

} // namespace diagnostic
