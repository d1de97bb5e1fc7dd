#include "practices/routes.h"

#include "diagnostic/addresses.h"
#include "diagnostic/profile.h"
#include "evidence/archiving.h"
#include "layout/frame.h"
#include "layout/parts.h"
#include "practices/addresses.h"
#include "practices/aside.h"
#include "practices/chapter.h"
#include "practices/one.h"
#include "practices/overview_views.h"
#include "practices/queries.h"
#include "practices/saving.h"
#include "prose/views.h"

namespace practices {
namespace {

using accounts::Change, accounts::Right, accounts::Visit, accounts::WhichCycle;
using web::Response, web::require;

Filter filter_of(std::string const& wanted) {
    return wanted == "a-decrire" ? Filter::to_describe : wanted == "plan" ? Filter::in_plan : Filter::chapters;
}

Response show_overview(Visit& visit, WhichCycle cycle) {
    auto const& t = visit.t;
    auto const diagnostic = require(diagnostic::find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto const ratings = diagnostic::ratings(visit.db, diagnostic);
    auto const there = described(visit.db, diagnostic);
    auto const asked = diagnostic::asked(diagnostic);
    auto const states = chapter_states(diagnostic, there, ratings);
    auto const done = progress(asked, there, ratings);
    auto const may_write = diagnostic::may_rate(visit.member, diagnostic);
    auto const mandate = diagnostic::mandate(visit.db, diagnostic, visit.member);
    auto const* next = next_to_describe(mandate.allowed(asked), there, ratings);
    auto const filter = filter_of(visit.request.parameters().line("voir"));
    return layout::structure_page(visit, visit.member, standing(diagnostic),
        {.title = filter == Filter::chapters ? std::string{} : title_of(t, filter),
            .section = t.text("Démarche {}", {diagnostic.cycle().label}),
            .heading = t.text("Bonnes pratiques"),
            .lead = t.text("Ce que votre structure fait déjà, critère par critère, et ce qu'elle veut améliorer d'abord."),
            .actions = html::when(next,
                [&] {
                    return layout::button_link(
                        t, practice_card_url(diagnostic, *next), t.text("Décrire le critère {}", {next->number}));
                }),
            .content = overview_page(
                visit, {diagnostic, states, done, there, ratings, filter, may_write, aside_links(visit, diagnostic),
                           evidence::archive_item(visit, visit.member, diagnostic.cycle().id, evidence::Report::practices)})});
}

// How a text will read: nothing is kept of it.
Response show_preview(Change& change) {
    auto const text = change.form.text("text");
    if (is_too_long(text)) throw web::Refused{413};
    Response response;
    response.body = std::string{prose::html(change.t, prose::read(text)).text()};
    response.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
    return response;
}

} // namespace

void add_routes(accounts::Router& router) {
    router.get_in_cycle("/pratiques", Right::read, show_overview);
    router.post("/structures/{}/apercu", Right::rate, show_preview);
    add_chapter_routes(router);
    add_practice_routes(router);
    add_aside_routes(router);
}

} // namespace practices
