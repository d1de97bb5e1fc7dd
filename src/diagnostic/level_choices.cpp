#include "diagnostic/level_choices.h"

#include "core/unicode.h"
#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "html/form.h"

namespace diagnostic {
namespace {

using html::Attribute, html::Attributes, html::Html, html::Language, html::each, html::when;
using referentiel::Criterion, referentiel::Effect, referentiel::Level;

// N is the key that answers « non concerné ».
std::string_view rank_words(Level const& level) { return level.effect() == Effect::not_concerned ? "N" : shown_code(level); }

// What all the levels of a criterion have in common.
struct Group {
    Language const& t;
    Draft const& draft;
    Card card;
    std::string name = field("level", *draft.criterion);
    std::vector<Level> levels = draft.criterion->scale->levels_for(*draft.criterion);
    std::string wrong_field = problem_field(draft);
    std::optional<std::string> wrong = is_wrong(draft, wrong_field) && wrong_field != comment_id(*draft.criterion)
                                           ? std::optional{wrong_field + "-error"}
                                           : std::nullopt;

    std::optional<std::string> id(Level const& level) const {
        auto const is_led_to = card == Card::full || !draft.is_saved();
        if (!is_led_to || level.code() != levels.front().code()) return std::nullopt;
        return first_choice_id(*draft.criterion);
    }
};

// What only some of them have: what leads to it, and what is wrong.
Attributes rare_attributes(Group const& group, Level const& level) {
    Attributes rare;
    if (auto id = group.id(level)) rare.push_back(Attribute{"id", std::move(id)});
    if (group.wrong) rare.push_back(Attribute{"aria-describedby", group.wrong});
    return rare;
}

// The words stand bare in their label: a page may hold two hundred of them.
Html choice(Group const& group, Level const& level) {
    return group.t.html(R"(
<label{}><input type="radio" name="{}" value="{}"{}{}><b>{}</b>{}</label>)",
        Attribute{"data-asks", level.is_reason_required()}, group.name, level.code(),
        Attribute{"checked", group.draft.level == level.code()}, rare_attributes(group, level), rank_words(level),
        group.draft.criterion->wording(level, group.t.code()));
}

Html reason_field(Language const& t, Draft const& draft) {
    auto const name = field("reason", *draft.criterion);
    return t.html(R"(
<div class="degrees__reason">{}<label>{Pourquoi ce critère ne vous concerne-t-il pas ?}<textarea class="input" id="{}" name="{}"{}>
{}</textarea></label></div>)",
        problem_at(t, draft, name), name, name, wrong_attributes(draft, name), draft.reason);
}

// Special codes stand apart; « non concerné » shows the field for its reason, on a page of many only while it is chosen.
Html special_choice(Group const& group, Level const& level) {
    auto const is_shown = group.card == Card::full || group.draft.level == level.code();
    auto const why =
        when(level.effect() == Effect::not_concerned && is_shown, [&] { return reason_field(group.t, group.draft); });
    return group.t.html(R"({}{})", choice(group, level), why);
}

} // namespace

std::string field(std::string_view name, Criterion const& criterion) {
    return std::string{name} + "-" + std::string{criterion.key.text()};
}

std::string problem_field(Draft const& draft) {
    auto const& criterion = *draft.criterion;
    auto const is_too_long = draft.problem == RatingProblem::text_too_long;
    if (is_too_long && !draft.is_short && length(draft.comment) > longest_text) return comment_id(criterion);
    auto const is_of_reason =
        draft.problem == RatingProblem::reason_missing || (is_too_long && length(draft.reason) > longest_text);
    return is_of_reason ? field("reason", criterion) : first_choice_id(criterion);
}

bool is_wrong(Draft const& draft, std::string_view field) {
    return (draft.problem || draft.is_withdrawn) && problem_field(draft) == field;
}

Html problem_at(Language const& t, Draft const& draft, std::string const& field) {
    if (!is_wrong(draft, field)) return {};
    return html::error_message(t, field, std::vector<html::Problem>{{field, explanation(t, draft)}});
}

Attributes wrong_attributes(Draft const& draft, std::string const& field) {
    if (!is_wrong(draft, field)) return {};
    return {Attribute{"aria-invalid", "true"}, Attribute{"aria-describedby", field + "-error"}};
}

Html choices(Language const& t, Draft const& draft, Card card) {
    Group const group{t, draft, card};
    auto const is_ordinary = [](Level const& level) { return level.effect() == Effect::ordinary; };
    Html const ordinary =
        each(group.levels, [&](Level const& level) { return is_ordinary(level) ? choice(group, level) : Html{}; });
    Html const special =
        each(group.levels, [&](Level const& level) { return is_ordinary(level) ? Html{} : special_choice(group, level); });
    auto const apart = when(!special.text().empty(), [&] {
        return t.html(R"(
<div class="degrees degrees--apart">{}
</div>)",
            special);
    });
    return t.html(R"(<div class="degrees">{}
</div>{})",
        ordinary, apart);
}

} // namespace diagnostic
