#include "diagnostic/whole_views.h"

#include "charts/signs.h"
#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/chapter_views.h"
#include "layout/parts.h"
#include "layout/words.h"

#include <vector>

namespace diagnostic {
namespace {

using accounts::Caller;
using html::Html, html::each, html::when;
using referentiel::Chapter;

Chapter const* top_of(Draft const& draft) {
    auto const* chapter = draft.criterion->chapter;
    while (chapter && chapter->parent) chapter = chapter->parent;
    return chapter;
}

Html chapter(Caller const& caller, WholeSheet const& sheet, Chapter const& chapter, std::span<Draft const> drafts) {
    auto const& t = caller.t;
    auto const cards = each(drafts, [&](Draft const& draft) {
        if (top_of(draft) != &chapter) return Html{};
        return sheet.may_rate && !draft.is_fixed ? short_card(caller, draft) : criterion_read_only(caller, draft, Heading::third);
    });
    return t.html(R"(
<section id="{}"><h2 class="section-title">{}</h2>{}</section>)",
        chapter.key, chapter.title.in(t.code()), cards);
}

} // namespace

Html whole_page(Caller const& caller, WholeSheet const& sheet, std::span<Draft const> drafts) {
    auto const& t = caller.t;
    auto const& scores = sheet.scores;
    auto const links = each(scores.chapters, [&](ChapterScore const& score) {
        return t.html(R"(<li><a href="{}">{}</a></li>)", Url::here(score.chapter->key.text()), score.chapter->title.in(t.code()));
    });
    auto const cards =
        each(scores.chapters, [&](ChapterScore const& score) { return chapter(caller, sheet, *score.chapter, drafts); });
    auto const form =
        sheet.may_rate ? html::form(t, whole_url(sheet.diagnostic), caller.form_key,
                             t.html(R"({}
<div class="buttons after" data-save><button class="button" type="submit">{Enregistrer}</button></div>
<template data-reason><div class="degrees__reason"><label>{Pourquoi ce critère ne vous concerne-t-il pas ?}<textarea class="input" rows="2">
</textarea></label></div></template>)",
                                 cards),
                             {.css_class = "criteria stack-wide", .module = "chapter", .data = layout::with_words(t, sheet.user)})
                       : cards;
    auto const status = when(sheet.may_rate, [&] { return layout::autosave_status(t, ""); });
    return t.html(R"(
<div class="stack-wide"><nav aria-label="{Chapitres}"><ul class="cluster">{}</ul></nav>
<div class="cluster cluster--between chapter-state">{}{}</div>{}</div>)",
        links, charts::tally(t, scores.answered, scores.total, t.text("critères évalués")), status, form);
}

} // namespace diagnostic
