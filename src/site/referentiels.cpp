#include "site/referentiels.h"

#include "layout/frame.h"
#include "reports/sheets.h"
#include "site/referentiel_views.h"

namespace site {
namespace {

using accounts::Guest, accounts::Right;
using referentiel::Version;
using web::Response, web::require;

std::vector<layout::Crumb> trail(Guest& guest) { return {{guest.t.text("Référentiels"), Url::page({"referentiels"})}}; }

Url sheets_url(Version const& version) {
    return Url::page({"referentiels", version.code, std::string_view{version.number}, "fiches.pdf"});
}

Response show_list(Guest& guest) {
    auto const& t = guest.t;
    return layout::site_page(guest, "referentiels",
        {.section = t.text("La méthode"),
            .heading = t.text("Les référentiels"),
            .lead = t.text("Chacun se lit en entier, ici ou sur papier, avant de s'y mettre. Vous pouvez en reprendre les "
                           "textes, sous la licence "
                           "qu'ils portent."),
            .content = referentiel_list(t, guest.desk.library),
            .is_indexed = true,
            .description =
                t.text("Les référentiels d'ESS Pratiques : critères, niveaux, questions et exemples, en libre lecture.")});
}

Response referentiel_answer(Guest& guest, Version const& version) {
    auto const& t = guest.t;
    return layout::site_page(guest, "referentiels",
        {.section = t.text("Référentiels"),
            .heading = version.title.in(t.code()),
            .lead = version.about.in(t.code()),
            .trail = trail(guest),
            .actions = layout::second_button_link(t, sheets_url(version), t.text("Fiches d'animation (PDF)"), "download"),
            .content = referentiel_page(t, version),
            .is_indexed = true,
            .description = version.about.in(t.code())});
}

Response show_latest(Guest& guest, std::string code) {
    return referentiel_answer(guest, require(guest.desk.library.latest(code)));
}

Response show_version(Guest& guest, std::string code, std::string number) {
    return referentiel_answer(guest, require(guest.desk.library.find(code, number)));
}

Response show_chapter(Guest& guest, std::string code, std::string number, std::string key) {
    auto const& t = guest.t;
    auto const& version = require(guest.desk.library.find(code, number));
    auto const& chapter = require(find_chapter(version, key));
    if (chapter.parent) throw web::Refused{404}; // a page is a chapter at the top, with all below it
    auto way = trail(guest);
    way.push_back({version.title.in(t.code()), referentiel_url(version)});
    way.push_back({chapter.title.in(t.code())});
    return layout::site_page(guest, "referentiels",
        {.section = version.title.in(t.code()),
            .heading = chapter.title.in(t.code()),
            .lead = chapter.statement.in(t.code()),
            .trail = std::move(way),
            .content = referentiel_chapter(t, version, chapter),
            .is_indexed = true});
}

Response make_sheets(Guest& guest, std::string code, std::string number) {
    auto const& t = guest.t;
    auto const& version = require(guest.desk.library.find(code, number));
    return {
        .body = web::Later{"sheets", reports::sheets_json(version, t), t.text("Fiches - {}.pdf", {version.title.in(t.code())})}};
}

} // namespace

void add_referentiel_routes(accounts::Router& router) {
    router.get("/referentiels", Right::anyone, show_list);
    router.get("/referentiels/{}", Right::anyone, show_latest);
    router.get("/referentiels/{}/{}", Right::anyone, show_version);
    router.get("/referentiels/{}/{}/fiches.pdf", Right::anyone, make_sheets);
    router.get("/referentiels/{}/{}/{}", Right::anyone, show_chapter);
}

} // namespace site
