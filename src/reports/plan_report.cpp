#include "reports/plan_report.h"

#include "prose/json.h"
#include "referentiel/referentiel.h"
#include "reports/cover.h"

#include <boost/json.hpp>

#include <algorithm>

namespace reports {
namespace {

namespace json = boost::json;

using actions::Action, actions::Commitment, actions::Indicator, actions::Plan;
using html::Language;
using referentiel::Chapter, referentiel::Criterion, referentiel::Effect, referentiel::Level;

void add_words(json::object& words, Language const& t) {
    words["summary"] = t.text("En bref");
    words["levels"] = t.text("Les niveaux");
    words["current"] = t.text("Maturité actuelle");
    words["envisaged"] = t.text("Maturité envisagée");
    words["action"] = t.text("Amélioration des pratiques");
    words["indicators"] = t.text("Indicateurs");
    words["baseline"] = t.text("Valeur de référence");
    words["target"] = t.text("Valeur cible");
    words["who_and_when"] = t.text("Responsable & échéance");
    words["no_indicator"] = t.text("pas d'indicateur");
    words["no_action"] = t.text("Pas encore d'action pour ce critère.");
}

Chapter const* top_of(Commitment const& commitment) {
    auto const* chapter = commitment.criterion ? commitment.criterion->chapter : nullptr;
    while (chapter && chapter->parent) chapter = chapter->parent;
    return chapter;
}

bool is_ordinary(Level const& level) { return level.effect() == Effect::ordinary; }

// « 2 / 5 », or what it is called where it stands apart from the scale.
json::object maturity(Language const& t, Criterion const* criterion, std::optional<Level> const& level, std::string const& none) {
    if (!criterion || !level) return {{"rank", 0}, {"words", none}};
    if (!is_ordinary(*level)) return {{"rank", 0}, {"words", level->label(t.code())}};
    auto const words = std::to_string(level->rank()) + "\u00a0/\u00a0" + std::to_string(criterion->scale->highest());
    return {{"rank", std::clamp(level->rank(), 0, 5)}, {"words", words}};
}

json::object to_value(Language const& t, Indicator const& indicator) {
    std::string steps;
    if (indicator.kind == Indicator::Kind::state)
        for (auto const& step : steps_of(t, indicator)) steps += (steps.empty() ? "" : ", ") + step;
    auto const value = [&](std::optional<Decimal> const& figure) { return figure ? value_words(t, indicator, *figure) : "–"; };
    return {{"label", indicator.label}, {"steps", steps}, {"baseline", value(indicator.baseline)},
        {"baseline_month", indicator.baseline_month ? t.month(*indicator.baseline_month) : ""},
        {"target", value(indicator.target)}};
}

std::string state_words(Language const& t, Action const& action, actions::Punctuality punctuality) {
    auto words = words_of(t, action->state);
    if (!is_over(action->state) && action->progress > 0) words += ", " + t.percent(action->progress);
    if (punctuality != actions::Punctuality::unknown) words += ", " + words_of(t, punctuality);
    return words;
}

// « 1 250 € », « 250,50 € »
std::string euros(Language const& t, Decimal cost) {
    if (cost.decimals == 1) cost = {cost.digits * 10, 2};
    return t.number(cost) + "\u00a0€";
}

std::string means_words(Language const& t, Action const& action) {
    std::string words;
    auto const add = [&](std::string const& part) { words += (words.empty() ? "" : " · ") + part; };
    if (action->cost) add(euros(t, *action->cost));
    if (!action->effort.empty()) add(action->effort);
    if (!action->funder.empty()) add(action->funder);
    return words;
}

// Of all that stands in its cell, in bytes.
std::size_t length_of(Action const& action) {
    auto const& critical = action->critical;
    return action->text.size() + (critical ? critical->governance.size() + critical->causes.size() : 0);
}

// What a critical action answers for, a paragraph each.
json::array critical_words(Language const& t, Action const& action) {
    if (!action->critical) return {};
    return {json::string{t.text("Critique. Ce que sait la gouvernance : {}", {action->critical->governance})},
        json::string{t.text("Les causes : {}", {action->critical->causes})}};
}

json::object to_value(Language const& t, PlanSubject const& subject, Action const& action) {
    auto const& plan = subject.plan;
    std::string people;
    for (auto const& person : action->people)
        people += (people.empty() ? "" : ", ") + plan.people.of(person).name; // addresses stay inside
    auto const punctuality = actions::punctuality(action, subject.today);
    json::array indicators;
    for (auto const& indicator : action->indicators) indicators.push_back(to_value(t, indicator));
    return {
        {"title", name_of(t, action)},
        {"text", json::parse(prose::json(prose::read(action->text)))},
        {"length", length_of(action)},
        {"is_part", action.parent.has_value()},
        {"critical", critical_words(t, action)},
        {"responsible", action->responsible ? plan.people.of(*action->responsible).name : t.text("sans responsable")},
        {"people", people.empty() ? "" : t.text("avec {}", {people})},
        {"due", action->due ? words_of(t, *action->due) : ""},
        {"state", state_words(t, action, punctuality)},
        {"is_late", punctuality == actions::Punctuality::late},
        {"means", means_words(t, action)},
        {"indicators", std::move(indicators)},
    };
}

json::object to_value(Language const& t, PlanSubject const& subject, Commitment const& commitment) {
    auto const* criterion = commitment.criterion;
    auto const* saved = criterion ? diagnostic::find_rating(subject.ratings, *criterion) : nullptr;
    auto const now = saved ? std::optional{saved->rating.level} : std::nullopt;
    json::array rows;
    for (auto const* action : actions::actions(commitment)) rows.push_back(to_value(t, subject, *action));
    return {{"title", title_of(t, commitment)}, {"current", maturity(t, criterion, now, t.text("pas encore évaluée"))},
        {"envisaged", maturity(t, criterion, commitment.envisaged, t.text("à choisir"))}, {"actions", std::move(rows)}};
}

json::array chapters(Language const& t, PlanSubject const& subject) {
    json::array all;
    Chapter const* last = nullptr;
    for (auto const& commitment : subject.plan.commitments) {
        auto const* chapter = top_of(commitment);
        if (all.empty() || chapter != last) {
            auto const title = chapter ? chapter->title.in(t.code()) : t.text("Critères que le référentiel n'a plus");
            all.push_back(json::object{{"title", title}, {"criteria", json::array{}}});
        }
        all.back().at("criteria").as_array().push_back(to_value(t, subject, commitment));
        last = chapter;
    }
    return all;
}

json::array counts(Language const& t, PlanSubject const& subject) {
    auto const tally = actions::tally(subject.plan, subject.today);
    json::array all;
    for (auto const& [label, value] : {std::pair{t.text("Critères"), tally.commitments}, {t.text("Actions"), tally.actions},
             {t.text("Terminées"), tally.done}, {t.text("En retard"), tally.late}, {t.text("Indicateurs"), tally.indicators}})
        all.push_back(json::object{{"label", label}, {"value", t.number(std::int64_t{value})}});
    return all;
}

// What still lacks, if anything does.
std::string sentence(Language const& t, PlanSubject const& subject) {
    auto const tally = actions::tally(subject.plan, subject.today);
    if (tally.commitments == 0) return t.text("Aucun critère n'est encore au plan.");
    if (tally.actions == 0) return t.text("Aucune action n'est encore prévue.");
    return t.text("{} ; {}.",
        {t.count(tally.with_responsible, "{} action a une personne responsable", "{} actions ont une personne responsable"),
            t.count(tally.with_due, "{} a une échéance", "{} ont une échéance")});
}

json::array levels(Language const& t, diagnostic::Diagnostic const& diagnostic) {
    json::array all;
    for (auto const& level : diagnostic.version().default_scale().levels())
        all.push_back(json::object{{"rank", is_ordinary(level) ? std::clamp(level.rank(), 0, 5) : 0},
            {"code", std::string{level.code()}}, {"words", level.label(t.code())}});
    return all;
}

} // namespace

std::string plan_json(Language const& t, PlanSubject const& subject) {
    auto const& version = subject.diagnostic.version();
    Cover const cover{.structure = subject.structure,
        .title = t.text("Plan d'actions {}", {subject.diagnostic.cycle().label}),
        .logo_png = subject.logo_png,
        .logo_words = t.text("Logo de {}", {subject.structure}),
        .facts = {{t.text("Référentiel"), version.title.in(t.code())}, {t.text("État au"), t.date(subject.today)}},
        .step = 2};
    auto data = framed(cover, t);
    add_words(data["words"].as_object(), t);
    data["sentence"] = sentence(t, subject);
    data["counts"] = counts(t, subject);
    data["levels"] = levels(t, subject.diagnostic);
    data["chapters"] = chapters(t, subject);
    return json::serialize(data);
}

} // namespace reports
