#include "reports/diagnostic_report.h"

#include <boost/json.hpp>

#include <algorithm>
#include <utility>

namespace reports {

namespace {

namespace json = boost::json;

using Figures = DiagnosticReport::Figures;
using Row = DiagnosticReport::Row;
using State = DiagnosticReport::State;

// The template puts the numbers of the page in these places.
constexpr char const* page_place = "<page>";
constexpr char const* pages_place = "<pages>";

// Every fixed word of the template.
json::object words(int parts, html::Language const& t) {
    return {
        {"brand", "ESS Pratiques"},
        {"page", t.text("page {} sur {}", {page_place, pages_place})},
        {"referentiel", t.text("Référentiel")},
        {"date", t.text("État au")},
        {"persons", t.text("Ont répondu")},
        {"contents", t.text("Sommaire")},
        {"summary", t.text("En bref")},
        {"by_chapter", t.text("Par chapitre")},
        {"levels", t.text("Les niveaux")},
        {"chapters", t.text("Les chapitres en chiffres")},
        {"in_detail", t.text("Critère par critère")},
        {"not_concerned", t.text("Critères non concernés")},
        {"chapter", t.text("Chapitre")},
        {"criteria", t.text("Critères")},
        {"rated", t.text("Évalués")},
        {"scale", t.text("De 1 à {}", {t.number(parts)})},
        {"mean", t.text("Moyenne")},
        {"overall", t.text("Ensemble")},
        {"number", t.text("N°")},
        {"criterion", t.text("Critère")},
        {"level", t.text("Niveau")},
        {"comment", t.text("Commentaire ou raison")},
        {"reason", t.text("Raison")},
    };
}

// How many strokes the scale has: five where the référentiel has five levels.
int parts_of(DiagnosticReport const& report) {
    int highest = 0;
    for (auto const& level : report.levels) highest = std::max(highest, level.strokes);
    return highest == 0 ? 5 : highest;
}

std::string mean_of(Figures const& figures, html::Language const& t) { return figures.mean ? t.number(*figures.mean) : "–"; }

// How far the bar goes: a length, no figure that anyone reads.
double share_of(Figures const& figures, int parts) {
    if (!figures.mean) return 0;
    auto const mean = static_cast<double>(figures.mean->digits) / static_cast<double>(power_of_ten(figures.mean->decimals));
    return std::clamp(mean / parts, 0.0, 1.0);
}

json::object figures(Figures const& figures, int parts, html::Language const& t) {
    return {
        {"criteria", t.number(figures.criteria)},
        {"rated", t.number(figures.rated)},
        {"mean", mean_of(figures, t)},
        {"share", share_of(figures, parts)},
    };
}

json::object overall(DiagnosticReport const& report, int parts, html::Language const& t) {
    auto result = figures(report.overall, parts, t);
    result["scale"] = report.overall.mean ? t.text("sur {}", {t.number(parts)}) : "";
    json::array sentences(report.sentences.begin(), report.sentences.end());
    if (report.overall.rated == 0) sentences = {t.text("Aucun critère n'est encore évalué.")};
    result["sentences"] = std::move(sentences);
    return result;
}

std::int64_t count(DiagnosticReport const& report, State state) {
    std::int64_t result = 0;
    for (auto const& chapter : report.chapters) result += std::ranges::count(chapter.rows, state, &Row::state);
    return result;
}

json::object counted(std::int64_t number, std::string label, html::Language const& t) {
    return {{"value", t.number(number)}, {"label", std::move(label)}};
}

json::array counts(DiagnosticReport const& report, html::Language const& t) {
    return {
        counted(count(report, State::rated), t.text("Critères évalués"), t),
        counted(count(report, State::not_concerned), t.text("Non concernés"), t),
        counted(count(report, State::not_rated), t.text("À évaluer"), t),
    };
}

std::string words_of(Row const& row, html::Language const& t) {
    switch (row.state) {
        case State::rated: return row.words;
        case State::not_concerned: return t.text("Non concerné");
        case State::not_rated: return t.text("À évaluer");
    }
    return {};
}

json::object to_value(Row const& row, html::Language const& t) {
    auto const is_rated = row.state == State::rated;
    return {
        {"number", row.number},
        {"title", row.title},
        {"rank", is_rated ? std::clamp(row.strokes, 0, 5) : 0},
        {"code", is_rated ? row.code : ""},
        {"words", words_of(row, t)},
        {"comment", row.comment},
    };
}

json::array chapters(DiagnosticReport const& report, int parts, html::Language const& t) {
    json::array result;
    for (auto const& chapter : report.chapters) {
        auto value = figures(chapter.figures, parts, t);
        value["number"] = chapter.number;
        value["title"] = chapter.title;
        auto& rows = value["rows"].emplace_array();
        for (auto const& row : chapter.rows) rows.push_back(to_value(row, t));
        result.push_back(std::move(value));
    }
    return result;
}

json::array not_concerned(DiagnosticReport const& report) {
    json::array result;
    for (auto const& chapter : report.chapters)
        for (auto const& row : chapter.rows)
            if (row.state == State::not_concerned)
                result.push_back({{"number", row.number}, {"title", row.title}, {"reason", row.comment}});
    return result;
}

// A drawing without words for those who do not see it may not stand in a PDF for all.
json::object radar(DiagnosticReport const& report, html::Language const& t) {
    return {{"svg", report.radar_svg}, {"alt", report.radar_text.empty() ? t.text("Par chapitre") : report.radar_text}};
}

json::array levels(DiagnosticReport const& report) {
    json::array result;
    for (auto const& level : report.levels)
        result.push_back({{"rank", std::clamp(level.strokes, 0, 5)}, {"code", level.code}, {"words", level.words}});
    return result;
}

} // namespace

std::string to_json(DiagnosticReport const& report, html::Language const& t) {
    auto const parts = parts_of(report);
    return json::serialize(json::object{
        {"language", t.code()},
        {"words", words(parts, t)},
        {"title", report.title},
        {"structure", report.structure},
        {"referentiel", report.referentiel},
        {"date", report.date},
        {"persons", json::array(report.persons.begin(), report.persons.end())},
        {"parts", parts},
        {"overall", overall(report, parts, t)},
        {"counts", counts(report, t)},
        {"radar", radar(report, t)},
        {"levels", levels(report)},
        {"chapters", chapters(report, parts, t)},
        {"not_concerned", not_concerned(report)},
    });
}

} // namespace reports
