#include "site/plan_samples.h"

#include "actions/action_views.h"
#include "actions/batch_views.h"
#include "actions/board_views.h"
#include "actions/draft.h"
#include "actions/filter_views.h"
#include "actions/filters.h"
#include "actions/months_views.h"
#include "actions/plan_views.h"
#include "actions/timeline_views.h"
#include "layout/components.h"

#include <chrono>

namespace site {
namespace {

using actions::Action;
using diagnostic::SavedRating;
using html::Html;
using layout::component;

Html plan_bar(Example const& example) {
    actions::Filter const nothing;
    return actions::plan_bar(
        example.caller, {.diagnostic = example.diagnostic, .plan = example.planning.plan, .filter = nothing, .shown = {5}});
}

Html plan_tables(Example const& example) {
    actions::BatchDraft const batch{.id = std::string{nobodys<Action>(70).text()}};
    actions::Filter const nothing;
    std::vector<SavedRating> const ratings{rated(example.criterion(0), 2, "", "Maud Tessier", example.caller.now)};
    auto const tables =
        actions::plan_tables(example.caller, {.diagnostic = example.diagnostic,
                                                 .plan = example.planning.plan,
                                                 .ratings = ratings,
                                                 .today = example.caller.today(),
                                                 .before_name = [&](Action const& action) {
                                                     return actions::batch_tick(example.caller, example.planning, action, batch);
                                                 }});
    return example.t().html("{}{}", actions::batch_bar(example.caller, example.planning, nothing, batch), tables);
}

Html plan_views(Example const& example) {
    auto const& caller = example.caller;
    auto const& diagnostic = example.diagnostic;
    auto const today = caller.today();
    actions::Planning const planning{diagnostic, plan_of(example.criterion(0), today, 11), {.is_whole = true}, true};
    actions::Filter const nothing;
    auto const all = actions::picks(caller.t, planning.plan, nothing, today);
    auto const by_state = actions::board(caller, {planning, nothing, all, today, std::string{nobodys<Action>(71).text()}});
    auto const by_month =
        actions::months_page(caller, {diagnostic, planning.plan, nothing, all, month_of(today) - std::chrono::months{2}, today});
    auto const by_time = actions::timeline_page(caller, {diagnostic, planning.plan, all, today});
    auto const& t = caller.t;
    return t.html("{}{}{}",
        component(t, "plan-etats", "Le plan par état", "Une carte passe d'une colonne à l'autre par un bouton, ou se glisse.",
            by_state),
        component(t, "plan-mois", "Le plan par mois", "Douze mois, et ce qui tombe avant, après ou sans date.", by_month),
        component(
            t, "plan-frise", "La frise", "Une barre par action, face à aujourd'hui ; un tableau dit la même chose.", by_time));
}

Html action_form(Example const& example) {
    auto const& plan = example.planning.plan;
    auto const& action = plan.commitments.front().actions.front();
    auto const draft = actions::draft_of(example.t(), plan, action);
    std::vector<std::string> const names{"Inès Morel", "Maud Tessier"};
    return actions::action_page(example.caller, {example.diagnostic, plan, action, draft, names, example.caller.today(), true, "",
                                                    std::string{nobodys<Action>(72).text()}});
}

} // namespace

Html plan_samples(Example const& example) {
    auto const& t = example.t();
    return t.html("{}{}{}{}",
        component(
            t, "plan-filtres", "Présentations et filtres du plan", "Le même choix dans chaque présentation.", plan_bar(example)),
        component(t, "plan-tableaux", "Le plan en tableaux, plusieurs actions à la fois",
            "Les cases n'apparaissent que pour qui veut changer plusieurs actions.", plan_tables(example)),
        plan_views(example),
        component(t, "action", "Une action et ses indicateurs", "Une ligne par indicateur, qui s'ajoute et se retire.",
            action_form(example)));
}

} // namespace site
