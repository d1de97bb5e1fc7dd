#include "reports/diagnostic_summary.h"

#include "diagnostic/extremes.h"
#include "diagnostic/profile.h"
#include "diagnostic/result_figures.h"

#include <algorithm>

namespace reports {
namespace {

using diagnostic::Change, diagnostic::ChapterScore, diagnostic::Comparison, diagnostic::Movement;
using html::Language;
using referentiel::Criterion;
using Sentences = std::vector<std::string>;

struct Moves {
    int up = 0;
    int down = 0;
    int same = 0;
};

template <typename Concerns>
Moves moves(Comparison const& comparison, Concerns const& concerns) {
    Moves moves;
    for (auto const& change : comparison.changes) {
        if (!concerns(*change.criterion)) continue;
        moves.up += change.movement == Movement::up;
        moves.down += change.movement == Movement::down;
        moves.same += change.movement == Movement::same;
    }
    return moves;
}

// « 15 critères progressent, 2 reculent. » What did not happen is left out.
std::string moves_words(Language const& t, Moves const& moves) {
    std::string all;
    auto const add = [&](std::string const& words) { all += (all.empty() ? "" : ", ") + words; };
    if (moves.up > 0) add(t.count(moves.up, "{} critère progresse", "{} critères progressent"));
    if (moves.down > 0) add(t.count(moves.down, "{} critère recule", "{} critères reculent"));
    if (moves.same > 0) add(t.count(moves.same, "{} critère reste au même niveau", "{} critères restent au même niveau"));
    return all.empty() ? all : all + ".";
}

// The chapter that has come furthest.
void add_largest_step(Sentences& sentences, Language const& t, DiagnosticSubject const& subject) {
    ChapterScore const* best = nullptr;
    std::int64_t largest = 0;
    for (auto const& score : subject.reading.scores.chapters) {
        auto const before = subject.nearest()->mean_before(*score.chapter);
        if (!before || !score.mean || score.mean->digits - before->digits <= largest) continue;
        largest = score.mean->digits - before->digits;
        best = &score;
    }
    if (!best) return;
    auto const change = diagnostic::difference(t, subject.nearest()->mean_before(*best->chapter), best->mean);
    sentences.push_back(t.text("Le plus grand pas : {} ({}).", {best->chapter->title.in(t.code()), change.value_or("")}));
}

void add_progress(Sentences& sentences, Language const& t, DiagnosticSubject const& subject) {
    auto const& comparison = *subject.nearest();
    auto const change = diagnostic::difference(t, comparison.before.scores.mean, subject.reading.scores.mean);
    if (change) sentences.push_back(t.text("Depuis {} : {} en moyenne.", {comparison.label, *change}));
    auto const counted = moves_words(t, moves(comparison, [](Criterion const&) { return true; }));
    if (!counted.empty()) sentences.push_back(change ? counted : t.text("Depuis {} : {}", {comparison.label, counted}));
    if (change) add_largest_step(sentences, t, subject);
    for (auto const& other : subject.comparisons)
        if (&other != &comparison && other.before.scores.mean)
            sentences.push_back(t.text("{} : {} en moyenne.", {other.label, t.number(*other.before.scores.mean)}));
    if (!comparison.is_same_version)
        sentences.push_back(t.text("Le référentiel n'est plus le même : les moyennes ne portent pas sur les mêmes critères."));
}

// Where the structure stands: a mean, or how many criteria stand at each level.
void add_standing(Sentences& sentences, Language const& t, DiagnosticSubject const& subject) {
    auto const& scores = subject.reading.scores;
    if (scores.answered == 0) {
        sentences.push_back(t.text("Aucun critère n'est encore évalué."));
        return;
    }
    if (scores.mean)
        sentences.push_back(t.text(
            "{} se situe en moyenne à {} sur {}.", {subject.structure, t.number(*scores.mean), std::to_string(scores.top)}));
    auto const envisaged = diagnostic::envisaged_scores(subject.reading, subject.envisaged);
    if (scores.mean && envisaged && envisaged->mean)
        sentences.push_back(t.text("Le plan d'actions vise {} en moyenne.", {t.number(*envisaged->mean)}));
    if (!scores.has_means)
        for (auto& sentence : diagnostic::digest(t, scores)) sentences.push_back(std::move(sentence));
}

} // namespace

std::vector<std::string> summary(Language const& t, DiagnosticSubject const& subject) {
    auto const& scores = subject.reading.scores;
    Sentences sentences;
    add_standing(sentences, t, subject);
    if (scores.has_means)
        for (auto& sentence : diagnostic::extremes(t, scores.chapters)) sentences.push_back(std::move(sentence));
    if (subject.nearest() && scores.answered > 0) add_progress(sentences, t, subject);
    if (!scores.imperatives.empty())
        sentences.push_back(t.text("Critères impératifs : {} sur {}.",
            {t.count(scores.imperatives_that_are(referentiel::Imperative::met), "{} satisfait", "{} satisfaits"),
                std::to_string(scores.imperatives.size())}));
    return sentences;
}

std::vector<std::string> summary(Language const& t, DiagnosticSubject const& subject, ChapterScore const& score) {
    Sentences sentences;
    if (score.total > 0 && score.answered == 0) return {t.text("Aucun critère de ce chapitre n'est encore évalué.")};
    if (score.answered < score.total)
        sentences.push_back(
            t.count(score.total - score.answered, "{} critère reste à évaluer.", "{} critères restent à évaluer."));
    if (!subject.nearest()) return sentences;
    auto const& comparison = *subject.nearest();
    if (auto const change = diagnostic::difference(t, comparison.mean_before(*score.chapter), score.mean))
        sentences.push_back(t.text("Depuis {} : {}.", {comparison.label, *change}));
    auto const here = diagnostic::asked(subject.reading.diagnostic, *score.chapter);
    auto const counted = moves_words(
        t, moves(comparison, [&](Criterion const& criterion) { return std::ranges::find(here, &criterion) != here.end(); }));
    if (!counted.empty()) sentences.push_back(counted);
    return sentences;
}

} // namespace reports
