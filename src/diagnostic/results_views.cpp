#include "diagnostic/results_views.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/change_views.h"
#include "diagnostic/chapter_views.h"
#include "diagnostic/imperatives.h"
#include "diagnostic/level_counts.h"
#include "diagnostic/profile.h"
#include "diagnostic/result_figures.h"
#include "diagnostic/results_tables.h"
#include "layout/parts.h"

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Caller;
using html::Html, html::Language, html::each, html::when;
using referentiel::Criterion, referentiel::Effect, referentiel::Level;

Html radar_figure(Language const& t, ResultsSheet const& sheet, std::optional<Scores> const& envisaged) {
    auto chart = radar_of(t, sheet.reading.scores, sheet.choice.comparisons, envisaged);
    if (!sheet.frozen.empty()) chart.current = sheet.frozen;
    return t.html(R"(
<figure class="chart"><figcaption><h2>{Par chapitre}</h2>{}</figcaption>{}</figure>)",
        charts::keys(t, chart), charts::radar(t, chart));
}

// One spoke or bar for each criterion that counts.
Html criteria_figure(Language const& t, ResultsSheet const& sheet, std::vector<Criterion const*> const& criteria) {
    auto const chart = criteria_radar_of(t, sheet.reading, sheet.choice.comparisons, sheet.envisaged, criteria);
    if (chart.axes.empty()) return {};
    return t.html(R"(
<figure class="chart"><figcaption><h2>{Critère par critère}</h2>{}</figcaption>{}</figure>)",
        charts::keys(t, chart), charts::radar(t, chart));
}

// Each part of the page with its title, in order; what has nothing to say is not there.
struct Titled {
    layout::Part part;
    Html content;
};

Html with_contents(Language const& t, std::vector<layout::Part> parts, std::vector<Titled> const& more, Html const& first) {
    for (auto const& [part, content] : more)
        if (!content.text().empty()) parts.push_back(part);
    return t.html(R"(
<div class="stack-wide">{}{}{}</div>)",
        layout::contents(t, parts, layout::Lying::above), first,
        each(more, [](Titled const& one) -> Html const& { return one.content; }));
}

Html other_tick(Language const& t, Other const& other) {
    auto const name = "avec-" + other.id;
    return t.html(R"(<li class="tick"><input type="checkbox" id="{}" name="{}" value="oui"{}><label for="{}">{}</label></li>)",
        name, name, html::Attribute{"checked", other.is_chosen}, name, other.label);
}

// Works without script: boxes and a button. Where none is ticked, « avec » says that nothing is to stand beside.
Html chooser(Language const& t, ResultsSheet const& sheet) {
    auto const& others = sheet.choice.others;
    auto const left_out = sheet.choice.left_out;
    if (others.empty()) return {};
    auto const ticks = each(others, [&](Other const& other) { return other_tick(t, other); });
    auto const limit = when(others.size() > charts::most_earlier,
        [&] { return t.html(R"(<p class="small quiet">{Jusqu'à trois à la fois, pour que le dessin reste lisible.}</p>)"); });
    auto const rest = when(left_out > 0, [&] {
        return layout::notice(t, layout::Tone::care,
            t.count(left_out, "{} démarche cochée n'est pas montrée.", "{} démarches cochées ne sont pas montrées."),
            t.text("Décochez-en une autre pour la voir."));
    });
    return t.html(R"(
<form method="get" action="{}" class="stack chooser"><input type="hidden" name="avec" value="rien"><fieldset><legend class="label">{Comparer avec}</legend>{}<ul class="cluster">{}</ul></fieldset>{}<div class="buttons"><button class="button button--second" type="submit">{Comparer}</button></div></form>)",
        sheet.address, limit, ticks, rest);
}

} // namespace

Html legend(Language const& t, Diagnostic const& diagnostic) {
    auto const line = [&](Level const& level) {
        return t.html(R"(<li>{}<b>{}</b><span class="small">{}</span></li>)", level_drawing(t, level), shown_code(level),
            level.label(t.code()));
    };
    auto const& scale = diagnostic.version().default_scale();
    auto const lines = t.html("{}{}", each(scale.levels(), line), each(scale.specials(), line));
    return t.html(R"(
<section aria-labelledby="niveaux">{}<ol class="levels lines lines--tight">{}</ol></section>)",
        layout::section_title(t, "niveaux", t.text("Les niveaux")), lines);
}

Html nothing_yet(Language const& t, ResultsSheet const& sheet, std::string words) {
    auto const action =
        when(sheet.start.has_value(), [&] { return layout::button_link(t, *sheet.start, t.text("Commencer l'autodiagnostic")); });
    return layout::empty(t, {t.text("Vos résultats viendront avec vos réponses"), std::move(words), action});
}

Html results_page(Caller const& caller, ResultsSheet const& sheet) {
    auto const& t = caller.t;
    if (sheet.reading.scores.answered == 0)
        return t.html(R"(<div class="stack-wide">{}{}{}</div>)", nothing_yet(t, sheet, digest(t, sheet.reading.scores).front()),
            sheet.checks, sheet.downloads);
    auto const& [diagnostic, ratings, scores] = sheet.reading;
    auto const criteria = asked(diagnostic);
    auto const envisaged = envisaged_scores(sheet.reading, sheet.envisaged);
    auto const figure = scores.has_means ? radar_figure(t, sheet, envisaged) : level_counts_figure(t, diagnostic, scores);
    auto const words = t.html(R"(
<div class="stack-wide"><section aria-labelledby="bref">{}<div class="prose digest" id="en-bref">{}</div></section>{}</div>)",
        layout::section_title(t, "bref", t.text("En bref")),
        each(digest(t, scores, envisaged, sheet.choice.comparisons),
            [&](std::string const& sentence) { return t.html("<p>{}</p>", sentence); }),
        legend(t, diagnostic));
    auto const first = t.html(
        R"(<div class="with-aside with-aside--end"><div class="stack">{}{}</div>{}</div>)", figure, chooser(t, sheet), words);
    auto const& comparisons = sheet.choice.comparisons;
    return with_contents(t, {{"bref", t.text("En bref")}, {"niveaux", t.text("Les niveaux")}},
        {{{"imperatifs", t.text("Critères impératifs")}, imperatives_section(t, sheet.reading, sheet.answered)},
            {{"chiffres", t.text("Les chapitres en chiffres")},
                scores.has_means ? score_table(t, sheet, envisaged) : level_counts_table(t, diagnostic, scores)},
            {{"par-niveau", t.text("Répartition")}, scores.has_means ? distribution_section(t, diagnostic, scores) : Html{}},
            {{"reponses", t.text("Critère par critère")}, answer_table(t, sheet, criteria)},
            {{"non-concerne", t.text("Ce qui ne vous concerne pas")}, apart_table(t, sheet, criteria)},
            {{"avis", t.text("Là où les avis diffèrent")}, divergences_table(t, sheet)},
            {{"changements", t.text("Ce qui a changé")},
                when(!comparisons.empty(), [&] { return changes_section(t, comparisons.front(), sheet.frozen); })},
            {{"avant-de-clore", t.text("Avant de clore")}, sheet.checks},
            {{"emporter", t.text("Emporter ces résultats")}, sheet.downloads}},
        first);
}

Html chapter_results_page(Caller const& caller, ResultsSheet const& sheet, referentiel::Chapter const& chapter) {
    auto const& t = caller.t;
    auto const criteria = asked(sheet.reading.diagnostic, chapter);
    if (sheet.reading.scores.of(chapter).answered == 0)
        return t.html(R"(<div class="stack-wide">{}{}</div>)",
            nothing_yet(t, sheet, t.text("Aucun critère de ce chapitre n'est encore évalué.")), answer_table(t, sheet, criteria));
    return t.html(R"(
<div class="stack-wide">{}{}{}{}</div>)",
        criteria_figure(t, sheet, criteria), answer_table(t, sheet, criteria, Columns::now_and_then),
        apart_table(t, sheet, criteria), chooser(t, sheet));
}

} // namespace diagnostic
