#include "site/practice_samples.h"

#include "evidence/attachments.h"
#include "evidence/fields.h"
#include "layout/components.h"
#include "layout/parts.h"
#include "practices/chapter_views.h"
#include "prose/editor.h"

#include <chrono>

namespace site {
namespace {

using html::Html, html::Language;
using layout::component;
using referentiel::Criterion;

Html editor(Language const& t) {
    return t.html("{}{}{}", layout::autosave_status(t, "Enregistré à 14 h 02"),
        prose::field(t,
            {.name = "exemple-pratique",
                .label = "Description des pratiques existantes",
                .value = "- Un conseil **par trimestre**\n- Un compte rendu affiché"},
            5),
        prose::tools(t, Url::page({"composants"})));
}

Html practice(Example const& example) {
    auto const& criterion = example.criterion(2);
    auto const& chapter = *criterion.chapter;
    auto const now = example.caller.now;
    practices::Practice const practice{
        nobodys<practices::Practice>(91), "Un conseil **par trimestre**.", {2}, "Idriss Benali", now};
    practices::SavedPriority const urgent{practices::Priority::urgent, {1}, "Idriss Benali", now};
    auto const saved = rated(criterion, 2, "", "Idriss Benali", now);
    practices::Card const card{.rating = diagnostic::kept_draft(criterion, &saved),
        .text = practices::kept_text(&practice),
        .priority = practices::kept_priority(&urgent)};
    practices::Described const described;
    practices::Plan::Keys const planned;
    practices::Plan const plan;
    std::vector<practices::ChapterState> const all{{&chapter, {3, 1, 1, 0}}};
    return practices::chapter_page(example.caller,
        {example.diagnostic, chapter, all, described, planned, plan, true, "", [](Criterion const&) { return Html{}; },
            [](Criterion const&) { return 2; }},
        {&card, 1});
}

evidence::Evidence document(int number, std::string title, std::optional<Date> expires, Instant at) {
    evidence::Version version{.id = nobodys<evidence::Version>(number),
        .name = "reglement.pdf",
        .type = "application/pdf",
        .size = 240'000,
        .by = "Maud Tessier",
        .at = at,
        .expires = expires};
    return {.id = nobodys<evidence::Evidence>(number), .title = std::move(title), .version = std::move(version)};
}

Html documents(Example const& example) {
    auto const& [caller, diagnostic, criteria, member, planning] = example;
    auto const& t = caller.t;
    auto const object = evidence::criterion_object(diagnostic.id().text(), example.criterion(0).key.text());
    auto const rules = document(101, "Règlement intérieur", caller.today() + std::chrono::days{12}, caller.now);
    evidence::Attached const attached{{object, {rules, document(102, "Charte des bénévoles", {}, caller.now)}}};
    return t.html("{}{}",
        component(t, "pieces-jointes", "Documents joints", "Ce qui montre une pratique ou une action, là où l'on en parle.",
            evidence::attachments(caller, member, object, attached, Url::page({"composants"}))),
        component(t, "depot", "Dépôt d'un fichier", "Ce qui est accepté est dit avant de choisir.",
            evidence::file_field(t, "Fichier", "20 Mo au plus.", {})));
}

} // namespace

Html practice_samples(Example const& example) {
    auto const& t = example.t();
    return t.html("{}{}{}",
        component(t, "texte-mis-en-forme", "Texte mis en forme et enregistrement",
            "Sans script, on écrit comme dans un courriel ; l'état de l'enregistrement est toujours visible.", editor(t)),
        component(t, "bonne-pratique", "Bonne pratique et priorité", "La troisième priorité met le critère dans le plan.",
            practice(example)),
        documents(example));
}

} // namespace site
