#include "reports/workshop_report.h"

#include <boost/json.hpp>

#include <algorithm>

namespace reports {
namespace {

namespace json = boost::json;

json::object words(html::Language const& t) {
    return {
        {"brand", "ESS Pratiques"},
        {"page", t.text("page {} sur {}", {"<page>", "<pages>"})},
        {"minutes", t.text("Compte rendu d'atelier")},
        {"cycle", t.text("Démarche")},
        {"date", t.text("Date")},
        {"time", t.text("Heure")},
        {"facilitator", t.text("Animation")},
        {"participants", t.text("Qui était là")},
        {"retained", t.text("Niveau retenu")},
        {"votes", t.text("Votes")},
        {"answer", t.text("Réponse")},
    };
}

int votes_of(WorkshopReport::Round const& round) {
    int sum = 0;
    for (auto const& line : round.lines) sum += line.votes;
    return sum;
}

json::object to_value(WorkshopReport::Round const& round) {
    auto const all = std::max(votes_of(round), 1);
    json::array lines;
    for (auto const& line : round.lines)
        lines.push_back({{"rank", std::clamp(line.strokes, 0, 5)}, {"code", line.code}, {"words", line.words},
            {"votes", std::to_string(line.votes)}, {"share", static_cast<double>(line.votes) / all}});
    return {{"title", round.title}, {"spread", round.spread}, {"lines", std::move(lines)}};
}

json::object to_value(WorkshopReport::Topic const& topic) {
    json::array rounds;
    for (auto const& round : topic.rounds) rounds.push_back(to_value(round));
    return {{"number", topic.number}, {"title", topic.title}, {"retained", topic.retained},
        {"rank", std::clamp(topic.strokes, 0, 5)}, {"why", topic.why}, {"rounds", std::move(rounds)}};
}

} // namespace

std::string to_json(WorkshopReport const& report, html::Language const& t) {
    json::array topics;
    for (auto const& topic : report.topics) topics.push_back(to_value(topic));
    return json::serialize(json::object{
        {"language", t.code()},
        {"words", words(t)},
        {"title", report.title},
        {"structure", report.structure},
        {"date", report.date},
        {"time", report.time},
        {"facilitator", report.facilitator},
        {"cycle", report.cycle},
        {"participants", json::array(report.participants.begin(), report.participants.end())},
        {"topics", std::move(topics)},
    });
}

} // namespace reports
