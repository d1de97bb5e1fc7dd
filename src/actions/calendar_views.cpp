#include "actions/calendar_views.h"

#include "html/form.h"
#include "layout/parts.h"

namespace actions {
namespace {

using accounts::Caller;
using diagnostic::Diagnostic;
using html::Html, html::Language, html::when;

Html make_button(Caller const& caller, CalendarSheet const& sheet, std::string const& label, std::string const& look) {
    auto const& t = caller.t;
    return html::button_form(t, calendar_page_url(sheet.diagnostic.organisation(), sheet.filter), caller.form_key,
        t.html(R"(<button class="{}" type="submit">{}</button>)", look, label));
}

Html remove_button(Caller const& caller, Diagnostic const& diagnostic) {
    auto const& t = caller.t;
    return html::button_form(t, Url::page({"structures", diagnostic.organisation(), "engagements", "agenda", "suppression"}),
        caller.form_key, t.html(R"(<button class="button button--second" type="submit">{Supprimer l'adresse}</button>)"));
}

Html just_made(Language const& t, std::string const& address) {
    return layout::notice(t, layout::Tone::care, t.text("Voici votre adresse."),
        t.text("Copiez-la maintenant : elle ne sera plus jamais affichée. Qui la possède peut lire les échéances sans se "
               "connecter."),
        layout::link_to_copy(t, "adresse-agenda", t.text("Adresse de votre agenda"), address));
}

Html how_to(Language const& t) {
    return t.html(R"(
<div class="prose"><p>{Dans votre agenda, choisissez « S'abonner » ou « Ajouter un agenda par URL », puis collez l'adresse. Les échéances y apparaissent le dernier jour de leur mois, et se mettent à jour d'elles-mêmes.}</p></div>)");
}

Html state(Caller const& caller, CalendarSheet const& sheet) {
    auto const& t = caller.t;
    if (!sheet.since)
        return t.html(R"(
<div class="buttons">{}</div>)",
            make_button(caller, sheet, t.text("Créer mon adresse"), "button"));
    return t.html(R"(
<p>{}</p><div class="buttons">{}{}</div>)",
        t.text("Vous avez une adresse depuis le {}. Perdue, ou donnée par erreur ? Renouvelez-la : l'ancienne ne s'ouvrira plus.",
            {t.date(caller.local(*sheet.since).day)}),
        make_button(caller, sheet, t.text("Renouveler l'adresse"), "button button--second"),
        remove_button(caller, sheet.diagnostic));
}

} // namespace

Url calendar_page_url(accounts::OrganisationId const& organisation, Filter const& filter) {
    return with(Url::page({"structures", organisation, "engagements", "agenda"}), filter);
}

Html calendar_page(Caller const& caller, CalendarSheet const& sheet) {
    auto const& t = caller.t;
    auto const& organisation = sheet.diagnostic.organisation();
    auto const choice = when(!sheet.choice.empty(), [&] {
        return t.html(R"(
<p>{} <a href="{}">{Tout le plan}</a></p>)",
            t.text("Seulement ces actions : {}.", {sheet.choice}), calendar_page_url(organisation));
    });
    auto const file =
        with(Url::page({"structures", organisation, "cycles", sheet.diagnostic.cycle().id, "engagements.ics"}), sheet.filter);
    auto const made = when(sheet.new_address.has_value(), [&] { return just_made(t, *sheet.new_address); });
    auto const once = t.html(R"(
<section class="stack" aria-labelledby="une-fois">{}<p>{Le fichier contient les échéances d'aujourd'hui ; ouvert dans un agenda, il ne se met pas à jour.}</p><p><a href="{}">{Télécharger les échéances (ICS)}</a></p></section>)",
        layout::section_title(t, "une-fois", t.text("Ou une seule fois")), file);
    return t.html(R"(
<div class="stack-wide">{}{}<section class="stack" aria-labelledby="adresse">{}{}{}</section>{}</div>)",
        choice, made, layout::section_title(t, "adresse", t.text("À une adresse privée")), how_to(t), state(caller, sheet), once);
}

} // namespace actions
