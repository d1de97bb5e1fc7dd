#include "actions/plan.h"

#include "diagnostic/card.h"
#include "html/html.h"
#include "prose/plain.h"

#include <algorithm>

namespace actions {

using html::Language;

std::string_view to_text(Indicator::Kind kind) { return kind == Indicator::Kind::state ? "state" : "figure"; }
std::string_view to_text(Indicator::Direction direction) { return direction == Indicator::Direction::rise ? "rise" : "fall"; }

Indicator::Direction direction(Indicator const& indicator) {
    auto const& [baseline, target] = std::tie(indicator.baseline, indicator.target);
    if (!baseline || !target || *baseline == *target) return indicator.direction;
    return is_less(*target, *baseline) ? Indicator::Direction::fall : Indicator::Direction::rise;
}

std::vector<std::string> steps_of(Language const& t, Indicator const& indicator) {
    if (!indicator.steps.empty()) return indicator.steps;
    return {t.text("pas réalisé"), t.text("en cours"), t.text("réalisé")};
}

Commitment const* Plan::find(referentiel::Criterion const& criterion) const {
    auto const found = std::ranges::find(commitments, &criterion, &Commitment::criterion);
    return found == commitments.end() ? nullptr : &*found;
}

Commitment const* Plan::find(CommitmentId const& id) const {
    auto const found = std::ranges::find(commitments, id, &Commitment::id);
    return found == commitments.end() ? nullptr : &*found;
}

Action const* Plan::find(ActionId const& id) const {
    for (auto const* action : actions(*this))
        if (action->id == id) return action;
    return nullptr;
}

Commitment const& Plan::commitment_of(Action const& action) const { return *find(action.commitment); }

std::vector<Action const*> actions(Commitment const& commitment) {
    std::vector<Action const*> all;
    for (auto const& action : commitment.actions) {
        all.push_back(&action);
        for (auto const& part : action.parts) all.push_back(&part);
    }
    return all;
}

std::vector<Action const*> actions(Plan const& plan) {
    std::vector<Action const*> all;
    for (auto const& commitment : plan.commitments) {
        auto const some = actions(commitment);
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

Punctuality punctuality(Action const& action, Date today) {
    auto const& content = action.content;
    return punctuality(content.state, content.progress, content.start, content.due, content.done, today);
}

std::string name_of(Language const& t, Action const& action) {
    if (!action->title.empty()) return action->title;
    auto const begin = prose::excerpt(prose::read(action->text), 80);
    return begin.empty() ? t.text("Action {}", {std::to_string(action.number)}) : begin;
}

std::optional<referentiel::Level> carried_level(
    referentiel::Criterion const* from, referentiel::Criterion const* to, std::string_view code) {
    auto const is_alike = from && to && from->scale->highest() == to->scale->highest();
    return is_alike ? to->scale->level(code) : std::nullopt;
}

std::string title_of(Language const& t, Commitment const& commitment) {
    if (!commitment.criterion) return commitment.former_title;
    return diagnostic::numbered_title(t, *commitment.criterion);
}

std::vector<Hint> hints(Action const& action) {
    std::vector<Hint> all;
    auto const& content = action.content;
    if (is_over(content.state)) return all;
    if (!content.responsible) all.push_back(Hint::responsible);
    if (!content.due) all.push_back(Hint::due);
    if (content.indicators.empty() && !action.parent) all.push_back(Hint::indicator);
    auto const lacks = [&](auto const part) {
        return std::ranges::any_of(content.indicators,
            [&](Indicator const& one) { return one.kind == Indicator::Kind::figure && !(one.*part).has_value(); });
    };
    if (lacks(&Indicator::baseline)) all.push_back(Hint::baseline);
    if (lacks(&Indicator::target)) all.push_back(Hint::target);
    return all;
}

std::string words_of(Language const& t, Hint hint) {
    switch (hint) {
        case Hint::responsible: return t.text("une personne responsable");
        case Hint::due: return t.text("une échéance");
        case Hint::indicator: return t.text("un indicateur");
        case Hint::baseline: return t.text("une valeur de référence");
        case Hint::target: return t.text("une valeur cible");
    }
    return {};
}

std::string words_of(Language const& t, State state) {
    switch (state) {
        case State::planned: return t.text("prévue");
        case State::ongoing: return t.text("en cours");
        case State::done: return t.text("terminée");
        case State::abandoned: return t.text("abandonnée");
    }
    return {};
}

std::string words_of(Language const& t, Punctuality punctuality) {
    switch (punctuality) {
        case Punctuality::unknown: return t.text("non renseigné");
        case Punctuality::late: return t.text("en retard");
        case Punctuality::on_time: return t.text("dans les temps");
        case Punctuality::ahead: return t.text("en avance");
    }
    return {};
}

std::string words_of(Language const& t, Due due) { return t.month(due.month); }

std::string value_words(Language const& t, Indicator const& indicator, Decimal value) {
    auto const number = t.number(value);
    return indicator.unit.empty() ? number : number + "\u00a0" + indicator.unit;
}

std::string too_many_actions(Language const& t) {
    return t.text("Un plan compte mille actions au plus : retirez-en avant d'en ajouter");
}

Tally tally(Plan const& plan, Date today) {
    Tally tally;
    tally.commitments = static_cast<int>(plan.commitments.size());
    for (auto const& commitment : plan.commitments) {
        if (commitment.envisaged) ++tally.envisaged;
        for (auto const* action : actions(commitment)) {
            tally.indicators += static_cast<int>((*action)->indicators.size());
            if ((*action)->state == State::abandoned) continue;
            if (action->parent) {
                ++tally.parts;
                continue;
            }
            ++tally.actions;
            if ((*action)->state == State::done) ++tally.done;
            else if (punctuality(*action, today) == Punctuality::late) ++tally.late;
            if ((*action)->responsible) ++tally.with_responsible;
            if ((*action)->due) ++tally.with_due;
        }
    }
    return tally;
}

} // namespace actions

template <>
std::optional<actions::Indicator::Kind> parse<actions::Indicator::Kind>(std::string_view text) {
    using Kind = actions::Indicator::Kind;
    if (text == "state") return Kind::state;
    return text == "figure" ? std::optional{Kind::figure} : std::nullopt;
}

template <>
std::optional<actions::Indicator::Direction> parse<actions::Indicator::Direction>(std::string_view text) {
    using Direction = actions::Indicator::Direction;
    if (text == "rise") return Direction::rise;
    return text == "fall" ? std::optional{Direction::fall} : std::nullopt;
}

template <>
std::optional<actions::Due> parse<actions::Due>(std::string_view text) {
    auto const month = parse<Month>(text);
    return month ? std::optional{actions::Due{*month}} : std::nullopt;
}
