#include "diagnostic/results_tables.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/profile.h"
#include "diagnostic/result_figures.h"
#include "diagnostic/team_views.h"
#include "layout/parts.h"

#include <algorithm>

namespace diagnostic {
namespace {

using html::Html, html::Language, html::each, html::when;
using referentiel::Criterion;

std::string figure(Language const& t, std::optional<Decimal> const& mean) { return mean ? t.number(*mean) : "–"; }

using Comparisons = std::vector<Comparison>;
using Means = std::vector<std::optional<Decimal>>;

// What it was each time, for the table.
Html then_cells(Language const& t, Comparisons const& comparisons, Means const& before) {
    auto mean = before.begin();
    return each(comparisons, [&](Comparison const& comparison) {
        return t.html(
            R"(<td class="figure was"><span class="then__when">{}</span> {}</td>)", comparison.label, figure(t, *mean++));
    });
}

// Where several stand beside it, which one it is measured against.
std::string direction_words(Language const& t, Comparisons const& comparisons, bool is_up) {
    if (comparisons.size() > 1) return t.text("depuis {}", {comparisons.front().label});
    return is_up ? t.text("en hausse") : t.text("en baisse");
}

Html since_words(Language const& t, Comparisons const& comparisons, std::string const& change, bool is_same) {
    if (is_same)
        return t.html(R"( <small class="since"><span aria-hidden="true">=</span><span class="unseen">{inchangé}</span></small>)");
    return t.html(R"( <small class="since">{} {}</small>)", change, direction_words(t, comparisons, change.starts_with('+')));
}

// What it is, and how far it has come since the nearest.
Html now_words(Language const& t, Comparisons const& comparisons, Means const& before, std::optional<Decimal> const& now) {
    auto const change = comparisons.empty() ? std::nullopt : difference(t, before.front(), now);
    auto const since = when(change.has_value(), [&] { return since_words(t, comparisons, *change, now == before.front()); });
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
    auto const& comparisons = sheet.choice.comparisons;
    auto const before = before_of(comparisons, *score.chapter);
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
        name, count, charts::bar(t, axis, sheet.reading.scores.top), then_cells(t, comparisons, before),
        now_words(t, comparisons, before, score.mean), envisaged_cell(t, envisaged, mean_of(envisaged, score)));
}

// A theme or an objective, by its own number.
Html folder_row(Language const& t, ResultsSheet const& sheet, std::optional<Scores> const& envisaged, ChapterScore const& score) {
    charts::Axis const axis{"", score.chapter->title.in(t.code()), score.mean, mean_of(envisaged, score)};
    auto const& number = score.chapter->number;
    auto const link =
        chapter_url(sheet.reading.diagnostic, *score.chapter).at("chapitre-" + std::string{score.chapter->key.text()});
    auto const name = name_or_link(t, sheet, link, number.empty() ? axis.name : number + ". " + axis.name);
    auto const count = t.html(R"(<td class="figure">{}&nbsp;/&nbsp;{}</td>)", score.answered, score.total);
    auto const then =
        each(sheet.choice.comparisons, [&](Comparison const&) { return t.html(R"(<td class="figure was"></td>)"); });
    return t.html(R"(
<tr><th scope="row"><span class="small">{}</span></th>{}<td>{}</td>{}<td class="figure">{}</td>{}</tr>)",
        name, count, charts::bar(t, axis, sheet.reading.scores.top), then, figure(t, score.mean),
        envisaged_cell(t, envisaged, mean_of(envisaged, score)));
}

std::string mean_words(Language const& t, ResultsSheet const& sheet) {
    auto const top = std::to_string(sheet.reading.scores.top);
    if (sheet.reading.diagnostic.version().score.average == referentiel::Average::children)
        return t.text("Moyennes sur {} : chacune est celle de ce que la ligne contient directement, sans ce qui n'est pas évalué "
                      "ou ne vous concerne pas.",
            {top});
    return t.text("Moyennes sur {}, des critères évalués qui vous concernent.", {top});
}

// What the lines that stand up on the bars say.
std::string marks_words(Language const& t, Comparisons const& comparisons) {
    std::string words;
    auto const add = [&](std::string const& one) { words += (words.empty() ? " " : ", ") + one; };
    if (!comparisons.empty()) add(t.text("Debout sur les barres : {} (trait plein)", {comparisons[0].label}));
    if (comparisons.size() > 1) add(t.text("{} (tireté)", {comparisons[1].label}));
    if (comparisons.size() > 2) add(t.text("{} (pointillé)", {comparisons[2].label}));
    return words.empty() ? words : words + ".";
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
Html then_level_cell(Language const& t, Comparison const& then, Criterion const& criterion) {
    auto const* level = level_before(then, criterion);
    if (!level) return t.html("<td></td>");
    return t.html(R"(<td><span class="then__when">{}</span> {}</td>)", then.label, shown_code(*level));
}

Html answer_row(
    Language const& t, ResultsSheet const& sheet, Criterion const& criterion, SavedRating const* saved, Columns columns) {
    auto const link = criterion_link(t, sheet, criterion);
    auto const then = when(columns == Columns::now_and_then, [&] {
        return each(sheet.choice.comparisons, [&](Comparison const& one) { return then_level_cell(t, one, criterion); });
    });
    auto const envisaged = t.html("{}{}", then, envisaged_cell(t, sheet, criterion));
    if (!saved)
        return t.html(R"(
<tr><th scope="row">{}</th><td class="quiet">{À évaluer}</td>{}<td></td></tr>)",
            link, envisaged);
    auto const& level = saved->rating.level;
    return t.html(R"(
<tr><th scope="row">{}</th><td><span class="answer">{}<span><b>{}</b> {}</span></span></td>{}<td>{}</td></tr>)",
        link, level_drawing(t, level), shown_code(level), level.label(t.code()), envisaged, saved->rating.comment);
}

Html retained_words(Language const& t, SavedRating const* saved) {
    if (!saved) return t.html(R"(<span class="quiet">{À évaluer}</span>)");
    auto const& level = saved->rating.level;
    return t.html(R"(<b>{}</b> {})", shown_code(level), level.short_label(t.code()));
}

} // namespace

Html score_table(Language const& t, ResultsSheet const& sheet, std::optional<Scores> const& envisaged) {
    auto const& scores = sheet.reading.scores;
    int number = 0;
    auto const rows = each(scores.folders, [&](ChapterScore const& score) {
        return score.chapter->parent ? folder_row(t, sheet, envisaged, score) : score_row(t, sheet, envisaged, score, ++number);
    });
    auto const& comparisons = sheet.choice.comparisons;
    auto const before = before_of(comparisons);
    charts::Axis const whole{
        .code = "", .name = "", .current = scores.mean, .second = envisaged ? envisaged->mean : std::nullopt, .earlier = before};
    auto const foot = t.html(R"(
<tr><th scope="row">{Ensemble}</th><td class="figure">{}&nbsp;/&nbsp;{}</td><td>{}</td>{}<td class="figure">{}</td>{}</tr>)",
        scores.answered, scores.total, charts::bar(t, whole, scores.top), then_cells(t, comparisons, before),
        now_words(t, comparisons, before, scores.mean), envisaged_cell(t, envisaged, envisaged ? envisaged->mean : std::nullopt));
    std::vector<layout::ColumnHead> columns{
        {t.text("Chapitre")}, {t.text("Critères"), layout::Column::figure}, {t.text("Sur {}", {std::to_string(scores.top)})}};
    for (auto const& comparison : comparisons) columns.push_back({comparison.label, layout::Column::figure});
    columns.push_back({t.text("Maturité"), layout::Column::figure});
    if (envisaged) columns.push_back({t.text("Envisagé"), layout::Column::figure});
    return layout::register_table(t, {.id = "chiffres",
                                         .caption = t.text("Les mêmes chiffres, en barres et en nombres"),
                                         .note = mean_words(t, sheet) + marks_words(t, comparisons),
                                         .columns = std::move(columns),
                                         .rows = rows,
                                         .foot = foot,
                                         .css_class = "register bars"});
}

Html answer_table(Language const& t, ResultsSheet const& sheet, std::vector<Criterion const*> const& criteria, Columns shown) {
    auto const rows = each(criteria, [&](Criterion const* criterion) {
        auto const* saved = find_rating(sheet.reading.ratings, *criterion);
        return is_apart(saved) ? Html{} : answer_row(t, sheet, *criterion, saved, shown);
    });
    std::vector<layout::ColumnHead> columns{{t.text("Critère")}, {t.text("Degré de maturité")}};
    if (shown == Columns::now_and_then)
        for (auto const& comparison : sheet.choice.comparisons) columns.push_back({comparison.label});
    if (!sheet.envisaged.empty()) columns.push_back({t.text("Envisagé")});
    columns.push_back({t.text("Commentaire")});
    return layout::register_table(t, {.id = "reponses",
                                         .caption = t.text("Critère par critère"),
                                         .columns = std::move(columns),
                                         .rows = rows,
                                         .css_class = "register answers stacks"});
}

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

// Nobody by name: who said what stands on the card of the criterion.
Html divergences_table(Language const& t, ResultsSheet const& sheet) {
    if (sheet.divergences.empty()) return {};
    auto const rows = each(sheet.divergences, [&](Divergence const& one) {
        return t.html(R"(
<tr><th scope="row">{}</th><td><span class="answer">{}</span></td><td><span class="then__when">{Retenu}</span> {}</td></tr>)",
            criterion_link(t, sheet, *one.criterion), spread_figure(t, *one.criterion, one.opinions),
            retained_words(t, find_rating(sheet.reading.ratings, *one.criterion)));
    });
    return layout::register_table(
        t, {.id = "avis",
               .caption = t.text("Là où les avis diffèrent"),
               .note = t.text("Ce que plusieurs personnes ont répondu, chacune de son côté, à côté de ce qui est retenu."),
               .columns = {{t.text("Critère")}, {t.text("Avis")}, {t.text("Retenu")}},
               .rows = rows,
               .css_class = "register stacks"});
}

} // namespace diagnostic
