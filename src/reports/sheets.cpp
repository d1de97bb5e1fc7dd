#include "reports/sheets.h"

#include "diagnostic/card.h"
#include "referentiel/links.h"

#include <boost/json.hpp>

namespace reports {
namespace {

namespace json = boost::json;

using html::Language;
using referentiel::Chapter, referentiel::Criterion, referentiel::Effect, referentiel::Level, referentiel::Text,
    referentiel::Version;

json::object words(Language const& t) {
    return {
        {"brand", "ESS Pratiques"},
        {"page", t.text("page {} sur {}", {"<page>", "<pages>"})},
        {"sheets", t.text("Fiches d'animation, un critère par page")},
        {"version", t.text("Version")},
        {"licence", t.text("Licence")},
        {"owner", t.text("Auteur")},
        {"contents", t.text("Sommaire")},
        {"levels", t.text("Les niveaux")},
        {"questions", t.text("Questions inspirantes")},
        {"examples", t.text("Exemples")},
        {"evidence", t.text("Ce qui peut servir de preuve")},
        {"retained", t.text("Niveau retenu")},
        {"because", t.text("Parce que")},
        {"links", t.text("Proche de")},
        {"imperative", t.text("Impératif")},
    };
}

json::array texts(std::vector<Text> const& all, Language const& t) {
    json::array result;
    for (auto const& text : all) result.emplace_back(text.in(t.code()));
    return result;
}

// Those of a criterion, then those that its items have of their own.
json::array texts(Criterion const& criterion, std::vector<Text> Criterion::*which, Language const& t) {
    auto all = texts(criterion.*which, t);
    for (auto const& item : criterion.items)
        for (auto const& text : item.*which) all.emplace_back(text.in(t.code()));
    return all;
}

json::object to_value(Level const& level, std::string_view words) {
    auto const strokes = level.effect() == Effect::ordinary && level.rank() <= 5 ? level.rank() : 0;
    return {{"rank", strokes}, {"code", diagnostic::shown_code(level)}, {"words", words}};
}

// A criterion without words of its own is answered in those of its scale.
json::array levels(Criterion const& criterion, Language const& t) {
    json::array result;
    for (auto const& level : criterion.scale->levels_for(criterion))
        result.push_back(to_value(level, criterion.wording(level, t.code())));
    return result;
}

json::array examples(Criterion const& criterion, Language const& t) {
    json::array result;
    for (auto const& example : criterion.examples)
        result.push_back({{"who", example.who.in(t.code())}, {"practice", example.practice.in(t.code())},
            {"level", example.level.empty() ? "" : t.text("niveau {}", {example.level})}});
    return result;
}

std::string links(Criterion const& criterion, Language const& t) {
    std::string all;
    for (auto const& link : referentiel::named_links(t, criterion.links)) {
        all += all.empty() ? "" : " · ";
        all += link.name;
        for (auto const& one : link.links) all += (&one == &link.links.front() ? " " : ", ") + one.number;
    }
    return all;
}

// Each is rated by itself, on the sheet of its criterion.
json::array items(Criterion const& criterion, Language const& t) {
    json::array result;
    for (auto const& item : criterion.items)
        result.push_back({{"number", item.number}, {"title", item.title.in(t.code())}, {"statement", item.statement.in(t.code())},
            {"has_words", !item.levels.empty()}, {"levels", levels(item, t)}});
    return result;
}

json::object sheet(Criterion const& criterion, Language const& t) {
    return {
        {"number", criterion.number},
        {"title", criterion.title.in(t.code())},
        {"statement", criterion.statement.in(t.code())},
        {"guidance", criterion.guidance.in(t.code())},
        {"plain", criterion.plain.in(t.code())},
        {"imperative", criterion.is_imperative},
        {"levels", levels(criterion, t)},
        {"items", items(criterion, t)},
        {"questions", texts(criterion, &Criterion::questions, t)},
        {"examples", examples(criterion, t)},
        {"evidence", texts(criterion, &Criterion::evidence, t)},
        {"links", links(criterion, t)},
    };
}

json::object chapter(Version const& version, Chapter const& chapter, Language const& t) {
    json::array sheets;
    for (auto const& criterion : version.criteria_of(chapter)) sheets.push_back(sheet(criterion, t));
    return {{"title", chapter.title.in(t.code())}, {"sheets", std::move(sheets)}};
}

json::array scale(Version const& version, Language const& t) {
    json::array result;
    for (auto const& level : version.default_scale().levels()) result.push_back(to_value(level, level.label(t.code())));
    for (auto const& level : version.default_scale().specials()) result.push_back(to_value(level, level.label(t.code())));
    return result;
}

} // namespace

std::string sheets_json(Version const& version, Language const& t) {
    json::array chapters;
    for (auto const* one : version.chapters()) chapters.push_back(chapter(version, *one, t));
    return json::serialize(json::object{
        {"language", t.code()},
        {"words", words(t)},
        {"title", version.title.in(t.code())},
        {"version", version.number},
        {"about", version.about.in(t.code())},
        {"owner", version.owner},
        {"licence", version.licence},
        {"notices", texts(version.notices, t)},
        {"scale", scale(version, t)},
        {"chapters", std::move(chapters)},
    });
}

} // namespace reports
