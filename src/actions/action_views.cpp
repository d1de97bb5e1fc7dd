#include "actions/action_views.h"

#include "actions/action_fields.h"
#include "actions/addresses.h"
#include "actions/signs.h"
#include "html/form.h"
#include "html/icon.h"
#include "layout/parts.h"
#include "layout/words.h"
#include "practices/addresses.h"
#include "prose/editor.h"
#include "prose/views.h"

#include <algorithm>

namespace actions {
namespace {

using accounts::Caller;
using html::Attribute, html::each, html::Field, html::Html, html::Language, html::when;

// --- A group of fields

// Someone else wrote there since: what they wrote, above what was typed here.
Html overtaken_notice(Language const& t, ActionSheet const& sheet, Group group) {
    if (std::ranges::count(sheet.draft.overtaken, group) == 0) return {};
    auto const theirs = draft_of(t, sheet.plan, sheet.action);
    auto const lines = each(lines_of(t, theirs, group),
        [&](Line const& line) { return t.html("<div><dt>{}</dt><dd>{}</dd></div>", line.label, line.value); });
    return t.html(R"(<div class="after">{}</div>)",
        layout::notice(t, layout::Tone::care, t.text("Quelqu'un d'autre a modifié ces champs entre-temps."),
            t.text("Votre saisie est dans les champs : enregistrez-la pour la garder. L'autre version :"),
            t.html(R"(<dl class="pairs small">{}</dl>)", lines)));
}

Html group(Language const& t, ActionSheet const& sheet, Group which, std::string const& legend, Html const& fields) {
    auto const place = static_cast<std::size_t>(std::ranges::find(groups, which) - groups.begin());
    return t.html(R"(
<fieldset class="group" data-group="{}"><legend>{}</legend><div><input type="hidden" name="shown-{}" value="{}">{}{}</div></fieldset>)",
        to_text(which), legend, to_text(which), sheet.draft.shown.at(place), overtaken_notice(t, sheet, which), fields);
}

// --- What, who, when

Html critical_group(Language const& t, ActionSheet const& sheet) {
    if (!sheet.draft.is_critical) return {};
    return group(t, sheet, Group::critical, t.text("Pourquoi elle est critique"), critical_fields(t, sheet.draft));
}

Html what_group(Language const& t, ActionSheet const& sheet) {
    return group(t, sheet, Group::what, t.text("Ce qui sera fait"), what_fields(t, sheet.draft));
}

Html who_group(Language const& t, ActionSheet const& sheet) {
    auto const people = html::long_text_field(t,
        {.name = "people",
            .label = t.text("Personnes associées"),
            .value = sheet.draft.people,
            .hint = t.text("Un nom par ligne.")},
        2, sheet.draft.problems);
    return group(
        t, sheet, Group::who, t.text("Avec qui"), t.html("{}{}", responsible_field(t, sheet.draft, sheet.names), people));
}

Html when_group(Language const& t, ActionSheet const& sheet) {
    auto const start = html::text_field(t,
        {
            .name = "start",
            .label = t.text("Début"),
            .value = sheet.draft.start,
            .hint = t.text("jj/mm/aaaa, par exemple 15/09/2026. Sert à dire si l'avancement suit le temps qui passe."),
            .css_class = "input input--medium",
        },
        sheet.draft.problems);
    return group(t, sheet, Group::when, t.text("Pour quand"), t.html("{}{}", due_fields(t, sheet.draft), start));
}

Html state_group(Language const& t, ActionSheet const& sheet) {
    auto const& draft = sheet.draft;
    std::vector<html::Option> options;
    for (auto const state : {State::planned, State::ongoing, State::done, State::abandoned})
        options.push_back({std::string{to_text(state)}, words_of(t, state)});
    auto const state = html::select_field(t, {.name = "state", .label = t.text("État"), .value = draft.state}, options);
    auto const progress = html::text_field(t,
        {.name = "progress", .label = t.text("Avancement, en %"), .value = draft.progress, .inputmode = "numeric"},
        draft.problems);
    auto const done = html::text_field(t,
        {.name = "done",
            .label = t.text("Terminée le"),
            .value = draft.done,
            .hint = t.text("jj/mm/aaaa, par exemple 30/11/2026.")},
        draft.problems);
    return group(t, sheet, Group::state, t.text("Où elle en est"),
        t.html(R"(<div class="field-row">{}{}</div><div class="field-row" data-only-done>{}</div>)", state, progress, done));
}

Html means_group(Language const& t, ActionSheet const& sheet) {
    auto const& draft = sheet.draft;
    auto const field = [&](std::string name, std::string label, std::string const& value, std::string hint) {
        return html::text_field(
            t, {.name = std::move(name), .label = std::move(label), .value = value, .hint = std::move(hint)}, draft.problems);
    };
    return group(t, sheet, Group::means, t.text("Les moyens"),
        t.html(R"(<div class="field-row field-row--end">{}{}</div>{})",
            field("cost", t.text("Coût, en euros"), draft.cost, t.text("Par exemple 1 250,50.")),
            field("effort", t.text("Charge de travail"), draft.effort,
                t.text("Par exemple 3 jours, ou deux demi-journées par mois.")),
            field("funder", t.text("Financement"), draft.funder, t.text("Qui paie, ou qui est sollicité."))));
}

// --- Indicators

Html act_button(Language const& t, std::string_view act, std::string const& id, std::string_view icon, std::string const& words,
    IndicatorDraft const* end = nullptr) {
    return t.html(
        R"(<button class="button button--plain button--small" type="submit" name="{}" value="{}" data-act="{}"{}>{}<span class="unseen">{}</span></button>)",
        act, id, act, ended(end && end->id == id), html::icon(t, icon), words);
}

Html indicator_acts(Language const& t, ActionSheet const& sheet, IndicatorDraft const& one) {
    auto const& all = sheet.draft.indicators;
    auto const *first = all.empty() ? nullptr : &all.front(), *last = all.empty() ? nullptr : &all.back();
    auto const name = one.label.empty() ? t.text("sans nom") : one.label;
    return t.html(R"(<div class="indicator__acts no-print">{}{}{}</div>)",
        act_button(t, "indicateur-monter", one.id, "up", t.text("Monter l'indicateur : {}", {name}), first),
        act_button(t, "indicateur-descendre", one.id, "down", t.text("Descendre l'indicateur : {}", {name}), last),
        act_button(t, "indicateur-retirer", one.id, "bin", t.text("Retirer l'indicateur : {}", {name})));
}

// The id of the row, then what the field is: « indicator-ID-label ».
Html indicator_field(Language const& t, ActionSheet const& sheet, IndicatorDraft const& one, std::string_view part,
    std::string label, std::string const& value, std::string hint = {}) {
    auto const is_figure = part == "baseline" || part == "target";
    return html::text_field(t,
        {.name = "indicator-" + one.id + "-" + std::string{part},
            .label = std::move(label),
            .value = value,
            .hint = std::move(hint),
            .inputmode = is_figure ? std::optional<std::string>{"decimal"} : std::nullopt},
        sheet.draft.problems);
}

Html state_fields(Language const& t, ActionSheet const& sheet, IndicatorDraft const& one) {
    auto const steps = indicator_field(t, sheet, one, "steps", t.text("États, du premier au dernier"), one.steps,
        t.text("Sans rien ici : pas réalisé, en cours, réalisé."));
    return t.html("{}{}", indicator_field(t, sheet, one, "label", t.text("Indicateur qualitatif"), one.label), steps);
}

Html direction_field(Language const& t, IndicatorDraft const& one) {
    std::vector<html::Option> const options{{"rise", t.text("doit augmenter")}, {"fall", t.text("doit baisser")}};
    return html::select_field(
        t, {.name = "indicator-" + one.id + "-direction", .label = t.text("Sens"), .value = one.direction}, options);
}

Html figure_fields(Language const& t, ActionSheet const& sheet, IndicatorDraft const& one) {
    auto const field = [&](std::string_view part, std::string label, std::string const& value) {
        return indicator_field(t, sheet, one, part, std::move(label), value);
    };
    auto const values = t.html(R"(<div class="indicator__values">{}{}{}{}{}</div>)",
        field("baseline", t.text("Valeur de référence"), one.baseline),
        field("month", t.text("Mois de référence"), one.baseline_month), field("target", t.text("Valeur cible"), one.target),
        field("unit", t.text("Unité"), one.unit), direction_field(t, one));
    return t.html("{}{}", field("label", t.text("Indicateur quantitatif"), one.label), values);
}

Html indicator_row(Language const& t, ActionSheet const& sheet, IndicatorDraft const& one, std::size_t place) {
    auto const prefix = "indicator-" + one.id;
    auto const hidden =
        t.html(R"(<input type="hidden" name="{}-place" value="{}" data-place><input type="hidden" name="{}-kind" value="{}">)",
            prefix, place, prefix, one.kind);
    auto const handle = t.html(R"(<span class="indicator__handle no-print" data-handle>{}</span>)", html::icon(t, "handle"));
    return t.html(R"(
<li class="indicator" id="{}">{}{}<div class="indicator__fields">{}</div>{}</li>)",
        prefix, hidden, handle, one.kind == "state" ? state_fields(t, sheet, one) : figure_fields(t, sheet, one),
        indicator_acts(t, sheet, one));
}

// A row that the script copies, with an id of its own each time.
Html row_template(Language const& t, ActionSheet const& sheet, std::string_view kind) {
    return t.html(R"(<template data-row="{}">{}</template>)", kind,
        indicator_row(t, sheet, {.id = "nouveau", .kind = std::string{kind}}, 0));
}

Html add_button(Language const& t, std::string_view kind, std::string const& words) {
    return t.html(
        R"(<button class="button button--second button--small" type="submit" name="indicateur-ajouter" value="{}" data-act="ajouter">{}{}</button>)",
        kind, html::icon(t, "plus"), words);
}

Html indicators_group(Language const& t, ActionSheet const& sheet) {
    std::size_t place = 0;
    auto const rows =
        each(sheet.draft.indicators, [&](IndicatorDraft const& one) { return indicator_row(t, sheet, one, ++place); });
    auto const buttons = t.html(R"(<div class="buttons after no-print">{}{}</div>)",
        add_button(t, "figure", t.text("Indicateur quantitatif")), add_button(t, "state", t.text("Indicateur qualitatif")));
    auto const hint = t.html(R"(<p class="hint">{Un chiffre qui doit changer, ou quelque chose qui sera réalisé.}</p>)");
    return group(t, sheet, Group::indicators, t.text("À quoi on le verra"),
        t.html(R"({}<ol class="indicators" data-rows>{}</ol>{}{}{})", hint, rows, buttons, row_template(t, sheet, "figure"),
            row_template(t, sheet, "state")));
}

// --- The whole form

Html notice_templates(Language const& t) {
    auto const conflict = layout::notice(t, layout::Tone::care, t.text("Quelqu'un d'autre a modifié ces champs entre-temps."),
        t.text("Votre saisie est restée dans les champs. L'autre version :"), t.html(R"(
<dl class="pairs small" data-theirs></dl>
<div class="buttons"><button class="button button--second button--small" type="button" data-keep-mine>{Garder ma saisie}</button><button class="button button--second button--small" type="button" data-take-theirs>{Reprendre l'autre version}</button></div>)"));
    auto const gone = layout::notice(t, layout::Tone::wrong, t.text("Cette page n'est plus à jour."), {}, t.html(R"(
<p data-text></p><div class="buttons"><button class="button button--second" type="submit" name="page" value="ancienne">{Voir ce que j'avais écrit et continuer}</button></div>)"));
    return t.html(
        R"(<template data-overtaken><div class="after" data-notice="overtaken" role="alert">{}</div></template><template data-gone><div data-notice="gone" role="alert">{}</div></template>)",
        conflict, gone);
}

Html form(Caller const& caller, ActionSheet const& sheet) {
    auto const& t = caller.t;
    auto const hidden = t.html(R"(<input type="hidden" name="revision" value="{}"><input type="hidden" name="editor" value="">)",
        sheet.draft.revision.number);
    auto const fields = t.html("{}{}{}{}{}{}{}", critical_group(t, sheet), what_group(t, sheet), who_group(t, sheet),
        when_group(t, sheet), indicators_group(t, sheet), state_group(t, sheet), means_group(t, sheet));
    auto const saved = sheet.action.by.empty()
                           ? std::string{}
                           : t.text("Enregistré le {} par {}", {t.date(caller.local(sheet.action.at).day), sheet.action.by});
    // The first button of a form is what the Enter key presses.
    auto const content = t.html(
        R"(<button class="unseen" type="submit" tabindex="-1" aria-hidden="true">{Enregistrer}</button>{}<p class="quiet no-print">{Seule la première ligne est nécessaire : le reste peut venir plus tard.}</p><div data-notices></div>{}
<div class="buttons after no-print"><button class="button" type="submit" data-save>{Enregistrer}</button>{}</div>{})",
        hidden, fields, layout::autosave_status(t, saved), notice_templates(t));
    return html::form(t, action_url(sheet.diagnostic, sheet.action.id), caller.form_key,
        t.html("{}{}", content, prose::tools(t, practices::preview_url(sheet.diagnostic.organisation()))),
        {.module = "action", .data = layout::with_words(t, sheet.user)});
}

// --- Who only reads

Html fact(Language const& t, std::string const& name, std::string const& value) {
    if (value.empty()) return {};
    return t.html("<div><dt>{}</dt><dd>{}</dd></div>", name, value);
}

Html indicator_line(Language const& t, Indicator const& one) {
    auto const value = [&](std::optional<Decimal> const& figure) { return figure ? value_words(t, one, *figure) : "–"; };
    auto const since = one.baseline_month ? " (" + t.month(*one.baseline_month) + ")" : std::string{};
    auto const words =
        one.kind == Indicator::Kind::state ? steps_of(t, one).back() : value(one.baseline) + since + " → " + value(one.target);
    return t.html(R"(<li>{} <span class="quiet">{}</span></li>)", one.label, words);
}

Html read_only(Caller const& caller, ActionSheet const& sheet) {
    auto const& t = caller.t;
    auto const& content = sheet.action.content;
    std::string people;
    for (auto const& person : content.people) people += (people.empty() ? "" : ", ") + sheet.plan.name_of(person);
    auto const facts = t.html("{}{}{}{}{}",
        fact(t, t.text("Responsable"), content.responsible ? sheet.plan.name_of(*content.responsible) : std::string{}),
        fact(t, t.text("Personnes associées"), people),
        fact(t, t.text("Début"), content.start ? t.date(*content.start) : std::string{}),
        fact(t, t.text("Échéance"), content.due ? words_of(t, *content.due) : std::string{}),
        fact(t, t.text("État"), words_of(t, content.state)));
    auto const means = t.html("{}{}{}", fact(t, t.text("Coût"), content.cost ? t.text("{} €", {t.number(*content.cost)}) : ""),
        fact(t, t.text("Charge de travail"), content.effort), fact(t, t.text("Financement"), content.funder));
    auto const indicators = when(!content.indicators.empty(), [&] {
        return t.html(R"(<h2>{À quoi on le verra}</h2><ul>{}</ul>)",
            each(content.indicators, [&](Indicator const& one) { return indicator_line(t, one); }));
    });
    auto const critical = when(content.critical.has_value(), [&] {
        return t.html(R"(<dl class="pairs">{}{}</dl>)",
            fact(t, t.text("Ce que sait la gouvernance"), content.critical->governance),
            fact(t, t.text("Les causes"), content.critical->causes));
    });
    return t.html(R"(
<div class="stack">{}<div class="prose">{}</div><dl class="pairs">{}{}</dl>{}</div>)",
        critical, prose::html(t, prose::read(content.text)), facts, means, indicators);
}

// --- Beside it

Html part_form(Caller const& caller, ActionSheet const& sheet) {
    auto const& t = caller.t;
    auto const field = html::text_field(t,
        {.name = "part",
            .label = t.text("Une étape de plus"),
            .value = sheet.part_title,
            .hint = t.text("Elle peut avoir sa personne responsable et son échéance.")},
        sheet.draft.problems);
    return html::form(t, action_url(sheet.diagnostic, sheet.action.id, "etapes"), caller.form_key,
        t.html(R"(<input type="hidden" name="id" value="{}">{}
<div class="buttons after"><button class="button button--second button--small" type="submit">{Ajouter l'étape}</button></div>)",
            sheet.part_id, field));
}

Html parts_section(Caller const& caller, ActionSheet const& sheet) {
    auto const& t = caller.t;
    if (sheet.action.parent || (!sheet.may_plan && sheet.action.parts.empty())) return {};
    auto const list = when(!sheet.action.parts.empty(), [&] {
        return t.html(R"(<ol class="lines lines--tight">{}</ol>)", each(sheet.action.parts, [&](Action const& part) {
            return t.html(R"(<li><a href="{}">{}</a> {}</li>)", action_url(sheet.diagnostic, part.id), name_of(t, part),
                timing(t, punctuality(part, sheet.today)));
        }));
    });
    return t.html(R"(
<section aria-labelledby="etapes">{}<div class="stack after">{}{}</div></section>)",
        layout::section_title(t, "etapes", t.text("Étapes")), list,
        when(sheet.may_plan, [&] { return part_form(caller, sheet); }));
}

Html standing_section(Language const& t, ActionSheet const& sheet) {
    auto const& commitment = sheet.plan.commitment_of(sheet.action);
    auto const whole = when(sheet.action.parent.has_value(), [&] {
        auto const* parent = sheet.plan.find(*sheet.action.parent);
        return t.html(
            R"(<p>{Étape de :} <a href="{}">{}</a></p>)", action_url(sheet.diagnostic, parent->id), name_of(t, *parent));
    });
    return t.html(R"(
<section aria-labelledby="reperes">{}<div class="stack after"><p><a href="{}">{}</a>{}</p>{}<p data-timing>{}</p>{}</div></section>)",
        layout::section_title(t, "reperes", t.text("Repères")), commitment_url(sheet.diagnostic, commitment),
        title_of(t, commitment), critical_tag(t, sheet.action), whole, timing(t, punctuality(sheet.action, sheet.today)),
        hint_line(t, sheet.action));
}

std::string consequence(Language const& t, std::size_t parts) {
    if (parts == 0) return t.text("Elle va à la corbeille : vous pourrez la remettre pendant trente jours.");
    if (parts == 1) return t.text("Elle va à la corbeille avec son étape : vous pourrez la remettre pendant trente jours.");
    return t.text(
        "Elle va à la corbeille avec ses {} étapes : vous pourrez la remettre pendant trente jours.", {std::to_string(parts)});
}

layout::Confirmation removal(Caller const& caller, diagnostic::Diagnostic const& diagnostic, Plan const&, Action const& action) {
    auto const& t = caller.t;
    return {t.text("Retirer l'action « {} » ?", {name_of(t, action)}), consequence(t, action.parts.size()),
        t.text("Retirer l'action"), action_url(diagnostic, action.id, "retrait"), caller.form_key,
        action_url(diagnostic, action.id), t.text("La garder")};
}

} // namespace

Html action_page(Caller const& caller, ActionSheet const& sheet) {
    auto const& t = caller.t;
    auto const documents = when(!sheet.documents.text().empty(), [&] {
        return t.html(R"(
<section aria-labelledby="documents">{}{}</section>)",
            layout::section_title(t, "documents", t.text("Documents")), sheet.documents);
    });
    auto const remove = when(sheet.may_plan, [&] {
        return t.html(R"(<p class="no-print"><a href="{}" data-confirm="retrait">{Retirer cette action}</a></p>{})",
            action_url(sheet.diagnostic, sheet.action.id, "retrait"),
            layout::confirmation_dialog(t, "retrait", removal(caller, sheet.diagnostic, sheet.plan, sheet.action)));
    });
    return t.html(R"(
<div class="with-aside with-aside--end"><div>{}</div><div class="stack-wide">{}{}{}{}</div></div>)",
        sheet.may_plan ? form(caller, sheet) : read_only(caller, sheet), standing_section(t, sheet), parts_section(caller, sheet),
        documents, remove);
}

Html action_removal(Caller const& caller, diagnostic::Diagnostic const& diagnostic, Plan const& plan, Action const& action) {
    return layout::confirmation(caller.t, removal(caller, diagnostic, plan, action));
}

} // namespace actions
