#include "actions/plan_views.h"

#include "actions/addresses.h"
#include "actions/filters.h"
#include "actions/signs.h"
#include "charts/signs.h"
#include "diagnostic/card.h"
#include "diagnostic/profile.h"
#include "html/form.h"
#include "layout/parts.h"
#include "prose/views.h"

#include <algorithm>

namespace actions {
namespace {

using accounts::Caller;
using diagnostic::Diagnostic, diagnostic::SavedRating;
using html::each, html::Html, html::Language, html::when;
using referentiel::Chapter, referentiel::Criterion, referentiel::Level;

// What of one commitment is shown.
struct Section {
    Commitment const* commitment;
    std::vector<Action const*> actions;
};

Chapter const* top_of(Commitment const& commitment) {
    if (!commitment.criterion) return nullptr;
    auto const* chapter = commitment.criterion->chapter;
    while (chapter->parent) chapter = chapter->parent;
    return chapter;
}

std::vector<Section> sections(Shown const& shown) {
    std::vector<Section> all;
    for (auto const& commitment : shown.plan.commitments) {
        Section section{&commitment, {}};
        for (auto const* action : actions(commitment))
            if (shown.is_shown(*action)) section.actions.push_back(action);
        if (!section.actions.empty() || shown.shows_empty) all.push_back(std::move(section));
    }
    return all;
}

std::optional<Level> level_now(Shown const& shown, Criterion const& criterion) {
    auto const* rating = find_rating(shown.ratings, criterion);
    return rating ? std::optional{rating->rating.level} : std::nullopt;
}

Url address(Shown const& shown, Commitment const& commitment) {
    if (!shown.is_at_plan) return commitment_url(shown.diagnostic, commitment);
    return Url::beside({"engagements", "criteres", std::string_view{commitment.node}});
}

Url address(Shown const& shown, Action const& action) {
    return shown.is_at_plan ? Url::beside({"engagements", action.id}) : action_url(shown.diagnostic, action.id);
}

// Ids of header cells, for cells that are merged: short, for a plan has hundreds of them.
struct Heads {
    std::string table; // « p2 »

    std::string of(std::string_view column) const { return table + std::string{column}; }
    std::string criterion() const { return "c" + std::to_string(place); }

    std::size_t place = 0; // of the criterion that they are told of, in the whole plan
};

Html table_head(Language const& t, Heads const& heads) {
    auto const head = [&](std::string_view column, std::string_view css_class, std::string const& words) {
        return t.html(R"(<th scope="col" id="{}" class="{}">{}</th>)", heads.of(column), css_class, words);
    };
    return t.html("<thead><tr>{}{}{}{}{}</tr></thead>", head("a", "w-action", t.text("Amélioration des pratiques")),
        head("i", "w-indicator", t.text("Indicateurs et preuves")), head("r", "figure w-value", t.text("Valeur de référence")),
        head("v", "figure w-value", t.text("Valeur cible")), head("q", "w-who", t.text("Responsable et échéance")));
}

Html criterion_row(
    Language const& t, Shown const& shown, Heads const& heads, charts::RepeatedMarks& marks, Commitment const& commitment) {
    auto const levels = when(commitment.criterion, [&] {
        return maturities(t, *commitment.criterion->scale, level_now(shown, *commitment.criterion), commitment.envisaged, marks);
    });
    return t.html(R"(
<tbody><tr><th id="{}" class="plan__criterion" colspan="5" scope="colgroup"><p class="plan__title"><a href="{}">{}</a></p>{}</th></tr></tbody>)",
        heads.criterion(), address(shown, commitment), title_of(t, commitment), levels);
}

Html empty_row(Language const& t, Heads const& heads) {
    return t.html(R"(
<tbody><tr><td class="quiet" colspan="5" headers="{}">{Aucune action prévue pour l'instant.}</td></tr></tbody>)",
        heads.criterion());
}

// What opens a row: the action itself in the first, nothing in those that follow.
Html action_head(Language const& t, Shown const& shown, Heads const& heads, Action const& action, std::size_t rows) {
    auto const text = when(!action->text.empty(), [&] { return prose::html(t, prose::read(action->text), {.heading = 5}); });
    auto const name = t.html(R"(<p>{}<a href="{}">{}</a>{}</p>)", shown.before_name(action), address(shown, action),
        name_of(t, action), critical_tag(t, action));
    return t.html(
        R"(<th scope="row" id="{}" class="plan__action{}" headers="{}" rowspan="{}"><div class="prose">{}{}</div></th>)",
        line_id(action), action.parent ? " plan__part" : "", heads.of("a") + " " + heads.criterion(), rows, name, text);
}

Html who_cell(Language const& t, Shown const& shown, Heads const& heads, Action const& action, std::size_t rows) {
    auto const who = action->responsible ? t.html("<b>{}</b>", shown.plan.name_of(*action->responsible))
                                         : t.html(R"(<span class="quiet">{sans responsable}</span>)");
    auto const due =
        when(action->due.has_value(), [&] { return t.html(R"(<span class="number">{}</span>)", words_of(t, *action->due)); });
    auto const state =
        is_over(action->state) ? t.html(R"(<span class="small quiet">{}</span>)", words_of(t, action->state)) : Html{};
    return t.html(R"(<td class="plan__whocell" headers="{}" rowspan="{}"><div>{}{}{}{}</div></td>)",
        heads.of("q") + " " + line_id(action), rows, who, due, state, timing(t, punctuality(action, shown.today)));
}

Html indicator_cells(Language const& t, Heads const& heads, Action const& action, Indicator const& indicator) {
    auto const label = t.html("<td>{}</td>", indicator.label);
    if (indicator.kind == Indicator::Kind::state)
        return t.html(R"({}<td class="figure quiet" colspan="2" headers="{}" data-name="{Cible}">{}</td>)", label,
            heads.of("r") + " " + heads.of("v") + " " + line_id(action), steps_of(t, indicator).back());
    auto const value = [&](std::optional<Decimal> const& figure) { return figure ? value_words(t, indicator, *figure) : "–"; };
    return t.html(R"({}<td data-name="{Référence}">{}</td><td data-name="{Cible}">{}</td>)", label, value(indicator.baseline),
        value(indicator.target));
}

Html no_indicator(Language const& t, Heads const& heads, Action const& action) {
    return t.html(R"(<td class="plan__none" colspan="3" headers="{}"><span class="quiet">{pas d'indicateur}</span></td>)",
        heads.of("i") + " " + line_id(action));
}

Html action_rows(Language const& t, Shown const& shown, Heads const& heads, Action const& action) {
    auto const& indicators = action->indicators;
    auto const rows = std::max<std::size_t>(indicators.size(), 1);
    auto const first =
        indicators.empty() ? no_indicator(t, heads, action) : indicator_cells(t, heads, action, indicators.front());
    auto const others = std::span{indicators}.subspan(std::min<std::size_t>(indicators.size(), 1));
    return t.html(R"(
<tbody><tr>{}{}{}</tr>{}</tbody>)",
        action_head(t, shown, heads, action, rows), first, who_cell(t, shown, heads, action, rows),
        each(others, [&](Indicator const& one) { return t.html("<tr>{}</tr>", indicator_cells(t, heads, action, one)); }));
}

Html section_rows(
    Language const& t, Shown const& shown, Heads const& heads, charts::RepeatedMarks& marks, Section const& section) {
    auto const rows = section.actions.empty()
                          ? empty_row(t, heads)
                          : each(section.actions, [&](Action const* action) { return action_rows(t, shown, heads, *action); });
    return t.html("{}{}", criterion_row(t, shown, heads, marks, *section.commitment), rows);
}

Html chapter_table(
    Language const& t, Shown const& shown, Heads heads, charts::RepeatedMarks& marks, std::span<Section const> sections) {
    auto const* chapter = top_of(*sections.front().commitment);
    auto const title = chapter ? chapter->title.in(t.code()) : t.text("Critères que le référentiel n'a plus");
    return t.html(R"(
<section class="scroll" tabindex="0" aria-labelledby="{}"><table class="register plan"><caption><h2 id="{}">{}</h2></caption>
{}{}</table></section>)",
        heads.of("t"), heads.of("t"), title, table_head(t, heads), each(sections, [&](Section const& section) {
            ++heads.place;
            return section_rows(t, shown, heads, marks, section);
        }));
}

Html criterion_tick(Language const& t, Criterion const& criterion, std::span<SavedRating const> ratings) {
    auto const* rating = find_rating(ratings, criterion);
    auto const name = "critere-" + std::string{criterion.key.text()};
    auto const level = !rating ? t.text("pas encore évalué")
                       : rating->rating.level.rank() == 0
                           ? rating->rating.level.short_label(t.code())
                           : t.text("maturité {} sur {}",
                                 {std::to_string(rating->rating.level.rank()), std::to_string(criterion.scale->highest())});
    return t.html(R"(
<div class="tick"><input type="checkbox" id="{}" name="{}" value="1"><label for="{}">{} <span class="small quiet">{}</span></label></div>)",
        name, name, name, diagnostic::numbered_title(t, criterion), level);
}

} // namespace

Html plan_tables(Caller const& caller, Shown const& shown) {
    auto const& t = caller.t;
    auto const all = sections(shown);
    std::vector<Html> tables;
    charts::RepeatedMarks marks;
    for (std::size_t begin = 0; begin < all.size();) {
        auto end = begin + 1;
        while (end < all.size() && top_of(*all[end].commitment) == top_of(*all[begin].commitment)) ++end;
        Heads const heads{"p" + std::to_string(tables.size() + 1), begin};
        tables.push_back(chapter_table(t, shown, heads, marks, std::span{all}.subspan(begin, end - begin)));
        begin = end;
    }
    return t.html(R"(
<div class="stack-wide">{}</div>)",
        each(tables, [](Html const& table) { return table; }));
}

std::string size_words(Language const& t, Tally const& tally) {
    return t.text(
        "{} pour {}.", {words_of(t, Counted{static_cast<std::size_t>(tally.actions), static_cast<std::size_t>(tally.parts)}),
                           t.count(tally.commitments, "{} critère", "{} critères")});
}

Html empty_plan(Caller const& caller, Diagnostic const& diagnostic, bool may_plan) {
    auto const& t = caller.t;
    return layout::empty(
        t, {t.text("Le plan est encore vide"),
               t.text("Mettez-y les critères que vous voulez améliorer, puis dites ce que vous ferez, avec qui et pour quand."),
               when(may_plan, [&] { return layout::button_link(t, criteria_url(diagnostic), t.text("Choisir des critères")); })});
}

Html criteria_form(Caller const& caller, Diagnostic const& diagnostic, std::span<Criterion const* const> criteria,
    std::span<SavedRating const> ratings, std::span<html::Problem const> problems) {
    auto const& t = caller.t;
    if (criteria.empty())
        return layout::empty(t, {t.text("Tous les critères sont dans le plan"), t.text("Il n'en reste aucun à y mettre."),
                                    layout::button_link(t, plan_url(diagnostic), t.text("Voir le plan"))});
    std::vector<Html> groups;
    for (auto const* chapter : diagnostic::asked_chapters(diagnostic)) {
        std::vector<Criterion const*> some;
        for (auto const* criterion : criteria) {
            auto const* top = criterion->chapter;
            while (top->parent) top = top->parent;
            if (top == chapter) some.push_back(criterion);
        }
        if (some.empty()) continue;
        groups.push_back(t.html(R"(
<fieldset class="group"><legend>{}</legend><div>{}</div></fieldset>)",
            chapter->title.in(t.code()), each(some, [&](Criterion const* one) { return criterion_tick(t, *one, ratings); })));
    }
    auto const buttons = t.html(R"(
<div class="buttons after"><button class="button" type="submit">{Mettre au plan}</button><a class="button button--plain" href="{}">{Annuler}</a></div>)",
        plan_url(diagnostic));
    auto const content =
        t.html("{}{}{}", html::error_message(t, "critere-" + std::string{criteria.front()->key.text()}, problems),
            each(groups, [](Html const& group) { return group; }), buttons);
    return html::form(t, criteria_url(diagnostic), caller.form_key, content);
}

} // namespace actions
