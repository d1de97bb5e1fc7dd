#include "layout/status.h"

#include "html/form.h"
#include "layout/page.h"
#include "web/request.h"

#include <algorithm>

namespace layout {
namespace {

using html::Html, html::Language;

struct Words {
    std::string heading;
    std::string text;
};

Words words(Language const& t, int status) {
    switch (status) {
        case 400:
            return {t.text("Cette demande n'a pas été comprise"),
                t.text("Revenez à la page précédente, rechargez-la, puis recommencez.")};
        case 401:
            return {t.text("Connectez-vous pour continuer"),
                t.text("Votre session est terminée, ou vous n'êtes pas encore connecté. Rien n'a été modifié.")};
        case 403:
            return {t.text("Cette action ne vous est pas permise"),
                t.text("Rien n'a été modifié. Si la page était ouverte depuis longtemps, rechargez-la et recommencez ; sinon, "
                       "demandez à la personne qui administre votre structure.")};
        case 404:
            return {t.text("Cette page n'existe pas"),
                t.text("L'adresse est peut-être incomplète, ou la page a été déplacée ou supprimée. Repartez de l'accueil.")};
        case 405:
            return {t.text("Cette page ne s'ouvre pas ainsi"),
                t.text("Revenez à la page précédente et utilisez ses boutons. Rien n'a été modifié.")};
        case 408:
            return {t.text("L'envoi a pris trop de temps"),
                t.text("Vérifiez votre connexion, revenez à la page précédente, puis recommencez.")};
        case 409:
            return {t.text("Quelqu'un d'autre a modifié cette page entre-temps"),
                t.text("Revenez à la page précédente, rechargez-la pour voir ce qui a changé, puis recommencez.")};
        case 413:
            return {t.text("Ce que vous envoyez est trop volumineux"),
                t.text("Choisissez un fichier plus léger ou un texte plus court, puis recommencez.")};
        case 422:
            return {
                t.text("Il manque quelque chose"), t.text("Revenez à la page précédente et vérifiez ce que vous avez écrit.")};
        case 429: return {t.text("Trop de demandes en peu de temps"), t.text("Attendez quelques minutes, puis recommencez.")};
        case 431:
            return {t.text("Cette demande est trop longue"),
                t.text("Effacez les cookies de ce site dans votre navigateur, puis recommencez.")};
        case 503:
            return {t.text("Le service est très demandé en ce moment"),
                t.text("Rien n'a été modifié. Attendez une minute, puis rechargez la page.")};
        case 504:
            return {t.text("Ce document est trop long pour être fait d'un seul tenant"),
                t.text("Là où la page a des filtres, le PDF les suit : choisissez un chapitre, par exemple. Ailleurs, prenez le "
                       "classeur s'il y en a un, ou écrivez-nous.")};
        case 507:
            return {t.text("Il n'y a plus de place pour enregistrer"),
                t.text("Rien n'a été modifié. Gardez votre texte de côté et prévenez-nous : nous allons faire de la place.")};
        default:
            return {t.text("Un problème est survenu de notre côté"),
                t.text("Ce n'est pas de votre fait. Recommencez dans quelques minutes ; si cela se reproduit, écrivez-nous.")};
    }
}

// Below 500, or where it is our fault, but no fault to search for, a reference would only be noise.
Html reference_line(Language const& t, int status, std::string_view reference) {
    if (status != 500 || reference.empty()) return {};
    return t.html(R"(<p>{Référence à nous donner :} <b>{}</b></p>)", reference);
}

} // namespace

Html sent_again(accounts::Caller const& caller) {
    auto const& t = caller.t;
    auto const& request = caller.request;
    auto const is_plain = request.header("content-type").value_or("").starts_with("application/x-www-form-urlencoded");
    auto const form = request.method == "POST" && is_plain ? web::read_form(request.body) : std::nullopt;
    auto const address = Url::own(request.path);
    auto const is_secret = [](auto const& field) { return field.first.find("password") != std::string::npos; };
    if (!form || !address || caller.form_key.text.empty() || std::ranges::any_of(form->fields(), is_secret)) return {};
    auto const fields = html::each(form->fields(), [&](auto const& field) {
        if (field.first == "csrf") return Html{};
        return html::hidden_field(t, field.first, field.second);
    });
    return html::form(t, *address, caller.form_key,
        t.html(R"(<p>{Ce que vous avez écrit est gardé dans cette page : attendez une minute, puis envoyez-le de nouveau.}</p>{}
<div class="buttons"><button class="button" type="submit">{Envoyer de nouveau}</button></div>)",
            fields));
}

web::Response status_page(Language const& t, int status, std::string_view reference, Html const& beside) {
    auto const [heading, text] = words(t, status);
    auto content = t.html(R"(
<div class="prose">{}</div>{}
<div class="buttons after"><a class="button" href="{}">{Aller à l'accueil}</a><a href="{}">{Aide et contact}</a></div>)",
        reference_line(t, status, reference), beside, Url::page({}), FooterLinks{}.help);
    return page(
        {.t = t}, {.heading = heading, .lead = text, .content = std::move(content), .status = status, .width = Width::narrow});
}

} // namespace layout
