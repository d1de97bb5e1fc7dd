#include "layout/parts.h"

#include "html/icon.h"

namespace layout {

using html::Attribute, html::each, html::Html, html::Language, html::when;

namespace {

struct Look {
    std::string css_class;
    std::string icon;
};

Look look_of(Tone tone) {
    switch (tone) {
        case Tone::done: return {"notice notice--done", "check"};
        case Tone::care: return {"notice notice--care", "warning"};
        case Tone::wrong: return {"notice notice--wrong", "warning"};
        case Tone::plain: break;
    }
    return {"notice", "info"};
}

Html crumb(Language const& t, Crumb const& crumb) {
    if (!crumb.address) return t.html("<li>{}</li>", crumb.label);
    return t.html(R"(<li><a href="{}">{}</a></li>)", *crumb.address, crumb.label);
}

Html column_head(Language const& t, ColumnHead const& head) {
    return t.html(R"(<th scope="col"{}>{}</th>)",
        Attribute{"class", head.column == Column::figure ? std::optional<std::string>{"figure"} : std::nullopt}, head.label);
}

Html act_button(Language const& t, Confirmation const& asked) {
    return html::button_form(t, asked.act_at, asked.form_key,
        t.html(R"(<button class="button button--danger" type="submit">{}</button>)", asked.button));
}

} // namespace

Html notice(Language const& t, Tone tone, std::string_view title, std::string_view text, Html const& more) {
    auto const look = look_of(tone);
    return t.html(R"(
<div class="{}">{}<div><p><b>{}</b> {}</p>{}</div></div>)",
        look.css_class, html::icon(t, look.icon), title, text, more);
}

Html empty(Language const& t, Empty const& empty) {
    return t.html(R"(
<div class="empty">{}<h2>{}</h2><p>{}</p>{}</div>)",
        html::level_sign(t, 0), empty.title, empty.text, empty.action);
}

Html trail(Language const& t, std::vector<Crumb> const& crumbs) {
    if (crumbs.empty()) return {};
    return t.html(R"(
<nav aria-label="{Fil d'Ariane}"><ol class="trail">{}</ol></nav>)",
        each(crumbs, [&](Crumb const& step) { return crumb(t, step); }));
}

Html page_head(Language const& t, PageHead const& head) {
    auto const lead = when(!head.lead.empty(), [&] { return t.html(R"(<p class="lead">{}</p>)", head.lead); });
    auto const actions =
        when(!head.actions.text().empty(), [&] { return t.html(R"(<div class="buttons">{}</div>)", head.actions); });
    return t.html(R"(
<div class="page-head">{}<div class="page-head__row"><div><h1>{}</h1>{}</div>{}</div></div>)",
        trail(t, head.trail), head.heading, lead, actions);
}

Html section_title(Language const& t, std::string_view id, std::string_view title, Html const& beside) {
    return t.html(R"(
<div class="section-title"><h2 id="{}">{}</h2>{}</div>)",
        id, title, beside);
}

Html contents(Language const& t, std::vector<Part> const& parts, Lying lying) {
    auto const lines = html::each(
        parts, [&](Part const& part) { return t.html(R"(<li><a href="{}">{}</a></li>)", Url::here(part.id), part.title); });
    return t.html(R"(
<nav class="{}" aria-labelledby="sommaire"><p class="contents__title" id="sommaire">{Sur cette page}</p><ul class="contents__list">{}</ul></nav>)",
        lying == Lying::above ? "contents contents--above" : "contents", lines);
}

Html button_link(Language const& t, Url const& address, std::string_view label) {
    return t.html(R"(<a class="button" href="{}">{}</a>)", address, label);
}

Html second_button_link(Language const& t, Url const& address, std::string_view label, std::optional<std::string> const& icon) {
    return t.html(R"(<a class="button button--second" href="{}">{}{}</a>)", address,
        when(icon.has_value(), [&] { return html::icon(t, *icon); }), label);
}

Html register_table(Language const& t, Register const& table) {
    auto const note = when(!table.note.empty(), [&] { return t.html("<small>{}</small>", table.note); });
    auto const foot = when(!table.foot.text().empty(), [&] { return t.html("<tfoot>{}</tfoot>", table.foot); });
    auto const head = t.html(R"(<caption><h2 id="{}">{}</h2>{}</caption>
<thead><tr>{}</tr></thead>)",
        table.id, table.caption, note, each(table.columns, [&](ColumnHead const& column) { return column_head(t, column); }));
    return t.html(R"(
<section class="scroll" tabindex="0" aria-labelledby="{}"><table class="{}">{}
<tbody>{}</tbody>{}</table></section>)",
        table.id, table.css_class, head, table.rows, foot);
}

Html saved(Language const& t, std::string_view text) { return t.html(R"(<span class="saved saved--done">{}</span>)", text); }

Html confirmation(Language const& t, Confirmation const& asked) {
    return t.html(R"(
<div class="sheet stack"><p>{}</p><div class="buttons">{}<a class="button button--second" href="{}">{}</a></div></div>)",
        asked.consequence, act_button(t, asked), asked.back, asked.keep);
}

Html confirmation_dialog(Language const& t, std::string_view id, Confirmation const& asked) {
    auto const buttons = t.html(R"(
<div class="buttons">{}<button class="button button--second" type="button" data-close>{}</button></div>)",
        act_button(t, asked), asked.keep);
    return t.html(R"(
<dialog class="dialog" id="{}" aria-labelledby="{}-title"><h2 id="{}-title">{}</h2><p>{}</p>{}</dialog>)",
        id, id, id, asked.question, asked.consequence, buttons);
}

Html see_more(Language const& t, Url const& next) {
    return t.html(R"(
<p class="after"><a class="button button--second" href="{}" rel="next">{Voir plus}{}</a></p>)",
        next, html::icon(t, "down"));
}

Html link_to_copy(Language const& t, std::string_view id, std::string_view label, std::string_view address) {
    return t.html(R"(
<div class="field copy" data-module="copy"><label for="{}">{}</label><div class="copy__row"><input class="input" type="text" id="{}" value="{}" readonly><button class="button button--second" type="button" data-copied="{Copié}" hidden>{}{Copier}</button></div></div>)",
        id, label, id, address, html::icon(t, "link"));
}

Html chapter_count(Language const& t, int done, int all, bool is_open) {
    return t.html(R"(<span class="number done"{}{}>{}&nbsp;/&nbsp;{}</span>)", Attribute{"data-done", done == all},
        Attribute{"data-progress", is_open}, done, all);
}

Html autosave_status(Language const& t, std::string_view text) {
    return t.html(R"(
<p class="autosave saved" role="status"><span data-status>{}</span></p>)",
        text);
}

} // namespace layout
