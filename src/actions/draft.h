#pragma once

#include "accounts/names.h"
#include "actions/plan.h"
#include "html/form.h"
#include "web/request.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What the form of an action holds, and what it comes to.
namespace actions {

// Parts of the form that are saved, and can be overtaken, each for itself.
enum class Group { critical, what, who, when, state, means, indicators };
inline constexpr std::array groups{
    Group::critical, Group::what, Group::who, Group::when, Group::state, Group::means, Group::indicators};
std::string_view to_text(Group);
// The one that a field belongs to.
Group group_of(std::string_view field);

struct IndicatorDraft {
    std::string id;
    std::string kind;
    std::string label = {};
    std::string steps = {}; // « pas réalisé, en cours, réalisé »
    std::string unit = {};
    std::string direction = {};
    std::string baseline = {};
    std::string baseline_month = {};
    std::string target = {};

    bool is_blank() const { return label.empty() && baseline.empty() && target.empty() && unit.empty() && steps.empty(); }
};

struct ActionDraft {
    std::string title = {};
    std::string text = {};
    std::string responsible = {};
    std::string people = {}; // a line each
    std::string start = {};
    std::string due_month = {}, due_year = {};
    std::string state = {}, progress = {}, done = {};
    std::string cost = {}, effort = {}, funder = {};
    std::vector<IndicatorDraft> indicators = {};
    bool is_critical = false;
    std::string governance = {}, causes = {}; // of one that is
    Revision revision = {};
    std::vector<std::string> shown = {}; // the fingerprint of each group when the page was made
    std::vector<html::Problem> problems = {};
    std::vector<Group> overtaken = {}; // someone else wrote there since
};

ActionDraft draft_of(html::Language const& t, Plan const&, Action const&);

// Nothing where the form lacks what every page of ours sends.
std::optional<ActionDraft> read_draft(web::Form const&);

// Goes with the form and comes back: a group that still has it was not touched.
std::string fingerprint(ActionDraft const&, Group);

// What it says, with the people by their names; a critical action leaves neither who nor when for later; what is wrong is told at
// its field, and left as it is kept.
struct Told {
    Content content = {};
    std::string responsible = {};
    std::vector<std::string> people = {};
    std::vector<html::Problem> problems = {};

    bool is_sound(Group) const;
};
Told told(html::Language const& t, ActionDraft const&, Date today);

// Of the states of an indicator, each is there once. Small letters, capitals and accents are alike.
bool says_one_twice(std::span<std::string const> steps);

// A day on which an action was done that is not, and that was not there before.
void judge_done(html::Language const& t, ActionDraft const& before, ActionDraft const&, Told&);

// What is wrong with the names: one that several bear is asked about.
void judge_people(html::Language const& t, accounts::Names const&, Told&);
// « Plusieurs personnes portent le nom … »; nothing for a name that means one, or nobody yet.
std::optional<std::string> asking_who(html::Language const& t, accounts::Names const&, std::string_view name);

// Replaces what the group holds.
void take(Content&, Content const& from, Group);

// The ids of its fields, with their labels and what they hold, for whoever compares two versions.
struct Line {
    std::string label;
    std::string value;
};
std::vector<Line> lines_of(html::Language const& t, ActionDraft const&, Group);

} // namespace actions
