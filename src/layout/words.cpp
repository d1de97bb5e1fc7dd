#include "layout/words.h"

#include "core/secret.h"
#include "html/icon.h"
#include "layout/parts.h"

namespace layout {
namespace {

using html::Html, html::Language;

Html phrases(Language const& t) {
    return t.html(R"(
<span data-word="saving">{Enregistrement en cours…}</span>
<span data-word="all-saved">{Tout est enregistré}</span>
<span data-word="unsaved">{Pas encore enregistré}</span>
<span data-word="reason-missing">{Il manque la raison}</span>
<span data-word="restored">{Votre texte gardé sur cet ordinateur est de retour.}</span>)");
}

Html states(Language const& t) {
    return t.html(R"(
<span class="saved saved--done" data-saved data-text></span>
<span class="saved saved--wrong" data-unsaved>{}<span data-text></span></span>
<p class="error" data-error>{}<span><span class="unseen">{Erreur :} </span><span data-text></span></span></p>)",
        html::icon(t, "warning"), html::icon(t, "warning"));
}

Html alert(Language const& t, std::string_view name, Html const& notice) {
    return t.html(R"(
<div data-notice="{}" role="alert">{}</div>)",
        name, notice);
}

Html refusals(Language const& t) {
    auto const offline = notice(t, Tone::wrong, t.text("La connexion est coupée."),
        t.text("Votre saisie est gardée sur cet ordinateur ; elle sera envoyée dès que possible."));
    auto const refused = notice(t, Tone::wrong, t.text("L'enregistrement n'a pas été accepté."),
        t.text("Votre saisie est gardée sur cet ordinateur. Rechargez la page, puis vérifiez-la."));
    auto const outdated = notice(t, Tone::wrong, t.text("Cette page n'est plus à jour."),
        t.text("L'autodiagnostic a changé ou a été clos entre-temps : rien n'est plus enregistré depuis cette page."),
        t.html(
            R"(<div class="buttons"><button class="button button--second" type="submit" name="page" value="ancienne">{Voir ce que j'avais écrit et continuer}</button></div>)"));
    return t.html("{}{}{}", alert(t, "offline", offline), alert(t, "refused", refused), alert(t, "outdated", outdated));
}

Html conflict(Language const& t) {
    return alert(t, "conflict",
        notice(t, Tone::care, t.text("Quelqu'un d'autre a modifié ce critère."),
            t.text("Les deux versions sont ci-dessous. Laquelle garder ?"), t.html(R"(
<div class="versions"><div><h3>{Votre version}</h3><p data-mine></p></div><div><h3>{L'autre version}</h3><p class="small quiet" data-by></p><p data-theirs></p></div></div>
<div class="buttons"><button class="button button--second" type="button" data-keep-mine>{Garder ma version}</button><button class="button button--second" type="button" data-take-theirs>{Reprendre l'autre version}</button><button class="button button--second" type="button" data-join>{Joindre les deux textes}</button></div>)")));
}

// Said before the session ends, with one click to go on; and once it has.
Html session_end(Language const& t) {
    auto const soon = notice(t, Tone::care, t.text("Votre session se termine bientôt."),
        t.text("Sans réponse de votre part, vous devrez vous reconnecter."),
        t.html(
            R"(<div class="buttons"><button class="button button--second" type="button" data-extend>{Rester connecté}</button></div>)"));
    auto const over = notice(t, Tone::wrong, t.text("Votre session est terminée."),
        t.text("Votre saisie est gardée sur cet ordinateur. Connectez-vous dans un nouvel onglet, puis revenez ici."),
        t.html(
            R"(<div class="buttons"><a class="button button--second" href="{}" target="_blank" rel="noopener">{Se connecter dans un nouvel onglet}</a></div>)",
            Url::page({"connexion"})));
    return t.html(R"({}
<div class="notice--floating" role="alert" data-soon>{}</div>
<div class="notice--floating" role="alert" data-over>{}</div>)",
        alert(t, "signed-out", over), soon, over);
}

std::string edition_of(Language const& t) {
    auto const digest = sha256(words(t).text());
    return std::string{t.code()} + "-" + hexadecimal(std::span{digest}.first(4));
}

// Phrases do not change while the program runs.
std::string const& edition(Language const& t) {
    if (t.is_french()) {
        static auto const french = edition_of(t);
        return french;
    }
    static auto const english = edition_of(t);
    return english;
}

} // namespace

Html words(Language const& t) { return t.html("{}{}{}{}{}\n", phrases(t), states(t), refusals(t), conflict(t), session_end(t)); }

Url words_url(Language const& t) { return Url::page({"paroles", std::string_view{edition(t)}}); }

html::Attributes with_words(Language const& t, std::string_view user) {
    return {html::Attribute{"data-words", std::string{words_url(t).text()}}, html::Attribute{"data-user", std::string{user}}};
}

} // namespace layout
