#include "home/cycle_views.h"

#include "diagnostic/addresses.h"
#include "evidence/archiving.h"
#include "html/icon.h"
#include "layout/parts.h"
#include "layout/referentiel_choice.h"

#include <algorithm>

namespace home {
namespace {

using accounts::Caller, accounts::Cycle, accounts::CycleId, accounts::Member, accounts::OrganisationId, accounts::Right;
using html::Html, html::Language, html::Problem, html::each, html::when;

std::string state_words(Caller const& caller, Cycle const& cycle) {
    auto const& t = caller.t;
    return cycle.closed ? t.text("Close le {}", {t.date(caller.local(*cycle.closed).day)})
                        : t.text("Ouverte depuis le {}", {t.date(caller.local(cycle.opened).day)});
}

Html act_link(Language const& t, Url const& address, std::string_view label, Cycle const& cycle) {
    return t.html(R"(<a href="{}">{}<span class="unseen"> {}</span></a>)", address, label, t.text("démarche {}", {cycle.label}));
}

Html acts(Caller const& caller, Member const& member, Cycle const& cycle) {
    auto const& t = caller.t;
    if (!accounts::may(member.role, Right::manage)) return {};
    auto const at = [&](std::string_view act) { return cycle_url(member.organisation, cycle.id, act); };
    auto const closing = cycle.closed ? act_link(t, at("reouverture"), t.text("Rouvrir"), cycle)
                                      : act_link(t, at("cloture"), t.text("Clore"), cycle);
    return t.html("{} {}", act_link(t, at("nom"), t.text("Renommer"), cycle), closing);
}

// « Rouverte le 3 mars 2027 par Solène Martin : … »
Html reopening_words(Caller const& caller, Reopening const& reopening) {
    auto const& t = caller.t;
    auto const day = t.date(caller.local(reopening.at).day);
    auto const who =
        reopening.by.empty() ? t.text("Rouverte le {}", {day}) : t.text("Rouverte le {} par {}", {day, reopening.by});
    return t.html(R"(<p class="small quiet">{}&nbsp;: {}</p>)", who, reopening.reason);
}

Html round_line(Caller const& caller, Member const& member, Round const& round) {
    auto const& t = caller.t;
    auto const& [diagnostic, scores, reopening] = round;
    auto const& cycle = diagnostic.cycle();
    auto const progress = t.text("{} : {} sur {}.",
        {diagnostic.version().title.in(t.code()), t.count(scores.answered, "{} critère évalué", "{} critères évalués"),
            std::to_string(scores.total)});
    auto const name = t.html(R"(<p class="line__title"><a href="{}">{}</a></p>)", cycle_url(member.organisation, cycle.id, ""),
        t.text("Démarche {}", {cycle.label}));
    auto const state = t.html(R"(<p><span class="tag">{}</span></p>)", state_words(caller, cycle));
    return t.html(R"(
<li class="round"><div>{}{}<p class="small quiet">{}</p>{}</div><p class="round__acts">{} {}</p></li>)",
        name, state, progress, when(reopening.has_value(), [&] { return reopening_words(caller, *round.reopening); }),
        act_link(t, diagnostic::results_url(diagnostic), t.text("Résultats"), cycle), acts(caller, member, cycle));
}

Html done_notice(Caller const& caller) {
    auto const& t = caller.t;
    auto const done = caller.request.parameters().line("fait");
    auto const words = done == "ouverture"     ? t.text("La démarche est ouverte.")
                       : done == "nom"         ? t.text("La démarche porte son nouveau nom.")
                       : done == "cloture"     ? t.text("La démarche est close. Ses réponses se lisent, et ne changent plus.")
                       : done == "archive"     ? t.text("Le rapport est archivé parmi vos documents.")
                       : done == "reouverture" ? t.text("La démarche est rouverte : ses réponses peuvent de nouveau changer.")
                                               : std::string{};
    return when(!words.empty(), [&] {
        return t.html(R"(<div role="status">{}</div>)", layout::notice(t, layout::Tone::done, t.text("C'est fait."), words));
    });
}

// Offered once a cycle is closed: its reports as they are at the end, among the documents.
Html archiving(Caller const& caller, Member const& member, std::span<Round const> rounds) {
    auto const& t = caller.t;
    auto const asked = CycleId::parse(caller.request.parameters().line("demarche"));
    auto const found = std::ranges::find_if(rounds,
        [&](Round const& round) { return asked && round.diagnostic.cycle().id == *asked && round.diagnostic.cycle().closed; });
    if (found == rounds.end() || !accounts::may(member.role, Right::rate)) return {};
    auto const button = [&](evidence::Report report, std::string const& label) {
        return evidence::archive_button(
            caller, member, *asked, report, label, cycles_url(member.organisation).with("demarche", *asked));
    };
    auto const title = t.text("Archiver les rapports de la démarche {}", {found->diagnostic.cycle().label});
    return t.html(R"(
<section aria-labelledby="archiver">{}<p>{Le PDF est gardé parmi vos documents, avec son année. Un clic par rapport ; ce qui est fait un jour peut se refaire plus tard.}</p><div class="buttons after">{}{}{}</div></section>)",
        layout::section_title(t, "archiver", title), button(evidence::Report::diagnostic, t.text("L'autodiagnostic")),
        button(evidence::Report::practices, t.text("Les bonnes pratiques")),
        button(evidence::Report::plan, t.text("Le plan d'actions")));
}

// « Reprendre les réponses de 2026 comme point de départ »
Html start_field(Language const& t, CycleDraft const& draft, CycleChoices const& choices) {
    return when(!choices.starts.empty(), [&] {
        std::vector<html::Option> options{{"", t.text("Ne rien reprendre")}};
        for (auto const& diagnostic : choices.starts)
            options.push_back({std::string{diagnostic.cycle().id.text()},
                t.text(
                    "Reprendre les réponses de {} ({})", {diagnostic.cycle().label, diagnostic.version().title.in(t.code())})});
        return html::select_field(t,
            {.name = "start",
                .label = t.text("Point de départ"),
                .value = draft.start,
                .hint = t.text("Chaque réponse reprise est à confirmer : elle ne compte pas avant")},
            options, draft.problems);
    });
}

Html label_field(Language const& t, std::string const& label, std::span<Problem const> problems) {
    return html::text_field(t,
        {.name = "label",
            .label = t.text("Nom de la démarche"),
            .value = label,
            .hint = t.text("L'année le plus souvent, par exemple 2027"),
            .autocomplete = "off",
            .css_class = "input input--medium"},
        problems);
}

Html buttons(Language const& t, std::string_view label, OrganisationId const& organisation) {
    return t.html(R"(
<div class="buttons after"><button class="button" type="submit">{}</button><a href="{}">{Revenir aux démarches}</a></div>)",
        label, cycles_url(organisation));
}

} // namespace

Url cycles_url(OrganisationId const& organisation) { return Url::page({"structures", organisation, "cycles"}); }

Url cycle_url(OrganisationId const& organisation, CycleId const& cycle, std::string_view act) {
    return act.empty() ? Url::page({"structures", organisation, "cycles", cycle})
                       : Url::page({"structures", organisation, "cycles", cycle, act});
}

Html cycles_view(Caller const& caller, Member const& member, std::span<Round const> rounds) {
    auto const& t = caller.t;
    return t.html(R"(
<div class="stack-wide">{}{}<ul class="lines">{}</ul></div>)",
        done_notice(caller), archiving(caller, member, rounds),
        each(rounds, [&](Round const& round) { return round_line(caller, member, round); }));
}

Html opening_view(
    Caller const& caller, OrganisationId const& organisation, CycleDraft const& draft, CycleChoices const& choices) {
    auto const& t = caller.t;
    auto const content =
        t.html(R"(<input type="hidden" name="id" value="{}">{}{}{}{})", draft.id, label_field(t, draft.label, draft.problems),
            layout::referentiel_choice(t, {t.text("Le référentiel"), choices.referentiels, draft.referentiel}, draft.problems),
            start_field(t, draft, choices), buttons(t, t.text("Ouvrir la démarche"), organisation));
    return html::form(t, cycles_url(organisation), caller.form_key, content);
}

Html name_view(Caller const& caller, OrganisationId const& organisation, Cycle const& cycle, std::string const& label,
    std::span<Problem const> problems) {
    auto const& t = caller.t;
    return html::form(t, cycle_url(organisation, cycle.id, "nom"), caller.form_key,
        t.html("{}{}", label_field(t, label, problems), buttons(t, t.text("Renommer la démarche"), organisation)));
}

Html closing_view(Caller const& caller, diagnostic::Diagnostic const& diagnostic, Html const& checks) {
    auto const& t = caller.t;
    auto const& cycle = diagnostic.cycle();
    auto const question = layout::confirmation(
        t, {.question = {},
               .consequence = t.text("Les réponses de {} ne pourront plus changer, ni ici ni par un programme. Un instantané « "
                                     "Clôture » en garde les chiffres. Vous pourrez rouvrir la démarche en disant pourquoi.",
                   {cycle.label}),
               .button = t.text("Clore la démarche {}", {cycle.label}),
               .act_at = cycle_url(diagnostic.organisation(), cycle.id, "cloture"),
               .form_key = caller.form_key,
               .back = cycles_url(diagnostic.organisation()),
               .keep = t.text("La garder ouverte")});
    return t.html(R"(
<div class="stack-wide">{}{}</div>)",
        checks, question);
}

Html reopening_view(Caller const& caller, OrganisationId const& organisation, Cycle const& cycle, std::string const& reason,
    std::span<Problem const> problems) {
    auto const& t = caller.t;
    auto const field = html::long_text_field(t,
        {.name = "reason",
            .label = t.text("Pourquoi la rouvrir ?"),
            .value = reason,
            .hint = t.text("Cette raison reste au journal de la structure, avec votre nom")},
        3, problems);
    return html::form(t, cycle_url(organisation, cycle.id, "reouverture"), caller.form_key,
        t.html("{}{}", field, buttons(t, t.text("Rouvrir la démarche {}", {cycle.label}), organisation)));
}

} // namespace home
