#include "reports/routes.h"

#include "charts/chart.h"
#include "diagnostic/card.h"
#include "diagnostic/imperatives.h"
#include "diagnostic/queries.h"
#include "diagnostic/results_views.h"
#include "reports/diagnostic_files.h"
#include "reports/diagnostic_report.h"
#include "reports/plan_files.h"
#include "reports/workshop_report.h"
#include "workshop/addresses.h"
#include "workshop/minutes_views.h"
#include "workshop/queries.h"
#include "workshop/topic_views.h"

#include <algorithm>
#include <set>

namespace reports {
namespace {

using accounts::Right, accounts::Visit, accounts::WhichCycle;
using diagnostic::Diagnostic, diagnostic::SavedRating, diagnostic::Scores;
using referentiel::Criterion, referentiel::Effect, referentiel::Level;

int strokes_of(Level const& level) { return level.effect() == Effect::ordinary ? level.rank() : 0; }

DiagnosticReport::Row row_of(html::Language const& t, Criterion const& criterion, SavedRating const* saved) {
    DiagnosticReport::Row row{.number = criterion.number, .title = criterion.title.in(t.code())};
    if (row.title.empty()) row.title = criterion.statement.in(t.code()); // an item
    if (!saved) return row;
    auto const& [key, level, reason, comment] = saved->rating;
    auto const is_apart = level.effect() == Effect::not_concerned;
    row.state = is_apart ? DiagnosticReport::State::not_concerned : DiagnosticReport::State::rated;
    row.code = diagnostic::shown_code(level);
    row.strokes = strokes_of(level);
    row.words = level.short_label(t.code());
    row.comment = is_apart ? reason : comment;
    return row;
}

DiagnosticReport::Chapter chapter_of(html::Language const& t, Diagnostic const& diagnostic, diagnostic::ChapterScore const& score,
    std::size_t number, std::span<SavedRating const> ratings) {
    DiagnosticReport::Chapter chapter{
        std::to_string(number), score.chapter->title.in(t.code()), {score.total, score.answered, score.mean}, {}};
    for (auto const* criterion : asked(diagnostic, *score.chapter))
        chapter.rows.push_back(row_of(t, *criterion, find_rating(ratings, *criterion)));
    return chapter;
}

// The radar's figures in words, for who cannot see the drawing.
std::string radar_words(html::Language const& t, Scores const& scores) {
    std::string words;
    for (auto const& score : scores.chapters) {
        auto const figure = score.mean ? t.number(*score.mean) : t.text("pas encore évalué");
        words += (words.empty()      ? ""
                     : t.is_french() ? "\u00a0; "
                                     : "; ") +
                 t.text("{} : {}", {score.chapter->title.in(t.code()), figure});
    }
    return words;
}

std::string imperatives_sentence(html::Language const& t, Diagnostic const& diagnostic, Scores const& scores) {
    return diagnostic::imperative_rule(t, diagnostic.version()) + " " + diagnostic::imperatives_count(t, scores);
}

DiagnosticReport report_of(Visit const& visit, Diagnostic const& diagnostic, std::span<SavedRating const> ratings) {
    auto const& t = visit.t;
    auto const figures = diagnostic::scores(diagnostic, ratings);
    DiagnosticReport report{.structure = visit.member.organisation_name,
        .title = t.text("Autodiagnostic {}", {diagnostic.cycle().label}),
        .referentiel = diagnostic.version().title.in(t.code()),
        .date = t.date(visit.today())};
    std::set<std::string> persons;
    for (auto const& saved : ratings) persons.insert(saved.by);
    report.persons.assign(persons.begin(), persons.end());
    report.overall = {figures.total, figures.answered, figures.mean};
    for (auto const& notice : diagnostic.version().notices) report.sentences.push_back(notice.in(t.code()));
    for (auto& sentence : diagnostic::digest(t, figures)) report.sentences.push_back(std::move(sentence));
    if (!figures.imperatives.empty()) report.sentences.push_back(imperatives_sentence(t, diagnostic, figures));
    if (figures.mean) report.radar_svg = charts::radar(t, diagnostic::radar_of(t, figures), charts::on_paper()).text();
    report.radar_text = radar_words(t, figures);
    for (auto const& level : diagnostic.version().default_scale().levels())
        report.levels.push_back({std::string{level.code()}, strokes_of(level), level.label(t.code())});
    for (auto const& score : figures.chapters)
        report.chapters.push_back(chapter_of(t, diagnostic, score, report.chapters.size() + 1, ratings));
    return report;
}

web::Response make_diagnostic_report(Visit& visit, WhichCycle cycle) {
    auto const diagnostic = web::require(diagnostic::find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto const report = report_of(visit, diagnostic, diagnostic::ratings(visit.db, diagnostic));
    auto const name = visit.t.text("Autodiagnostic {} - {}.pdf", {diagnostic.cycle().label, visit.member.organisation_name});
    return {.body = web::Later{"diagnostic", to_json(report, visit.t), name}};
}

// --- The minutes of a workshop

WorkshopReport::Round round_of(html::Language const& t, workshop::Topic const& topic, workshop::Round const& round) {
    auto const spread = workshop::spread_words(t, workshop::spread(*topic.criterion, round.counts));
    WorkshopReport::Round made{
        t.text("Tour {}", {std::to_string(round.number)}), spread.empty() ? t.text("aucun vote") : spread, {}};
    for (auto const& line : workshop::ballots(t, topic, round))
        made.lines.push_back({line.code, line.rank, line.words, line.votes});
    return made;
}

WorkshopReport::Topic topic_of(html::Language const& t, workshop::Topic const& topic) {
    WorkshopReport::Topic made{.number = topic.criterion->number, .title = topic.criterion->title.in(t.code()), .why = topic.why};
    made.strokes = topic.level ? strokes_of(*topic.level) : 0;
    made.retained = topic.level                               ? workshop::level_words(t, *topic.criterion, topic.level->code())
                    : topic.stage == workshop::Stage::waiting ? t.text("Ce critère n'a pas été abordé.")
                                                              : t.text("Aucun niveau n'a été retenu.");
    for (auto const& round : topic.rounds)
        if (round.revealed) made.rounds.push_back(round_of(t, topic, round));
    return made;
}

web::Response make_workshop_report(Visit& visit, workshop::WorkshopId id) {
    auto const& t = visit.t;
    auto const found = web::require(workshop::find(visit.db, visit.desk.library, visit.member.organisation, id));
    auto const began = visit.local(found->created);
    WorkshopReport report{.structure = visit.member.organisation_name,
        .title = found->title,
        .date = t.date(began.day),
        .time = workshop::times_words(visit, found),
        .facilitator = found->facilitator,
        .cycle = found->cycle.label};
    for (auto const& one : workshop::participants(visit.db, found))
        report.participants.push_back(one.role.empty() ? one.name : one.name + " (" + one.role + ")");
    for (auto const& topic : workshop::topics(visit.db, found)) report.topics.push_back(topic_of(t, topic));
    return {.body = web::Later{"workshop", to_json(report, t), t.text("Atelier {}.pdf", {report.title})}};
}

} // namespace

void add_routes(accounts::Router& router) {
    router.get_in_cycle("/diagnostic/resultats.pdf", Right::read, make_diagnostic_report);
    router.get_in_cycle("/diagnostic.pdf", Right::read, make_diagnostic_report);
    add_diagnostic_file_routes(router);
    add_plan_file_routes(router);
    router.get("/structures/{}/ateliers/{}/compte-rendu.pdf", Right::read, make_workshop_report);
}

} // namespace reports
