#include "diagnostic/team_views.h"

#include "diagnostic/addresses.h"
#include "diagnostic/taking.h"
#include "html/icon.h"

#include <algorithm>
#include <map>

namespace diagnostic {
namespace {

using accounts::Caller;
using html::Html, html::Language, html::each, html::when;
using referentiel::Criterion, referentiel::Effect;
using Opinions = std::vector<Opinion const*>;

std::string day(Caller const& caller, Instant at) { return caller.t.date(caller.local(at).day); }

// One column for each level, one dot for each person.
Html strip(Language const& t, Opinions const& opinions, int top) {
    std::map<int, int> heights;
    auto const dots = each(opinions, [&](Opinion const* opinion) {
        auto const rank = opinion->given.rating.level.rank();
        if (rank == 0) return Html{};
        return t.html(R"(<circle class="spread__dot" cx="{}" cy="{}" r="3"></circle>)", rank * 12 - 6, 24 - 7 * heights[rank]++);
    });
    auto const highest = std::ranges::max_element(heights, {}, [](auto const& one) { return one.second; });
    auto const above = highest == heights.end() ? 0 : std::max(0, (highest->second - 3) * 7);
    return t.html(
        R"(<svg class="spread__strip" viewBox="0 {} {} {}" width="{}" height="{}" aria-hidden="true"><line class="spread__line" x1="0" y1="29" x2="60" y2="29"></line>{}</svg>)",
        -above, top * 12, 30 + above, top * 12, 30 + above, dots);
}

Html voice(Language const& t, Criterion const& criterion, Opinion const& opinion, Texts texts) {
    auto const& [key, level, reason, comment] = opinion.given.rating;
    auto const has_text = !reason.empty() || !comment.empty();
    auto const taking = when(has_text && texts == Texts::to_take, [&] { return take_opinion_button(t, criterion, opinion); });
    return t.html(R"(
<li><b>{}</b> {}<p class="quiet">{}{}</p>{}</li>)",
        t.text("{} : {}", {opinion.given.by, std::string{level.code()}}), level.short_label(t.code()), reason, comment, taking);
}

Html open_note(Caller const& caller, Note const& note) {
    return caller.t.html(R"(
<li><p>{}</p><p class="small quiet">{}</p></li>)",
        note.text, caller.t.text("{}, le {}", {note.by, day(caller, note.at)}));
}

Html review_lines(Caller const& caller, Diagnostic const& diagnostic, Criterion const& criterion, Teamwork const& team) {
    auto const& t = caller.t;
    auto const* flag = team.flag(criterion);
    auto const open = team.open_notes(criterion);
    if (!flag && open.empty()) return {};
    auto const flagged = when(flag, [&] {
        return t.html(R"(<p><b>{À reprendre.}</b> {}</p>)", t.text("Demandé par {}, le {}.", {flag->by, day(caller, flag->at)}));
    });
    auto const notes = when(!open.empty(), [&] {
        return t.html(R"(<p><b>{Note de relecture}</b></p><ul class="lines lines--tight">{}</ul><p><a href="{}">{}</a></p>)",
            each(open, [&](Note const* note) { return open_note(caller, *note); }), review_url(diagnostic, criterion),
            t.text("Répondre à la relecture du critère {}", {criterion.number}));
    });
    return t.html(R"(
<div class="notice notice--care">{}<div>{}{}</div></div>)",
        html::icon(t, "comment"), flagged, notes);
}

} // namespace

std::string spread_words(Language const& t, Opinions const& opinions) {
    auto const count = t.count(std::ssize(opinions), "{} avis", "{} avis");
    std::vector<Opinion const*> ranked;
    std::ranges::copy_if(
        opinions, std::back_inserter(ranked), [](auto const* one) { return one->given.rating.level.is_counted(); });
    if (ranked.empty()) return count;
    auto const rank = [](Opinion const* one) { return one->given.rating.level.rank(); };
    auto const [low, high] = std::ranges::minmax(ranked, {}, rank);
    std::string const from{low->given.rating.level.code()}, to{high->given.rating.level.code()};
    return from == to ? t.text("{}, au niveau {}", {count, from}) : t.text("{}, de {} à {}", {count, from, to});
}

Html spread_figure(Language const& t, Criterion const& criterion, Opinions const& opinions) {
    return t.html("{} {}", strip(t, opinions, criterion.scale->highest()), spread_words(t, opinions));
}

Html spread(Caller const& caller, Diagnostic const& diagnostic, Criterion const& criterion, Teamwork const& team,
    bool is_retained, std::string_view viewer, Texts texts) {
    auto const& t = caller.t;
    auto const opinions = opinions_on(team.opinions, criterion);
    if (opinions.empty()) return {};
    auto const is_own = std::ranges::any_of(opinions, [&](auto const* one) { return one->user == viewer; });
    if (!is_retained && !is_own)
        return t.html(R"(
<p class="small">{} <a href="{}">{}</a></p>)",
            t.count(
                std::ssize(opinions), "{} avis attend le vôtre pour se montrer.", "{} avis attendent le vôtre pour se montrer."),
            opinion_url(diagnostic, *criterion.chapter).at(card_id(criterion)),
            t.text("Donner mon avis sur le critère {}", {criterion.number}));
    return t.html(R"(
<details class="fold opinions"><summary>{}</summary><ul class="lines lines--tight">{}</ul></details>)",
        spread_figure(t, criterion, opinions), each(opinions, [&](auto const* one) { return voice(t, criterion, *one, texts); }));
}

Html team_words(Caller const& caller, Diagnostic const& diagnostic, Criterion const& criterion, Teamwork const& team,
    bool is_retained, std::string_view viewer, Texts texts) {
    auto const& t = caller.t;
    auto const* assignment = team.assignment(criterion);
    auto const whose = when(assignment, [&] {
        return t.html(R"(<p class="small quiet">{}</p>)", assignment->user.text() == viewer
                                                              ? t.text("Ce critère vous est confié.")
                                                              : t.text("Confié à {}.", {assignment->name}));
    });
    auto const lines = review_lines(caller, diagnostic, criterion, team);
    auto const voices = spread(caller, diagnostic, criterion, team, is_retained, viewer, texts);
    if (!assignment && lines.text().empty() && voices.text().empty()) return {};
    return t.html(R"(
<div class="criterion__team stack">{}{}{}</div>)",
        whose, lines, voices);
}

Html flag_button(Language const& t, Criterion const& criterion, Teamwork const& team) {
    auto const hidden = t.html(R"(<span class="unseen">{}</span>)", t.text(" : critère {}", {criterion.number}));
    if (team.flag(criterion))
        return t.html(R"(<button class="text-button" type="submit" name="repris" value="{}">{C'est repris}{}</button>)",
            criterion.key, hidden);
    return t.html(R"(<button class="text-button" type="submit" name="a-reprendre" value="{}">{À reprendre}{}</button>)",
        criterion.key, hidden);
}

} // namespace diagnostic
