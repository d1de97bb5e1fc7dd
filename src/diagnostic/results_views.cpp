#include "diagnostic/results_views.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/chapter_views.h"
#include "diagnostic/imperatives.h"
#include "diagnostic/level_counts.h"
#include "diagnostic/profile.h"
#include "layout/parts.h"

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Caller;
using html::Html, html::Language, html::each;
using referentiel::Criterion, referentiel::Level;

std::string figure(Language const& t, std::optional<Decimal> const& mean) { return mean ? t.number(*mean) : "–"; }

Html score_row(Language const& t, Diagnostic const& diagnostic, ChapterScore const& score, int number, int top) {
    charts::Axis const axis{std::to_string(number), score.chapter->title.in(t.code()), score.mean};
    auto const name = t.html(R"(<a href="{}">{}. {}</a>)", chapter_url(diagnostic, *score.chapter), number, axis.name);
    auto const count = t.html(R"(<td class="figure">{}&nbsp;/&nbsp;{}</td>)", score.answered, score.total);
    return t.html(R"(
<tr><th scope="row">{}</th>{}<td>{}</td><td class="figure"><b>{}</b></td></tr>)",
        name, count, charts::bar(t, axis, top), figure(t, score.mean));
}

// A theme or an objective, by its own number.
Html folder_row(Language const& t, Diagnostic const& diagnostic, ChapterScore const& score, int top) {
    charts::Axis const axis{"", score.chapter->title.in(t.code()), score.mean};
    auto const& number = score.chapter->number;
    auto const link = chapter_url(diagnostic, *score.chapter).at("chapitre-" + std::string{score.chapter->key.text()});
    auto const name = t.html(R"(<a href="{}">{}</a>)", link, number.empty() ? axis.name : number + ". " + axis.name);
    auto const count = t.html(R"(<td class="figure">{}&nbsp;/&nbsp;{}</td>)", score.answered, score.total);
    return t.html(R"(
<tr><th scope="row"><span class="small">{}</span></th>{}<td>{}</td><td class="figure">{}</td></tr>)",
        name, count, charts::bar(t, axis, top), figure(t, score.mean));
}

Html radar_figure(Language const& t, Scores const& scores) {
    auto const chart = radar_of(t, scores);
    return t.html(R"(
<figure class="chart"><figcaption><h2>{Par chapitre}</h2>{}</figcaption>{}</figure>)",
        charts::keys(t, chart), charts::radar(t, chart));
}

Html score_table(Language const& t, Diagnostic const& diagnostic, Scores const& scores) {
    int number = 0;
    auto const rows = each(scores.folders, [&](ChapterScore const& score) {
        return score.chapter->parent ? folder_row(t, diagnostic, score, scores.top)
                                     : score_row(t, diagnostic, score, ++number, scores.top);
    });
    auto const foot = t.html(R"(
<tr><th scope="row">{Ensemble}</th><td class="figure">{}&nbsp;/&nbsp;{}</td><td>{}</td><td class="figure">{}</td></tr>)",
        scores.answered, scores.total, charts::bar(t, {"", "", scores.mean}, scores.top), figure(t, scores.mean));
    return layout::register_table(
        t, {.id = "chiffres",
               .caption = t.text("Les mêmes chiffres, en barres et en nombres"),
               .note = t.text("Moyennes sur {}, des critères évalués qui vous concernent.", {std::to_string(scores.top)}),
               .columns = {{t.text("Chapitre")}, {t.text("Critères"), layout::Column::figure},
                   {t.text("De 1 à {}", {std::to_string(scores.top)})}, {t.text("Maturité"), layout::Column::figure}},
               .rows = rows,
               .foot = foot,
               .css_class = "register bars"});
}

Html answer_row(Language const& t, Diagnostic const& diagnostic, Criterion const& criterion, SavedRating const* saved) {
    auto const link =
        t.html(R"(<a href="{}">{}. {}</a>)", card_url(diagnostic, criterion), criterion.number, title_of(t, criterion));
    if (!saved)
        return t.html(R"(
<tr><th scope="row">{}</th><td class="quiet">{À évaluer}</td><td></td></tr>)",
            link);
    auto const& level = saved->rating.level;
    auto const text = saved->rating.reason.empty() ? saved->rating.comment : saved->rating.reason;
    return t.html(R"(
<tr><th scope="row">{}</th><td><span class="answer">{}<span><b>{}</b> {}</span></span></td><td>{}</td></tr>)",
        link, level_drawing(t, level), shown_code(level), level.label(t.code()), text);
}

Html answer_table(Language const& t, Diagnostic const& diagnostic, std::span<SavedRating const> ratings) {
    auto const rows = each(asked(diagnostic),
        [&](Criterion const* criterion) { return answer_row(t, diagnostic, *criterion, find_rating(ratings, *criterion)); });
    return layout::register_table(
        t, {.id = "reponses",
               .caption = t.text("Critère par critère"),
               .columns = {{t.text("Critère")}, {t.text("Degré de maturité")}, {t.text("Commentaire ou raison")}},
               .rows = rows,
               .css_class = "register answers stacks"});
}
} // namespace

Html legend(Language const& t, Diagnostic const& diagnostic) {
    auto const lines = each(diagnostic.version().default_scale().levels(), [&](Level const& level) {
        return t.html(
            R"(<li>{}<b>{}</b><span class="small">{}</span></li>)", level_drawing(t, level), level.code(), level.label(t.code()));
    });
    return t.html(R"(
<section aria-labelledby="niveaux">{}<ol class="levels lines lines--tight">{}</ol></section>)",
        layout::section_title(t, "niveaux", t.text("Les niveaux")), lines);
}

charts::Chart radar_of(Language const& t, Scores const& scores) {
    charts::Chart chart{.id = "radar",
        .title = t.text("Radar des chapitres : maturité actuelle"),
        .current = t.text("Maturité actuelle"),
        .top = scores.top,
        .described_by = "en-bref"};
    int number = 0;
    for (auto const& score : scores.chapters)
        chart.axes.push_back({std::to_string(++number), score.chapter->title.in(t.code()), score.mean});
    return chart;
}

std::vector<std::string> digest(Language const& t, Scores const& scores) {
    if (!scores.has_means) return level_counts_sentences(t, scores);
    if (!scores.mean) return {t.text("Rien n'est encore évalué : le radar se dessine dès la première réponse.")};

    std::vector<std::string> sentences{
        t.text("Votre organisation se situe en moyenne à {} sur {}.", {t.number(*scores.mean), std::to_string(scores.top)})};
    std::vector<ChapterScore> sorted;
    for (auto const& score : scores.chapters)
        if (score.mean) sorted.push_back(score);
    std::ranges::stable_sort(sorted, std::ranges::greater{}, [](auto const& score) { return score.mean->digits; });
    auto const named = [&](ChapterScore const& score) {
        return score.chapter->title.in(t.code()) + " (" + t.number(*score.mean) + ")";
    };
    if (sorted.front().mean != sorted.back().mean) {
        sentences.push_back(t.text("Appui solide : {}.", {named(sorted.front())}));
        sentences.push_back(t.text("À travailler d'abord : {}.", {named(sorted.back())}));
    }
    if (scores.not_concerned > 0)
        sentences.push_back(t.count(scores.not_concerned, "{} critère ne vous concerne pas : il ne compte pas dans les moyennes.",
            "{} critères ne vous concernent pas : ils ne comptent pas dans les moyennes."));
    return sentences;
}

Html results_page(Caller const& caller, Diagnostic const& diagnostic, Scores const& scores, std::span<SavedRating const> ratings,
    Html const& checks) {
    auto const& t = caller.t;
    auto const figure = scores.has_means ? radar_figure(t, scores) : level_counts_figure(t, diagnostic, scores);
    auto const table = scores.has_means ? score_table(t, diagnostic, scores) : level_counts_table(t, diagnostic, scores);
    auto const words = t.html(R"(
<div class="stack-wide"><section aria-labelledby="bref">{}<div class="prose digest" id="en-bref">{}</div></section>{}</div>)",
        layout::section_title(t, "bref", t.text("En bref")),
        each(digest(t, scores), [&](std::string const& sentence) { return t.html("<p>{}</p>", sentence); }),
        legend(t, diagnostic));
    return t.html(R"(
<div class="stack-wide">{}<div class="with-aside with-aside--end">{}{}</div>{}{}{}</div>)",
        notices(t, diagnostic), figure, words, imperatives_section(t, diagnostic, scores), table,
        t.html("{}{}", answer_table(t, diagnostic, ratings), checks));
}
} // namespace diagnostic
