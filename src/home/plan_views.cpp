#include "home/plan_views.h"

#include "actions/addresses.h"
#include "actions/filters.h"
#include "actions/signs.h"
#include "charts/signs.h"
#include "html/icon.h"
#include "layout/parts.h"

#include <algorithm>

namespace home {
namespace {

using actions::Action, actions::Punctuality;
using html::each, html::Html, html::Language, html::when;

constexpr std::size_t longest_list = 6;

struct Step {
    std::string where;
    std::string what;
    Url address;
};

// What to do next: put something in the plan, give a criterion its first action, say what an action lacks.
Step next_step(Language const& t, Engagements const& sheet) {
    auto const& plan = sheet.plan;
    auto const all = actions::plan_url(sheet.diagnostic);
    if (!sheet.may_plan) return {"", t.text("Voir le plan"), all};
    if (plan.commitments.empty())
        return {t.text("Le plan est encore vide"), t.text("Choisir des critères"), actions::criteria_url(sheet.diagnostic)};
    for (auto const& commitment : plan.commitments)
        if (commitment.actions.empty())
            return {actions::title_of(t, commitment), t.text("Prévoir une action"),
                actions::commitment_url(sheet.diagnostic, commitment)};
    for (auto const* action : actions::actions(plan))
        if (!actions::hints(*action).empty())
            return {actions::name_of(t, *action), t.text("Compléter cette action"),
                actions::action_url(sheet.diagnostic, action->id)};
    return {t.text("Chaque action a son échéance et son indicateur"), t.text("Voir le plan"), all};
}

// The soonest first; those without a month last.
void sort_by_due(std::vector<Action const*>& all) {
    std::stable_sort(all.begin(), all.end(), [](Action const* one, Action const* other) {
        auto const &mine = one->content.due, &theirs = other->content.due;
        return mine && (!theirs || *mine < *theirs);
    });
}

// Late, or due before the end of next month.
bool is_pressing(Action const& action, Date today) {
    if (actions::is_over(action->state) || !action->due) return false;
    auto const next_month = month_of(today) + std::chrono::months{1};
    return action->due->month <= next_month || actions::punctuality(action, today) == Punctuality::late;
}

bool is_of(Action const& action, actions::Plan const& plan, accounts::UserId const& user) {
    return !actions::is_over(action->state) && action->responsible && plan.people.of(*action->responsible).user == user;
}

std::optional<accounts::PersonId> person_of(actions::Plan const& plan, accounts::UserId const& user) {
    auto const people = plan.people.present();
    auto const found = std::ranges::find_if(people, [&](accounts::Person const* person) { return person->user == user; });
    return found == people.end() ? std::nullopt : std::optional{(*found)->id};
}

Html line(Language const& t, Engagements const& sheet, Action const& action) {
    auto const who = action->responsible ? sheet.plan.name_of(*action->responsible) : t.text("sans responsable");
    auto const due = action->due ? actions::words_of(t, *action->due) : t.text("sans échéance");
    return t.html(R"(
<li><div class="line line--action"><div><p class="line__title"><a href="{}">{}</a></p><p class="small quiet">{} · {}</p></div><div class="line__acts">{}</div></div></li>)",
        actions::action_url(sheet.diagnostic, action.id), actions::name_of(t, action), who, due,
        actions::timing(t, actions::punctuality(action, sheet.today)));
}

// more, filter: what leads to all of them, in each view of the plan; nothing leads to those of whom no action names.
Html list(Language const& t, Engagements const& sheet, std::string_view id, std::string const& title,
    std::vector<Action const*> const& all, std::string const& none, std::string const& more,
    std::optional<actions::Filter> const& filter) {
    auto const shown = std::min(all.size(), longest_list);
    auto const lines = std::vector<Action const*>{all.begin(), all.begin() + static_cast<std::ptrdiff_t>(shown)};
    auto const content = all.empty() ? t.html(R"(<p class="quiet after">{}</p>)", none)
                                     : t.html(R"(<ul class="lines">{}</ul>)",
                                           each(lines, [&](Action const* action) { return line(t, sheet, *action); }));
    return t.html(R"(
<section aria-labelledby="{}">{}{}</section>)",
        id,
        layout::section_title(t, id, title,
            when(filter.has_value(),
                [&] {
                    return t.html(R"(<a class="small" href="{}">{}</a>)",
                        actions::with(actions::plan_url(sheet.diagnostic), *filter), more);
                })),
        content);
}

// Somebody of the member's name, whom the plan names without an account: until they are made one, their actions are not seen
// here.
Html namesake_words(accounts::Visit const& visit, Engagements const& sheet) {
    auto const& t = visit.t;
    auto const people = sheet.plan.people.present();
    auto const is_namesake = [&](accounts::Person const* person) { return person->namesake == visit.member.user.id; };
    if (std::ranges::none_of(people, is_namesake)) return {};
    if (!sheet.may_plan)
        return t.html(R"(
<p class="small">{Le plan nomme sans compte quelqu'un qui porte votre nom. Si c'est vous, demandez à l'équipe de vous réunir avec la personne du plan : ses actions viendront ici.}</p>)");
    return t.html(R"(
<p class="small">{Le plan nomme sans compte quelqu'un qui porte votre nom. Si c'est vous, <1>dites-le ici</1> : ses actions viendront dans vos tâches.}</p>)",
        actions::people_url(visit.member.organisation));
}

} // namespace

Html plan_tile(Language const& t, Engagements const& sheet) {
    auto const tally = actions::tally(sheet.plan, sheet.today);
    auto const step = next_step(t, sheet);
    auto const figures = tally.actions == 0 ? t.html(R"(<p class="small quiet">{}</p>)",
                                                  t.count(tally.commitments, "{} critère au plan", "{} critères au plan"))
                                            : charts::tally(t, tally.done, tally.actions, t.text("actions terminées"));
    auto const late = when(tally.late > 0, [&] {
        return t.html(R"(<p class="small"><a href="{}">{}</a></p>)",
            actions::with(actions::plan_url(sheet.diagnostic), {.is_late = true}),
            t.count(tally.late, "{} en retard", "{} en retard"));
    });
    return t.html(R"(
<div class="tile"><h2 class="tile__title">{}<a href="{}">{Vos engagements}</a></h2><div>{}{}</div><p class="tile__next"><span>{}</span><a href="{}">{}</a></p></div>)",
        html::side_sign(t, 3), actions::plan_url(sheet.diagnostic), figures, late, step.where, step.address, step.what);
}

Html plan_lists(accounts::Visit const& visit, Engagements const& sheet) {
    auto const& t = visit.t;
    std::vector<Action const*> pressing, own;
    for (auto const* action : actions::actions(sheet.plan)) {
        if (is_pressing(*action, sheet.today)) pressing.push_back(action);
        if (is_of(*action, sheet.plan, visit.member.user.id)) own.push_back(action);
    }
    if (actions::actions(sheet.plan).empty()) return {};
    sort_by_due(pressing);
    sort_by_due(own);
    auto const person = person_of(sheet.plan, visit.member.user.id);
    return t.html(R"(
{}<div class="halves">{}{}</div>)",
        namesake_words(visit, sheet),
        list(t, sheet, "bientot", t.text("En retard ou bientôt dû"), pressing,
            t.text("Rien n'est en retard, et rien n'est dû d'ici la fin du mois prochain."), t.text("Voir ce qui est dû"),
            actions::Filter{.to = actions::Due{month_of(sheet.today) + std::chrono::months{1}}}),
        list(t, sheet, "taches", t.text("Mes tâches"), own, t.text("Aucune action ne vous attend."), t.text("Voir mes actions"),
            person ? std::optional{actions::Filter{.responsible = person}} : std::nullopt));
}

} // namespace home
