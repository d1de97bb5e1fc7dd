#include "diagnostic/level_counts.h"

#include "charts/chart.h"
#include "charts/stack.h"
#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "layout/parts.h"

#include <algorithm>

namespace diagnostic {
namespace {

using html::each, html::Html, html::Language;
using referentiel::Effect, referentiel::Level;

int count_at(LevelCounts const& counts, std::string_view code) {
    auto const found = counts.find(code);
    return found == counts.end() ? 0 : found->second;
}

// The ordinary ones, then special codes that somebody chose: first those that count.
std::vector<Level> columns_of(Diagnostic const& diagnostic, Scores const& scores) {
    auto const& scale = diagnostic.version().default_scale();
    auto levels = scale.levels();
    for (auto const& special : scale.specials())
        if (count_at(scores.counts, special.code()) > 0) levels.push_back(special);
    std::stable_partition(levels.begin(), levels.end(), [](Level const& level) { return level.is_counted(); });
    return levels;
}

std::string column_name(Language const& t, Level const& level) {
    if (level.effect() == referentiel::Effect::ordinary) return t.text("Niveau {}", {std::string{level.code()}});
    return t.text("{} : {}", {std::string{shown_code(level)}, level.label(t.code())});
}

Html row(Language const& t, Diagnostic const& diagnostic, ChapterScore const& score, std::vector<Level> const& levels) {
    auto const figures = each(levels,
        [&](Level const& level) { return t.html(R"(<td class="figure">{}</td>)", count_at(score.counts, level.code())); });
    auto const link =
        t.html(R"(<a href="{}">{}</a>)", chapter_url(diagnostic, *score.chapter), score.chapter->title.in(t.code()));
    return t.html(R"(
<tr><th scope="row">{}</th>{}<td class="figure">{}&nbsp;/&nbsp;{}</td></tr>)",
        link, figures, score.answered, score.total);
}

} // namespace

charts::Chart level_counts_of(Language const& t, Diagnostic const& diagnostic, Scores const& scores) {
    charts::Chart chart{.id = "niveaux-atteints",
        .title = t.text("Nombre de critères à chaque niveau"),
        .current = t.text("Critères évalués"),
        .top = std::max(scores.total, 1),
        .described_by = "en-bref"};
    for (auto const& level : columns_of(diagnostic, scores))
        chart.axes.push_back(
            {std::string{shown_code(level)}, level.label(t.code()), Decimal{count_at(scores.counts, level.code()), 0}});
    return chart;
}

Html level_counts_figure(Language const& t, Diagnostic const& diagnostic, Scores const& scores) {
    auto const chart = level_counts_of(t, diagnostic, scores);
    return t.html(R"(
<figure class="chart"><figcaption><h2>{Par niveau}</h2>{}</figcaption>{}</figure>)",
        charts::keys(t, chart), charts::bars(t, chart));
}

Html counts_table(Language const& t, Diagnostic const& diagnostic, Scores const& scores, CountsWords const& words) {
    auto const levels = columns_of(diagnostic, scores);
    std::vector<layout::ColumnHead> columns{{t.text("Chapitre")}};
    for (auto const& level : levels) columns.push_back({std::string{shown_code(level)}, layout::Column::figure});
    columns.push_back({t.text("Critères"), layout::Column::figure});
    return layout::register_table(
        t, {.id = words.id,
               .caption = words.caption,
               .note = words.note,
               .columns = std::move(columns),
               .rows = each(scores.folders, [&](ChapterScore const& score) { return row(t, diagnostic, score, levels); }),
               .css_class = "register register--counts"});
}

Html level_counts_table(Language const& t, Diagnostic const& diagnostic, Scores const& scores) {
    return counts_table(t, diagnostic, scores,
        {"chiffres", t.text("Combien de critères à chaque niveau"),
            t.text("Ce référentiel ne fait pas de moyenne : il compte les critères.")});
}

Html distribution_section(Language const& t, Diagnostic const& diagnostic, Scores const& scores) {
    if (scores.counts.empty()) return {};
    auto const levels = columns_of(diagnostic, scores);
    charts::Stack drawing{.id = "repartition-dessin",
        .title = t.text("Nombre de critères à chaque niveau, par chapitre"),
        .apart = static_cast<std::size_t>(std::ranges::count(levels, false, &Level::is_counted))};
    for (auto const& level : levels) {
        std::string const code{shown_code(level)};
        drawing.levels.push_back(column_name(t, level));
        drawing.codes.push_back(level.effect() == Effect::ordinary ? t.text("niv. {}", {code}) : code);
    }
    for (auto const& score : scores.chapters) {
        charts::StackRow row{.name = score.chapter->title.in(t.code()), .counts = {}};
        for (auto const& level : levels) row.counts.push_back(count_at(score.counts, level.code()));
        drawing.rows.push_back(std::move(row));
    }
    auto const figure = t.html(R"(
<figure class="chart"><figcaption><h2 id="par-niveau">{Répartition}</h2>{}</figcaption>{}</figure>)",
        charts::stack_keys(t, drawing), charts::stack(t, drawing));
    auto const table = counts_table(t, diagnostic, scores,
        {"repartition", t.text("Combien de critères à chaque niveau"), t.text("La même répartition, en nombres.")});
    return t.html(R"(
<div class="stack-wide">{}{}</div>)",
        figure, table);
}

std::vector<std::string> level_counts_sentences(Language const& t, Scores const& scores) {
    if (scores.counts.empty()) return {t.text("Rien n'est encore évalué : les niveaux se comptent dès la première réponse.")};
    std::vector<std::string> sentences;
    for (auto const& [code, count] : scores.counts)
        sentences.push_back(t.text("Niveau {} : {}.", {code, t.count(count, "{} critère", "{} critères")}));
    return sentences;
}

} // namespace diagnostic
