#include "practices/chapter_views.h"

#include "charts/signs.h"
#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/chapter_views.h"
#include "diagnostic/profile.h"
#include "diagnostic/taking.h"
#include "diagnostic/tree.h"
#include "html/icon.h"
#include "layout/parts.h"
#include "layout/referentiel_words.h"
#include "layout/words.h"
#include "practices/addresses.h"
#include "practices/saving.h"
#include "prose/editor.h"
#include "prose/views.h"

#include <algorithm>
#include <array>

namespace practices {
namespace {

using accounts::Caller;
using html::Attribute, html::Attributes, html::Html, html::Language, html::each, html::when;
using referentiel::Chapter, referentiel::Criterion;

Html base_fields(
    Language const& t, std::string const& record, Criterion const& criterion, std::string const& base, std::string const& shown) {
    return t.html(R"(<input type="hidden" name="{}" value="{}"><input type="hidden" name="{}" value="{}">)",
        field(record + "-revision", criterion), base, field(record + "-shown", criterion), shown);
}

Html saved(Language const& t, std::string const& words) {
    return when(!words.empty(), [&] { return layout::saved(t, words); });
}

// --- The maturity, which is the diagnostic's own record

Html level_words(Language const& t, diagnostic::Draft const& rating) {
    if (rating.level.empty()) return t.html("{Pas encore évalué}");
    auto const level = rating.criterion->scale->level(rating.level);
    if (!level) return t.html("{Pas encore évalué}");
    return t.html("<b>{}</b> {}", diagnostic::shown_code(*level), rating.criterion->wording(*level, t.code()));
}

Html rating_part(Caller const& caller, diagnostic::Draft const& rating) {
    auto const& t = caller.t;
    auto const words = rating.saved ? diagnostic::saved_words(caller, *rating.saved) : std::string{};
    return t.html(R"(
<details class="fold maturity-fold" data-record="rating" data-key="{}"{}><summary><span><span>{Degré de maturité initial :}</span> <span data-answer>{}</span></span></summary><div><fieldset><legend class="unseen">{}</legend>{}</fieldset><p class="record__foot">{}</p></div></details>)",
        rating.criterion->key, Attribute{"open", !rating.is_saved()}, level_words(t, rating),
        t.text("Degré de maturité du critère {}", {rating.criterion->number}), diagnostic::rating_fields(caller, rating),
        saved(t, words));
}

// --- The description

Html overtaken(Caller const& caller, std::string const& by, Instant at, Html const& theirs, Html const& ways_on = {}) {
    auto const& t = caller.t;
    return t.html(R"(
<div class="notice notice--care">{}<div><p><b>{}</b> {Votre version est restée dans le formulaire : l'enregistrer de nouveau la met à la place de celle-ci.}</p><blockquote>{}</blockquote>{}</div></div>)",
        html::icon(t, "warning"), t.text("{} a aussi modifié ce critère, à {}.", {by, t.time(caller.local(at))}), theirs,
        ways_on);
}

Html text_notice(Caller const& caller, Card const& card) {
    auto const& t = caller.t;
    auto const name = field("practice", card.criterion());
    if (card.text.theirs)
        return overtaken(caller, card.text.theirs->by, card.text.theirs->at, prose::html(t, prose::read(card.text.theirs->text)),
            diagnostic::conflict_buttons(t, card.criterion(), "practice"));
    if (!card.text.is_too_long) return {};
    return html::error_message(t, name, std::vector<html::Problem>{{name, too_long(t)}});
}

// One practice may serve several criteria: what else changes with it is said where it is written.
Html also_serves(Language const& t, ChapterSheet const& sheet, Card const& card, std::span<Criterion const* const> asked) {
    if (!card.text.saved) return {};
    std::string numbers;
    for (auto const* criterion : sheet.described.served(card.text.saved->id, asked))
        if (criterion != &card.criterion()) numbers += (numbers.empty() ? "" : ", ") + criterion->number;
    return when(
        !numbers.empty(), [&] { return t.html(R"(<p class="hint">{}</p>)", t.text("Décrit aussi : critère {}", {numbers})); });
}

Html take_button(Language const& t, Card const& card) {
    return when(
        card.described_at, [&] { return t.html("<p>{}</p>", diagnostic::take_former_button(t, card.criterion(), "practice")); });
}

Html text_part(Caller const& caller, ChapterSheet const& sheet, Card const& card, std::span<Criterion const* const> asked) {
    auto const& t = caller.t;
    auto const& criterion = card.criterion();
    if (card.told_at)
        return t.html(R"(
<div class="stack"><p class="label">{Description des pratiques existantes}</p><p><a href="{}">{}</a></p></div>)",
            practice_card_url(sheet.diagnostic, *card.told_at),
            t.text("Décrite avec le critère {}, {}", {card.told_at->number, diagnostic::title_of(t, *card.told_at)}));
    auto const name = field("practice", criterion);
    auto const is_wrong = card.text.is_too_long || card.text.theirs;
    auto const label = t.html(
        R"(<label class="label" for="{}">{Description des pratiques existantes}<span class="unseen">{}</span></label>{}{}{}{})",
        name, t.text(" : critère {}", {criterion.number}), also_serves(t, sheet, card, asked),
        described_elsewhere(t, sheet.diagnostic, card.described_at), take_button(t, card), text_notice(caller, card));
    auto const control = prose::control(t, {.name = name, .label = {}, .value = card.text.text}, 4,
        card.text.is_too_long ? std::optional<std::string>{name + "-error"} : std::nullopt, is_wrong);
    auto const words = card.text.saved ? saved_words(caller, *card.text.saved) : std::string{};
    return t.html(R"(
<div data-record="practice" data-key="{}">{}{}{}<p class="record__foot">{}</p></div>)",
        criterion.key, label, control, base_fields(t, "practice", criterion, to_text(card.text.base), card.text.shown),
        saved(t, words));
}

// --- The priority

constexpr std::array<Priority, 4> priorities{Priority::none, Priority::low, Priority::urgent, Priority::plan};

Html priority_choice(Language const& t, Card const& card, Priority priority) {
    auto const name = field("priority", card.criterion());
    auto const id = priority == priorities.front() ? std::optional{name} : std::nullopt;
    auto const mark = when(priority != Priority::none, [&] { return t.html("<b>{}</b>", marks(priority)); });
    return t.html(R"(<label><input type="radio" name="{}" value="{}"{}>{}{}</label>)", name, static_cast<int>(priority),
        Attributes{{"checked", card.priority.chosen == priority}, {"id", id}}, mark, words(t, priority));
}

Html priority_part(Caller const& caller, ChapterSheet const& sheet, Card const& card) {
    auto const& t = caller.t;
    auto const& criterion = card.criterion();
    auto const is_planned = sheet.planned.contains(criterion.key.text());
    auto const& kept = card.priority.saved;
    auto const notice = when(card.priority.theirs.has_value(), [&] {
        auto const& theirs = *card.priority.theirs;
        return overtaken(caller, theirs.by, theirs.at, t.html("<p>{}</p>", words(t, theirs.priority)));
    });
    auto const choices = each(priorities, [&](Priority priority) { return priority_choice(t, card, priority); });
    auto const planned = is_planned ? sheet.plan.address(sheet.diagnostic, criterion) : std::nullopt;
    auto const link = when(planned.has_value(), [&] {
        return t.html(R"(<a href="{}">{}</a>)", *planned, t.text("Ce qui est prévu pour le critère {}", {criterion.number}));
    });
    auto const put = when(kept && kept->priority == Priority::plan && !is_planned, [&] {
        return t.html(
            R"(<button class="button button--second button--small" type="submit" name="au-plan" value="{}">{Mettre ce critère dans le plan}<span class="unseen">{}</span></button>)",
            criterion.key, t.text(" : critère {}", {criterion.number}));
    });
    return t.html(R"(
<fieldset class="priority" data-record="priority" data-key="{}"><legend class="label">{Niveau de priorisation}</legend>{}<div class="priority__choices">{}</div>{}<p class="record__foot">{}{}</p></fieldset>)",
        criterion.key, notice, choices,
        base_fields(t, "priority", criterion, std::to_string(card.priority.revision.number), card.priority.shown),
        saved(t, kept ? saved_words(caller, *kept, is_planned) : std::string{}), t.html("{}{}", link, put));
}

// --- The card

Html head(Language const& t, Criterion const& criterion) {
    return t.html(R"(<h2><b class="criterion__code">{}</b> <span>{}</span>{}</h2>)", criterion.number,
        diagnostic::title_of(t, criterion), layout::imperative_tag(t, criterion.is_imperative));
}

Html help(Language const& t, ChapterSheet const& sheet, Criterion const& criterion) {
    return t.html(R"(<p><a href="{}" data-module="help">{}</a></p>)", diagnostic::help_url(sheet.diagnostic, criterion),
        t.text("Questions inspirantes et exemples du critère {}", {criterion.number}));
}

Html foot(Language const& t, ChapterSheet const& sheet, Criterion const& criterion) {
    auto const open = sheet.comments(criterion);
    auto const comments = open > 0 ? t.count(open, "{} commentaire", "{} commentaires") : t.text("Commenter");
    return t.html(R"(
<div class="criterion__foot"><a href="{}">{}<span class="unseen">{}</span></a><a href="{}">{}</a></div>)",
        practice_url(sheet.diagnostic, criterion).at("commentaires"), comments, t.text(" : critère {}", {criterion.number}),
        practice_url(sheet.diagnostic, criterion), t.text("Versions et partage, critère {}", {criterion.number}));
}

Html open_card(Caller const& caller, ChapterSheet const& sheet, Card const& card, std::span<Criterion const* const> asked) {
    auto const& t = caller.t;
    auto const& criterion = card.criterion();
    auto const work = t.html("{}{}{}{}", rating_part(caller, card.rating), text_part(caller, sheet, card, asked),
        sheet.documents(criterion), priority_part(caller, sheet, card));
    return t.html(R"(
<article class="criterion" id="{}">
{}<div class="criterion__body stack"><p class="statement">{}</p>{}{}{}</div>{}
</article>)",
        diagnostic::card_id(criterion), head(t, criterion), criterion.statement.in(t.code()),
        layout::guidance(t, criterion.guidance), help(t, sheet, criterion), work, foot(t, sheet, criterion));
}

Html read_text(Language const& t, ChapterSheet const& sheet, Card const& card) {
    if (card.described_at) return described_elsewhere(t, sheet.diagnostic, card.described_at);
    if (card.text.text.empty()) return t.html(R"(<p class="quiet">{Pas encore décrit}</p>)");
    return t.html(R"(<div class="prose">{}</div>)", prose::html(t, prose::read(card.text.text), {.heading = 3}));
}

Html read_card(Caller const& caller, ChapterSheet const& sheet, Card const& card) {
    auto const& t = caller.t;
    auto const& criterion = card.criterion();
    auto const priority = when(card.priority.chosen != Priority::none,
        [&] { return t.html(R"(<p>{Niveau de priorisation :} {}</p>)", priority_tag(t, card.priority.chosen)); });
    auto const parts = t.html(R"(
<p>{Degré de maturité initial :} {}</p><div><p class="label">{Description des pratiques existantes}</p>{}</div>{}{})",
        level_words(t, card.rating), read_text(t, sheet, card), sheet.documents(criterion), priority);
    return t.html(R"(
<article class="criterion" id="{}">
{}<div class="criterion__body stack"><p class="statement">{}</p>{}{}{}</div>{}
</article>)",
        diagnostic::card_id(criterion), head(t, criterion), criterion.statement.in(t.code()),
        layout::guidance(t, criterion.guidance), help(t, sheet, criterion), parts, foot(t, sheet, criterion));
}

// --- The page

Html chapter_link(Language const& t, ChapterSheet const& sheet, ChapterState const& state) {
    auto const is_open = state.chapter == &sheet.chapter;
    auto const current = is_open ? std::optional<std::string>{"page"} : std::nullopt;
    return t.html(R"(
<li><a href="{}"{}><span class="chapters__name">{}</span>{}</a></li>)",
        practices_url(sheet.diagnostic, *state.chapter), Attribute{"aria-current", current}, state.chapter->title.in(t.code()),
        layout::chapter_count(t, state.progress.described, state.progress.total, is_open));
}

Html chapter_list(Language const& t, ChapterSheet const& sheet) {
    return t.html(R"(
<aside class="chapters" aria-labelledby="chapters"><h2 id="chapters" class="section-title">{Chapitres}</h2><ol class="chapters__list">{}</ol></aside>)",
        each(sheet.all, [&](ChapterState const& state) { return chapter_link(t, sheet, state); }));
}

Html neighbour(Language const& t, ChapterSheet const& sheet, Chapter const* chapter, bool is_next) {
    if (!chapter) return {};
    auto const& title = chapter->title.in(t.code());
    auto const url = practices_url(sheet.diagnostic, *chapter);
    if (is_next) return t.html(R"(<a class="button button--second" href="{}">{}{}</a>)", url, title, html::icon(t, "next"));
    return t.html(R"(<a class="button button--second" href="{}">{}{}</a>)", url, html::icon(t, "back"), title);
}

Html pager(Language const& t, ChapterSheet const& sheet) {
    auto const here = std::ranges::find(sheet.all, &sheet.chapter, &ChapterState::chapter);
    auto const* before = here == sheet.all.begin() ? nullptr : std::prev(here)->chapter;
    auto const* after = std::next(here) == sheet.all.end() ? nullptr : std::next(here)->chapter;
    return t.html(R"(
<nav class="cluster cluster--between pager" aria-label="{Chapitres voisins}">{}{}</nav>)",
        neighbour(t, sheet, before, false), neighbour(t, sheet, after, true));
}

Html progress_line(Language const& t, ChapterSheet const& sheet) {
    auto const state = std::ranges::find(sheet.all, &sheet.chapter, &ChapterState::chapter);
    auto const status = when(sheet.may_write, [&] { return layout::autosave_status(t, ""); });
    return t.html(R"(
<div class="cluster cluster--between chapter-state">{}{}</div>)",
        charts::tally(t, state->progress.described, state->progress.total,
            state->progress.total < 2 ? t.text("pratique décrite") : t.text("pratiques décrites")),
        status);
}

Card const& card_of(std::span<Card const> cards, diagnostic::Draft const& rating) {
    return *std::ranges::find(cards, rating.criterion, [](Card const& card) { return card.rating.criterion; });
}

Html cards_of(Caller const& caller, ChapterSheet const& sheet, std::span<Card const> cards) {
    std::vector<diagnostic::Draft> drafts;
    for (auto const& card : cards) drafts.push_back(card.rating);
    auto const asked = diagnostic::asked(sheet.diagnostic);
    return diagnostic::chapter_tree(caller.t, sheet.diagnostic, sheet.chapter, drafts, [&](diagnostic::Draft const& rating) {
        auto const& card = card_of(cards, rating);
        auto const is_open = sheet.may_write && !rating.is_fixed;
        return is_open ? open_card(caller, sheet, card, asked) : read_card(caller, sheet, card);
    });
}

// The first button is what the Enter key presses.
Html form(Caller const& caller, ChapterSheet const& sheet, std::span<Card const> cards) {
    auto const& t = caller.t;
    auto const content = t.html(R"(
<button type="submit" hidden>{Enregistrer}</button>{}
<div class="buttons after" data-save><button class="button" type="submit">{Enregistrer le chapitre}</button></div>{})",
        cards_of(caller, sheet, cards), prose::tools(t, preview_url(sheet.diagnostic.organisation())));
    return html::form(t, practices_url(sheet.diagnostic, sheet.chapter), caller.form_key, content,
        {.module = "chapter", .data = layout::with_words(t, sheet.user)});
}

} // namespace

Html described_elsewhere(Language const& t, diagnostic::Diagnostic const& diagnostic, Criterion const* main) {
    return when(main, [&] {
        return t.html(R"(<p class="small"><a href="{}">{}</a></p>)", practice_card_url(diagnostic, *main),
            t.text("Décrit au critère {}", {main->number}));
    });
}

Html priority_tag(Language const& t, Priority priority) {
    return t.html(R"(<span class="tag"><b>{}</b> {}</span>)", marks(priority), words(t, priority));
}

Html chapter_page(Caller const& caller, ChapterSheet const& sheet, std::span<Card const> cards) {
    auto const& t = caller.t;
    auto const body = sheet.may_write ? form(caller, sheet, cards) : cards_of(caller, sheet, cards);
    return t.html(R"(
<div class="with-aside">{}<div>{}{}{}</div></div>)",
        chapter_list(t, sheet), progress_line(t, sheet), body, pager(t, sheet));
}

} // namespace practices
