#include "diagnostic/chapter_views.h"

#include "charts/signs.h"
#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/tree.h"
#include "html/icon.h"
#include "layout/parts.h"

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Caller;
using html::Attribute, html::Html, html::Language, html::each, html::when;
using referentiel::Chapter;

Html chapter_link(Caller const& caller, ChapterSheet const& sheet, ChapterScore const& score, std::size_t number) {
    auto const& t = caller.t;
    auto const is_open = score.chapter == &sheet.chapter;
    auto const current = is_open ? std::optional<std::string>{"page"} : std::nullopt;
    auto const done = t.html(R"(<span data-done{}>{}</span>)", Attribute{"hidden", !score.is_done()}, html::icon(t, "check"));
    auto const figures = t.html(R"({}&nbsp;/&nbsp;{})", score.answered, score.total);
    // The script of the page counts on in the chapter that is open.
    auto const count = is_open ? t.html(R"(<span class="number done">{}<span data-progress>{}</span></span>)", done, figures)
                               : t.html(R"(<span class="number done">{}{}</span>)",
                                     when(score.is_done(), [&] { return html::icon(t, "check"); }), figures);
    return t.html(R"(
<li><a href="{}"{}><span class="number">{}</span><span class="chapters__name">{}</span>{}</a></li>)",
        chapter_url(sheet.diagnostic, *score.chapter), Attribute{"aria-current", current}, number,
        score.chapter->title.in(t.code()), count);
}

Html chapter_list(Caller const& caller, ChapterSheet const& sheet) {
    auto const& t = caller.t;
    std::size_t number = 0;
    auto const links =
        each(sheet.scores.chapters, [&](auto const& score) { return chapter_link(caller, sheet, score, ++number); });
    auto const keyboard = when(sheet.may_rate, [&] {
        return t.html(R"(
<details class="fold"><summary>{Au clavier}</summary><p class="small">{}</p></details>)",
            t.text("De 1 à {} pour évaluer, N pour « non concerné », les flèches pour passer d'un niveau à l'autre.",
                {std::to_string(sheet.scores.top)}));
    });
    return t.html(R"(
<aside class="chapters" aria-labelledby="chapters"><h2 id="chapters" class="section-title">{Chapitres}</h2><ol class="chapters__list">{}</ol>{}</aside>)",
        links, keyboard);
}

Html pager_link(Language const& t, Diagnostic const& diagnostic, Chapter const* chapter, bool is_next) {
    if (!chapter) return {};
    auto const& title = chapter->title.in(t.code());
    if (is_next)
        return t.html(R"(<a class="button button--second" href="{}">{}{}</a>)", chapter_url(diagnostic, *chapter), title,
            html::icon(t, "next"));
    return t.html(R"(<a class="button button--second" href="{}">{}{}</a>)", chapter_url(diagnostic, *chapter),
        html::icon(t, "back"), title);
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
        pager_link(t, sheet.diagnostic, before, false), pager_link(t, sheet.diagnostic, after, true), results);
}

Html progress(Caller const& caller, ChapterSheet const& sheet) {
    auto const& t = caller.t;
    auto const& score = sheet.scores.of(sheet.chapter);
    auto const status = when(sheet.may_rate, [&] { return layout::autosave_status(t, ""); });
    return t.html(R"(
<div class="cluster cluster--between chapter-state">{}{}</div>)",
        charts::tally(
            t, score.answered, score.total, score.total < 2 ? t.text("critère du chapitre") : t.text("critères du chapitre")),
        status);
}

Html rating_form(Caller const& caller, ChapterSheet const& sheet, std::span<Draft const> drafts) {
    auto const& t = caller.t;
    auto const cards = chapter_tree(t, sheet.diagnostic, sheet.chapter, drafts,
        [&](Draft const& draft) { return criterion_card(caller, sheet.diagnostic, draft); });
    auto const content = t.html(R"(
<input type="hidden" name="editor" value="">{}
<div class="buttons after" data-save><button class="button" type="submit">{Enregistrer le chapitre}</button></div>{})",
        cards, layout::autosave_words(t, sheet.user, Url::page({"connexion"})));
    return html::form(t, chapter_url(sheet.diagnostic, sheet.chapter), caller.form_key, content, {.module = "chapter"});
}
} // namespace

Html notices(Language const& t, Diagnostic const& diagnostic) {
    return each(diagnostic.version().notices, [&](referentiel::Text const& text) {
        return layout::notice(t, layout::Tone::care, t.text("À savoir."), text.in(t.code()));
    });
}

Html chapter_page(Caller const& caller, ChapterSheet const& sheet, std::span<Draft const> drafts) {
    auto const& t = caller.t;
    auto const cards = sheet.may_rate ? rating_form(caller, sheet, drafts)
                                      : chapter_tree(t, sheet.diagnostic, sheet.chapter, drafts,
                                            [&](Draft const& draft) { return criterion_read_only(caller, draft); });
    return t.html(R"(
<div class="with-aside">{}<div>{}{}{}{}</div></div>)",
        chapter_list(caller, sheet), notices(t, sheet.diagnostic), progress(caller, sheet), cards, pager(t, sheet));
}

} // namespace diagnostic
