#include "actions/calendar_routes.h"

#include "accounts/calendar_addresses.h"
#include "actions/addresses.h"
#include "actions/calendar_file.h"
#include "actions/calendar_views.h"
#include "actions/filter_views.h"
#include "actions/filters.h"
#include "actions/planning.h"
#include "actions/queries.h"
#include "layout/frame.h"

namespace actions {
namespace {

using accounts::Caller, accounts::Change, accounts::Guest, accounts::Member, accounts::Right, accounts::Visit,
    accounts::WhichCycle;
using diagnostic::Diagnostic;
using web::Response, web::require;

constexpr std::string_view calendar_type = "text/calendar; charset=utf-8";

std::string file_of(Caller const& caller, html::Language const& t, storage::Reader const& db, Diagnostic const& diagnostic,
    Member const& member) {
    auto const name = t.text("Plan d'actions {} - {}", {diagnostic.cycle().label, member.organisation_name});
    auto const shown = filtered(t, plan(db, diagnostic), read_filter(caller.request.parameters()), caller.today());
    return calendar_file(
        t, shown, name, [&](ActionId const& id) { return caller.desk.settings.address(action_url(diagnostic, id)); });
}

Response download(Visit& visit, WhichCycle cycle) {
    auto const diagnostic = require(diagnostic::find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto const name = visit.t.text("Plan d'actions {} - {}", {diagnostic.cycle().label, visit.member.organisation_name});
    return {.headers = {{"Content-Type", std::string{calendar_type}}, web::attachment(name + ".ics")},
        .body = file_of(visit, visit.t, visit.db, diagnostic, visit.member)};
}

// Asked by calendars, without a session: the address is the key. Always of the cycle that is open.
Response show_calendar(Guest& guest, std::string file_name) {
    constexpr std::string_view ending = ".ics";
    if (!file_name.ends_with(ending)) throw web::Refused{404};
    auto const token = file_name.substr(0, file_name.size() - ending.size());
    auto const owner = require(accounts::find_calendar_owner(guest.db, token));
    auto const diagnostic = require(diagnostic::find(guest.db, guest.desk.library, owner.organisation, {}));
    return {.headers = {{"Content-Type", std::string{calendar_type}}, {"Referrer-Policy", "no-referrer"}},
        .body = file_of(guest, guest.desk.language(owner.user.language), guest.db, diagnostic, owner)};
}

Response answer(
    Caller const& caller, storage::Reader const& db, Member const& member, std::optional<std::string> const& new_address = {}) {
    auto const& t = caller.t;
    auto const diagnostic = require(diagnostic::find(db, caller.desk.library, member.organisation, {}));
    auto const filter = read_filter(caller.request.parameters());
    auto const choice = filter.is_empty() ? std::string{} : words_of(t, plan(db, diagnostic), filter);
    return layout::structure_page(caller, member, standing(diagnostic),
        {.section = t.text("Plan d'actions"),
            .heading = t.text("Les échéances dans votre agenda"),
            .lead = t.text("Celles du plan de votre structure, dans l'agenda que vous ouvrez chaque jour."),
            .trail = {{t.text("Plan d'actions"), plan_url(diagnostic)}, {t.text("Agenda")}},
            .content =
                calendar_page(caller, {diagnostic, filter, choice, accounts::calendar_address_since(db, member), new_address}),
            .width = layout::Width::narrow});
}

Response show_page(Visit& visit) { return answer(visit, visit.db, visit.member); }

Response make_address(Change& change) {
    auto const token = accounts::renew_calendar_address(change.db, change.member, change.now, change.desk.chance);
    change.trail.add("renew_calendar_address", change.member.id.text());
    auto const page = with(Url::page({"calendrier", std::string_view{token + ".ics"}}), read_filter(change.request.parameters()));
    return answer(change, change.db, change.member, change.desk.settings.address(page));
}

Response remove_address(Change& change) {
    if (accounts::remove_calendar_address(change.db, change.member.organisation, change.member.id))
        change.trail.add("remove_calendar_address", change.member.id.text());
    return web::see_other(calendar_page_url(change.member.organisation));
}

} // namespace

void add_calendar_routes(accounts::Router& router) {
    router.get_in_cycle("/engagements.ics", Right::read, download);
    router.get("/calendrier/{}", Right::anyone, show_calendar);
    router.get("/structures/{}/engagements/agenda", Right::read, show_page);
    router.post("/structures/{}/engagements/agenda", Right::read, make_address);
    router.post("/structures/{}/engagements/agenda/suppression", Right::read, remove_address);
}

} // namespace actions
