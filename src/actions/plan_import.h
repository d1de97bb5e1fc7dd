#pragma once

#include "actions/plan.h"
#include "actions/plan_columns.h"
#include "core/chance.h"
#include "diagnostic/teamwork.h"
#include "tables/reading.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A plan that comes from a workbook or a CSV, as people keep theirs: read line by line, shown before anything is kept.
namespace actions {

inline constexpr std::size_t most_lines = 10'000;

// What a line does.
enum class Outcome {
    action,     // a new action
    indicator,  // one more indicator of the action of a line above
    commitment, // its criterion comes into the plan
    planned,    // what it says is in the plan already
    refused,
};

struct PlanLine {
    std::size_t number; // as a spreadsheet counts, from 1
    std::string said;   // « 25 · Trier »
    Outcome outcome;
    std::string words;                     // what it does, or why it does not
    std::vector<std::string> remarks = {}; // what of it is not taken as it stands, which the text of its action keeps
};

struct ImportedAction {
    referentiel::Criterion const* criterion;
    std::optional<std::size_t> whole = {}; // the action that it is a part of, by its place in the list
    Content content = {};                  // without its people, who are names here
    std::string responsible = {};
    std::vector<std::string> people = {};
};

struct ImportedPlan {
    std::vector<PlanLine> lines = {};
    std::vector<ImportedAction> actions = {};                                // that would come, in order
    std::vector<referentiel::Criterion const*> criteria = {};                // that would come into the plan
    std::map<referentiel::Criterion const*, referentiel::Level> levels = {}; // of criteria that aim at none yet
    std::vector<std::string> names = {};                                     // of all the people named, each once
    bool is_cut = false;                                                     // the file has more lines than are read

    std::int64_t count(Outcome) const;
    bool is_empty() const { return actions.empty() && criteria.empty() && levels.empty(); }
};

// Who is meant by names that nobody bears: by each such name, as the file has it, the name of somebody known. Whoever is not
// here is made, as a person without an account.
using Matches = std::map<std::string, std::string>;

// What becomes of lines that name a criterion and an action that the plan has already.
enum class Twins { left_out, added };

struct Reading {
    html::Language const& t;
    diagnostic::Diagnostic const& diagnostic;
    Plan const& plan;
    diagnostic::Mandate const& mandate;
    Instant now;
    Date today;
    Chance const& chance; // makes the ids of what would come
};

ImportedPlan imported_plan(Reading const&, tables::Cells const&, Columns const&, Twins);

} // namespace actions
