#include "actions/months_views.h"

#include "actions/addresses.h"
#include "actions/filter_views.h"
#include "actions/signs.h"
#include "html/icon.h"
#include "layout/parts.h"

#include <algorithm>

namespace actions {
namespace {

using accounts::Caller;
using html::Attribute, html::each, html::Html, html::Language, html::when;
using std::chrono::months;

using Picks = std::vector<Pick const*>;

template <typename Condition>
Picks those(MonthsSheet const& sheet, Condition const& condition) {
    Picks found;
    for (auto const& pick : sheet.picks)
        if (condition((*pick.action)->due)) found.push_back(&pick);
    return found;
}

Url url_from(MonthsSheet const& sheet, Month first) {
    return with(view_url(sheet.diagnostic, View::calendar).with("mois", std::string_view{iso(first)}), sheet.filter);
}

Html entry(Language const& t, MonthsSheet const& sheet, Pick const& pick) {
    auto const& action = *pick.action;
    auto const who = action->responsible ? sheet.plan.name_of(*action->responsible) : t.text("sans responsable");
    auto const how = action->state == State::abandoned ? t.html(R"(<span class="tag">{}</span>)", words_of(t, action->state))
                                                       : timing(t, punctuality(action, sheet.today));
    return t.html(R"(
<li><a href="{}">{}</a>{}<span class="small quiet">{}</span>{}</li>)",
        action_url(sheet.diagnostic, action.id), name_of(t, action), part_line(t, sheet.plan, action), who, how);
}

Html entries(Language const& t, MonthsSheet const& sheet, Picks const& picks) {
    return t.html(R"(<ul class="month__list">{}</ul>)", each(picks, [&](Pick const* pick) { return entry(t, sheet, *pick); }));
}

std::string count_words(Language const& t, Picks const& picks) {
    Counted counted;
    for (auto const* pick : picks) ++(pick->action->parent ? counted.parts : counted.actions);
    return words_of(t, counted);
}

Html month_box(Language const& t, MonthsSheet const& sheet, Month month) {
    auto const picks = those(sheet, [&](auto const& due) { return due && due->month == month; });
    auto const is_now = month == month_of(sheet.today);
    auto const now = when(is_now, [&] { return t.html(R"( <span class="tag">{ce mois-ci}</span>)"); });
    auto const list = picks.empty() ? t.html(R"(<p class="small quiet">{Aucune échéance.}</p>)") : entries(t, sheet, picks);
    auto const count =
        when(!picks.empty(), [&] { return t.html(R"(<p class="month__count small quiet">{}</p>)", count_words(t, picks)); });
    return t.html(R"(
<li class="month{}"{}><h2>{}{}</h2>{}{}</li>)",
        picks.empty() ? " month--empty" : "",
        Attribute{"aria-current", is_now ? std::optional<std::string>{"date"} : std::nullopt}, words_of(t, Due{month}), now,
        count, list);
}

Html turning(Language const& t, MonthsSheet const& sheet) {
    auto const here = month_of(sheet.today);
    auto const today =
        when(sheet.first != here, [&] { return t.html(R"(<a href="{}">{Revenir à ce mois-ci}</a>)", url_from(sheet, here)); });
    return t.html(R"(
<nav class="turning no-print" aria-label="{}"><a href="{}">{}{Douze mois avant}</a>{}<a href="{}">{Douze mois après}{}</a></nav>)",
        t.text("Changer de mois"), url_from(sheet, sheet.first - months_shown), html::icon(t, "back"), today,
        url_from(sheet, sheet.first + months_shown), html::icon(t, "next"));
}

// « 3 actions étaient à faire avant mars 2026, dont 2 en retard. »
Html outside(Language const& t, MonthsSheet const& sheet) {
    auto const last = sheet.first + months_shown - months{1};
    auto const before = those(sheet, [&](auto const& due) { return due && due->month < sheet.first; });
    auto const after = those(sheet, [&](auto const& due) { return due && due->month > last; });
    auto const late = std::ranges::count_if(before, [&](Pick const* pick) { return is_late(*pick->action, sheet.today); });
    auto const earlier = when(!before.empty(), [&] {
        auto const words = t.text("{} avant {}", {count_words(t, before), words_of(t, Due{sheet.first})});
        auto const how_late = late > 0 ? t.text(", dont {} en retard", {t.number(late)}) : std::string{};
        auto const& earliest = std::ranges::min(before, {}, [](Pick const* pick) { return *(*pick->action)->due; });
        return t.html(R"(<li><a href="{}">{}</a>{}</li>)", url_from(sheet, (*earliest->action)->due->month), words, how_late);
    });
    auto const later = when(!after.empty(), [&] {
        auto const words = t.text("{} après {}", {count_words(t, after), words_of(t, Due{last})});
        return t.html(R"(<li><a href="{}">{}</a></li>)", url_from(sheet, last + months{1}), words);
    });
    return when(!before.empty() || !after.empty(), [&] { return t.html(R"(<ul class="outside">{}{}</ul>)", earlier, later); });
}

Html undated(Language const& t, MonthsSheet const& sheet) {
    auto const picks = those(sheet, [](auto const& due) { return !due; });
    return when(!picks.empty(), [&] {
        return t.html(R"(
<section class="month month--undated" aria-labelledby="sans-echeance"><h2 id="sans-echeance">{Sans échéance}</h2><p class="month__count small quiet">{}</p>{}</section>)",
            count_words(t, picks), entries(t, sheet, picks));
    });
}

} // namespace

Html months_page(Caller const& caller, MonthsSheet const& sheet) {
    auto const& t = caller.t;
    std::vector<Month> shown;
    for (auto month = sheet.first; month < sheet.first + months_shown; month += months{1}) shown.push_back(month);
    return t.html(R"(
<section class="stack" aria-label="{}">{}{}<ol class="months">{}</ol></section>{})",
        t.text("Entre {} et {}", {words_of(t, Due{shown.front()}), words_of(t, Due{shown.back()})}), turning(t, sheet),
        outside(t, sheet), each(shown, [&](Month month) { return month_box(t, sheet, month); }), undated(t, sheet));
}

} // namespace actions
