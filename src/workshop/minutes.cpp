#include "workshop/minutes.h"

#include "workshop/views.h"

#include <initializer_list>

namespace workshop {
namespace {

// RFC 4180; a spreadsheet would take =, +, -, @ for the start of a formula.
std::string cell(std::string_view text) {
    auto const is_formula = !text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos;
    std::string quoted = is_formula ? "\"'" : "\"";
    for (auto const sign : text) quoted += sign == '"' ? std::string{"\"\""} : std::string(1, sign);
    return quoted + '"';
}

std::string line(std::initializer_list<std::string> cells) {
    std::string text;
    for (auto const& one : cells) text += (text.empty() ? "" : ";") + cell(one);
    return text + "\r\n";
}

} // namespace

std::string minutes_csv(html::Language const& t, std::span<Topic const> topics) {
    auto text = "\ufeff" + line({t.text("N°"), t.text("Critère"), t.text("Tour"), t.text("Réponse"), t.text("Votes"),
                               t.text("Niveau retenu"), t.text("Pourquoi")});
    for (auto const& topic : topics) {
        auto const title = topic.criterion->title.in(t.code());
        auto const retained = topic.level ? level_words(t, *topic.criterion, topic.level->code()) : std::string{};
        auto is_empty = true;
        for (auto const& round : topic.rounds)
            for (auto const& count : round.counts) {
                is_empty = false;
                text += line({topic.criterion->number, title, std::to_string(round.number),
                    level_words(t, *topic.criterion, count.level), std::to_string(count.votes), retained, topic.why});
            }
        if (is_empty) text += line({topic.criterion->number, title, "", "", "", retained, topic.why});
    }
    return text;
}

} // namespace workshop
