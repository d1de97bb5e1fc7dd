#include "site/imprint.h"

#include "accounts/session.h"
#include "core/version.h"
#include "layout/parts.h"

#include <array>

namespace site {
namespace {

using accounts::Imprint;
using html::each, html::Html, html::Language;

Html paragraph(Language const& t, std::string_view text) { return t.html("\n<p>{}</p>", text); }

std::string not_told(Language const& t) { return t.text("Non renseigné par l'exploitant de cette plateforme."); }

Html text_or_not_told(Language const& t, std::string const& text) { return t.html("{}", text.empty() ? not_told(t) : text); }

Html link_or_not_told(Language const& t, std::optional<Url> const& url, std::string const& text) {
    if (!url) return text_or_not_told(t, text);
    return t.html(R"(<a href="{}">{}</a>)", *url, text);
}

std::optional<Url> mail_to(Imprint const& imprint) {
    if (imprint.contact.empty()) return std::nullopt;
    return Url::external("mailto:" + imprint.contact);
}

Html fact(Language const& t, std::string_view name, Html const& value) {
    return t.html(R"(
<div><dt>{}</dt><dd>{}</dd></div>)",
        name, value);
}

} // namespace

Html contact(Language const& t, Imprint const& imprint) {
    if (auto const url = mail_to(imprint))
        return t.html(R"(
<p>{Une question, une difficulté ? Écrivez-nous :} <a href="{}">{}</a></p>
<p>{Dites quelle page, ce que vous faisiez et ce qui s'est passé ; ne donnez jamais votre mot de passe.}</p>)",
            *url, imprint.contact);
    return t.html(R"(
<p>{L'exploitant de cette plateforme n'a pas encore indiqué d'adresse de contact.} {Adressez-vous à la personne qui pilote la démarche dans votre structure, ou à qui vous a ouvert ce service.}</p>)");
}

Html publisher(Language const& t, Imprint const& imprint) {
    if (imprint.publisher.empty())
        return paragraph(t, t.text("L'exploitant de cette plateforme n'a pas encore indiqué son identité ; elle sera donnée ici "
                                   "et dans les mentions légales."));
    return paragraph(t, t.text("Cette plateforme est exploitée par : {}.", {imprint.publisher}));
}

Html host(Language const& t, Imprint const& imprint) {
    if (imprint.host.empty()) return paragraph(t, t.text("L'hébergeur n'a pas encore été indiqué."));
    return paragraph(t, t.text("Hébergement : {}.", {imprint.host}));
}

Html legal_facts(Language const& t, Imprint const& imprint) {
    auto const missing = imprint.publisher.empty() || imprint.host.empty() || imprint.contact.empty();
    auto const note = html::when(missing, [&] {
        return layout::notice(t, layout::Tone::care, t.text("À compléter par l'exploitant :"),
            t.text("la loi demande ces mentions. Le guide d'installation dit comment les indiquer."));
    });
    return t.html(R"(
<dl class="pairs">{}{}{}
</dl>{})",
        fact(t, t.text("Éditeur"), text_or_not_told(t, imprint.publisher)),
        fact(t, t.text("Hébergeur"), text_or_not_told(t, imprint.host)),
        fact(t, t.text("Contact"), link_or_not_told(t, mail_to(imprint), imprint.contact)), note);
}

Html source_facts(Language const& t, Imprint const& imprint) {
    auto const note = html::when(imprint.source.empty(), [&] {
        return layout::notice(t, layout::Tone::care, t.text("À compléter par l'exploitant :"),
            t.text("il doit indiquer où se trouve la source de la version qu'il fait tourner, par l'option --source du "
                   "programme. En attendant, demandez-la-lui."));
    });
    return t.html(R"(
<dl class="pairs">{}{}
</dl>{})",
        fact(t, t.text("Version"), t.html("{}", program_version)),
        fact(t, t.text("Dépôt"), link_or_not_told(t, Url::external(imprint.source), imprint.source)), note);
}

Html cookies(Language const& t, accounts::Settings const& settings) {
    struct Cookie {
        std::string_view name;
        std::string purpose;
        std::string life;
    };
    std::array<Cookie, 4> const all{{
        {"session", t.text("Vous reconnaître d'une page à l'autre, une fois la session ouverte."),
            t.text("Au plus 30 jours ; retiré à la déconnexion")},
        {"visiteur", t.text("Protéger les formulaires des pages publiques contre un envoi depuis un autre site."),
            t.text("Jusqu'à la fermeture du navigateur")},
        {"atelier", t.text("Garder votre place dans un atelier où vous votez sans compte."), t.text("Douze heures")},
        {"langue", t.text("Garder la langue que vous avez choisie."), t.text("Un an")},
    }};
    auto const rows = each(all, [&](Cookie const& cookie) {
        return t.html(R"(
<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>)",
            settings.cookie(cookie.name), cookie.purpose, cookie.life);
    });
    return layout::register_table(t, {.id = "cookies",
                                         .caption = t.text("Les quatre cookies"),
                                         .columns = {{t.text("Cookie")}, {t.text("À quoi il sert")}, {t.text("Durée")}},
                                         .rows = rows});
}

} // namespace site
