#include "site/routes.h"

#include "layout/frame.h"
#include "site/presentation.h"

namespace site {
namespace {

using accounts::Guest, accounts::Right;
using web::Response;

Response show_presentation(Guest& guest) {
    auto const& t = guest.t;
    return layout::site_page(guest, "presentation",
        {.title = t.text("Savoir où l'on en est, décider ensemble de la suite"),
            .section = t.text("Présentation"),
            .content = presentation(guest),
            .width = layout::Width::free,
            .is_indexed = true,
            .description = t.text(
                "Une plateforme pour évaluer ses pratiques, dialoguer avec ses parties prenantes et suivre ses engagements.")});
}

} // namespace

void add_routes(accounts::Router& router) { router.get("/", Right::anyone, show_presentation); }

} // namespace site
