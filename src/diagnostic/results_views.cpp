#include "diagnostic/results_views.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/change_views.h"
#include "diagnostic/chapter_views.h"
#include "diagnostic/imperatives.h"
#include "diagnostic/level_counts.h"
#include "diagnostic/profile.h"
#include "diagnostic/result_figures.h"
#include "layout/parts.h"

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Caller;
using html::Html, html::Language, html::each, html::when;
using referentiel::Criterion, referentiel::Effect, referentiel::Level;

std::string figure(Language const& t, std::optional<Decimal> const& mean) { return mean ? t.number(*mean) : "–"; }

// What it was, for the table; nothing without a comparison.
Html then_cell(Language const& t, Comparison const* comparison, std::optional<Decimal> const& before) {
    return when(comparison != nullptr, [&] {
        return t.html(
            R"(<td class="figure was"><span class="then__when">{}</span> {}</td>)", comparison->label, figure(t, before));
    });
}

Html since_words(Language const& t, std::string const& change, bool is_same) {
    if (is_same)
        return t.html(R"( <small class="since"><span aria-hidden="true">=</span><span class="unseen">{inchangé}</span></small>)");
    return t.html(
        R"( <small class="since">{} {}</small>)", change, change.starts_with('+') ? t.text("en hausse") : t.text("en baisse"));
}

// What it is, and how far it has come since.
Html now_words(
    Language const& t, Comparison const* comparison, std::optional<Decimal> const& before, std::optional<Decimal> const& now) {
    auto const change = comparison ? difference(t, before, now) : std::nullopt;
    auto const since = when(change.has_value(), [&] { return since_words(t, *change, now == before); });
    return t.html("<b>{}</b>{}", figure(t, now), since);
}

// The mean once the plan is carried out; nothing without a plan.
Html envisaged_cell(Language const& t, std::optional<Scores> const& envisaged, std::optional<Decimal> const& mean) {
    return when(envisaged.has_value(),
        [&] { return t.html(R"(<td class="figure aim"><span class="then__when">{Envisagé}</span> {}</td>)", figure(t, mean)); });
}

std::optional<Decimal> mean_of(std::optional<Scores> const& scores, ChapterScore const& score) {
    return scores ? scores->of(*score.chapter).mean : std::nullopt;
}

// The pages of a cycle are those of its current diagnostic, as it is now: what was frozen is told without a link.
Html name_or_link(Language const& t, ResultsSheet const& sheet, Url const& address, std::string const& name) {
    if (!sheet.frozen.empty() || !sheet.reading.diagnostic.is_current()) return t.html("{}", name);
    return t.html(R"(<a href="{}">{}</a>)", address, name);
}

Html score_row(
    Language const& t, ResultsSheet const& sheet, std::optional<Scores> const& envisaged, ChapterScore const& score, int number) {
    auto const before = before_of(sheet.comparison, *score.chapter);
    charts::Axis const axis{.code = std::to_string(number),
        .name = score.chapter->title.in(t.code()),
        .current = score.mean,
        .second = mean_of(envisaged, score),
        .earlier = before};
    auto const& diagnostic = sheet.reading.diagnostic;
    auto const name = name_or_link(
        t, sheet, chapter_results_url(diagnostic, *score.chapter), std::to_string(number) + ". " + std::string{axis.name});
    auto const count = t.html(R"(<td class="figure">{}&nbsp;/&nbsp;{}</td>)", score.answered, score.total);
    return t.html(R"(
<tr><th scope="row">{}</th>{}<td>{}</td>{}<td class="figure">{}</td>{}</tr>)",
        name, count, charts::bar(t, axis, sheet.reading.scores.top), then_cell(t, sheet.comparison, before),
        now_words(t, sheet.comparison, before, score.mean), envisaged_cell(t, envisaged, mean_of(envisaged, score)));
}

// A theme or an objective, by its own number.
Html folder_row(Language const& t, ResultsSheet const& sheet, std::optional<Scores> const& envisaged, ChapterScore const& score) {
    charts::Axis const axis{"", score.chapter->title.in(t.code()), score.mean, mean_of(envisaged, score)};
    auto const& number = score.chapter->number;
    auto const link =
        chapter_url(sheet.reading.diagnostic, *score.chapter).at("chapitre-" + std::string{score.chapter->key.text()});
    auto const name = name_or_link(t, sheet, link, number.empty() ? axis.name : number + ". " + axis.name);
    auto const count = t.html(R"(<td class="figure">{}&nbsp;/&nbsp;{}</td>)", score.answered, score.total);
    auto const then = when(sheet.comparison != nullptr, [&] { return t.html(R"(<td class="figure was"></td>)"); });
    return t.html(R"(
<tr><th scope="row"><span class="small">{}</span></th>{}<td>{}</td>{}<td class="figure">{}</td>{}</tr>)",
        name, count, charts::bar(t, axis, sheet.reading.scores.top), then, figure(t, score.mean),
        envisaged_cell(t, envisaged, mean_of(envisaged, score)));
}

Html radar_figure(Language const& t, ResultsSheet const& sheet, std::optional<Scores> const& envisaged) {
    auto chart = radar_of(t, sheet.reading.scores, sheet.comparison, envisaged);
    if (!sheet.frozen.empty()) chart.current = sheet.frozen;
    return t.html(R"(
<figure class="chart"><figcaption><h2>{Par chapitre}</h2>{}</figcaption>{}</figure>)",
        charts::keys(t, chart), charts::radar(t, chart));
}

std::string mean_words(Language const& t, ResultsSheet const& sheet) {
    auto const top = std::to_string(sheet.reading.scores.top);
    if (sheet.reading.diagnostic.version().score.average == referentiel::Average::children)
        return t.text("Moyennes sur {} : chacune est celle de ce que la ligne contient directement, sans ce qui n'est pas évalué "
                      "ou ne vous concerne pas.",
            {top});
    return t.text("Moyennes sur {}, des critères évalués qui vous concernent.", {top});
}

Html score_table(Language const& t, ResultsSheet const& sheet, std::optional<Scores> const& envisaged) {
    auto const& scores = sheet.reading.scores;
    int number = 0;
    auto const rows = each(scores.folders, [&](ChapterScore const& score) {
        return score.chapter->parent ? folder_row(t, sheet, envisaged, score) : score_row(t, sheet, envisaged, score, ++number);
    });
    auto const before = sheet.comparison ? sheet.comparison->before.scores.mean : std::nullopt;
    charts::Axis const whole{
        .code = "", .name = "", .current = scores.mean, .second = envisaged ? envisaged->mean : std::nullopt, .earlier = before};
    auto const foot = t.html(R"(
<tr><th scope="row">{Ensemble}</th><td class="figure">{}&nbsp;/&nbsp;{}</td><td>{}</td>{}<td class="figure">{}</td>{}</tr>)",
        scores.answered, scores.total, charts::bar(t, whole, scores.top), then_cell(t, sheet.comparison, before),
        now_words(t, sheet.comparison, before, scores.mean),
        envisaged_cell(t, envisaged, envisaged ? envisaged->mean : std::nullopt));
    std::vector<layout::ColumnHead> columns{
        {t.text("Chapitre")}, {t.text("Critères"), layout::Column::figure}, {t.text("De 1 à {}", {std::to_string(scores.top)})}};
    if (sheet.comparison) columns.push_back({sheet.comparison->label, layout::Column::figure});
    columns.push_back({t.text("Maturité"), layout::Column::figure});
    if (envisaged) columns.push_back({t.text("Envisagé"), layout::Column::figure});
    return layout::register_table(t, {.id = "chiffres",
                                         .caption = t.text("Les mêmes chiffres, en barres et en nombres"),
                                         .note = mean_words(t, sheet),
                                         .columns = std::move(columns),
                                         .rows = rows,
                                         .foot = foot,
                                         .css_class = "register bars"});
}

// Chapters stand beside the page of results: short addresses, of which it holds as many as there are criteria.
Url card_from(ResultsSheet const& sheet, Criterion const& criterion) {
    auto const& diagnostic = sheet.reading.diagnostic;
    if (sheet.address.text() != results_url(diagnostic).text()) return card_url(diagnostic, criterion);
    return Url::beside({top_of(*criterion.chapter).key}).at(card_id(criterion));
}

Html criterion_link(Language const& t, ResultsSheet const& sheet, Criterion const& criterion) {
    return name_or_link(t, sheet, card_from(sheet, criterion), numbered_title(t, criterion));
}

Html envisaged_cell(Language const& t, ResultsSheet const& sheet, Criterion const& criterion) {
    if (sheet.envisaged.empty()) return {};
    auto const found = sheet.envisaged.find(criterion.key);
    if (found == sheet.envisaged.end()) return t.html("<td></td>");
    return t.html(R"(<td><span class="then__when">{Envisagé}</span> <b>{}</b></td>)", shown_code(found->second));
}

// The level then, where one stands against one.
Html then_level_cell(Language const& t, Comparison const* then, Criterion const& criterion) {
    if (!then) return {};
    auto const change = std::ranges::find(then->changes, &criterion, &Change::criterion);
    if (change == then->changes.end() || change->before.size() != 1) return t.html("<td></td>");
    return t.html(
        R"(<td><span class="then__when">{}</span> {}</td>)", then->label, shown_code(change->before.front()->rating.level));
}

// Then is what it is compared with, if the table says so.
Html answer_row(
    Language const& t, ResultsSheet const& sheet, Criterion const& criterion, SavedRating const* saved, Comparison const* then) {
    auto const link = criterion_link(t, sheet, criterion);
    auto const envisaged = t.html("{}{}", then_level_cell(t, then, criterion), envisaged_cell(t, sheet, criterion));
    if (!saved)
        return t.html(R"(
<tr><th scope="row">{}</th><td class="quiet">{À évaluer}</td>{}<td></td></tr>)",
            link, envisaged);
    auto const& level = saved->rating.level;
    return t.html(R"(
<tr><th scope="row">{}</th><td><span class="answer">{}<span><b>{}</b> {}</span></span></td>{}<td>{}</td></tr>)",
        link, level_drawing(t, level), shown_code(level), level.label(t.code()), envisaged, saved->rating.comment);
}

Html answer_table(Language const& t, ResultsSheet const& sheet, std::vector<Criterion const*> const& criteria,
    Comparison const* then = nullptr) {
    auto const rows = each(criteria, [&](Criterion const* criterion) {
        auto const* saved = find_rating(sheet.reading.ratings, *criterion);
        return is_apart(saved) ? Html{} : answer_row(t, sheet, *criterion, saved, then);
    });
    std::vector<layout::ColumnHead> columns{{t.text("Critère")}, {t.text("Degré de maturité")}};
    if (then) columns.push_back({then->label});
    if (!sheet.envisaged.empty()) columns.push_back({t.text("Envisagé")});
    columns.push_back({t.text("Commentaire")});
    return layout::register_table(t, {.id = "reponses",
                                         .caption = t.text("Critère par critère"),
                                         .columns = std::move(columns),
                                         .rows = rows,
                                         .css_class = "register answers stacks"});
}

// Apart from the rest, each with its reason.
Html apart_table(Language const& t, ResultsSheet const& sheet, std::vector<Criterion const*> const& criteria) {
    auto const rows = each(criteria, [&](Criterion const* criterion) {
        auto const* saved = find_rating(sheet.reading.ratings, *criterion);
        if (!is_apart(saved)) return Html{};
        return t.html(R"(
<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>)",
            criterion_link(t, sheet, *criterion), saved->rating.reason, saved->rating.comment);
    });
    return when(!rows.text().empty(), [&] {
        return layout::register_table(t, {.id = "non-concerne",
                                             .caption = t.text("Ce qui ne vous concerne pas"),
                                             .note = t.text("Ces critères ne comptent pas dans les moyennes."),
                                             .columns = {{t.text("Critère")}, {t.text("Raison")}, {t.text("Commentaire")}},
                                             .rows = rows,
                                             .css_class = "register stacks"});
    });
}

// Works without script: a choice and a button.
Html chooser(Language const& t, ResultsSheet const& sheet) {
    if (sheet.others.empty()) return {};
    auto const field =
        html::select_field(t, {.name = "avec", .label = t.text("Comparer avec"), .value = sheet.chosen}, sheet.others);
    return t.html(R"(
<form method="get" action="{}" class="stack chooser">{}<div class="buttons"><button class="button button--second" type="submit">{Comparer}</button></div></form>)",
        sheet.address, field);
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

namespace {

// One spoke or bar for each criterion that counts.
Html criteria_figure(Language const& t, ResultsSheet const& sheet, std::vector<Criterion const*> const& criteria) {
    auto const chart = criteria_radar_of(t, sheet.reading, sheet.comparison, sheet.envisaged, criteria);
    if (chart.axes.empty()) return {};
    return t.html(R"(
<figure class="chart"><figcaption><h2>{Critère par critère}</h2>{}</figcaption>{}</figure>)",
        charts::keys(t, chart), charts::radar(t, chart));
}

} // namespace

Html results_page(Caller const& caller, ResultsSheet const& sheet) {
    auto const& t = caller.t;
    auto const& [diagnostic, ratings, scores] = sheet.reading;
    auto const criteria = asked(diagnostic);
    auto const envisaged = envisaged_scores(sheet.reading, sheet.envisaged);
    auto const figure = scores.has_means ? radar_figure(t, sheet, envisaged) : level_counts_figure(t, diagnostic, scores);
    auto const table = scores.has_means
                           ? t.html("{}{}", score_table(t, sheet, envisaged), distribution_section(t, diagnostic, scores))
                           : level_counts_table(t, diagnostic, scores);
    auto const words = t.html(R"(
<div class="stack-wide"><section aria-labelledby="bref">{}<div class="prose digest" id="en-bref">{}</div></section>{}{}</div>)",
        layout::section_title(t, "bref", t.text("En bref")),
        each(digest(t, scores, envisaged), [&](std::string const& sentence) { return t.html("<p>{}</p>", sentence); }),
        chooser(t, sheet), legend(t, diagnostic));
    auto const changes = when(sheet.comparison != nullptr, [&] { return changes_section(t, *sheet.comparison, sheet.frozen); });
    auto const tables =
        t.html("{}{}{}{}", answer_table(t, sheet, criteria), apart_table(t, sheet, criteria), changes, sheet.checks);
    return t.html(R"(
<div class="stack-wide"><div class="with-aside with-aside--end">{}{}</div>{}{}{}</div>)",
        figure, words, imperatives_section(t, sheet.reading, sheet.answered), table, tables);
}

Html chapter_results_page(Caller const& caller, ResultsSheet const& sheet, referentiel::Chapter const& chapter) {
    auto const& t = caller.t;
    auto const criteria = asked(sheet.reading.diagnostic, chapter);
    return t.html(R"(
<div class="stack-wide">{}{}{}{}</div>)",
        criteria_figure(t, sheet, criteria), answer_table(t, sheet, criteria, sheet.comparison), apart_table(t, sheet, criteria),
        chooser(t, sheet));
}

} // namespace diagnostic
