#include "reports/diagnostic_report.h"

#include <boost/json.hpp>

#include <algorithm>
#include <utility>

namespace reports {

namespace {

namespace json = boost::json;

using Figures = DiagnosticReport::Figures;
using Level = DiagnosticReport::Level;
using Row = DiagnosticReport::Row;
using State = DiagnosticReport::State;

// Every fixed word of the template but those of all reports.
void add_words(json::object& words, DiagnosticReport const& report, int parts, html::Language const& t) {
    words["summary"] = t.text("En bref");
    words["by_chapter"] = report.has_means ? t.text("Par chapitre") : t.text("Par niveau");
    words["levels"] = t.text("Les niveaux");
    words["chapters"] = t.text("Les chapitres en chiffres");
    words["imperatives"] = t.text("Critères impératifs");
    words["imperative"] = t.text("Impératif");
    words["next_step"] = t.text("Suite donnée");
    words["in_detail"] = t.text("Critère par critère");
    words["not_concerned"] = t.text("Critères non concernés");
    words["not_counted"] = t.text("Ces critères ne comptent pas dans les moyennes.");
    auto const nearest = report.earlier.empty() ? std::string{} : report.earlier.front();
    words["divergences"] = t.text("Là où les avis diffèrent");
    words["divergences_note"] =
        t.text("Ce que plusieurs personnes ont répondu, chacune de son côté, à côté de ce qui est retenu.");
    words["opinions"] = t.text("Avis");
    words["retained"] = t.text("Retenu");
    words["changes"] = t.text("Ce qui a changé depuis {}, et pourquoi", {nearest});
    words["then"] = nearest;
    words["now"] = t.text("Maintenant");
    words["chapter"] = t.text("Chapitre");
    words["rated"] = t.text("Évalués");
    words["scale"] = t.text("Sur {}", {t.number(parts)});
    words["mean"] = t.text("Moyenne");
    words["change"] = report.earlier.size() > 1 ? t.text("Depuis {}", {nearest}) : t.text("Écart");
    words["overall"] = t.text("Ensemble");
    words["number"] = t.text("N°");
    words["criterion"] = t.text("Critère");
    words["criterion_and_comment"] = t.text("Critère et commentaire");
    words["level"] = t.text("Niveau");
    words["state"] = t.text("État");
    words["reason"] = t.text("Raison");
    words["envisaged"] = t.text("Envisagé");
    words["movement"] = t.text("Changement");
    words["nothing_here"] = t.text("Ce chapitre n'a pas encore de critères.");
}

// How many strokes the scale has: five where the référentiel has five levels.
int parts_of(DiagnosticReport const& report) {
    int highest = 0;
    for (auto const& level : report.levels) highest = std::max(highest, level.strokes);
    return highest == 0 ? 5 : highest;
}

std::string mean_of(std::optional<Decimal> const& mean, html::Language const& t) { return mean ? t.number(*mean) : "–"; }

// How far the bar goes: a length, no figure that anyone reads.
double share_of(std::optional<Decimal> const& mean, int parts) {
    if (!mean) return 0;
    auto const length = static_cast<double>(mean->digits) / static_cast<double>(power_of_ten(mean->decimals));
    return std::clamp(length / parts, 0.0, 1.0);
}

json::object to_value(Figures const& figures, int parts, html::Language const& t) {
    json::array counts;
    json::array earlier;
    for (auto const& mean : figures.earlier) earlier.emplace_back(mean_of(mean, t));
    for (auto const count : figures.counts) counts.emplace_back(t.number(count));
    return {
        {"criteria", t.number(figures.criteria)},
        {"rated", t.number(figures.rated)},
        {"rated_of", t.text("{} sur {}", {t.number(figures.rated), t.number(figures.criteria)})},
        {"mean", mean_of(figures.mean, t)},
        {"share", share_of(figures.mean, parts)},
        {"earlier", std::move(earlier)},
        {"envisaged", mean_of(figures.envisaged, t)},
        {"change", figures.change.empty() ? "–" : figures.change},
        {"counts", std::move(counts)},
    };
}

json::object to_value(Level const& level) {
    return {{"rank", std::clamp(level.strokes, 0, 5)}, {"code", level.code}, {"words", level.words}};
}

json::object to_value(DiagnosticReport::Drawing const& drawing) { return {{"svg", drawing.svg}, {"alt", drawing.words}}; }

json::array to_value(std::vector<Level> const& levels) {
    json::array result;
    for (auto const& level : levels) result.push_back(to_value(level));
    return result;
}

json::array texts(std::vector<std::string> const& all) { return json::array(all.begin(), all.end()); }

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
        counted(count(report, State::rated) + count(report, State::not_concerned), t.text("Critères évalués"), t),
        counted(count(report, State::not_concerned), t.text("dont non concernés"), t),
        counted(count(report, State::not_rated), t.text("À évaluer"), t),
    };
}

json::object overall(DiagnosticReport const& report, int parts, html::Language const& t) {
    auto result = to_value(report.overall, parts, t);
    result["scale"] = report.overall.mean ? t.text("sur {}", {t.number(parts)}) : "";
    return result;
}

Level level_of(Row const& row, html::Language const& t) {
    switch (row.state) {
        case State::rated: return row.level;
        case State::not_concerned: return {row.level.code, 0, t.text("Non concerné")};
        case State::not_rated: return {"", 0, t.text("À évaluer")};
    }
    return {};
}

json::object to_value(Row const& row, html::Language const& t) {
    return {
        {"under", texts(row.under)},
        {"number", row.number},
        {"title", row.title},
        {"statement", row.statement},
        {"answer", row.answer},
        {"is_imperative", row.is_imperative},
        {"is_rated", row.state != State::not_rated},
        {"level", to_value(level_of(row, t))},
        {"comment", row.comment},
        {"reason", row.reason},
        {"then", texts(row.then)},
        {"envisaged", row.envisaged ? json::value(to_value(*row.envisaged)) : json::value(nullptr)},
    };
}

json::array chapters(DiagnosticReport const& report, int parts, html::Language const& t) {
    json::array result;
    for (auto const& chapter : report.chapters) {
        auto value = to_value(chapter.figures, parts, t);
        value["number"] = chapter.number;
        value["title"] = chapter.title;
        value["scale"] = chapter.figures.mean ? t.text("sur {}", {t.number(parts)}) : "";
        value["sentences"] = texts(chapter.sentences);
        value["drawing"] = to_value(chapter.drawing);
        auto& rows = value["rows"].emplace_array();
        for (auto const& row : chapter.rows) rows.push_back(to_value(row, t));
        result.push_back(std::move(value));
    }
    return result;
}

json::array lines(DiagnosticReport const& report, int parts, html::Language const& t) {
    json::array result;
    for (auto const& line : report.lines) {
        auto value = to_value(line.figures, parts, t);
        value["title"] = line.title;
        value["depth"] = line.depth;
        result.push_back(std::move(value));
    }
    return result;
}

json::array not_concerned(DiagnosticReport const& report) {
    json::array result;
    for (auto const& chapter : report.chapters)
        for (auto const& row : chapter.rows)
            if (row.state == State::not_concerned)
                result.push_back({{"number", row.number}, {"title", row.title}, {"reason", row.reason}});
    return result;
}

json::object imperatives(DiagnosticReport const& report) {
    json::array rows;
    for (auto const& [number, title, state, is_met, next] : report.imperatives.rows)
        rows.push_back({{"number", number}, {"title", title}, {"state", state}, {"is_met", is_met}, {"next", next}});
    return {{"rule", report.imperatives.rule}, {"count", report.imperatives.count}, {"rows", std::move(rows)}};
}

json::array divergences(DiagnosticReport const& report) {
    json::array rows;
    for (auto const& [number, title, opinions, retained] : report.divergences)
        rows.push_back({{"number", number}, {"title", title}, {"opinions", opinions}, {"retained", to_value(retained)}});
    return rows;
}

json::object changes(DiagnosticReport const& report) {
    json::array rows;
    for (auto const& [number, title, levels, words, then, now] : report.changes)
        rows.push_back(
            {{"number", number}, {"title", title}, {"levels", levels}, {"words", words}, {"then", then}, {"now", now}});
    return {{"note", report.changes_note}, {"rows", std::move(rows)}};
}

} // namespace

std::string to_json(DiagnosticReport const& report, html::Language const& t) {
    auto const parts = parts_of(report);
    auto data = framed(report.cover, t);
    add_words(data["words"].as_object(), report, parts, t);
    data["parts"] = parts;
    data["has_means"] = report.has_means;
    data["earlier"] = texts(report.earlier);
    data["overall"] = overall(report, parts, t);
    data["sentences"] = texts(report.sentences);
    data["counts"] = counts(report, t);
    data["drawing"] = to_value(report.drawing);
    data["series"] = {
        {"current", report.series.current}, {"envisaged", report.series.envisaged}, {"earlier", texts(report.series.earlier)}};
    data["levels"] = to_value(report.levels);
    data["special_levels"] = to_value(report.special_levels);
    data["lines"] = lines(report, parts, t);
    data["imperatives"] = imperatives(report);
    data["chapters"] = chapters(report, parts, t);
    data["not_concerned"] = not_concerned(report);
    data["divergences"] = divergences(report);
    data["changes"] = changes(report);
    return json::serialize(data);
}

} // namespace reports
