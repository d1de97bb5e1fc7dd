#include "entrance/views.h"

#include "accounts/profile.h"
#include "layout/parts.h"
#include "layout/person_fields.h"
#include "layout/referentiel_choice.h"

namespace entrance {
namespace {

using accounts::Caller;
using html::Html, html::Language, html::Option, html::when;
using referentiel::Version;

// Side by side, with how long each takes; nothing to choose where there is one.
Html referentiel_field(Language const& t, Signup const& signup, std::vector<Version const*> const& offered, Problems problems) {
    if (offered.size() == 1) return t.html(R"(<input type="hidden" name="referentiel" value="{}">)", offered.front()->code);
    auto const hint = t.html(R"(
<p class="hint">{Ce choix n'enferme pas : une prochaine démarche peut en prendre un autre, et l'on passe du simplifié au complet sans rien ressaisir. <1>Les lire d'abord</1>}</p>)",
        Url::page({"referentiels"}));
    return layout::referentiel_choice(t, {t.text("Par quoi commencer ?"), offered, signup.referentiel, hint}, problems);
}

Html profile_fields(Language const& t, Signup const& signup, std::vector<Version const*> const& offered, Problems problems) {
    auto const& profile = signup.profile;
    auto const select = [&](std::string name, std::string label, std::string const& value, std::vector<Option> const& options,
                            std::string hint = {}) {
        return html::select_field(t,
            {.name = std::move(name), .label = std::move(label), .value = value, .hint = std::move(hint)},
            accounts::with_invitation_to_choose(t, options), problems);
    };
    auto const name = html::text_field(t,
        {.name = "organisation", .label = t.text("Nom de la structure"), .value = profile.name, .autocomplete = "organization"},
        problems);
    auto const rows = t.html(R"(<div class="field-row">{}{}</div><div class="field-row">{}{}</div>)",
        select("legal_form", t.text("Forme juridique"), profile.legal_form, accounts::legal_forms(t)),
        select("sector", t.text("Secteur d'activité"), profile.sector, accounts::sectors(t)),
        select("staff", t.text("Personnes salariées"), profile.staff, accounts::staff_sizes(t)),
        select("region", t.text("Région"), profile.region, accounts::regions(t)));
    return t.html(R"(
<fieldset class="group"><legend class="section-title">{Votre structure}</legend>{}{}</fieldset>{})",
        name, rows, referentiel_field(t, signup, offered, problems));
}

Html person_fields(Language const& t, Signup const& signup, Problems problems) {
    auto const names = layout::names_fields(t, signup.given, signup.family, problems);
    auto const email = html::text_field(t,
        {.name = "email",
            .label = t.text("Adresse électronique"),
            .value = signup.email,
            .hint = t.text("Nous y enverrons un lien de confirmation."),
            .type = "email",
            .autocomplete = "email"},
        problems);
    auto const password = layout::new_password_field(t, t.text("Mot de passe"), problems);
    auto const terms = html::tick_field(t,
        {.name = "terms", .label = t.text("J'accepte les conditions d'utilisation et la façon dont mes données sont traitées")},
        signup.accepts_terms, problems);
    return t.html(R"(
<fieldset class="group"><legend class="section-title">{Vous}</legend>{}{}{}{}</fieldset>)",
        names, email, password, terms);
}

Html mailbox_link(Caller const& caller) {
    return when(caller.desk.settings.shows_mailbox, [&] {
        return layout::notice(caller.t, layout::Tone::care, caller.t.text("Aucun serveur de messagerie n'est réglé."),
            caller.t.text("Les messages restent sur cette machine."),
            layout::second_button_link(caller.t, Url::page({"boite-mails"}), caller.t.text("Ouvrir la boîte des messages")));
    });
}

} // namespace

Url new_structure_url() { return Url::page({"compte", "structures", "nouvelle"}); }

Html signup_form(Caller const& caller, Signup const& signup, std::vector<Version const*> const& offered, Problems problems) {
    auto const& t = caller.t;
    auto const content = t.html(R"({}{}
<p class="after">{Lisez <1>les conditions d'utilisation</1> et <2>ce que nous gardons et pourquoi</2>.}</p>
<div class="buttons after"><button class="button" type="submit">{Créer mon espace}</button><a href="{}">{J'ai déjà un compte}</a></div>)",
        profile_fields(t, signup, offered, problems), person_fields(t, signup, problems), Url::page({"conditions-utilisation"}),
        Url::page({"donnees"}), Url::page({"connexion"}));
    return html::form(t, Url::page({"inscription"}), caller.form_key, content);
}

Html structure_form(Caller const& caller, accounts::OrganisationId const& id, Signup const& signup,
    std::vector<Version const*> const& offered, Problems problems) {
    auto const& t = caller.t;
    auto const content = t.html(R"(<input type="hidden" name="id" value="{}">{}
<div class="buttons after"><button class="button" type="submit">{Ajouter cette structure}</button><a href="{}">{Revenir à mes structures}</a></div>)",
        id, profile_fields(t, signup, offered, problems), Url::page({"compte", "structures"}));
    return html::form(t, new_structure_url(), caller.form_key, content);
}

Html signin_form(Caller const& caller, std::string_view email, std::string_view back, Problems problems) {
    auto const& t = caller.t;
    auto const address = html::text_field(t,
        {.name = "email",
            .label = t.text("Adresse électronique"),
            .value = std::string{email},
            .type = "email",
            .autocomplete = "username"},
        problems);
    auto const password = html::text_field(t,
        {.name = "password", .label = t.text("Mot de passe"), .type = "password", .autocomplete = "current-password"}, problems);
    auto const content = t.html(R"(<input type="hidden" name="retour" value="{}">{}{}
<div class="buttons after"><button class="button" type="submit">{Se connecter}</button><a href="{}">{Mot de passe oublié}</a></div>
<p class="after">{Pas encore d'espace ? <1>Créer un espace pour votre structure</1>}</p>)",
        back, address, password, Url::page({"mot-de-passe"}), Url::page({"inscription"}));
    return html::form(t, Url::page({"connexion"}), caller.form_key, content);
}

Html forgotten_form(Caller const& caller, std::string_view email, Problems problems) {
    auto const& t = caller.t;
    auto const address = html::text_field(t,
        {.name = "email",
            .label = t.text("Adresse électronique"),
            .value = std::string{email},
            .hint = t.text("Celle de votre compte. Le lien que nous y enverrons sert une fois, pendant une heure."),
            .type = "email",
            .autocomplete = "email"},
        problems);
    auto const content = t.html(R"({}
<div class="buttons after"><button class="button" type="submit">{Recevoir un lien}</button><a href="{}">{Revenir à la connexion}</a></div>)",
        address, Url::page({"connexion"}));
    return html::form(t, Url::page({"mot-de-passe"}), caller.form_key, content);
}

Html new_password_form(Caller const& caller, Url const& save_at, Problems problems) {
    auto const& t = caller.t;
    auto const password = layout::new_password_field(t, t.text("Nouveau mot de passe"), problems);
    auto const content = t.html(R"({}
<div class="buttons after"><button class="button" type="submit">{Changer le mot de passe}</button></div>)",
        password);
    return html::form(t, save_at, caller.form_key, content);
}

Html confirmation_form(Caller const& caller, Url const& save_at, Signup const& signup) {
    auto const& t = caller.t;
    auto const content = t.html(R"(
<p>{}</p>
<div class="buttons after"><button class="button" type="submit">{Confirmer et ouvrir l'espace}</button></div>
<p class="after quiet">{Si cette demande ne vient pas de vous, fermez cette page : rien ne sera créé.}</p>)",
        t.text("{} : voici l'espace qui sera ouvert à votre adresse, {}.", {signup.profile.name, signup.email}));
    return html::form(t, save_at, caller.form_key, content);
}

Html mail_sent(Caller const& caller, std::string_view text) {
    auto const& t = caller.t;
    return t.html(R"(
<div class="stack">{}<p>{Rien reçu au bout de quelques minutes ? Regardez dans les messages indésirables, puis recommencez.}</p>{}</div>)",
        layout::notice(t, layout::Tone::done, t.text("Regardez votre messagerie."), text), mailbox_link(caller));
}

} // namespace entrance
