#include "entrance/demonstration.h"

#include "accounts/attempts.h"
#include "accounts/cookies.h"
#include "accounts/demonstration.h"
#include "accounts/members.h"
#include "accounts/session.h"
#include "layout/frame.h"
#include "layout/parts.h"

namespace entrance {
namespace {

using accounts::Demonstration, accounts::Guest, accounts::GuestChange, accounts::Right;
using html::Html;
using web::Response, web::require;

Url door() { return Url::page({"demonstration"}); }

// Whoever works here already has a session, and would lose it.
Html already_signed_in(Guest const& guest) {
    auto const& t = guest.t;
    return layout::notice(t, layout::Tone::plain, t.text("Une session est déjà ouverte."),
        t.text("La démonstration se visite sans compte : déconnectez-vous d'abord, ou ouvrez-la dans un autre navigateur."));
}

Html enter(Guest const& guest) {
    auto const& t = guest.t;
    return html::form(t, door(), guest.form_key,
        t.html(R"(<div class="buttons"><button class="button" type="submit">{Entrer dans la démonstration}</button></div>)"));
}

Response show_door(Guest& guest) {
    auto const& t = guest.t;
    auto const visited = require(accounts::find_visited(guest.db));
    auto const shown = require(accounts::find_organisation(guest.db, visited.organisation));
    auto const text = t.html(R"(
<div class="prose"><p>{Vous y lirez deux années de réponses à trente-cinq critères, les résultats et ce qui a changé de l'une à l'autre, les bonnes pratiques décrites, le plan d'actions, l'équipe et le compte rendu d'un atelier, comme les voit une personne de la structure qui a un accès en lecture.}</p><p>{La structure et ses membres sont inventés. Rien de ce que vous faites n'est enregistré, et aucune adresse ne vous est demandée : un cookie vous suit le temps de la visite.}</p></div>
<div class="after">{}</div>)",
        guest.signed_in ? already_signed_in(guest) : enter(guest));
    return layout::site_page(guest, "",
        {.title = t.text("Démonstration"),
            .heading = t.text("Visitez « {} », notre structure de démonstration", {shown.profile.name}),
            .lead =
                t.text("Une association imaginaire gère une résidence pour jeunes travailleurs : soixante logements, quatorze "
                       "personnes salariées, et une deuxième démarche en cours."),
            .content = text,
            .width = layout::Width::narrow,
            .is_indexed = true,
            .description = t.text("Une structure inventée à visiter sans compte : deux années d'autodiagnostic, leurs résultats, "
                                  "des bonnes pratiques et un plan d'actions.")});
}

Response enter_demonstration(GuestChange& change) {
    auto const visited = require(accounts::find_visited(change.db));
    if (change.signed_in) return web::see_other(door());
    auto const bucket = "demonstration " + change.request.address;
    accounts::require_patience(change.db, bucket, accounts::visits_by_address, change.now);
    accounts::count_attempt(change.db, bucket, accounts::visits_by_address, change.now);

    auto const agent = change.request.header("user-agent").value_or("");
    auto const token = accounts::open_session(change.db, *visited.visitor, agent, change.now, change.desk.chance);
    change.acts.push_back("sign_in " + std::string{visited.visitor->text()});
    auto response = web::see_other(Url::page({"structures", visited.organisation}));
    accounts::set_session_cookie(response, change.desk.settings, token);
    return response;
}

} // namespace

void add_demonstration_routes(accounts::Router& router) {
    router.get("/demonstration", Right::anyone, show_door);
    router.post("/demonstration", Right::anyone, enter_demonstration);
}

} // namespace entrance
