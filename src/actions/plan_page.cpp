#include "actions/plan_page.h"

#include "actions/addresses.h"
#include "actions/file_links.h"
#include "actions/plan_views.h"
#include "actions/trash_views.h"
#include "evidence/archiving.h"
#include "layout/frame.h"
#include "layout/parts.h"

#include <algorithm>
#include <set>

namespace actions {
namespace {

using accounts::Caller, accounts::Member;
using html::Html, html::when;
using web::Response;

Html add_link(Caller const& caller, Planning const& planning) {
    return when(planning.may_plan && !planning.plan.commitments.empty(), [&] {
        return layout::button_link(caller.t, criteria_url(planning.diagnostic), caller.t.text("Ajouter un critère au plan"));
    });
}

} // namespace

Viewing::Viewing(Caller const& caller, Planning planned, std::vector<accounts::Cycle> all)
    : planning{std::move(planned)}, filter{read_filter(caller.request.parameters())}, cycles{std::move(all)},
      picks{actions::picks(caller.t, planning.plan, filter, caller.today())} {}

Looking Viewing::looking(View view) const { return {planning.diagnostic, planning.plan, filter, view, counted(picks), cycles}; }

Response view_page(Caller const& caller, Member const& member, Viewing const& viewing, Looking const& looking, Html const& above,
    Html const& content, int status) {
    auto const& t = caller.t;
    auto const& [diagnostic, plan, mandate, may_plan] = viewing.planning;
    auto const is_empty = plan.commitments.empty();
    auto const bar = is_empty ? cycle_bar(caller, looking) : plan_bar(caller, looking);
    auto const finds_nothing = viewing.picks.empty() && !viewing.filter.is_empty();
    auto const instead = is_empty        ? empty_plan(caller, diagnostic, may_plan)
                         : finds_nothing ? nothing_found(caller, looking)
                                         : Html{};
    auto const archive = when(viewing.filter.is_empty(),
        [&] { return evidence::archive_item(caller, member, viewing.planning.diagnostic.cycle().id, evidence::Report::plan); });
    auto const files = is_empty ? when(may_plan, [&] { return import_link(t, viewing.planning.diagnostic); })
                                : file_links(t, diagnostic, viewing.filter, may_plan, archive);
    return layout::structure_page(caller, member, standing(diagnostic),
        {.title = looking.view == View::chapters ? t.text("Plan d'actions")
                                                 : t.text("Plan d'actions : {}", {name_of(t, looking.view)}),
            .section = t.text("Démarche {}", {diagnostic.cycle().label}),
            .heading = t.text("Plan d'actions"),
            .lead = is_empty                    ? t.text("Ce que vous voulez améliorer, avec qui, et pour quand.")
                    : viewing.filter.is_empty() ? size_words(t, tally(plan, caller.today()))
                                                : shown_words(t, looking),
            .actions = add_link(caller, viewing.planning),
            .content = t.html(R"(
<div class="stack-wide">{}{}{}{}{}</div>)",
                above, bar, is_empty || finds_nothing ? instead : content, files, plan_foot(caller, diagnostic, may_plan)),
            .status = status,
            .is_printed_wide = true});
}

Response chapters_page(Caller const& caller, Member const& member, Viewing const& viewing,
    std::span<diagnostic::SavedRating const> ratings, Html const& above, std::optional<BatchDraft> const& draft) {
    auto const& diagnostic = viewing.planning.diagnostic;
    auto const may_plan = viewing.planning.may_plan;
    auto const chooses = draft && may_plan;
    std::set<Action const*> const shown = [&] {
        std::set<Action const*> all;
        for (auto const& pick : viewing.picks) all.insert(pick.action);
        return all;
    }();
    Shown what{diagnostic, viewing.planning.plan, ratings, caller.today()};
    what.is_shown = [&](Action const& action) { return shown.contains(&action); };
    what.shows_empty = viewing.filter.is_empty();
    if (chooses) what.before_name = [&](Action const& action) { return batch_tick(caller, viewing.planning, action, *draft); };
    what.is_at_plan = !draft || draft->problems.empty();
    auto const is_for_choosing =
        std::ranges::any_of(viewing.picks, [&](Pick const& pick) { return viewing.planning.may_change(*pick.commitment); });
    auto const bar = when(is_for_choosing, [&] {
        return chooses ? batch_bar(caller, viewing.planning, viewing.filter, *draft)
                       : choosing_link(caller.t, diagnostic, viewing.filter);
    });
    auto const status = draft && !draft->problems.empty() ? 422 : 200;
    return view_page(caller, member, viewing, viewing.looking(View::chapters), above,
        caller.t.html("{}{}", bar, plan_tables(caller, what)), status);
}

} // namespace actions
