#pragma once

#include "actions/plan.h"
#include "core/url.h"
#include "web/request.h"

#include <optional>
#include <string>
#include <vector>

// What of a plan is looked at: the same choice in each of its views, kept in their addresses.
namespace actions {

struct Filter {
    std::string chapter = {}; // the key of one at the top, or former_chapter
    std::optional<PersonId> responsible = {};
    bool without_responsible = false;
    std::optional<Due> from = {}, to = {};
    std::optional<State> state = {};
    std::string text = {}; // words that all occur, whatever their accents and capitals
    bool is_late = false;
    bool is_incomplete = false; // « à compléter »
    bool is_critical = false;

    bool is_empty() const { return *this == Filter{}; }
    bool operator==(Filter const&) const = default;
};

// Of criteria that the référentiel no longer has.
inline constexpr std::string_view former_chapter = "anciens-criteres";

// What cannot be read is not filtered by.
Filter read_filter(web::Form const& parameters);
Url with(Url, Filter const&);

// The parts of that address, for a form that comes back to it.
struct Parameter {
    std::string name, value;
};
std::vector<Parameter> parameters(Filter const&);

// As addresses say it: « en-cours ».
std::string_view slug(State);
std::optional<State> state_of(std::string_view slug);

// Nothing is expected of what is over, however late it was.
bool is_late(Action const&, Date today);

referentiel::Chapter const* top_chapter(Commitment const&);

// One action with what it is for.
struct Pick {
    Commitment const* commitment;
    Action const* action;
};

// A board of 22 cards holds « 20 actions, 2 étapes ».
struct Counted {
    std::size_t actions = 0;
    std::size_t parts = 0;
};
Counted counted(std::span<Pick const>);
Counted counted(Plan const&);
std::string words_of(html::Language const& t, Counted const&);

// Those that a filter leaves, in the order of the plan; parts stand for themselves.
std::vector<Pick> picks(html::Language const& t, Plan const&, Filter const&, Date today);

// The plan with those alone, for files: what is shown is what leaves. Criteria without any go, unless nothing is filtered.
Plan filtered(html::Language const& t, Plan, Filter const&, Date today);

} // namespace actions
