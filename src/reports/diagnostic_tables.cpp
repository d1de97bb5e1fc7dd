#include "reports/diagnostic_tables.h"

#include "diagnostic/card.h"
#include "diagnostic/profile.h"
#include "diagnostic/result_figures.h"

namespace reports {
namespace {

using diagnostic::Beside, diagnostic::ChapterScore, diagnostic::Comparison, diagnostic::Diagnostic, diagnostic::Reading,
    diagnostic::SavedRating, diagnostic::Scores;
using html::Language;
using referentiel::Criterion;
using tables::Cell, tables::Nothing, tables::Table;

using Row = std::vector<Cell>;

Cell number_or_nothing(std::optional<Decimal> const& number) {
    if (!number) return Nothing{};
    return *number;
}

Cell level_or_nothing(referentiel::Level const* level) {
    if (!level) return Nothing{};
    return tables::number_or_text(level->code());
}

Row rating_row(Language const& t, ChapterScore const& score, Criterion const& criterion, SavedRating const* saved,
    std::function<Date(Instant)> const& day) {
    auto const& title = criterion.title.empty() ? criterion.statement : criterion.title;
    Row row{criterion.number, score.chapter->title.in(t.code()), title.in(t.code()), Nothing{}, Nothing{}, Nothing{}, Nothing{},
        number_or_nothing(score.mean), Nothing{}, Nothing{}, criterion.statement.in(t.code()), Nothing{}};
    if (!saved) return row;
    auto const& [key, level, reason, comment] = saved->rating;
    row[3] = tables::number_or_text(level.code());
    row[4] = level.label(t.code());
    row[5] = comment;
    row[6] = reason;
    row[8] = saved->by;
    row[9] = day(saved->at);
    row[11] = criterion.wording(level, t.code());
    return row;
}

int count_at(diagnostic::LevelCounts const& counts, std::string_view code) {
    auto const found = counts.find(code);
    return found == counts.end() ? 0 : found->second;
}

// What criteria may be given, the special answers last: together they are those that are answered.
std::vector<referentiel::Level> columns_of(Diagnostic const& diagnostic) {
    auto levels = diagnostic.version().default_scale().levels();
    for (auto const& special : diagnostic.version().default_scale().specials()) levels.push_back(special);
    return levels;
}

// Everything that a chapter's row says after its name.
Row figures(Diagnostic const& diagnostic, Scores const& scores, std::string name, int total, int answered,
    std::optional<Decimal> const& mean, diagnostic::LevelCounts const& counts) {
    Row row{std::move(name), std::int64_t{total}, std::int64_t{answered}};
    if (scores.has_means) row.push_back(number_or_nothing(mean));
    for (auto const& level : columns_of(diagnostic)) row.emplace_back(std::int64_t{count_at(counts, level.code())});
    return row;
}

// A figure of each chapter, and that of all.
void add_column(Table& table, Scores const& scores, std::optional<Decimal> const& whole,
    std::function<std::optional<Decimal>(ChapterScore const&)> const& of) {
    auto row = table.rows.begin();
    for (auto const& score : scores.chapters) (row++)->push_back(number_or_nothing(of(score)));
    row->push_back(number_or_nothing(whole));
}

} // namespace

Table rating_table(Language const& t, Reading const& reading, Beside::Levels const& envisaged,
    std::span<Comparison const> comparisons, std::function<Date(Instant)> const& day) {
    auto const& [diagnostic, ratings, scores] = reading;
    Table table{.name = t.text("Critères"),
        .columns = {{t.text("N°"), 7}, {t.text("Chapitre"), 22}, {t.text("Critère"), 34, true}, {t.text("Niveau"), 8},
            {t.text("Degré de maturité"), 40, true}, {t.text("Commentaire"), 60, true}, {t.text("Raison"), 40, true},
            {t.text("Moyenne du chapitre"), 12}, {t.text("Enregistré par"), 22}, {t.text("Le"), 12}, {t.text("Énoncé"), 60, true},
            {t.text("Réponse choisie"), 60, true}}};
    if (!envisaged.empty()) table.columns.push_back({t.text("Niveau envisagé"), 10});
    for (auto const& then : comparisons) table.columns.push_back({t.text("Niveau, {}", {then.label}), 10});
    for (auto const& score : scores.chapters)
        for (auto const* criterion : asked(diagnostic, *score.chapter)) {
            auto row = rating_row(t, score, *criterion, find_rating(ratings, *criterion), day);
            auto const found = envisaged.find(criterion->key);
            if (!envisaged.empty()) row.push_back(level_or_nothing(found == envisaged.end() ? nullptr : &found->second));
            for (auto const& then : comparisons) row.push_back(level_or_nothing(diagnostic::level_before(then, *criterion)));
            table.rows.push_back(std::move(row));
        }
    return table;
}

Table blank_table(Language const& t, Diagnostic const& diagnostic) {
    Table table{.name = t.text("Critères"),
        .columns = {{t.text("N°"), 7}, {t.text("Chapitre"), 22}, {t.text("Critère"), 34, true}, {t.text("Énoncé"), 60, true},
            {t.text("Niveau"), 8}, {t.text("Commentaire"), 60, true}, {t.text("Raison"), 40, true}}};
    for (auto const* chapter : diagnostic::asked_chapters(diagnostic))
        for (auto const* criterion : asked(diagnostic, *chapter))
            table.rows.push_back({criterion->number, chapter->title.in(t.code()), diagnostic::title_of(t, *criterion),
                criterion->statement.in(t.code()), Nothing{}, Nothing{}, Nothing{}});
    return table;
}

Table score_table(
    Language const& t, Reading const& reading, Beside::Levels const& envisaged, std::span<Comparison const> comparisons) {
    auto const& [diagnostic, ratings, scores] = reading;
    Table table{
        .name = t.text("Résultats"), .columns = {{t.text("Chapitre"), 40}, {t.text("Critères"), 10}, {t.text("Évalués"), 10}}};
    if (scores.has_means) table.columns.push_back({t.text("Moyenne"), 10});
    for (auto const& level : columns_of(diagnostic))
        table.columns.push_back(
            {level.effect() == referentiel::Effect::ordinary ? t.text("Niveau {}", {std::string{level.code()}})
                                                             : level.label(t.code()),
                10});
    for (auto const& score : scores.chapters)
        table.rows.push_back(figures(
            diagnostic, scores, score.chapter->title.in(t.code()), score.total, score.answered, score.mean, score.counts));
    table.rows.push_back(
        figures(diagnostic, scores, t.text("Ensemble"), scores.total, scores.answered, scores.mean, scores.counts));
    if (!scores.has_means) return table;
    if (auto const aim = diagnostic::envisaged_scores(reading, envisaged)) {
        table.columns.push_back({t.text("Moyenne envisagée"), 10});
        add_column(table, scores, aim->mean, [&](ChapterScore const& score) { return aim->of(*score.chapter).mean; });
    }
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
        table.columns.push_back({t.text("Moyenne, {}", {comparisons[i].label}), 10});
        add_column(table, scores, diagnostic::before_of(comparisons)[i],
            [&](ChapterScore const& score) { return comparisons[i].mean_before(*score.chapter); });
    }
    return table;
}

} // namespace reports
