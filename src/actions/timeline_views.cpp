#include "actions/timeline_views.h"

#include "actions/addresses.h"
#include "actions/signs.h"
#include "layout/parts.h"
#include "referentiel/referentiel.h"

#include <algorithm>

namespace actions {
namespace {

using accounts::Caller;
using charts::TimelineBar;
using html::each, html::Html, html::Language, html::when;

constexpr std::size_t most_bars = 14; // of a drawing that stays whole on a page across

charts::Progress progress_of(State state) {
    switch (state) {
        case State::planned: return charts::Progress::ahead;
        case State::ongoing: return charts::Progress::under_way;
        case State::done: return charts::Progress::over;
        case State::abandoned: return charts::Progress::given_up;
    }
    return charts::Progress::ahead;
}

TimelineBar bar_of(Language const& t, Action const& action, Date today) {
    auto const name = name_of(t, action);
    TimelineBar bar{action.parent ? t.text("Étape : {}", {name}) : name, action->start};
    if (action->due) bar.due = action->due->month;
    bar.progress = progress_of(action->state);
    bar.percent = action->progress;
    if (is_late(action, today)) bar.alarm = words_of(t, Punctuality::late);
    return bar;
}

bool is_drawn(Action const& action) { return action->start || action->due; }

std::string chapter_name(Language const& t, Commitment const& commitment) {
    auto const* chapter = top_chapter(commitment);
    return chapter ? chapter->title.in(t.code()) : t.text("Critères que le référentiel n'a plus");
}

Html row(Language const& t, TimelineSheet const& sheet, Pick const& pick) {
    auto const& action = *pick.action;
    auto const name = t.html(R"(<a href="{}">{}</a>{})", action_url(sheet.diagnostic, action.id), name_of(t, action),
        part_line(t, sheet.plan, action));
    auto const start = action->start ? t.text("dès le {}", {t.date(*action->start)}) : std::string{};
    auto const due = action->due ? t.text("pour {}", {words_of(t, *action->due)}) : std::string{};
    auto const who = action->responsible ? sheet.plan.name_of(*action->responsible) : t.text("sans responsable");
    auto const state = t.html("{}{}", words_of(t, action->state),
        when(action->state == State::ongoing && action->progress > 0,
            [&] { return t.html(", {}", t.percent(action->progress)); }));
    auto const how = when(action->state != State::abandoned, [&] { return timing(t, punctuality(action, sheet.today)); });
    return t.html(R"(
<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>)",
        name, who, start, due, state, how);
}

Html table(Language const& t, TimelineSheet const& sheet) {
    return layout::register_table(t, {.id = "chronologie-table",
                                         .caption = t.text("Les mêmes actions en tableau"),
                                         .columns = {{t.text("Action")}, {t.text("Responsable")}, {t.text("Début")},
                                             {t.text("Échéance")}, {t.text("État")}, {t.text("Où cela en est")}},
                                         .rows = each(sheet.picks, [&](Pick const& pick) { return row(t, sheet, pick); }),
                                         .css_class = "register stacks"});
}

Html undated_line(Language const& t, TimelineSheet const& sheet) {
    std::vector<Pick> undated;
    std::ranges::copy_if(sheet.picks, std::back_inserter(undated), [](Pick const& pick) { return !is_drawn(*pick.action); });
    return when(!undated.empty(), [&] {
        return t.html(R"(<p class="small quiet">{}</p>)",
            t.text("Sans début ni échéance, dans le tableau seulement : {}.", {words_of(t, counted(undated))}));
    });
}

} // namespace

std::vector<charts::Timeline> timelines(Language const& t, TimelineSheet const& sheet) {
    std::vector<Pick const*> drawn;
    for (auto const& pick : sheet.picks)
        if (is_drawn(*pick.action)) drawn.push_back(&pick);

    std::vector<charts::Timeline> all;
    std::vector<TimelineBar> every;
    for (std::size_t begin = 0; begin < drawn.size();) {
        auto const* chapter = top_chapter(*drawn[begin]->commitment);
        auto end = begin + 1;
        while (end < drawn.size() && top_chapter(*drawn[end]->commitment) == chapter) ++end;
        // As many on each drawing of a chapter, rather than one left over on the last.
        auto const pages = (end - begin + most_bars - 1) / most_bars, share = (end - begin + pages - 1) / pages;
        auto const name = chapter_name(t, *drawn[begin]->commitment);
        for (auto i = begin; i < end; ++i) {
            if ((i - begin) % share == 0) {
                auto const here = month_of(sheet.today);
                all.push_back({"chronologie-" + std::to_string(all.size() + 1), i == begin ? name : t.text("{} (suite)", {name}),
                    here, here, sheet.today, {}, "chronologie-table"});
            }
            every.push_back(bar_of(t, *drawn[i]->action, sheet.today));
            all.back().bars.push_back(every.back());
        }
        begin = end;
    }
    auto const span = charts::span_of(every, sheet.today);
    for (auto& drawing : all) drawing.first = span.first, drawing.last = span.last;
    return all;
}

Html timeline_page(Caller const& caller, TimelineSheet const& sheet) {
    auto const& t = caller.t;
    auto const drawings = timelines(t, sheet);
    auto const charts = each(drawings, [&](charts::Timeline const& one) {
        return t.html(R"(
<figure class="chart chart--timeline"><figcaption><h2>{}</h2></figcaption><div class="scroll" tabindex="0" role="group" aria-label="{}">{}</div></figure>)",
            one.title, one.title, charts::timeline(t, one));
    });
    auto const keys =
        when(!drawings.empty(), [&] { return t.html(R"(<div class="chart-keys">{}</div>)", charts::timeline_keys(t)); });
    auto const instead = when(!drawings.empty(), [&] {
        return t.html(
            R"(<p class="timeline-instead small quiet">{Le dessin se voit sur un écran plus large ; le tableau dit la même chose.}</p>)");
    });
    return t.html(R"(
<div class="stack timeline-drawings">{}{}{}</div>{}{})",
        keys, charts, undated_line(t, sheet), instead, table(t, sheet));
}

} // namespace actions
