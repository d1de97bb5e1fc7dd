#include "diagnostic/check_views.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "evidence/addresses.h"
#include "layout/parts.h"

namespace diagnostic {
namespace {

using html::Html, html::Language, html::each;
using referentiel::Criterion;

std::string words(Language const& t, Check const& check) {
    auto const count = std::ssize(check.criteria);
    switch (check.doubt) {
        case Doubt::not_rated: return t.count(count, "{} critère pas encore évalué", "{} critères pas encore évalués");
        case Doubt::unanswered:
            return t.count(count, "{} critère impératif non satisfait sans action critique",
                "{} critères impératifs non satisfaits sans action critique");
        case Doubt::to_confirm: return t.count(count, "{} réponse reprise à confirmer", "{} réponses reprises à confirmer");
        case Doubt::to_review: return t.count(count, "{} critère à reprendre", "{} critères à reprendre");
        case Doubt::note_open:
            return t.count(
                count, "{} critère avec une note de relecture à traiter", "{} critères avec une note de relecture à traiter");
        case Doubt::unexplained:
            return t.count(count, "{} critère aux avis partagés : rien n'est dit du choix",
                "{} critères aux avis partagés : rien n'est dit du choix");
        case Doubt::without_measure:
            return t.count(count,
                "{} critère au niveau 4 sans mesure nommée : ajoutez un chiffre au commentaire, ou suivez-en un dans le plan",
                "{} critères au niveau 4 sans mesure nommée : ajoutez un chiffre au commentaire, ou suivez-en un dans le plan");
        case Doubt::without_evidence:
            return t.count(count, "{} critère au niveau 5 : aucune preuve ni mention extérieure",
                "{} critères au niveau 5 : aucune preuve ni mention extérieure");
        case Doubt::without_comment: return t.count(count, "{} critère sans commentaire", "{} critères sans commentaire");
    }
    return {};
}

Url field_url(Diagnostic const& diagnostic, Beside const& beside, Doubt doubt, Criterion const& criterion, Url const& back) {
    auto const chapter = chapter_url(diagnostic, *criterion.chapter);
    switch (doubt) {
        case Doubt::not_rated: return chapter.at(first_choice_id(criterion));
        case Doubt::unanswered: return beside.critical_form(diagnostic, criterion).value_or(chapter.at(card_id(criterion)));
        case Doubt::to_confirm:
        case Doubt::to_review: return chapter.at(card_id(criterion));
        case Doubt::note_open: return review_url(diagnostic, criterion);
        case Doubt::without_evidence:
            return evidence::joining_url(
                diagnostic.organisation(), evidence::criterion_object(diagnostic.id().text(), criterion.key.text()), back);
        default: return chapter.at(comment_id(criterion));
    }
}

// The same criterion is named by other links of the page, that lead elsewhere.
std::string link_words(Language const& t, Doubt doubt, Criterion const& criterion) {
    auto const name = numbered_title(t, criterion);
    switch (doubt) {
        case Doubt::not_rated: return t.text("{} : les niveaux", {name});
        case Doubt::unanswered: return t.text("{} : engager une action critique", {name});
        case Doubt::to_confirm: return t.text("{} : la réponse reprise", {name});
        case Doubt::to_review: return name;
        case Doubt::note_open: return t.text("{} : les notes", {name});
        case Doubt::without_evidence: return t.text("{} : joindre un document", {name});
        default: return t.text("{} : le commentaire", {name});
    }
}

Html line(Language const& t, Diagnostic const& diagnostic, Beside const& beside, Check const& check, Url const& back) {
    auto const links = each(check.criteria, [&](Criterion const* criterion) {
        return t.html(R"(
<li><a href="{}">{}</a></li>)",
            field_url(diagnostic, beside, check.doubt, *criterion, back), link_words(t, check.doubt, *criterion));
    });
    return t.html(R"(
<li><details class="fold"><summary>{}</summary><ul>{}</ul></details></li>)",
        words(t, check), links);
}

} // namespace

Html checks_section(
    Language const& t, Diagnostic const& diagnostic, Beside const& beside, std::span<Check const> checks, Url const& back) {
    auto const content =
        checks.empty()
            ? t.html("<p>{Rien à relever : tout est évalué, commenté et relu.}</p>")
            : t.html(R"(<p class="quiet">{Rien de tout cela n'empêche de clore.}</p><ul class="lines lines--tight">{}</ul>)",
                  each(checks, [&](Check const& check) { return line(t, diagnostic, beside, check, back); }));
    return t.html(R"(
<section aria-labelledby="avant-de-clore" class="stack no-print">{}{}</section>)",
        layout::section_title(t, "avant-de-clore", t.text("Avant de clore")), content);
}

} // namespace diagnostic
