#include "reports/diagnostic_content.h"

#include "charts/chart.h"
#include "diagnostic/card.h"
#include "diagnostic/change_views.h"
#include "diagnostic/imperatives.h"
#include "diagnostic/level_counts.h"
#include "diagnostic/profile.h"
#include "diagnostic/result_figures.h"
#include "diagnostic/team_views.h"
#include "reports/diagnostic_summary.h"

#include <algorithm>
#include <set>

namespace reports {
namespace {

using diagnostic::Change, diagnostic::ChapterScore, diagnostic::Comparison, diagnostic::Movement, diagnostic::SavedRating,
    diagnostic::Scores;
using html::Language;
using referentiel::Chapter, referentiel::Criterion, referentiel::Effect, referentiel::Level;

using Report = DiagnosticReport;

Report::Level to_level(Level const& level, std::string_view words) {
    return {std::string{diagnostic::shown_code(level)}, level.strokes(), std::string{words}};
}

std::string title_of(Language const& t, Criterion const& criterion) {
    return criterion.title.empty() ? criterion.statement.in(t.code()) : criterion.title.in(t.code());
}

std::string numbered(Language const& t, std::string const& number, referentiel::Text const& title) {
    return number.empty() ? title.in(t.code()) : number + " " + title.in(t.code());
}

// --- One criterion

// The titles that stand above it below its chapter at the top: theme, objective, and the criterion of an item.
std::vector<std::string> titles_above(Language const& t, Criterion const& criterion) {
    std::vector<std::string> titles;
    if (criterion.parent) titles.push_back(numbered(t, criterion.parent->number, criterion.parent->title));
    for (auto const* chapter = criterion.chapter; chapter && chapter->parent; chapter = chapter->parent)
        titles.push_back(numbered(t, chapter->number, chapter->title));
    std::ranges::reverse(titles);
    return titles;
}

// Those of them that begin here, after what stood above the one before.
std::vector<std::string> new_titles(std::vector<std::string> const& now, std::vector<std::string> const& before) {
    auto const [here, there] = std::ranges::mismatch(now, before);
    return {here, now.end()};
}

// « 2025 : 2 », where one level stands against one.
std::vector<std::string> then_words(Language const& t, DiagnosticSubject const& subject, Criterion const& criterion) {
    std::vector<std::string> words;
    for (auto const& comparison : subject.comparisons)
        if (auto const* level = diagnostic::level_before(comparison, criterion))
            words.push_back(t.text("{} : {}", {comparison.label, std::string{diagnostic::shown_code(*level)}}));
    return words;
}

Report::Row row_of(Language const& t, DiagnosticSubject const& subject, Criterion const& criterion) {
    Report::Row row{.number = criterion.number,
        .title = title_of(t, criterion),
        .then = then_words(t, subject, criterion),
        .is_imperative = criterion.is_imperative,
        .statement = criterion.title.empty() ? "" : criterion.statement.in(t.code())};
    if (auto const found = subject.envisaged.find(criterion.key); found != subject.envisaged.end())
        row.envisaged = to_level(found->second, found->second.short_label(t.code()));
    auto const* saved = find_rating(subject.reading.ratings, criterion);
    if (!saved) return row;
    auto const& level = saved->rating.level;
    row.state = level.effect() == Effect::not_concerned ? Report::State::not_concerned : Report::State::rated;
    row.level = to_level(level, level.short_label(t.code()));
    if (level.effect() != Effect::not_concerned) row.answer = criterion.wording(level, t.code());
    row.comment = saved->rating.comment;
    row.reason = saved->rating.reason;
    return row;
}

// --- Figures

std::vector<std::int64_t> counts_of(DiagnosticSubject const& subject, diagnostic::LevelCounts const& counts) {
    std::vector<std::int64_t> all;
    for (auto const& level : subject.reading.diagnostic.version().default_scale().levels()) {
        auto const found = counts.find(level.code());
        all.push_back(found == counts.end() ? 0 : found->second);
    }
    return all;
}

using Means = std::vector<std::optional<Decimal>>;

// Since the nearest.
std::string change_since(Language const& t, Means const& before, std::optional<Decimal> const& now) {
    return before.empty() ? std::string{} : diagnostic::difference(t, before.front(), now).value_or("");
}

Report::Figures figures_of(Language const& t, DiagnosticSubject const& subject, ChapterScore const& score) {
    auto const before =
        score.chapter->parent ? Means(subject.comparisons.size()) : diagnostic::before_of(subject.comparisons, *score.chapter);
    return {score.total, score.answered, score.mean, before, change_since(t, before, score.mean), {},
        counts_of(subject, score.counts)};
}

Report::Figures overall_of(Language const& t, DiagnosticSubject const& subject) {
    auto const& scores = subject.reading.scores;
    auto const before = diagnostic::before_of(subject.comparisons);
    return {scores.total, scores.answered, scores.mean, before, change_since(t, before, scores.mean), {},
        counts_of(subject, scores.counts)};
}

int depth_of(Chapter const& chapter) { return chapter.storey - 1; }

std::vector<Report::Line> lines_of(Language const& t, DiagnosticSubject const& subject) {
    std::vector<Report::Line> lines;
    int number = 0;
    for (auto const& score : subject.reading.scores.folders) {
        auto const& chapter = *score.chapter;
        auto const name = chapter.parent ? numbered(t, chapter.number, chapter.title)
                                         : std::to_string(++number) + ". " + chapter.title.in(t.code());
        lines.push_back({name, depth_of(chapter), figures_of(t, subject, score)});
    }
    return lines;
}

// What the means will be once the plan is carried out.
void add_envisaged(Report& report, DiagnosticSubject const& subject) {
    auto const scores = diagnostic::envisaged_scores(subject.reading, subject.envisaged);
    if (!scores) return;
    report.overall.envisaged = scores->mean;
    for (std::size_t i = 0; i < report.lines.size() && i < scores->folders.size(); ++i)
        report.lines[i].figures.envisaged = scores->folders[i].mean;
}

// --- Drawings

// The same figures in words: « Gouvernance : 2,9 ; Concertation : pas encore évalué ».
std::string words_of(Language const& t, charts::Chart const& chart) {
    std::string words;
    for (auto const& axis : chart.axes) {
        auto figure = axis.current ? t.number(*axis.current) : t.text("pas encore évalué");
        for (std::size_t number = 0; number < axis.earlier.size(); ++number)
            if (auto const& then = axis.earlier[number])
                figure = t.text("{} ({} : {})", {figure, chart.earlier[number], t.number(*then)});
        if (axis.second) figure = t.text("{}, {} envisagé", {figure, t.number(*axis.second)});
        words += (words.empty() ? "" : t.is_french() ? "\u00a0; " : "; ") + t.text("{} : {}", {axis.name, figure});
    }
    return words;
}

Report::Drawing drawing_of(Language const& t, DiagnosticSubject const& subject) {
    auto const& [diagnostic, ratings, scores] = subject.reading;
    if (scores.answered == 0) return {};
    if (!scores.has_means) {
        auto const chart = diagnostic::level_counts_of(t, diagnostic, scores);
        auto const drawn = charts::bars(t, chart, charts::on_paper());
        return {std::string{drawn.text()}, words_of(t, chart)};
    }
    auto const envisaged = diagnostic::envisaged_scores(subject.reading, subject.envisaged);
    auto const chart = diagnostic::radar_of(t, scores, subject.comparisons, envisaged);
    auto const drawn = charts::radar(t, chart, charts::on_paper());
    return {std::string{drawn.text()}, words_of(t, chart)};
}

// The numbers of the criteria stand at the axes: their titles follow below, in the table.
Report::Drawing drawing_of(Language const& t, DiagnosticSubject const& subject, std::vector<Criterion const*> const& criteria) {
    auto chart = diagnostic::criteria_radar_of(t, subject.reading, subject.comparisons, subject.envisaged, criteria);
    auto const counted = std::ranges::count_if(chart.axes, [](charts::Axis const& axis) { return axis.current.has_value(); });
    if (counted == 0 || chart.axes.size() < 3 || chart.axes.size() > 16) return {};
    auto const words = words_of(t, chart);
    for (auto& axis : chart.axes) axis.name = std::exchange(axis.code, {});
    chart.width = charts::Width::tight;
    auto const drawn = charts::radar(t, chart, charts::on_paper());
    return {std::string{drawn.text()}, words};
}

std::vector<std::string> labels(DiagnosticSubject const& subject) {
    std::vector<std::string> labels;
    for (auto const& comparison : subject.comparisons) labels.push_back(comparison.label);
    return labels;
}

Report::Series series_of(Language const& t, DiagnosticSubject const& subject) {
    auto const& scores = subject.reading.scores;
    if (!scores.has_means || scores.answered == 0) return {};
    return {t.text("Maturité actuelle"), subject.envisaged.empty() ? "" : t.text("Maturité envisagée"), labels(subject)};
}

// --- Parts

Report::Chapter chapter_of(Language const& t, DiagnosticSubject const& subject, ChapterScore const& score, std::size_t number) {
    auto const criteria = asked(subject.reading.diagnostic, *score.chapter);
    Report::Chapter chapter{.number = std::to_string(number),
        .title = score.chapter->title.in(t.code()),
        .figures = figures_of(t, subject, score),
        .sentences = summary(t, subject, score),
        .drawing = drawing_of(t, subject, criteria)};
    std::vector<std::string> before;
    for (auto const* criterion : criteria) {
        auto above = titles_above(t, *criterion);
        auto row = row_of(t, subject, *criterion);
        row.under = new_titles(above, before);
        before = std::move(above);
        chapter.rows.push_back(std::move(row));
    }
    return chapter;
}

Report::Imperatives imperatives_of(Language const& t, DiagnosticSubject const& subject) {
    auto const& scores = subject.reading.scores;
    if (scores.imperatives.empty()) return {};
    Report::Imperatives imperatives{
        diagnostic::imperative_rule(t, subject.reading.diagnostic.version()), diagnostic::imperatives_count(t, scores), {}};
    for (auto const& [criterion, state] : scores.imperatives)
        imperatives.rows.push_back({criterion->number, title_of(t, *criterion), diagnostic::words_of(t, state),
            state == referentiel::Imperative::met, diagnostic::words_of(t, *criterion, subject.critical)});
    return imperatives;
}

std::vector<Report::Divergence> divergences_of(Language const& t, DiagnosticSubject const& subject) {
    std::vector<Report::Divergence> rows;
    for (auto const& [criterion, opinions] : subject.divergences) {
        auto const row = row_of(t, subject, *criterion);
        rows.push_back({row.number, row.title, diagnostic::spread_words(t, opinions), row.level});
    }
    return rows;
}

// Why, in the words of who answered: a comment, or the reason why it is not concerned.
std::string said(SavedRating const& saved) { return saved.rating.comment.empty() ? saved.rating.reason : saved.rating.comment; }

std::vector<Report::Change> changes_of(Language const& t, Comparison const& comparison) {
    std::vector<Report::Change> changes;
    for (auto const& change : comparison.changes)
        if (change.movement != Movement::same)
            changes.push_back({change.criterion->number, title_of(t, *change.criterion), diagnostic::levels_of(change),
                diagnostic::words_of(t, change), change.before.size() == 1 ? said(*change.before.front()) : std::string{},
                change.now ? said(*change.now) : std::string{}});
    return changes;
}

std::string changes_note(Language const& t, Comparison const& comparison) {
    auto const unchanged = t.count(
        comparison.count(Movement::same), "{} réponse est restée au même niveau.", "{} réponses sont restées au même niveau.");
    if (comparison.is_same_version) return unchanged;
    return unchanged + " " + t.text("Les critères sont rapprochés par ce que le référentiel en dit.");
}

// Who retained an answer, each once.
std::string persons(std::vector<SavedRating> const& ratings) {
    std::set<std::string> names;
    for (auto const& saved : ratings) names.insert(saved.by);
    std::string all;
    for (auto const& name : names) all += (all.empty() ? "" : ", ") + name;
    return all;
}

Cover cover_of(Language const& t, DiagnosticSubject const& subject) {
    auto const& [diagnostic, ratings, scores] = subject.reading;
    auto const& version = diagnostic.version();
    Cover cover{.structure = subject.structure,
        .title = t.text("Autodiagnostic {}", {diagnostic.cycle().label}),
        .logo_png = subject.logo_png,
        .logo_words = t.text("Logo de {}", {subject.structure}),
        .facts = {{t.text("Démarche"), diagnostic.cycle().label},
            {t.text("Référentiel"), t.text("{}, version {}", {version.title.in(t.code()), version.number})},
            {t.text("État au"), subject.day}, {t.text("Ont répondu"), persons(ratings)}}};
    for (auto const& notice : version.notices) cover.notices.push_back(notice.in(t.code()));
    return cover;
}

} // namespace

DiagnosticReport report_of(Language const& t, DiagnosticSubject const& subject) {
    auto const& [diagnostic, ratings, scores] = subject.reading;
    DiagnosticReport report{.cover = cover_of(t, subject),
        .has_means = scores.has_means,
        .overall = overall_of(t, subject),
        .earlier = labels(subject),
        .sentences = summary(t, subject),
        .drawing = drawing_of(t, subject),
        .series = series_of(t, subject),
        .lines = lines_of(t, subject),
        .imperatives = imperatives_of(t, subject),
        .divergences = divergences_of(t, subject)};
    add_envisaged(report, subject);
    auto const& scale = diagnostic.version().default_scale();
    for (auto const& level : scale.levels()) report.levels.push_back(to_level(level, level.label(t.code())));
    for (auto const& level : scale.specials()) report.special_levels.push_back(to_level(level, level.label(t.code())));
    for (auto const& score : scores.chapters)
        report.chapters.push_back(chapter_of(t, subject, score, report.chapters.size() + 1));
    if (auto const* nearest = subject.nearest()) {
        report.changes = changes_of(t, *nearest);
        report.changes_note = changes_note(t, *nearest);
    }
    return report;
}

} // namespace reports
