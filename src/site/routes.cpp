#include "site/routes.h"

#include "accounts/demonstration.h"
#include "core/asset.h"
#include "layout/components.h"
#include "layout/frame.h"
#include "layout/words.h"
#include "referentiel/imported.h"
#include "site/imprint.h"
#include "site/mailbox.h"
#include "site/method.h"
#include "site/presentation.h"
#include "site/referentiels.h"
#include "site/samples.h"
#include "site/tariff_views.h"
#include "site/text_page.h"

namespace site {
namespace {

using accounts::Guest, accounts::Right;
using html::Html, html::Language;
using web::Response;

Response show_presentation(Guest& guest) {
    auto const& t = guest.t;
    std::optional<Url> demonstration;
    if (accounts::find_visited(guest.db)) demonstration = Url::page({"demonstration"});
    return layout::site_page(guest, "",
        {.title = t.text("Savoir où l'on en est, décider ensemble de la suite"),
            .section = t.text("Présentation"),
            .content = presentation(guest, demonstration),
            .width = layout::Width::free,
            .is_indexed = true,
            .description = t.text("Une plateforme pour évaluer ses pratiques, dialoguer avec ses parties prenantes et suivre ses "
                                  "engagements, faite pour l'économie sociale et solidaire.")});
}

Response show_method(Guest& guest) {
    referentiel::learn(guest.db, guest.desk.library);
    return text_page(guest,
        {"methode", guest.t.text("Démarches d'amélioration de l'ESS"), "methode", method_inserts(guest.t, guest.desk.library)});
}

Response show_tariffs(Guest& guest) {
    auto const& t = guest.t;
    return layout::site_page(guest, "tarifs",
        {.section = t.text("Abonnements et prestations"),
            .heading = t.text("Tarifs"),
            .lead = t.text(
                "Le prix dépend de votre taille, jamais de ce que vous utilisez : tout est compris dans chaque abonnement."),
            .content = tariff_page(guest, tariff(guest.today())),
            .is_indexed = true,
            .description =
                t.text("Trois mois gratuits, puis un abonnement par an selon la taille de la structure ou du réseau.")});
}

std::string about_the_service(Guest& guest) { return guest.t.text("À propos du service"); }

// « {touches} »: what a keyboard does within a criterion.
Html keys(Language const& t) {
    return t.html(R"(
<dl class="pairs"><div><dt><kbd>1</kbd> – <kbd>9</kbd></dt><dd>{Choisir le niveau de ce rang, dans le critère où vous êtes}</dd></div><div><dt><kbd>N</kbd></dt><dd>{Choisir « Non concerné »}</dd></div><div><dt><kbd>Tab</kbd></dt><dd>{Passer au champ, au lien ou au critère suivant ; avec Maj, revenir}</dd></div></dl>)");
}

Response show_data_use(Guest& guest) {
    auto const& t = guest.t;
    auto const& settings = guest.desk.settings;
    return text_page(guest, {.name = "donnees",
                                .section = about_the_service(guest),
                                .inserts = {{"exploitant", publisher(t, settings.imprint)},
                                    {"hebergeur", host(t, settings.imprint)}, {"cookies", cookies(t, settings)}}});
}

Response show_accessibility(Guest& guest) {
    return text_page(guest, {.name = "accessibilite",
                                .section = about_the_service(guest),
                                .inserts = {{"contact", contact(guest.t, guest.desk.settings.imprint)}}});
}

Response show_legal_notice(Guest& guest) {
    return text_page(guest, {.name = "mentions-legales",
                                .section = about_the_service(guest),
                                .inserts = {{"mentions", legal_facts(guest.t, guest.desk.settings.imprint)}}});
}

Response show_terms(Guest& guest) {
    auto const& t = guest.t;
    auto const& imprint = guest.desk.settings.imprint;
    return text_page(guest, {.name = "conditions-utilisation",
                                .section = about_the_service(guest),
                                .inserts = {{"exploitant", publisher(t, imprint)}, {"contact", contact(t, imprint)}}});
}

Response show_help(Guest& guest) {
    return text_page(
        guest, {.name = "aide",
                   .section = about_the_service(guest),
                   .inserts = {{"contact", contact(guest.t, guest.desk.settings.imprint)}, {"touches", keys(guest.t)}}});
}

Response show_source(Guest& guest) {
    return text_page(guest, {.name = "source",
                                .section = about_the_service(guest),
                                .inserts = {{"depot", source_facts(guest.t, guest.desk.settings.imprint)}}});
}

Response show_components(Guest& guest) {
    auto const& t = guest.t;
    return layout::site_page(guest, "",
        {.section = t.text("Pour qui conçoit et développe"),
            .heading = t.text("Composants"),
            .lead = t.text("Chaque pièce dont les pages sont faites, avec son usage et un exemple."),
            .content = t.html("{}{}", layout::components(t), samples(guest))});
}

// The edition of the words that an address names, « fr-3fa9c1d2 ».
struct Edition {
    std::string text;

    static std::optional<Edition> parse(std::string_view segment) {
        if (segment.size() != 11 || segment[2] != '-') return std::nullopt;
        return Edition{std::string{segment}};
    }
};

// Whoever asks. A page that was open while the program was replaced gets those of today, which are not kept.
Response show_words(Guest& guest, Edition edition) {
    auto const& t = guest.desk.language(std::string_view{edition.text}.substr(0, 2));
    auto const is_named =
        Url::page({"paroles", Url::Segment{std::string_view{edition.text}}}).text() == layout::words_url(t).text();
    std::string const kept = is_named ? "private, max-age=31536000, immutable" : "private, no-store";
    return {.headers = {{"Content-Type", "text/html; charset=utf-8"}, {"Cache-Control", kept}},
        .body = std::string{layout::words(t).text()}};
}

// Pages behind a session or a secret link are no use to a search engine.
Response show_robots(Guest&) {
    return web::text("User-agent: *\n"
                     "Disallow: /structures/\n"
                     "Disallow: /compte\n"
                     "Disallow: /api/\n"
                     "Disallow: /confirmation/\n"
                     "Disallow: /invitation/\n"
                     "Disallow: /mot-de-passe/\n");
}

// For browsers that look no further than the root.
Response show_icon(Guest&) { return web::see_other(asset_url("favicon.svg")); }

} // namespace

void add_routes(accounts::Router& router) {
    router.get("/", Right::anyone, show_presentation);
    router.get("/methode", Right::anyone, show_method);
    router.get("/tarifs", Right::anyone, show_tariffs);
    router.get("/aide", Right::anyone, show_help);
    router.get("/donnees", Right::anyone, show_data_use);
    router.get("/accessibilite", Right::anyone, show_accessibility);
    router.get("/mentions-legales", Right::anyone, show_legal_notice);
    router.get("/conditions-utilisation", Right::anyone, show_terms);
    router.get("/source", Right::anyone, show_source);
    router.get("/composants", Right::anyone, show_components);
    router.get("/paroles/{}", Right::anyone, show_words);
    router.get("/robots.txt", Right::anyone, show_robots);
    router.get("/favicon.ico", Right::anyone, show_icon);
    add_referentiel_routes(router);
    add_mailbox_routes(router);
}

} // namespace site
