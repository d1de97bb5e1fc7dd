#include "settings/account_views.h"

#include "layout/paged.h"
#include "layout/parts.h"
#include "layout/person_fields.h"
#include "settings/roles.h"

#include <algorithm>

namespace settings {
namespace {

using accounts::ApiKey, accounts::Caller, accounts::Mailing, accounts::Session, accounts::Workplace;
using html::Html, html::Language, html::Option, html::each, html::when;

Url account_url() { return Url::page({"compte"}); }

Html save_button(Language const& t, std::string_view label) {
    return t.html(R"(
<div class="buttons after"><button class="button button--second" type="submit">{}</button></div>)",
        label);
}

Html section(Language const& t, std::string_view id, std::string_view title, Html const& content) {
    return t.html(R"(
<section aria-labelledby="{}" class="stack">{}{}</section>)",
        id, layout::section_title(t, id, title), content);
}

std::string done_words(Language const& t, std::string_view done) {
    if (done == "personne") return t.text("Vos nom et langue sont enregistrés.");
    if (done == "messages") return t.text("Votre choix de messages est enregistré.");
    if (done == "mot-de-passe") return t.text("Votre mot de passe est changé. Vos autres appareils ont été déconnectés.");
    if (done == "adresse-demandee")
        return t.text("Un message vient de partir vers la nouvelle adresse : ouvrez le lien qu'il contient dans les 24 heures.");
    if (done == "adresse") return t.text("Votre adresse est changée. Vos autres appareils ont été déconnectés.");
    if (done == "session") return t.text("Cette session est fermée.");
    if (done == "sessions") return t.text("Toutes vos autres sessions sont fermées.");
    if (done == "cle") return t.text("La clé est supprimée : aucun programme ne peut plus s'en servir.");
    return {};
}

Html done_notice(Language const& t, AccountDraft const& draft) {
    auto const words = done_words(t, draft.done);
    return when(!words.empty() && draft.problems.empty(), [&] {
        return t.html(R"(<div role="status">{}</div>)", layout::notice(t, layout::Tone::done, t.text("C'est fait."), words));
    });
}

// First on the page, since it is seen this once.
Html key_notice(Language const& t, AccountDraft const& draft) {
    return when(!draft.new_key.empty(), [&] {
        return layout::notice(t, layout::Tone::care, t.text("Voici votre clé."),
            t.text("Copiez-la maintenant : elle ne sera plus jamais affichée. Qui la possède peut agir en votre nom."),
            layout::link_to_copy(t, "cle", t.text("Clé"), draft.new_key));
    });
}

Html person_form(Caller const& caller, AccountDraft const& draft) {
    auto const& t = caller.t;
    auto const& problems = draft.problems;
    std::vector<Option> const languages{{"fr", "Français"}, {"en", "English"}};
    auto const names = layout::names_fields(t, draft.given, draft.family, problems);
    auto const language = html::select_field(t,
        {.name = "language",
            .label = t.text("Langue"),
            .value = draft.language,
            .hint = t.text("Celle des pages et des messages que nous vous envoyons.")},
        languages, problems);
    return html::form(
        t, account_url(), caller.form_key, t.html("{}{}{}", names, language, save_button(t, t.text("Enregistrer"))));
}

Html address_form(Caller const& caller, AccountFacts const& facts, AccountDraft const& draft) {
    auto const& t = caller.t;
    auto const awaited = when(facts.awaited_email.has_value(), [&] {
        return layout::notice(t, layout::Tone::care, t.text("Une adresse attend sa confirmation."),
            t.text("Le lien envoyé à {} la confirmera. D'ici là, rien ne change.", {*facts.awaited_email}));
    });
    auto const email = html::text_field(t,
        {.name = "email",
            .label = t.text("Nouvelle adresse électronique"),
            .value = draft.email,
            .hint = t.text("Nous y enverrons un lien pour vérifier qu'elle est bien la vôtre."),
            .type = "email",
            .autocomplete = "email"},
        draft.problems);
    auto const password = when(!is_freshly_confirmed(caller), [&] {
        return html::text_field(t,
            {.name = "address_password",
                .label = t.text("Mot de passe actuel"),
                .type = "password",
                .autocomplete = "current-password"},
            draft.problems);
    });
    auto const form = html::form(t, Url::page({"compte", "adresse"}), caller.form_key,
        t.html("{}{}{}", email, password, save_button(t, t.text("Changer d'adresse"))));
    return t.html("<p>{}</p>{}{}", t.text("Vous vous connectez avec {}.", {facts.user.email}), awaited, form);
}

Html password_form(Caller const& caller, AccountDraft const& draft) {
    auto const& t = caller.t;
    auto const current = html::text_field(t,
        {.name = "current_password",
            .label = t.text("Mot de passe actuel"),
            .type = "password",
            .autocomplete = "current-password"},
        draft.problems);
    auto const fresh = html::text_field(t,
        {.name = "new_password",
            .label = t.text("Nouveau mot de passe"),
            .hint = t.text("12 caractères au moins. Une phrase dont vous vous souvenez convient très bien. Vos autres appareils "
                           "seront déconnectés."),
            .type = "password",
            .autocomplete = "new-password"},
        draft.problems);
    return html::form(t, Url::page({"compte", "mot-de-passe"}), caller.form_key,
        t.html("{}{}{}", current, fresh, save_button(t, t.text("Changer le mot de passe"))));
}

Html mailings_form(Caller const& caller, AccountFacts const& facts) {
    auto const& t = caller.t;
    auto const tick = [&](Mailing mailing, std::string label) {
        auto const is_ticked = std::ranges::find(facts.stopped, mailing) == facts.stopped.end();
        return html::tick_field(t, {.name = std::string{to_text(mailing)}, .label = std::move(label), .value = "1"}, is_ticked);
    };
    auto const choices = t.html("{}{}", tick(Mailing::mention, t.text("Quand on m'appelle dans un commentaire")),
        tick(Mailing::document, t.text("Quand un document arrive à échéance, si je suis au pilotage")));
    return html::form(t, Url::page({"compte", "messages"}), caller.form_key,
        t.html(R"(
<p>{Décochez ce que vous ne voulez plus recevoir : les appels et les échéances restent sur leurs pages. Les messages de sécurité, comme un changement de mot de passe, partent toujours.}</p>
<fieldset class="stack"><legend class="unseen">{Messages à recevoir}</legend>{}</fieldset>{})",
            choices, save_button(t, t.text("Enregistrer"))));
}

std::string moment(Caller const& caller, Instant instant) {
    auto const local = caller.local(instant);
    return caller.t.text("{} à {}", {caller.t.date(local.day), caller.t.time(local)});
}

// One entry of a list: what it is, what is known of it, what can be done.
Html line(Language const& t, std::string_view title, std::string_view facts, Html const& act) {
    return t.html(R"(
<li class="line"><p class="line__title">{}</p><p class="small quiet">{}</p>{}</li>)",
        title, facts, act);
}

Html act(Caller const& caller, Url const& save_at, std::string_view label, std::string_view of_what) {
    auto const& t = caller.t;
    return html::button_form(t, save_at, caller.form_key,
        t.html(R"(<button class="button button--second button--small" type="submit">{}<span class="unseen"> {}</span></button>)",
            label, of_what));
}

Html session_line(Caller const& caller, Session const& session) {
    auto const& t = caller.t;
    auto const is_own = session.id == caller.signed_in->session.id;
    auto const agent = session.agent.empty() ? t.text("Navigateur inconnu") : session.agent;
    auto const facts = t.text("Ouverte le {}, vue le {}", {moment(caller, session.created), moment(caller, session.last_seen)});
    return line(t, is_own ? t.text("{} (cette session)", {agent}) : agent, facts,
        act(caller, Url::page({"compte", "sessions", session.id, "fermeture"}), t.text("Fermer"),
            t.text("la session {}", {agent})));
}

Html session_list(Caller const& caller, AccountFacts const& facts) {
    auto const& t = caller.t;
    auto const page = layout::paged(
        caller, std::span{facts.sessions}, account_url(), "session", [](Session const& session) { return session.id.text(); });
    auto const lines = each(page.shown, [&](Session const& session) { return session_line(caller, session); });
    auto const others = when(facts.sessions.size() > 1, [&] {
        return t.html(R"(<div class="buttons">{}</div>)", act(caller, Url::page({"compte", "sessions", "autres", "fermeture"}),
                                                              t.text("Fermer toutes les autres sessions"), ""));
    });
    return t.html(
        R"(<p>{Les appareils où votre compte est ouvert. Fermez ce que vous ne reconnaissez pas, puis changez de mot de passe.}</p><ul class="lines">{}</ul>{}{})",
        lines, page.more, others);
}

std::string scope_words(Language const& t, bool may_write) {
    return may_write ? t.text("Lire et modifier") : t.text("Lire seulement");
}

Html key_line(Caller const& caller, ApiKey const& key) {
    auto const& t = caller.t;
    auto const facts = t.text("{}. Créée le {}.", {scope_words(t, key.may_write), moment(caller, key.created)});
    return line(t, key.label, facts,
        act(caller, Url::page({"compte", "cles", key.session, "suppression"}), t.text("Supprimer"),
            t.text("la clé {}", {key.label})));
}

Html key_form(Caller const& caller, AccountDraft const& draft, std::string const& once) {
    auto const& t = caller.t;
    std::vector<Option> const scopes{{"read", scope_words(t, false)}, {"write", scope_words(t, true)}};
    auto const label = html::text_field(t,
        {.name = "label",
            .label = t.text("Nom de la clé"),
            .value = draft.key_label,
            .hint = t.text("Par exemple le nom du programme qui s'en servira.")},
        draft.problems);
    auto const scope = html::select_field(
        t, {.name = "scope", .label = t.text("Ce qu'elle permet"), .value = draft.key_scope}, scopes, draft.problems);
    return html::form(t, Url::page({"compte", "cles"}), caller.form_key,
        t.html(R"(<input type="hidden" name="once" value="{}">{}{}{})", once, label, scope,
            save_button(t, t.text("Créer une clé"))));
}

Html key_list(Caller const& caller, AccountFacts const& facts, AccountDraft const& draft) {
    auto const& t = caller.t;
    auto const lines = when(!facts.keys.empty(), [&] {
        return t.html(R"(<ul class="lines">{}</ul>)", each(facts.keys, [&](ApiKey const& key) { return key_line(caller, key); }));
    });
    return t.html(R"(<p>{Une clé laisse un programme lire ou modifier vos structures en votre nom, avec vos droits.}</p>{}{})",
        lines, key_form(caller, draft, facts.once));
}

} // namespace

AccountDraft draft_of(accounts::User const& user) {
    return {.given = user.given, .family = user.family, .language = user.language};
}

bool is_freshly_confirmed(Caller const& caller) { return caller.now - caller.signed_in->confirmed < fresh_confirmation; }

Html account_view(Caller const& caller, AccountFacts const& facts, AccountDraft const& draft) {
    auto const& t = caller.t;
    auto const devices = section(t, "sessions", t.text("Sessions ouvertes"), session_list(caller, facts));
    auto const keys = section(t, "cles", t.text("Clés d'accès pour les programmes"), key_list(caller, facts, draft));
    auto const person = t.html("{}{}{}", section(t, "vous", t.text("Vous"), person_form(caller, draft)),
        section(t, "messages", t.text("Messages que nous vous envoyons"), mailings_form(caller, facts)),
        section(t, "adresse", t.text("Adresse électronique"), address_form(caller, facts, draft)));
    return t.html(R"(
<div class="stack-wide">{}{}{}{}{}{}</div>)",
        done_notice(t, draft), key_notice(t, draft), person,
        section(t, "mot-de-passe", t.text("Mot de passe"), password_form(caller, draft)), devices, keys);
}

Html workplaces_view(Caller const& caller, std::vector<Workplace> const& places) {
    auto const& t = caller.t;
    if (places.empty())
        return layout::empty(t,
            {t.text("Aucune structure pour l'instant"),
                t.text(
                    "Demandez une invitation à la personne qui pilote la démarche dans votre structure, ou ajoutez la vôtre.")});
    auto const page = layout::paged(caller, std::span{places}, Url::page({"compte", "structures"}), "apres",
        [](Workplace const& place) { return place.organisation.text(); });
    return t.html(R"(
<ul class="lines">{}</ul>{})",
        each(page.shown,
            [&](Workplace const& place) {
                return t.html(R"(
<li class="line"><p class="line__title"><a href="{}">{}</a></p><p class="small quiet">{}</p></li>)",
                    Url::page({"structures", place.organisation}), place.name, role_name(t, place.role));
            }),
        page.more);
}

Html address_view(Caller const& caller, Url const& save_at, std::string_view email) {
    auto const& t = caller.t;
    auto const form = html::form(t, save_at, caller.form_key,
        t.html(R"(
<div class="buttons after"><button class="button" type="submit">{Utiliser cette adresse}</button><a href="{}">{Garder l'ancienne}</a></div>)",
            account_url()));
    return t.html(R"(
<p>{}</p>{})",
        t.text("Vous vous connecterez désormais avec {}. Vos autres appareils seront déconnectés.", {std::string{email}}), form);
}

} // namespace settings
