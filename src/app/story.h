#pragma once

#include "accounts/organisation.h"
#include "core/date.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What a demonstration is made from, as its file in stories/ tells it.
namespace app {

struct Character {
    std::string key; // as the story calls them
    std::string given, family, email;
    accounts::Role role;
};

struct ToldAnswer {
    std::string criterion; // its number
    std::string level;     // its code
    std::string by;        // a character
    std::string reason = {};
    std::string comment = {};
};

// What the team says beside the answers.
struct ToldNote {
    std::string criterion, by, text;
};
struct ToldTask {
    std::string criterion, who; // who is to answer it, or wants another look at it
};

// What exists for a criterion, and how soon to do better: 1 to 3, or 0 where nobody said.
struct ToldPractice {
    std::string criterion, by, text;
    int priority = 0;
};
struct ToldComment {
    std::string criterion, by, text;
    std::string to = {};          // who is called, if anybody
    std::string resolved_by = {}; // who closed it, if anybody
};

struct ToldTopic {
    std::string criterion;
    std::vector<std::vector<std::string>> rounds; // the levels voted for, in the order of those who take part
    std::string level;
    std::string why;
};

struct ToldWorkshop {
    std::string title;
    std::string by;
    Date on;
    std::vector<std::pair<std::string, std::string>> participants; // name and role
    std::vector<ToldTopic> topics;
};

struct ToldIndicator {
    std::string label;
    std::vector<std::string> steps; // of a state
    std::string unit, baseline, month, target;
};

struct ToldAction {
    std::string title, text;
    std::string responsible;         // by name, with or without an account
    std::vector<std::string> people; // the same
    std::string start, due;
    std::string cost, effort, funder;
    std::string state, progress, done;
    std::vector<ToldIndicator> indicators;
    std::vector<ToldAction> parts;
};

struct ToldCommitment {
    std::string criterion, level;
    std::vector<ToldAction> actions;
};

struct ToldCycle {
    std::string label;
    std::string referentiel;
    Date opened;
    Date last; // of the answers, which are spread from the opening on
    std::optional<Date> closed;
    std::vector<ToldAnswer> answers;
    std::vector<ToldTask> to_answer, to_look_at;
    std::vector<ToldNote> notes;
    std::optional<ToldWorkshop> workshop;
    std::vector<ToldPractice> practices = {};
    std::vector<ToldComment> comments = {};
    std::vector<ToldCommitment> plan = {};
};

// A file is what its text says, made as its name ends: « .pdf », « .csv », « .txt ».
struct ToldVersion {
    std::string file, text;
    Date added;
    std::optional<Date> expires = {};
};
struct ToldUse {
    std::string cycle;                       // its label
    std::string criterion = {}, action = {}; // the one or the other
};
struct ToldDocument {
    std::string title, by;
    std::string year = {}; // of an archived report
    std::string link = {}; // or versions
    std::optional<Date> added = {};
    std::vector<ToldVersion> versions;
    std::vector<ToldUse> uses;
};

struct Story {
    std::string name; // of its file: « residence »
    accounts::Profile profile;
    bool is_visited; // may anybody walk through it?
    std::vector<Character> people;
    std::vector<std::string> readers; // characters of other stories who may read it
    std::vector<ToldCycle> cycles;    // in the order of time
    std::vector<ToldDocument> documents = {};
};

// Those that the program carries; the one that visitors walk through comes first.
std::vector<Story> const& stories();

} // namespace app
