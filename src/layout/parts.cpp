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

Html autosave_status(Language const& t, std::string_view text) {
    return t.html(R"(
<p class="autosave saved" role="status">{}<span data-status>{}</span></p>)",
        html::icon(t, "check"), text);
}

Html autosave_words(Language const& t, std::string_view user, Url const& sign_in) {
    auto const lines = t.html(R"(
<span data-word="saving">{Enregistrement en cours…}</span>
<span data-word="all-saved">{Tout est enregistré}</span>
<span data-word="unsaved">{Pas encore enregistré}</span>
<span data-word="reason-missing">{Il manque la raison}</span>
<span data-word="restored">{Votre texte gardé sur cet ordinateur est de retour.}</span>)");
    auto const states = t.html(R"(
<span class="saved saved--done" data-saved data-text></span>
<span class="saved saved--wrong" data-unsaved>{}<span data-text></span></span>
<p class="error" data-error>{}<span><span class="unseen">{Erreur :} </span><span data-text></span></span></p>)",
        html::icon(t, "warning"), html::icon(t, "warning"));
    auto const offline = notice(t, Tone::wrong, t.text("La connexion est coupée."),
        t.text("Votre saisie est gardée sur cet ordinateur ; elle sera envoyée dès que possible."));
    auto const refused = notice(t, Tone::wrong, t.text("L'enregistrement n'a pas été accepté."),
        t.text("Votre saisie est gardée sur cet ordinateur. Rechargez la page, puis vérifiez-la."));
    auto const outdated = notice(t, Tone::wrong, t.text("Cette page n'est plus à jour."),
        t.text("L'autodiagnostic a changé ou a été clos entre-temps : rien n'est plus enregistré depuis cette page."),
        t.html(
            R"(<div class="buttons"><button class="button button--second" type="submit" name="page" value="ancienne">{Voir ce que j'avais écrit et continuer}</button></div>)"));
    auto const signed_out = notice(t, Tone::wrong, t.text("Votre session est terminée."),
        t.text("Votre saisie est gardée sur cet ordinateur. Connectez-vous dans un nouvel onglet, puis revenez ici."),
        t.html(
            R"(<div class="buttons"><a class="button button--second" href="{}" target="_blank" rel="noopener">{Se connecter dans un nouvel onglet}</a></div>)",
            sign_in));
    auto const conflict = notice(t, Tone::care, t.text("Quelqu'un d'autre a modifié ce critère."),
        t.text("Les deux versions sont ci-dessous. Laquelle garder ?"), t.html(R"(
<div class="versions"><div><h3>{Votre version}</h3><p data-mine></p></div><div><h3>{L'autre version}</h3><p class="small quiet" data-by></p><p data-theirs></p></div></div>
<div class="buttons"><button class="button button--second" type="button" data-keep-mine>{Garder ma version}</button><button class="button button--second" type="button" data-take-theirs>{Reprendre l'autre version}</button><button class="button button--second" type="button" data-join>{Joindre les deux textes}</button></div>)"));

    return t.html(R"(
<template data-words data-user="{}">{}
<div data-notice="outdated" role="alert">{}</div>
<div data-notice="offline" role="alert">{}</div>
<div data-notice="refused" role="alert">{}</div>
<div data-notice="signed-out" role="alert">{}</div>
<div data-notice="conflict" role="alert">{}</div>
</template>)",
        user, t.html("{}{}", lines, states), outdated, offline, refused, signed_out, conflict);
}

} // namespace layout
