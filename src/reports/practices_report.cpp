#include "reports/practices_report.h"

#include "diagnostic/card.h"
#include "diagnostic/profile.h"
#include "practices/chapter.h"
#include "practices/saving.h"
#include "prose/json.h"
#include "reports/cover.h"

#include <boost/json.hpp>

namespace reports {
namespace {

using html::Language;
using practices::ChapterState, practices::Progress;
using referentiel::Criterion;
using tables::Cell, tables::Nothing, tables::Table;
namespace json = boost::json;

std::string share(int part, int whole) { return std::to_string(part) + "\u00a0/\u00a0" + std::to_string(whole); }

// « !! Urgent »
std::string priority_words(Language const& t, practices::Priority priority) {
    if (priority == practices::Priority::none) return {};
    return std::string{practices::marks(priority)} + " " + practices::words(t, priority);
}

json::object level(Language const& t, Criterion const& criterion, diagnostic::SavedRating const* saved) {
    if (!saved) return {{"rank", 0}, {"code", ""}, {"words", t.text("Pas encore évalué")}};
    auto const& level = saved->rating.level;
    return {{"rank", level.strokes()}, {"code", diagnostic::shown_code(level)}, {"words", criterion.wording(level, t.code())}};
}

// « Livret d'accueil, Registre »
std::string document_titles(PracticesSubject const& subject, Criterion const& criterion) {
    auto const found = subject.documents.find(practices::document_object(subject.diagnostic, criterion));
    std::string titles;
    if (found != subject.documents.end())
        for (auto const& one : found->second) titles += (titles.empty() ? "" : ", ") + one.title;
    return titles;
}

json::array evidence_lines(Language const& t, PracticesSubject const& subject, Criterion const& criterion) {
    auto const titles = document_titles(subject, criterion);
    if (titles.empty()) return {};
    return {json::string{t.text("Documents : {}", {titles})}};
}

// « Décrit au critère 9 », where what was said of several criteria stands at one of them.
std::string elsewhere_words(Language const& t, PracticesSubject const& subject, Criterion const& criterion) {
    auto const* main = practices::find_main(subject.elsewhere, criterion);
    return main ? t.text("Décrit au critère {}", {main->number}) : std::string{};
}

// What stands in place of a description.
std::string nothing_words(Language const& t, PracticesSubject const& subject, Criterion const& criterion) {
    if (!practices::is_concerned(criterion, subject.ratings)) return {};
    auto const elsewhere = elsewhere_words(t, subject, criterion);
    return elsewhere.empty() ? t.text("Pas encore décrit") : elsewhere;
}

json::object row(Language const& t, PracticesSubject const& subject, Criterion const& criterion) {
    auto const* practice = subject.described.practice(criterion);
    auto const text = practice ? practice->text : std::string{};
    return {{"number", criterion.number}, {"title", diagnostic::title_of(t, criterion)},
        {"statement", criterion.title.empty() ? "" : criterion.statement.in(t.code())},
        {"level", level(t, criterion, diagnostic::find_rating(subject.ratings, criterion))},
        {"priority", priority_words(t, subject.described.priority(criterion))},
        {"blocks", json::parse(prose::json(prose::read(text)))}, {"evidence", evidence_lines(t, subject, criterion)},
        {"nothing", nothing_words(t, subject, criterion)}};
}

json::object figures(Progress const& progress) {
    return {{"described", share(progress.described, progress.total)}, {"prioritised", std::to_string(progress.prioritised)},
        {"in_plan", std::to_string(progress.in_plan)}};
}

Progress overall(PracticesSubject const& subject) {
    return practices::progress(diagnostic::asked(subject.diagnostic), subject.described, subject.ratings);
}

json::object chapter(Language const& t, PracticesSubject const& subject, ChapterState const& state, int number) {
    auto chapter = figures(state.progress);
    chapter["number"] = std::to_string(number);
    chapter["title"] = state.chapter->title.in(t.code());
    json::array rows;
    for (auto const* criterion : diagnostic::asked(subject.diagnostic, *state.chapter))
        rows.push_back(row(t, subject, *criterion));
    chapter["rows"] = std::move(rows);
    return chapter;
}

Cover cover(Language const& t, PracticesSubject const& subject) {
    auto const& version = subject.diagnostic.version();
    Cover cover{.structure = subject.structure,
        .title = t.text("Bonnes pratiques {}", {subject.diagnostic.cycle().label}),
        .logo_png = subject.logo_png,
        .logo_words = t.text("Logo de {}", {subject.structure}),
        .facts = {{t.text("Référentiel"), version.title.in(t.code())}, {t.text("Date"), subject.day}},
        .step = 1};
    for (auto const& notice : version.notices) cover.notices.push_back(notice.in(t.code()));
    return cover;
}

json::array sentences(Language const& t, Progress const& progress) {
    json::array all;
    all.push_back(json::string{
        t.text("Pratiques décrites : {} sur {}.", {std::to_string(progress.described), std::to_string(progress.total)})});
    if (progress.in_plan > 0)
        all.push_back(json::string{t.count(progress.in_plan, "{} critère a la priorité « Plan d'actions ».",
            "{} critères ont la priorité « Plan d'actions ».")});
    return all;
}

std::vector<Cell> progress_row(std::string title, Progress const& progress) {
    return {std::move(title), std::int64_t{progress.total}, std::int64_t{progress.described}, std::int64_t{progress.prioritised},
        std::int64_t{progress.in_plan}};
}

std::vector<Cell> practice_row(Language const& t, PracticesSubject const& subject, referentiel::Chapter const& chapter,
    Criterion const& criterion, std::function<Date(Instant)> const& day) {
    std::vector<Cell> row{criterion.number, chapter.title.in(t.code()), diagnostic::title_of(t, criterion), Nothing{}, Nothing{},
        Nothing{}, Nothing{}, Nothing{}, Nothing{}, Nothing{}};
    if (auto const* saved = diagnostic::find_rating(subject.ratings, criterion)) {
        row[3] = tables::number_or_text(saved->rating.level.code());
        row[4] = criterion.wording(saved->rating.level, t.code());
    }
    if (auto const* practice = subject.described.practice(criterion); practice && practice->is_described()) {
        row[5] = practice->text;
        row[7] = practice->by;
        row[8] = day(practice->at);
    } else if (auto words = elsewhere_words(t, subject, criterion); !words.empty()) row[5] = std::move(words);
    if (auto words = priority_words(t, subject.described.priority(criterion)); !words.empty()) row[6] = std::move(words);
    if (auto titles = document_titles(subject, criterion); !titles.empty()) row[9] = std::move(titles);
    return row;
}

} // namespace

std::string to_json(PracticesSubject const& subject, Language const& t) {
    auto data = framed(cover(t, subject), t);
    auto& words = data["words"].as_object();
    words["summary"] = t.text("En bref");
    words["practices"] = t.text("Critère par critère");
    words["chapter"] = t.text("Chapitre");
    words["described"] = t.text("Pratiques décrites");
    words["prioritised"] = t.text("Avec une priorité");
    words["in_plan"] = t.text("Plan d'actions");
    words["overall"] = t.text("Ensemble");
    json::array chapters;
    int number = 0;
    for (auto const& state : practices::chapter_states(subject.diagnostic, subject.described, subject.ratings))
        chapters.push_back(chapter(t, subject, state, ++number));
    auto const all = overall(subject);
    data["chapters"] = std::move(chapters);
    data["overall"] = figures(all);
    data["sentences"] = sentences(t, all);
    return json::serialize(data);
}

Table practices_table(Language const& t, PracticesSubject const& subject, std::function<Date(Instant)> const& day) {
    Table table{.name = t.text("Bonnes pratiques"),
        .columns = {{t.text("N°"), 7}, {t.text("Chapitre"), 22}, {t.text("Critère"), 34, true}, {t.text("Niveau"), 8},
            {t.text("Degré de maturité"), 40, true}, {t.text("Description des pratiques existantes"), 70, true},
            {t.text("Niveau de priorisation"), 20}, {t.text("Enregistré par"), 22}, {t.text("Le"), 12},
            {t.text("Documents"), 40, true}}};
    for (auto const* chapter : diagnostic::asked_chapters(subject.diagnostic))
        for (auto const* criterion : diagnostic::asked(subject.diagnostic, *chapter))
            table.rows.push_back(practice_row(t, subject, *chapter, *criterion, day));
    return table;
}

Table progress_table(Language const& t, PracticesSubject const& subject) {
    Table table{.name = t.text("Avancement"),
        .columns = {{t.text("Chapitre"), 40}, {t.text("Critères"), 10}, {t.text("Pratiques décrites"), 12},
            {t.text("Avec une priorité"), 12}, {t.text("Plan d'actions"), 12}}};
    for (auto const& state : practices::chapter_states(subject.diagnostic, subject.described, subject.ratings))
        table.rows.push_back(progress_row(state.chapter->title.in(t.code()), state.progress));
    table.rows.push_back(progress_row(t.text("Ensemble"), overall(subject)));
    return table;
}

} // namespace reports
