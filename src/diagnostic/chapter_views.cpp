#include "diagnostic/chapter_views.h"

#include "charts/signs.h"
#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/pace.h"
#include "diagnostic/team_views.h"
#include "diagnostic/tree.h"
#include "html/icon.h"
#include "layout/parts.h"
#include "layout/words.h"

#include <algorithm>
#include <span>

namespace diagnostic {
namespace {

using accounts::Caller;
using html::Attribute, html::Html, html::Language, html::each, html::when;
using referentiel::Chapter, referentiel::Effect, referentiel::Level;

// What the script of the page takes for a special code; nothing for those that are chosen by hand.
std::string_view key_of(Level const& level) {
    if (level.effect() == Effect::not_concerned) return "N";
    return level.code() == "*" ? "*" : "";
}

Url page_of(ChapterSheet const& sheet, Chapter const& chapter) {
    return sheet.is_opinion ? opinion_url(sheet.diagnostic, chapter) : chapter_url(sheet.diagnostic, chapter);
}

// The same for a link, short where the page stands among those of the other chapters.
Url way_to(ChapterSheet const& sheet, Chapter const& chapter) {
    return sheet.is_opinion ? page_of(sheet, chapter) : Url::beside({chapter.key});
}

Html chapter_link(Caller const& caller, ChapterSheet const& sheet, ChapterScore const& score) {
    auto const& t = caller.t;
    auto const is_open = score.chapter == &sheet.chapter;
    auto const current = is_open ? std::optional<std::string>{"page"} : std::nullopt;
    return t.html(R"(
<li><a href="{}"{}><span class="chapters__name">{}</span>{}</a></li>)",
        way_to(sheet, *score.chapter), Attribute{"aria-current", current}, score.chapter->title.in(t.code()),
        layout::chapter_count(t, score.answered, score.total, is_open));
}

// What may be typed for some criterion of this chapter: the digits, then each special code that is one sign.
std::string keyboard_words(Language const& t, ChapterSheet const& sheet) {
    int highest = 0;
    std::vector<Level> specials;
    for (auto const* criterion : asked(sheet.diagnostic, sheet.chapter)) {
        highest = std::max(highest, criterion->scale->highest());
        for (auto const& level : criterion->scale->levels_for(*criterion))
            if (!key_of(level).empty() && std::ranges::find(specials, key_of(level), key_of) == specials.end())
                specials.push_back(level);
    }
    auto words = t.text("De 1 à {} pour évaluer, les flèches pour passer d'un niveau à l'autre.", {std::to_string(highest)});
    for (auto const& level : specials)
        words += " " + t.text("{} pour « {} ».", {std::string{key_of(level)}, level.label(t.code())});
    return words;
}

Html chapter_list(Caller const& caller, ChapterSheet const& sheet) {
    auto const& t = caller.t;
    auto const links = each(sheet.scores.chapters, [&](auto const& score) { return chapter_link(caller, sheet, score); });
    auto const keyboard = when(sheet.may_rate, [&] {
        return t.html(R"(
<details class="fold" data-keyboard hidden><summary>{Au clavier}</summary><p class="small">{}</p></details>)",
            keyboard_words(t, sheet));
    });
    return t.html(R"(
<aside class="chapters" aria-labelledby="chapters"><h2 id="chapters" class="section-title">{Chapitres}</h2><ol class="chapters__list">{}</ol>{}</aside>)",
        links, keyboard);
}

Html pager_link(Language const& t, ChapterSheet const& sheet, Chapter const* chapter, bool is_next) {
    if (!chapter) return {};
    auto const& title = chapter->title.in(t.code());
    if (is_next)
        return t.html(
            R"(<a class="button button--second" href="{}">{}{}</a>)", way_to(sheet, *chapter), title, html::icon(t, "next"));
    return t.html(
        R"(<a class="button button--second" href="{}">{}{}</a>)", way_to(sheet, *chapter), html::icon(t, "back"), title);
}

Html pager(Language const& t, ChapterSheet const& sheet) {
    auto const& all = sheet.scores.chapters;
    auto const here = std::ranges::find(all, &sheet.chapter, &ChapterScore::chapter);
    auto const* before = here == all.begin() ? nullptr : std::prev(here)->chapter;
    auto const* after = std::next(here) == all.end() ? nullptr : std::next(here)->chapter;
    auto const results = when(!after, [&] {
        return t.html(R"(<a class="button button--second" href="{}">{Voir les résultats}{}</a>)", results_url(sheet.diagnostic),
            html::icon(t, "next"));
    });
    return t.html(R"(
<nav class="cluster cluster--between pager" aria-label="{Chapitres voisins}">{}{}{}</nav>)",
        pager_link(t, sheet, before, false), pager_link(t, sheet, after, true), results);
}

Html progress(Caller const& caller, ChapterSheet const& sheet) {
    auto const& t = caller.t;
    auto const& score = sheet.scores.of(sheet.chapter);
    auto const status = when(sheet.may_rate, [&] { return layout::autosave_status(t, ""); });
    auto const left = time_left(t, sheet.scores.total - sheet.scores.answered);
    auto const pace = when(sheet.may_rate && !left.empty(), [&] {
        return t.html(R"(<p class="small quiet">{}</p>)",
            t.text("En tout, {} sur {}. {}", {std::to_string(sheet.scores.answered), std::to_string(sheet.scores.total), left}));
    });
    return t.html(R"(
<div class="cluster cluster--between chapter-state">{}{}{}</div>)",
        charts::tally(
            t, score.answered, score.total, score.total < 2 ? t.text("critère du chapitre") : t.text("critères du chapitre")),
        pace, status);
}

// What the team says of a criterion stands on the page of what is retained.
Html card(Caller const& caller, ChapterSheet const& sheet, Draft const& draft) {
    auto const is_open = sheet.may_rate && !draft.is_fixed;
    auto const& criterion = *draft.criterion;
    if (sheet.is_opinion)
        return is_open ? criterion_card(caller, sheet.diagnostic, draft, help_url(sheet.diagnostic, criterion))
                       : criterion_read_only(caller, draft);
    auto const words = team_words(caller, sheet.diagnostic, criterion, sheet.team, draft.saved.has_value(), sheet.user,
        is_open ? Texts::to_take : Texts::to_read);
    if (!is_open) return criterion_read_only(caller, draft, Heading::second, words);
    auto const& t = caller.t;
    auto const acts = t.html(R"({}<a href="{}">{}</a>)", flag_button(t, criterion, sheet.team),
        Url::beside({"criteres", criterion.key, "relecture"}), t.text("Relecture du critère {}", {criterion.number}));
    return criterion_card(caller, sheet.diagnostic, draft, Url::beside({"criteres", criterion.key}),
        t.html("{}{}", shortfall(caller, sheet.diagnostic, draft), words), acts);
}

// What one may confirm here, at one go.
Html confirmation(Language const& t, std::span<Draft const> drafts) {
    auto const may_confirm = [](Draft const& draft) { return draft.suggestion && !draft.is_fixed; };
    auto const count = std::ranges::count_if(drafts, may_confirm);
    return when(count > 0, [&] {
        auto const button = t.html(
            R"(<button class="button button--second" type="submit" name="confirmer-tout" value="1">{Confirmer toutes les réponses reprises de ce chapitre}</button>)");
        return layout::notice(t, layout::Tone::care,
            t.count(count, "{} réponse de ce chapitre est à confirmer.", "{} réponses de ce chapitre sont à confirmer."),
            t.text("Elles ne comptent pas encore. Relisez-les : changez celles qui ne conviennent plus, confirmez les autres."),
            button);
    });
}

// The first button is what the Enter key presses.
Html rating_form(Caller const& caller, ChapterSheet const& sheet, std::span<Draft const> drafts) {
    auto const& t = caller.t;
    auto const cards =
        chapter_tree(t, sheet.diagnostic, sheet.chapter, drafts, [&](Draft const& draft) { return card(caller, sheet, draft); });
    auto const content = t.html(R"(
<button type="submit" hidden>{Enregistrer}</button>{}{}
<div class="buttons after" data-save><button class="button" type="submit">{Enregistrer le chapitre}</button></div>)",
        confirmation(t, drafts), cards);
    return html::form(t, page_of(sheet, sheet.chapter), caller.form_key, content,
        {.module = "chapter", .data = layout::with_words(t, sheet.user)});
}

// « Réponse retenue » beside « Mon avis »: two pages.
Html voices(Language const& t, ChapterSheet const& sheet) {
    auto const here = std::optional<std::string>{"page"};
    return t.html(R"(
<nav class="voices" aria-label="{Quelle réponse}"><a href="{}"{}>{Réponse retenue}</a><a href="{}"{}>{Mon avis}</a></nav>)",
        sheet.is_opinion ? chapter_url(sheet.diagnostic, sheet.chapter) : Url::beside({sheet.chapter.key}),
        Attribute{"aria-current", sheet.is_opinion ? std::nullopt : here},
        sheet.is_opinion ? Url::beside({"avis"}) : Url::beside({sheet.chapter.key, "avis"}),
        Attribute{"aria-current", sheet.is_opinion ? here : std::nullopt});
}

} // namespace

Html chapter_page(Caller const& caller, ChapterSheet const& sheet, std::span<Draft const> drafts) {
    auto const& t = caller.t;
    auto const cards = sheet.may_rate ? rating_form(caller, sheet, drafts)
                                      : chapter_tree(t, sheet.diagnostic, sheet.chapter, drafts,
                                            [&](Draft const& draft) { return card(caller, sheet, draft); });
    auto const modes = when(sheet.may_rate, [&] { return voices(t, sheet); });
    return t.html(R"(
<div class="with-aside">{}<div>{}{}{}{}</div></div>)",
        chapter_list(caller, sheet), modes, progress(caller, sheet), cards, pager(t, sheet));
}

} // namespace diagnostic
