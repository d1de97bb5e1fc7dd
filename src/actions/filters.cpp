#include "actions/filters.h"

#include "core/unicode.h"
#include "referentiel/referentiel.h"

#include <algorithm>
#include <array>
#include <map>

namespace actions {
namespace {

using html::Language;

constexpr std::array states{State::planned, State::ongoing, State::done, State::abandoned};
constexpr std::string_view nobody = "personne", yes = "oui";

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words;
    auto const all = folded(text);
    for (std::string_view rest = all; !rest.empty();) {
        auto const end = std::min(rest.find(' '), rest.size());
        if (end > 0) words.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return words;
}

// All that may be searched of an action.
std::string said(Language const& t, Plan const& plan, Commitment const& commitment, Action const& action) {
    auto all = title_of(t, commitment) + "\n" + action->title + "\n" + action->text + "\n" + action->funder;
    if (action->responsible) all += "\n" + plan.name_of(*action->responsible);
    for (auto const& person : action->people) all += "\n" + plan.name_of(person);
    for (auto const& indicator : action->indicators) all += "\n" + indicator.label;
    return folded(all);
}

// A filter, ready to be asked of each action.
class Asking {
public:
    Asking(Language const& t, Plan const& plan, Filter const& filter, Date today)
        : t_{t}, plan_{plan}, filter_{filter}, today_{today}, words_{words_in(filter.text)} {
        if (!filter.responsible) return;
        auto const* person = plan.people.find(*filter.responsible);
        responsible_ = person ? plan.people.of(person->id).id : *filter.responsible; // who was merged is the other
    }

    bool takes(Commitment const& commitment) const {
        if (filter_.chapter.empty()) return true;
        auto const* chapter = top_chapter(commitment);
        return chapter ? chapter->key.text() == filter_.chapter : filter_.chapter == former_chapter;
    }

    bool takes(Commitment const& commitment, Action const& action) const {
        return is_carried(action) && is_due(action) && (!filter_.state || action->state == *filter_.state) &&
               (!filter_.is_late || is_late(action, today_)) && (!filter_.is_incomplete || !hints(action).empty()) &&
               (!filter_.is_critical || action->critical) && says(commitment, action);
    }

private:
    bool is_carried(Action const& action) const {
        if (filter_.without_responsible) return !action->responsible;
        return !responsible_ || action->responsible == responsible_;
    }

    bool is_due(Action const& action) const {
        if (!filter_.from && !filter_.to) return true;
        if (!action->due) return false;
        return (!filter_.from || *action->due >= *filter_.from) && (!filter_.to || *action->due <= *filter_.to);
    }

    bool says(Commitment const& commitment, Action const& action) const {
        if (words_.empty()) return true;
        auto const all = said(t_, plan_, commitment, action);
        return std::ranges::all_of(words_, [&](std::string const& word) { return all.find(word) != all.npos; });
    }

    Language const& t_;
    Plan const& plan_;
    Filter const& filter_;
    Date today_;
    std::vector<std::string> words_;
    std::optional<PersonId> responsible_;
};

} // namespace

std::string_view slug(State state) {
    switch (state) {
        case State::planned: return "prevue";
        case State::ongoing: return "en-cours";
        case State::done: return "terminee";
        case State::abandoned: return "abandonnee";
    }
    return "";
}

std::optional<State> state_of(std::string_view text) {
    auto const found = std::ranges::find(states, text, [](State state) { return slug(state); });
    return found == states.end() ? std::nullopt : std::optional{*found};
}

Filter read_filter(web::Form const& parameters) {
    Filter filter;
    filter.chapter = parameters.line("chapitre");
    auto const who = parameters.line("responsable");
    filter.without_responsible = who == nobody;
    if (!filter.without_responsible) filter.responsible = PersonId::parse(who);
    filter.from = parse<Due>(parameters.line("de"));
    filter.to = parse<Due>(parameters.line("a"));
    filter.state = state_of(parameters.line("etat"));
    filter.text = parameters.line("texte");
    filter.is_late = parameters.line("retard") == yes;
    filter.is_incomplete = parameters.line("a-completer") == yes;
    filter.is_critical = parameters.line("critique") == yes;
    return filter;
}

std::vector<Parameter> parameters(Filter const& filter) {
    std::vector<Parameter> all;
    if (!filter.chapter.empty()) all.push_back({"chapitre", filter.chapter});
    if (filter.without_responsible) all.push_back({"responsable", std::string{nobody}});
    else if (filter.responsible) all.push_back({"responsable", std::string{filter.responsible->text()}});
    if (filter.from) all.push_back({"de", iso(filter.from->month)});
    if (filter.to) all.push_back({"a", iso(filter.to->month)});
    if (filter.state) all.push_back({"etat", std::string{slug(*filter.state)}});
    if (!filter.text.empty()) all.push_back({"texte", filter.text});
    if (filter.is_late) all.push_back({"retard", std::string{yes}});
    if (filter.is_incomplete) all.push_back({"a-completer", std::string{yes}});
    if (filter.is_critical) all.push_back({"critique", std::string{yes}});
    return all;
}

Url with(Url address, Filter const& filter) {
    for (auto const& [name, value] : parameters(filter)) address = address.with(name, std::string_view{value});
    return address;
}

bool is_late(Action const& action, Date today) {
    return !is_over(action->state) && punctuality(action, today) == Punctuality::late;
}

referentiel::Chapter const* top_chapter(Commitment const& commitment) {
    if (!commitment.criterion) return nullptr;
    auto const* chapter = commitment.criterion->chapter;
    while (chapter->parent) chapter = chapter->parent;
    return chapter;
}

Counted counted(std::span<Pick const> picks) {
    Counted counted;
    for (auto const& pick : picks) ++(pick.action->parent ? counted.parts : counted.actions);
    return counted;
}

Counted counted(Plan const& plan) {
    Counted counted;
    for (auto const* action : actions(plan)) ++(action->parent ? counted.parts : counted.actions);
    return counted;
}

std::string words_of(html::Language const& t, Counted const& counted) {
    auto const all = t.count(static_cast<std::int64_t>(counted.actions), "{} action", "{} actions");
    if (counted.parts == 0) return all;
    auto const parts = t.count(static_cast<std::int64_t>(counted.parts), "{} étape", "{} étapes");
    return counted.actions == 0 ? parts : t.text("{}, {}", {all, parts});
}

std::vector<Pick> picks(Language const& t, Plan const& plan, Filter const& filter, Date today) {
    Asking const asking{t, plan, filter, today};
    std::vector<Pick> all;
    for (auto const& commitment : plan.commitments) {
        if (!asking.takes(commitment)) continue;
        for (auto const* action : actions(commitment))
            if (asking.takes(commitment, *action)) all.push_back({&commitment, action});
    }
    return all;
}

Plan filtered(html::Language const& t, Plan plan, Filter const& filter, Date today) {
    if (filter.is_empty()) return plan;
    std::map<CommitmentId, std::vector<Action>> left;
    for (auto const& [commitment, action] : picks(t, plan, filter, today)) {
        auto& one = left[commitment->id].emplace_back(*action);
        one.parts.clear();
    }
    for (auto& commitment : plan.commitments) commitment.actions = std::move(left[commitment.id]);
    std::erase_if(plan.commitments, [](Commitment const& commitment) { return commitment.actions.empty(); });
    return plan;
}

} // namespace actions
