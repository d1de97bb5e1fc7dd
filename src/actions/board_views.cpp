#include "actions/board_views.h"

#include "actions/addresses.h"
#include "actions/filter_views.h"
#include "actions/signs.h"
#include "html/form.h"
#include "layout/parts.h"

#include <algorithm>
#include <array>

namespace actions {
namespace {

using accounts::Caller;
using html::Attribute, html::each, html::Html, html::Language, html::when;

constexpr std::array states{State::planned, State::ongoing, State::done, State::abandoned};

std::string column_name(Language const& t, State state) {
    switch (state) {
        case State::planned: return t.text("Prévues");
        case State::ongoing: return t.text("En cours");
        case State::done: return t.text("Terminées");
        case State::abandoned: return t.text("Abandonnées");
    }
    return {};
}

Html passing_button(Language const& t, Action const& action, State state) {
    return t.html(
        R"(<button class="button button--second button--small" type="submit" name="passage" value="{}" data-to="{}">{}</button>)",
        to_text(Passing{action.id, action.revision, state}), slug(state), words_of(t, state));
}

Html passing_menu(Language const& t, Action const& action) {
    std::vector<State> others;
    for (auto const state : states)
        if (state != action->state) others.push_back(state);
    return t.html(R"(
<details class="fold card__pass no-print"><summary>{Passer à…}<span class="unseen">{}</span></summary><div class="buttons" role="group" aria-label="{}">{}</div></details>)",
        t.text(" : {}", {name_of(t, action)}), t.text("Passer « {} » à", {name_of(t, action)}),
        each(others, [&](State state) { return passing_button(t, action, state); }));
}

Html card(Language const& t, BoardSheet const& sheet, Pick const& pick) {
    auto const& action = *pick.action;
    auto const who = action->responsible ? t.html("<span>{}</span>", sheet.planning.plan.name_of(*action->responsible))
                                         : t.html(R"(<span class="quiet">{sans responsable}</span>)");
    auto const due =
        when(action->due.has_value(), [&] { return t.html(R"(<span class="number">{}</span>)", words_of(t, *action->due)); });
    auto const how = when(action->state != State::abandoned, [&] { return timing(t, punctuality(action, sheet.today)); });
    auto const* whole = action.parent ? sheet.planning.plan.find(*action.parent) : nullptr;
    auto const where =
        whole ? t.html(R"(<b>{}</b> · {})", t.text("Étape de « {} »", {name_of(t, *whole)}), title_of(t, *pick.commitment))
              : t.html("{}", title_of(t, *pick.commitment));
    auto const facts = t.html(R"(<p class="card__facts small">{}{}</p>)", who, due);
    return t.html(R"(
<li class="card" id="{}"><h3><a href="{}">{}</a>{}</h3><p class="small quiet">{}</p>{}{}</li>)",
        line_id(action), action_url(sheet.planning.diagnostic, action.id), name_of(t, action), critical_tag(t, action), where,
        t.html("{}{}", facts, how), when(sheet.planning.may_change(*pick.commitment), [&] { return passing_menu(t, action); }));
}

Html column(Language const& t, BoardSheet const& sheet, State state) {
    std::vector<Pick> picks;
    for (auto const& pick : sheet.picks)
        if ((*pick.action)->state == state) picks.push_back(pick);
    auto const id = "etat-" + std::string{slug(state)};
    auto const cards = when(!picks.empty(), [&] {
        return t.html(R"(<ol class="board__cards">{}</ol>)", each(picks, [&](Pick const& pick) { return card(t, sheet, pick); }));
    });
    auto const none = when(picks.empty(), [&] { return t.html(R"(<p class="small quiet">{Aucune.}</p>)"); });
    return t.html(R"(
<section class="board__column" aria-labelledby="{}" data-state="{}"><h2 id="{}">{} <span class="number quiet">{}</span></h2>{}{}</section>)",
        id, slug(state), id, column_name(t, state), words_of(t, counted(picks)), cards, none);
}

} // namespace

std::string to_text(Passing const& passing) {
    return std::string{slug(passing.state)} + "." + std::to_string(passing.base.number) + "." +
           std::string{passing.action.text()};
}

std::optional<Passing> read_passing(std::string_view text) {
    auto const first = text.find('.'), second = text.find('.', first == text.npos ? first : first + 1);
    if (second == text.npos) return std::nullopt;
    auto const state = state_of(text.substr(0, first));
    auto const base = parse<Revision>(text.substr(first + 1, second - first - 1));
    auto const action = ActionId::parse(text.substr(second + 1));
    return state && base && action ? std::optional{Passing{*action, *base, *state}} : std::nullopt;
}

Html board(Caller const& caller, BoardSheet const& sheet) {
    auto const& t = caller.t;
    auto const columns = t.html(R"(
<div class="board">{}</div>)",
        each(states, [&](State state) { return column(t, sheet, state); }));
    if (!sheet.planning.may_plan) return columns;
    return html::form(t, with(view_url(sheet.planning.diagnostic, View::states), sheet.filter), caller.form_key,
        t.html(R"(<input type="hidden" name="id" value="{}">{})", sheet.id, columns), {.module = "board"});
}

} // namespace actions
