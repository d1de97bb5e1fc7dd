#include "actions/carry_views.h"

#include "actions/addresses.h"
#include "diagnostic/card.h"
#include "layout/parts.h"

#include <algorithm>

namespace actions {
namespace {

using accounts::Caller;
using diagnostic::Diagnostic;
using html::each, html::Html, html::Language, html::when;

std::string facts(Language const& t, Plan const& before, Leftover const& one) {
    auto const& action = *one.action;
    auto const who = action->responsible ? before.name_of(*action->responsible) : t.text("sans responsable");
    auto const due = action->due ? words_of(t, *action->due) : t.text("sans échéance");
    return t.text("{} · {} · va au critère {}", {who, due, diagnostic::numbered_title(t, *one.to)});
}

Html tick(Language const& t, Plan const& before, Leftover const& one) {
    auto const name = "action-" + std::string{one.action->id.text()};
    return t.html(R"(
<div class="tick"><input type="checkbox" id="{}" name="{}" value="1" checked><label for="{}">{}<span class="small quiet">{}</span></label></div>)",
        name, name, name, name_of(t, *one.action), facts(t, before, one));
}

Html lost(Language const& t, std::span<Leftover const> all) {
    std::vector<Leftover> stuck;
    for (auto const& one : all)
        if (!one.to) stuck.push_back(one);
    if (stuck.empty()) return {};
    return t.html(R"(
<section class="after"><h2>{Ce qui n'a plus de critère ici}</h2><p class="small quiet">{Ces actions restent à lire dans leur démarche.}</p><ul>{}</ul></section>)",
        each(stuck, [&](Leftover const& one) { return t.html("<li>{}</li>", name_of(t, *one.action)); }));
}

} // namespace

Html carry_form(Caller const& caller, Diagnostic const& former, Diagnostic const& diagnostic, Plan const& before,
    std::span<Leftover const> all, CarryId const& id, std::span<html::Problem const> problems) {
    auto const& t = caller.t;
    std::vector<Leftover> open;
    for (auto const& one : all)
        if (one.to) open.push_back(one);
    auto const hidden =
        t.html(R"(<input type="hidden" name="id" value="{}"><input type="hidden" name="de" value="{}">)", id, former.cycle().id);
    auto const forget =
        t.html(R"(<button class="button button--second" type="submit" name="rien" value="1">{Ne rien reprendre}</button>)");
    auto const reprise = plan_url(diagnostic, "reprise");
    if (open.empty())
        return t.html("{}{}{}",
            layout::empty(
                t, {t.text("Rien à reprendre"),
                       t.text("Toutes les actions de la démarche {} sont terminées ou déjà reprises.", {former.cycle().label}),
                       layout::button_link(t, plan_url(diagnostic), t.text("Voir le plan"))}),
            lost(t, all),
            when(!all.empty(), [&] { return html::button_form(t, reprise, caller.form_key, t.html("{}{}", hidden, forget)); }));
    auto const first = "action-" + std::string{open.front().action->id.text()};
    auto const ticks = each(open, [&](Leftover const& one) { return tick(t, before, one); });
    auto const content = t.html(
        R"({}{}<fieldset><legend class="unseen">{Actions à reprendre}</legend>{}</fieldset>
<div class="buttons after"><button class="button" type="submit">{Reprendre ces actions}</button>{}<a class="button button--plain" href="{}">{Annuler}</a></div>)",
        hidden, html::error_message(t, first, problems), ticks, forget, plan_url(diagnostic));
    return t.html("{}{}", html::form(t, reprise, caller.form_key, content), lost(t, all));
}

Html carry_notice(Caller const& caller, Diagnostic const& diagnostic, Plan const& plan, std::optional<Earlier> const& earlier,
    std::optional<Carried> const& carried) {
    auto const& t = caller.t;
    auto const has_some =
        std::ranges::any_of(actions(plan), [](Action const* action) { return action->carried_from.has_value(); });
    auto const nothing = when(carried && !has_some, [&] {
        auto const button = html::button_form(t, plan_url(diagnostic, "reprise-annulee"), caller.form_key,
            t.html(
                R"(<input type="hidden" name="id" value="{}"><button class="button button--second button--small" type="submit">{Revenir sur ce choix}</button>)",
                carried->id));
        return layout::notice(t, layout::Tone::plain, t.text("Rien n'est repris de la démarche {}.", {carried->label}),
            t.text("Choisi par {}, le {}.", {carried->by, t.date(caller.local(carried->at).day)}), button);
    });
    auto const back = when(carried && has_some, [&] {
        auto const button = html::button_form(t, plan_url(diagnostic, "reprise-annulee"), caller.form_key,
            t.html(
                R"(<input type="hidden" name="id" value="{}"><button class="button button--second button--small" type="submit">{Annuler cette reprise}</button>)",
                carried->id));
        return layout::notice(t, layout::Tone::plain, t.text("Des actions de la démarche {} ont été reprises.", {carried->label}),
            t.text("Par {}, le {}. Annuler met à la corbeille celles que personne n'a modifiées depuis.",
                {carried->by, t.date(caller.local(carried->at).day)}),
            button);
    });
    auto const offer = when(earlier.has_value() && !carried, [&] {
        return layout::notice(t, layout::Tone::plain,
            t.count(earlier->actions, "Il reste {} action non terminée d'une démarche précédente.",
                "Il reste {} actions non terminées d'une démarche précédente."),
            t.text("Démarche {}.", {earlier->label}),
            t.html(R"(<div class="buttons">{}</div>)",
                layout::second_button_link(
                    t, plan_url(diagnostic, "reprise").with("de", earlier->cycle), t.text("Voir lesquelles reprendre"))));
    });
    return t.html("{}{}{}", nothing, back, offer);
}

} // namespace actions
