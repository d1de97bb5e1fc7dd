#include "reports/routes.h"

#include "reports/archiving.h"
#include "reports/diagnostic_files.h"
#include "reports/plan_files.h"
#include "reports/practices_files.h"
#include "reports/workshop_report.h"
#include "workshop/addresses.h"
#include "workshop/minutes_views.h"
#include "workshop/queries.h"
#include "workshop/topic_views.h"

namespace reports {
namespace {

using accounts::Right, accounts::Visit;

// --- The minutes of a workshop

WorkshopReport::Round round_of(html::Language const& t, workshop::Topic const& topic, workshop::Round const& round) {
    WorkshopReport::Round made{
        t.text("Tour {}", {std::to_string(round.number)}), workshop::outcome_words(t, *topic.criterion, round.counts), {}};
    if (workshop::all_votes(round.counts) == 0) return made;
    for (auto const& line : workshop::ballots(t, topic, round))
        made.lines.push_back({line.code, line.rank, line.words, line.votes});
    return made;
}

WorkshopReport::Topic topic_of(html::Language const& t, workshop::Topic const& topic) {
    WorkshopReport::Topic made{.number = topic.criterion->number, .title = topic.criterion->title.in(t.code()), .why = topic.why};
    made.strokes = topic.level ? topic.level->strokes() : 0;
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
    add_archiving_routes(router);
    add_diagnostic_file_routes(router);
    add_plan_file_routes(router);
    add_practices_file_routes(router);
    router.get("/structures/{}/ateliers/{}/compte-rendu.pdf", Right::read, make_workshop_report);
}

} // namespace reports
