#include "actions/commitment_views.h"

#include "actions/addresses.h"
#include "actions/signs.h"
#include "html/icon.h"
#include "layout/parts.h"
#include "prose/plain.h"

#include <algorithm>

namespace actions {
namespace {

using accounts::Caller;
using html::Attribute, html::each, html::Html, html::Language, html::when;
using referentiel::Criterion, referentiel::Example, referentiel::Level;

// --- What is aimed at

Html level_choice(Language const& t, Criterion const& criterion, Level const& level, std::string_view chosen) {
    auto const id = "level-" + std::string{level.code()};
    return t.html(R"(
<label><input type="radio" id="{}" name="level" value="{}"{}><b>{}</b>{}</label>)",
        id, level.code(), Attribute{"checked", level.code() == chosen}, level.code(), criterion.wording(level, t.code()));
}

Html no_level(Language const& t, std::string_view chosen) {
    return t.html(R"(
<label><input type="radio" id="level-none" name="level" value=""{}><b></b>{Pas encore choisie}</label>)",
        Attribute{"checked", chosen.empty()});
}

Html overtaken_notice(Language const& t, CommitmentSheet const& sheet) {
    if (!sheet.is_overtaken) return {};
    auto const theirs = sheet.commitment.envisaged ? sheet.commitment.envisaged->label(t.code()) : t.text("aucune");
    return layout::notice(t, layout::Tone::care, t.text("Quelqu'un d'autre a changé la maturité envisagée."),
        t.text("{} a choisi : {}. Votre choix est encore coché : enregistrez-le, ou reprenez l'autre.",
            {sheet.commitment.by, theirs}));
}

Html aim_form(Caller const& caller, CommitmentSheet const& sheet) {
    auto const& t = caller.t;
    auto const& criterion = *sheet.commitment.criterion;
    auto const kept = sheet.commitment.envisaged ? std::string{sheet.commitment.envisaged->code()} : std::string{};
    auto const chosen = sheet.is_overtaken ? sheet.level : kept;
    auto const levels = criterion.scale->levels();
    auto const rows = each(levels, [&](Level const& level) { return level_choice(t, criterion, level, chosen); });
    auto const content = t.html(R"({}<input type="hidden" name="revision" value="{}">
<fieldset><legend class="unseen">{Maturité envisagée}</legend><div class="degrees">{}</div><div class="degrees degrees--apart">{}</div></fieldset>
<div class="buttons after"><button class="button button--second" type="submit">{Enregistrer ce choix}</button></div>)",
        overtaken_notice(t, sheet), sheet.commitment.revision.number, rows, no_level(t, chosen));
    return html::form(t, commitment_url(sheet.diagnostic, sheet.commitment), caller.form_key, content);
}

Html aim_section(Caller const& caller, CommitmentSheet const& sheet) {
    auto const& t = caller.t;
    if (!sheet.commitment.criterion) return {};
    charts::RepeatedMarks marks;
    auto const both = maturities(t, *sheet.commitment.criterion->scale, sheet.now, sheet.commitment.envisaged, marks);
    auto const form = when(sheet.may_plan, [&] {
        return t.html(R"(<details class="fold"{}><summary>{Choisir la maturité envisagée}</summary>{}</details>)",
            Attribute{"open", !sheet.commitment.envisaged || sheet.is_overtaken}, aim_form(caller, sheet));
    });
    return t.html(R"(
<section aria-labelledby="maturite">{}<div class="stack after">{}{}</div></section>)",
        layout::section_title(t, "maturite", t.text("D'où l'on part, où l'on va")), both, form);
}

// --- Its actions

Html move_buttons(Caller const& caller, CommitmentSheet const& sheet, Action const& action) {
    auto const& t = caller.t;
    auto const name = name_of(t, action);
    auto const& all = sheet.commitment.actions;
    // One that leads nowhere stays where the focus is, and says so.
    auto const button = [&](std::string_view way, std::string_view icon, Action const& last, std::string const& words) {
        return t.html(
            R"(<button class="button button--plain button--small" type="submit" id="{}" name="{}" value="{}"{}>{}<span class="unseen">{}</span></button>)",
            button_id(way, action), way, action.id, ended(last.id == action.id), html::icon(t, icon), words);
    };
    return html::form(t, commitment_url(sheet.diagnostic, sheet.commitment, "ordre"), caller.form_key,
        t.html(R"(<span class="line__handle" data-handle="{}">{}</span>{}{})", action.id, html::icon(t, "handle"),
            button("monter", "up", all.front(), t.text("Monter l'action : {}", {name})),
            button("descendre", "down", all.back(), t.text("Descendre l'action : {}", {name}))),
        {.css_class = "inline-form no-print"});
}

Html facts(Language const& t, CommitmentSheet const& sheet, Action const& action) {
    auto const who = action->responsible ? sheet.plan.name_of(*action->responsible) : t.text("sans responsable");
    auto const due = action->due ? words_of(t, *action->due) : t.text("sans échéance");
    auto const count = static_cast<std::int64_t>(action->indicators.size());
    auto const indicators = count == 0 ? t.text("pas d'indicateur") : t.count(count, "{} indicateur", "{} indicateurs");
    return t.html(R"(<p class="small">{} · {} · {}</p>)", who, due, indicators);
}

Html action_line(Caller const& caller, CommitmentSheet const& sheet, Action const& action) {
    auto const& t = caller.t;
    auto const parts = when(!action.parts.empty(), [&] {
        return t.html(R"(<ul class="small">{}</ul>)", each(action.parts, [&](Action const& part) {
            return t.html(R"(<li><a href="{}">{}</a></li>)", action_url(sheet.diagnostic, part.id), name_of(t, part));
        }));
    });
    auto const beside = t.html("{}{}", timing(t, punctuality(action, sheet.today)),
        when(sheet.may_plan && sheet.commitment.actions.size() > 1, [&] { return move_buttons(caller, sheet, action); }));
    return t.html(R"(
<li id="{}"><div class="line line--action"><div><p class="line__title"><a href="{}">{}</a>{}</p>{}{}</div><div class="line__acts">{}</div></div></li>)",
        line_id(action), action_url(sheet.diagnostic, action.id), name_of(t, action), critical_tag(t, action),
        t.html("{}{}", facts(t, sheet, action), parts), hint_line(t, action), beside);
}

Html add_form(Caller const& caller, CommitmentSheet const& sheet) {
    auto const& t = caller.t;
    auto const field = html::text_field(t,
        {.name = "title",
            .label = t.text("Une action de plus"),
            .value = sheet.title,
            .hint = t.text("En une ligne, ce qui sera fait. Vous direz ensuite avec qui, pour quand et comment le mesurer.")},
        sheet.problems);
    auto const content = t.html(R"(<input type="hidden" name="id" value="{}">{}
<div class="buttons after"><button class="button" type="submit">{}{Ajouter l'action}</button></div>)",
        sheet.ids.at(0), field, html::icon(t, "plus"));
    return html::form(t, commitment_url(sheet.diagnostic, sheet.commitment, "actions"), caller.form_key, content);
}

// Of an imperative criterion more is asked.
Html critical_link(Language const& t, CommitmentSheet const& sheet) {
    if (!sheet.may_plan || !sheet.commitment.criterion || !sheet.commitment.criterion->is_imperative) return {};
    return t.html(
        R"(<p class="no-print"><a href="{}">{Engager une action critique}</a> <span class="small quiet">{si ce critère impératif n'est pas satisfait}</span></p>)",
        critical_url(sheet.diagnostic, *sheet.commitment.criterion));
}

Html actions_section(Caller const& caller, CommitmentSheet const& sheet) {
    auto const& t = caller.t;
    auto const& all = sheet.commitment.actions;
    auto const list = all.empty() ? t.html(R"(<p class="quiet">{Aucune action prévue pour l'instant.}</p>)")
                                  : t.html(R"(<ol class="lines" data-module="order">{}</ol>)",
                                        each(all, [&](Action const& action) { return action_line(caller, sheet, action); }));
    return t.html(R"(
<section aria-labelledby="actions">{}<div class="stack after">{}{}{}</div></section>)",
        layout::section_title(t, "actions", t.text("Pratiques envisagées")), list,
        when(sheet.may_plan && sheet.commitment.criterion, [&] { return add_form(caller, sheet); }), critical_link(t, sheet));
}

// --- What the référentiel suggests

Html example(Caller const& caller, CommitmentSheet const& sheet, Example const& example, std::size_t place) {
    auto const& t = caller.t;
    auto const form = html::form(t, commitment_url(sheet.diagnostic, sheet.commitment, "actions"), caller.form_key,
        t.html(
            R"(<input type="hidden" name="id" value="{}"><button class="button button--second button--small" type="submit" name="example" value="{}">{Reprendre cet exemple}</button>)",
            sheet.ids.at(place + 1), place));
    return t.html(R"(
<li><p>{}</p><p class="small quiet">{}</p>{}</li>)",
        example.practice.in(t.code()), example.who.in(t.code()), form);
}

Html examples_section(Caller const& caller, CommitmentSheet const& sheet) {
    auto const& t = caller.t;
    if (!sheet.may_plan || !sheet.commitment.criterion || sheet.commitment.criterion->examples.empty()) return {};
    std::size_t place = 0;
    auto const lines =
        each(sheet.commitment.criterion->examples, [&](Example const& one) { return example(caller, sheet, one, place++); });
    return t.html(R"(
<section aria-labelledby="exemples" class="no-print"><details class="fold"><summary id="exemples">{Des exemples à reprendre}</summary><p class="small quiet">{Ce que d'autres structures ont fait. Rien ne s'ajoute au plan tant que vous ne le demandez pas.}</p><ul class="lines">{}</ul></details></section>)",
        lines);
}

std::string consequence(Language const& t, std::size_t count) {
    if (count == 0) return t.text("Le diagnostic et les pratiques décrites ne changent pas.");
    if (count == 1)
        return t.text("Son action va à la corbeille pour trente jours. Le diagnostic et les pratiques décrites ne changent pas.");
    return t.text(
        "Ses {} actions vont à la corbeille pour trente jours. Le diagnostic et les pratiques décrites ne changent pas.",
        {std::to_string(count)});
}

layout::Confirmation removal(Caller const& caller, diagnostic::Diagnostic const& diagnostic, Commitment const& commitment) {
    auto const& t = caller.t;
    return {t.text("Retirer du plan « {} » ?", {title_of(t, commitment)}), consequence(t, actions(commitment).size()),
        t.text("Retirer du plan"), commitment_url(diagnostic, commitment, "retrait"), caller.form_key,
        commitment_url(diagnostic, commitment), t.text("Le garder")};
}

} // namespace

Html commitment_page(Caller const& caller, CommitmentSheet const& sheet) {
    auto const& t = caller.t;
    auto const remove = when(sheet.may_plan, [&] {
        return t.html(R"(<p class="no-print"><a href="{}" data-confirm="retrait">{Retirer ce critère du plan}</a></p>{})",
            commitment_url(sheet.diagnostic, sheet.commitment, "retrait"),
            layout::confirmation_dialog(t, "retrait", removal(caller, sheet.diagnostic, sheet.commitment)));
    });
    return t.html(R"(
<div class="stack-wide">{}{}{}{}</div>)",
        aim_section(caller, sheet), actions_section(caller, sheet), examples_section(caller, sheet), remove);
}

Html commitment_removal(Caller const& caller, diagnostic::Diagnostic const& diagnostic, Commitment const& commitment) {
    return layout::confirmation(caller.t, removal(caller, diagnostic, commitment));
}

Content content_of(Language const& t, Example const& example) {
    auto const text = example.practice.in(t.code());
    return {.title = prose::excerpt(prose::read(text), 100), .text = text};
}

} // namespace actions
