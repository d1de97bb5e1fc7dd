#include "workshop/minutes.h"

#include "tables/csv.h"
#include "workshop/topic_views.h"

namespace workshop {

std::string minutes_csv(html::Language const& t, std::span<Topic const> topics) {
    tables::Table table{.name = t.text("Compte rendu"),
        .columns = {{t.text("N°")}, {t.text("Critère")}, {t.text("Tour")}, {t.text("Réponse")}, {t.text("Votes")},
            {t.text("Niveau retenu")}, {t.text("Pourquoi")}}};
    for (auto const& topic : topics) {
        auto const title = topic.criterion->title.in(t.code());
        auto const retained = topic.level ? level_words(t, *topic.criterion, topic.level->code()) : std::string{};
        auto is_empty = true;
        for (auto const& round : topic.rounds)
            for (auto const& count : round.counts) {
                is_empty = false;
                table.rows.push_back({topic.criterion->number, title, std::int64_t{round.number},
                    level_words(t, *topic.criterion, count.level), std::int64_t{count.votes}, retained, topic.why});
            }
        if (is_empty)
            table.rows.push_back(
                {topic.criterion->number, title, tables::Nothing{}, tables::Nothing{}, tables::Nothing{}, retained, topic.why});
    }
    return tables::csv(table, t.is_french() ? ',' : '.');
}

} // namespace workshop
