#include "actions/batch_views.h"

#include "actions/addresses.h"
#include "layout/parts.h"

#include <algorithm>

namespace actions {
namespace {

using accounts::Caller;
using html::Attribute, html::each, html::Field, html::Html, html::Language, html::Option, html::when;

constexpr std::string_view form_id = "lot", names_id = "lot-noms";

Html act_button(Language const& t, std::string_view css_class, std::string_view act, std::string const& words) {
    return t.html(R"(<button class="button {}" type="submit" name="acte" value="{}">{}</button>)", css_class, act, words);
}

Html act(Language const& t, Html const& field, std::string_view kind, std::string const& words, Html const& other = {}) {
    return t.html(R"(<div class="batch__act">{}<div class="buttons">{}{}</div></div>)", field,
        act_button(t, "button--second button--small", kind, words), other);
}

std::vector<Option> states(Language const& t) {
    std::vector<Option> all;
    for (auto const state : {State::planned, State::ongoing, State::done, State::abandoned})
        all.push_back({std::string{slug(state)}, words_of(t, state)});
    return all;
}

Html names(Language const& t, Plan const& plan) {
    std::vector<std::string> all;
    for (auto const& colleague : plan.people.team()) all.push_back(colleague.called);
    for (auto const* person : plan.people.present())
        if (std::ranges::find(all, person->called) == all.end()) all.push_back(person->called);
    return t.html(R"(<datalist id="{}">{}</datalist>)", names_id,
        each(all, [&](std::string const& name) { return t.html(R"(<option value="{}"></option>)", name); }));
}

std::string count_of(Language const& t, std::size_t count) {
    return t.count(static_cast<std::int64_t>(count), "{} action", "{} actions");
}

std::string names_of(Language const& t, Plan const& plan, std::vector<ActionId> const& ids) {
    std::string all;
    for (auto const& id : ids) {
        auto const* action = plan.find(id);
        all += (all.empty() ? "" : ", ") + (action ? t.text("« {} »", {name_of(t, *action)}) : t.text("une action supprimée"));
    }
    return all;
}

std::string changed_words(Language const& t, Batch const& batch) {
    auto const count = static_cast<std::int64_t>(batch.changed.size());
    switch (batch.kind) {
        case Edit::Kind::responsible:
            if (batch.value.empty())
                return t.count(count, "{} action n'a plus de responsable.", "{} actions n'ont plus de responsable.");
            return t.text("{} : {}.", {t.count(count, "{} action confiée", "{} actions confiées"), batch.value});
        case Edit::Kind::due:
            if (batch.value.empty()) return t.count(count, "{} action n'a plus d'échéance.", "{} actions n'ont plus d'échéance.");
            return t.text("{} : {}.",
                {t.count(count, "{} échéance fixée", "{} échéances fixées"), words_of(t, parse<Due>(batch.value).value())});
        case Edit::Kind::state:
            return t.text("{} à l'état « {} ».", {t.count(count, "{} action passée", "{} actions passées"),
                                                     words_of(t, state_of(batch.value).value_or(State::planned))});
        case Edit::Kind::trash: return t.count(count, "{} action mise à la corbeille.", "{} actions mises à la corbeille.");
    }
    return {};
}

Html undo_button(Caller const& caller, Planning const& planning, Batch const& batch, View view, Filter const& filter) {
    auto const& t = caller.t;
    auto const address = Url::page({"structures", planning.diagnostic.organisation(), "cycles", planning.diagnostic.cycle().id,
        "engagements", "lot", batch.id, "annulation"});
    auto const button = t.html(
        R"(<input type="hidden" name="vue" value="{}"><button class="button button--second button--small" type="submit">{Annuler}<span class="unseen"> {}</span></button>)",
        view == View::states ? "etats" : "", words_of(t, batch));
    return html::button_form(t, with(address, filter), caller.form_key, button);
}

Html recent_line(Caller const& caller, Planning const& planning, RecentBatch const& recent, Filter const& filter) {
    auto const& t = caller.t;
    auto const& batch = recent.batch;
    auto const local = caller.local(batch.at);
    auto facts = t.text("{}, le {} à {}.", {batch.by, t.date(local.day), t.time(local)});
    if (batch.undone) facts += ' ' + t.text("Annulé le {}.", {t.date(caller.local(*batch.undone).day)});
    else if (!recent.changed_since.empty())
        facts +=
            ' ' + t.text("Modifié depuis, donc à reprendre à la main : {}.", {names_of(t, planning.plan, recent.changed_since)});
    auto const undo = when(recent.may_undo && !batch.undone && recent.changed_since.empty(),
        [&] { return undo_button(caller, planning, batch, View::chapters, filter); });
    return t.html(R"(
<li class="line"><p class="line__title">{}</p><p class="small quiet">{}</p>{}</li>)",
        words_of(t, batch), facts, undo);
}

// Without scripts they open the page so.
Html tick_links(Language const& t, diagnostic::Diagnostic const& diagnostic, Filter const& filter) {
    auto const none = choosing_url(diagnostic, filter);
    return t.html(
        R"(<p class="batch__all"><a href="{}" data-tick="tout">{Tout cocher}</a> <a href="{}" data-tick="rien">{Tout décocher}</a></p>)",
        none.with("cocher", "tout"), none);
}

} // namespace

Html recent_batches(Caller const& caller, Planning const& planning, std::span<RecentBatch const> recent, Filter const& filter) {
    auto const& t = caller.t;
    return when(!recent.empty(), [&] {
        return t.html(R"(
<details class="fold batch__recent no-print"><summary>{Derniers changements groupés}</summary><ul class="lines">{}</ul></details>)",
            each(recent, [&](RecentBatch const& one) { return recent_line(caller, planning, one, filter); }));
    });
}

std::string words_of(Language const& t, Batch const& batch) {
    return batch.changed.empty() ? t.text("Rien n'a changé.") : changed_words(t, batch);
}

Url choosing_url(diagnostic::Diagnostic const& diagnostic, Filter const& filter) {
    return with(plan_url(diagnostic).with("choisir", "oui"), filter);
}

bool is_choosing(web::Form const& parameters) { return parameters.line("choisir") == "oui"; }

bool ticks_all(web::Form const& parameters) { return parameters.line("cocher") == "tout"; }

Html choosing_link(Language const& t, diagnostic::Diagnostic const& diagnostic, Filter const& filter) {
    return t.html(R"(
<p class="no-print"><a href="{}">{Changer plusieurs actions à la fois}</a></p>)",
        choosing_url(diagnostic, filter));
}

Html batch_bar(Caller const& caller, Planning const& planning, Filter const& filter, BatchDraft const& draft) {
    auto const& t = caller.t;
    auto const& problems = draft.problems;
    auto const who = html::text_field(t,
        {.name = "lot-responsable",
            .label = t.text("Responsable"),
            .value = draft.responsible,
            .autocomplete = "off",
            .list = std::string{names_id}},
        problems);
    auto const due = html::text_field(t,
        {.name = "lot-echeance",
            .label = t.text("Échéance"),
            .value = draft.due,
            .hint = t.text("Par exemple 12/2026."),
            .autocomplete = "off"},
        problems);
    auto const state =
        html::select_field(t, {.name = "lot-etat", .label = t.text("État"), .value = draft.state}, states(t), problems);
    auto const none = [&](Without const& without, std::string const& words) {
        return act_button(t, "button--plain button--small", without.act, words);
    };
    auto const trash = t.html(
        R"(<div class="batch__trash"><button class="button button--danger button--small" type="submit" name="acte" value="trash">{Mettre à la corbeille}</button><a class="button button--plain button--small" href="{}">{Ne rien changer}</a></div>)",
        with(plan_url(planning.diagnostic), filter));
    auto const acts = t.html(R"(<div class="batch__acts">{}{}{}{}</div>)",
        act(t, who, "responsible", t.text("Confier"), none(without_responsible, t.text("Retirer le responsable"))),
        act(t, due, "due", t.text("Fixer l'échéance"), none(without_due, t.text("Retirer l'échéance"))),
        act(t, state, "state", t.text("Changer l'état")), trash);
    // Enter in a field presses the first button of a form: this one does nothing, so that no act is taken for another.
    auto const content = t.html(R"(<button type="submit" disabled hidden></button><input type="hidden" name="id" value="{}">
<div class="batch__head"><p class="batch__count" data-one="{}" data-many="{}">{Cochez des actions ci-dessous, puis dites ce qui change pour elles.}</p>{}</div>{}{})",
        draft.id, t.text("Pour 1 action choisie :"), t.text("Pour {} actions choisies :", {"#"}),
        tick_links(t, planning.diagnostic, filter), t.html("{}{}", html::error_message(t, "lot", problems), acts),
        names(t, planning.plan));
    return t.html(R"(
<section class="batch no-print" aria-labelledby="lot-titre"><h2 id="lot-titre">{Changer plusieurs actions à la fois}</h2>{}</section>)",
        html::form(t, with(plan_url(planning.diagnostic, "lot"), filter), caller.form_key, content,
            {.id = std::string{form_id}, .module = "batch"}));
}

Html batch_tick(Caller const& caller, Planning const& planning, Action const& action, BatchDraft const& draft) {
    auto const& t = caller.t;
    if (!planning.may_change(planning.plan.commitment_of(action))) return {};
    return t.html(
        R"(<input class="plan__tick no-print" type="checkbox" form="{}" name="action-{}" value="{}" aria-label="{}"{}>)", form_id,
        action.id, action.revision.number, t.text("Choisir : {}", {name_of(t, action)}),
        Attribute{"checked", draft.chosen.contains(action.id)});
}

Html batch_notice(
    Caller const& caller, Planning const& planning, Batch const& batch, View view, Filter const& filter, bool may_undo) {
    auto const& t = caller.t;
    auto const& plan = planning.plan;
    std::string more;
    if (batch.undone) {
        auto const back = batch.changed.size() - batch.not_undone.size();
        if (!batch.not_undone.empty())
            more = t.text("Ont changé depuis, et restent ainsi : {}.", {names_of(t, plan, batch.not_undone)});
        return layout::notice(t, batch.not_undone.empty() ? layout::Tone::done : layout::Tone::care, t.text("C'est annulé."),
            t.text("{} comme avant. {}", {count_of(t, back), more}));
    }
    if (!batch.skipped.empty())
        more = t.text("Ont changé entre-temps, et restent ainsi : {}.", {names_of(t, plan, batch.skipped)});
    auto const undo = when(may_undo && !batch.changed.empty() && batch.may_be_undone(caller.now),
        [&] { return undo_button(caller, planning, batch, view, filter); });
    return layout::notice(t, batch.skipped.empty() ? layout::Tone::done : layout::Tone::care, words_of(t, batch), more, undo);
}

} // namespace actions
