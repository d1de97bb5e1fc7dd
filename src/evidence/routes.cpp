#include "evidence/routes.h"

#include "core/unicode.h"
#include "evidence/adding_pages.h"
#include "evidence/addresses.h"
#include "evidence/document_pages.h"
#include "evidence/list_views.h"
#include "evidence/pages.h"
#include "evidence/queries.h"
#include "evidence/space.h"
#include "evidence/trash_pages.h"
#include "evidence/uses.h"
#include "layout/parts.h"

namespace evidence {
namespace {

using accounts::Right, accounts::Visit;
using web::Response, web::require;

Filter filter_of(web::Form const& asked) {
    Filter filter{shortened(asked.line("q"), 200), parse<Kind>(asked.line("nature")), state_of(asked.line("etat")), std::nullopt};
    Draft year{.year = asked.line("annee")};
    filter.year = read_year(html::Language{}, year);
    return filter;
}

Response show_list(Visit& visit) {
    auto const& t = visit.t;
    auto const& organisation = visit.member.organisation;
    auto const asked = visit.request.parameters();
    auto const filter = filter_of(asked);
    auto const shown = page(visit.db, organisation, filter, visit.today(), EvidenceId::parse(asked.line("apres")));
    auto const used = uses(visit.db, organisation, shown.entries);
    std::vector<Object> objects;
    for (auto const& [id, some] : used) objects.insert(objects.end(), some.begin(), some.end());
    auto const all_years = years(visit.db, organisation);
    auto const all_objects = described(visit.db, visit, visit.member, objects);
    auto const is_new = shown.entries.empty() && filter.is_empty();
    auto const add = html::when(may_change(visit.member) && !is_new,
        [&] { return layout::button_link(t, act_url(organisation, "nouveau"), t.text("Ajouter un document")); });
    return answer(visit, visit.member,
        {.section = visit.member.organisation_name,
            .heading = t.text("Documents"),
            .lead = t.text("Ce qui montre vos pratiques : déposé une fois, joint à autant de critères et d'actions qu'il faut."),
            .actions = add,
            .content = list_view(visit, {organisation, shown, filter, used, all_objects, all_years,
                                            space_used(contents(visit.db, organisation)), may_change(visit.member)})});
}

// Shown in the browser only where nothing in it could run; what else comes is kept on the computer.
Response show_file(Visit& visit, VersionId id) {
    auto const version = require(find_version(visit.db, visit.member.organisation, id));
    if (version.sha256.empty()) throw web::Refused{404};
    auto const is_shown = version.type.starts_with("image/") && visit.request.parameters().line("voir") == "1";
    auto disposition = web::attachment(version.name);
    if (is_shown) disposition.second.replace(0, std::string_view{"attachment"}.size(), "inline");
    return {.headers = {{"Content-Type", version.type}, std::move(disposition), // a text may be in the older way of Windows
                {"Content-Security-Policy", "default-src 'none'; img-src 'self'; frame-ancestors 'none'; sandbox"}},
        .body = visit.desk.files.pieces(visit.desk.db, visit.member.organisation.text(), version.sha256)};
}

} // namespace

void add_routes(accounts::Router& router) {
    router.get("/structures/{}/documents", Right::read, show_list);
    router.get("/structures/{}/fichiers/{}", Right::read, show_file);
    add_adding_routes(router);
    add_document_routes(router);
    add_trash_routes(router);
}

} // namespace evidence
