#include "settings/invitation_views.h"

#include "layout/parts.h"
#include "layout/person_fields.h"
#include "settings/roles.h"

namespace settings {
namespace {

using accounts::Caller;
using html::Html, html::Language, html::Problem;

Html refusal(Caller const& caller, InvitationLinks const& links) {
    auto const& t = caller.t;
    return html::button_form(
        t, links.refusal, caller.form_key, t.html(R"(<button class="button button--second" type="submit">{Refuser}</button>)"));
}

} // namespace

Html offer_view(Language const& t, Invitation const& invitation, std::string_view inviter) {
    auto const fact = [&](std::string_view name, std::string_view value) {
        return t.html("<div><dt>{}</dt><dd>{}</dd></div>", name, value);
    };
    return t.html(R"(
<dl class="pairs">{}{}{}</dl><p>{}</p>)",
        fact(t.text("Structure"), invitation.organisation_name), fact(t.text("Invitation de"), inviter),
        fact(t.text("Rôle"), role_name(t, invitation.role)), role_explanation(t, invitation.role));
}

Html joining_view(Caller const& caller, InvitationLinks const& links) {
    auto const& t = caller.t;
    return t.html(R"(
<div class="buttons">{}{}</div>)",
        html::button_form(t, links.page, caller.form_key, t.html(R"(<button class="button" type="submit">{Rejoindre}</button>)")),
        refusal(caller, links));
}

Html other_address_view(Caller const& caller, Invitation const& invitation) {
    auto const& t = caller.t;
    auto const sign_out = html::button_form(t, Url::page({"deconnexion"}), caller.form_key,
        t.html(R"(<button class="button button--second" type="submit">{Se déconnecter}</button>)"));
    return layout::notice(t, layout::Tone::care, t.text("Cette invitation est pour une autre adresse."),
        t.text("Votre session est ouverte avec {} et l'invitation a été envoyée à {}. Déconnectez-vous puis rouvrez le lien, ou "
               "demandez une invitation à votre adresse.",
            {caller.signed_in->user.email, invitation.email}),
        t.html(R"(<div class="buttons after">{}</div>)", sign_out));
}

Html sign_in_view(Caller const& caller, Invitation const& invitation, InvitationLinks const& links) {
    auto const& t = caller.t;
    return t.html(R"(
<p>{}</p><div class="buttons">{}{}</div>)",
        t.text("Un compte existe pour {} : connectez-vous, puis vous pourrez rejoindre l'équipe.", {invitation.email}),
        layout::button_link(t, links.sign_in, t.text("Se connecter")), refusal(caller, links));
}

Html newcomer_view(Caller const& caller, Invitation const& invitation, InvitationLinks const& links, Newcomer const& newcomer,
    std::span<Problem const> problems) {
    auto const& t = caller.t;
    auto const names = layout::names_fields(t, newcomer.given, newcomer.family, problems);
    // Shown and not sent: password managers keep it with the password; the invitation alone says which address it is.
    auto const email = t.html(R"(
<div class="field"><label for="email">{Adresse électronique}</label><input class="input" type="email" id="email" value="{}" autocomplete="username" readonly></div>)",
        invitation.email);
    auto const password = layout::new_password_field(t, t.text("Mot de passe"), problems);
    auto const form = html::form(t, links.page, caller.form_key,
        t.html(R"({}{}{}
<p class="after">{Lisez <1>les conditions d'utilisation</1> et <2>ce que nous gardons et pourquoi</2>.}</p>
<div class="buttons after"><button class="button" type="submit">{Créer mon compte et rejoindre}</button></div>)",
            names, email, password, Url::page({"conditions-utilisation"}), Url::page({"donnees"})));
    return t.html(R"({}<p>{Vous ne souhaitez pas rejoindre cette équipe ?}</p><div class="buttons">{}</div>)", form,
        refusal(caller, links));
}

} // namespace settings
