#include "evidence/trash_pages.h"

#include "evidence/addresses.h"
#include "evidence/pages.h"
#include "evidence/queries.h"
#include "evidence/trash.h"
#include "evidence/trash_views.h"
#include "evidence/uses.h"

#include <algorithm>
#include <array>

namespace evidence {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::Right, accounts::Visit;
using web::Response, web::require;

Users::Objects users_of(storage::Reader const& db, Caller const& caller, Member const& member, Evidence const& evidence) {
    auto used = uses(db, member.organisation, std::array{evidence});
    return described(db, caller, member, used[evidence.id]);
}

// A document is not taken away from under those who may not let it go.
bool may_remove(Users::Objects const& users) {
    return std::all_of(users.begin(), users.end(), [](auto const& one) { return one.second.may_change; });
}

Response show_removal(
    Caller const& caller, Member const& member, Evidence const& evidence, Users::Objects const& users, int status = 200) {
    auto const& t = caller.t;
    auto const may = may_remove(users);
    auto sheet = sheet_of(caller, member,
        may ? t.text("Retirer « {} » ?", {evidence.title}) : t.text("« {} » ne peut pas être retiré", {evidence.title}));
    sheet.content = may ? removal_view(caller, member.organisation, evidence, users.size())
                        : staying_view(t, member.organisation, evidence, users);
    sheet.width = layout::Width::narrow;
    return answer(caller, member, std::move(sheet), {.status = status});
}

Response show_removal_page(Visit& visit, EvidenceId id) {
    auto const evidence = require(find(visit.db, visit.member.organisation, id));
    return show_removal(visit, visit.member, evidence, users_of(visit.db, visit, visit.member, evidence));
}

Response save_removal(Change& change, EvidenceId id) {
    auto const evidence = require(find(change.db, change.member.organisation, id));
    auto const users = users_of(change.db, change, change.member, evidence);
    if (!may_remove(users)) return show_removal(change, change.member, evidence, users, 409);
    remove(change.db, change.member.organisation, evidence, change.member.user, change.now);
    note(change, "remove_document", id, evidence.title);
    return web::see_other(list_url(change.member.organisation).with("fait", "retrait"));
}

Response show_trash(Visit& visit) {
    auto sheet = sheet_of(visit, visit.member, visit.t.text("Corbeille"));
    auto const all = accounts::trash(visit.db, visit.member.organisation, trash_kind, visit.now);
    sheet.content = trash_view(visit, visit.member.organisation, all, may_change(visit.member));
    return answer(visit, visit.member, std::move(sheet));
}

accounts::Removed require_removed(storage::Reader const& db, Caller const& caller, Member const& member, EvidenceId const& id) {
    return require(accounts::find_removed(db, member.organisation, trash_kind, id.text(), caller.now));
}

Response save_restoring(Change& change, EvidenceId id) {
    auto const removed = require_removed(change.db, change, change.member, id);
    restore(change.db, change.member.organisation, removed);
    note(change, "restore_document", id, removed.title);
    return to_document(change.member, id, {}, "restauration");
}

Response show_end(Visit& visit, EvidenceId id) {
    auto const removed = require_removed(visit.db, visit, visit.member, id);
    auto sheet = sheet_of(visit, visit.member, visit.t.text("Supprimer « {} » définitivement ?", {removed.title}));
    sheet.content = end_view(visit, visit.member.organisation, removed);
    sheet.width = layout::Width::narrow;
    return answer(visit, visit.member, std::move(sheet));
}

Response save_end(Change& change, EvidenceId id) {
    auto const removed = require_removed(change.db, change, change.member, id);
    accounts::take_from_trash(change.db, change.member.organisation, removed.id);
    note(change, "erase_document", id, removed.title);
    return web::see_other(act_url(change.member.organisation, "corbeille").with("fait", "fin"));
}

Response show_emptying(Caller const& caller, Member const& member, std::span<accounts::Removed const> all, int status = 200) {
    if (all.empty()) return web::see_other(act_url(member.organisation, "corbeille"));
    auto sheet = sheet_of(caller, member, caller.t.text("Vider la corbeille ?"));
    sheet.content = emptying_view(caller, member.organisation, all);
    sheet.width = layout::Width::narrow;
    return answer(caller, member, std::move(sheet), {.status = status});
}

Response show_emptying_page(Visit& visit) {
    return show_emptying(visit, visit.member, accounts::trash(visit.db, visit.member.organisation, trash_kind, visit.now));
}

// Those that were shown and no others; where the trash has changed meanwhile, it is asked again.
Response empty_documents(Change& change) {
    auto const all = accounts::trash(change.db, change.member.organisation, trash_kind, change.now);
    if (change.request.parameters().line("empreinte") != fingerprint(all)) return show_emptying(change, change.member, all, 422);
    accounts::empty_trash(change.db, change.member.organisation, trash_kind);
    for (auto const& removed : all) note(change, "erase_document", EvidenceId::parse(removed.id).value(), removed.title);
    return web::see_other(act_url(change.member.organisation, "corbeille").with("fait", "vidage"));
}

} // namespace

void add_trash_routes(accounts::Router& router) {
    router.get("/structures/{}/documents/corbeille", Right::read, show_trash);
    router.post("/structures/{}/documents/corbeille/{}/restauration", Right::rate, save_restoring);
    router.get("/structures/{}/documents/corbeille/{}/suppression", Right::rate, show_end);
    router.post("/structures/{}/documents/corbeille/{}/suppression", Right::rate, save_end);
    router.get("/structures/{}/documents/corbeille/vidage", Right::rate, show_emptying_page);
    router.post("/structures/{}/documents/corbeille/vidage", Right::rate, empty_documents);
    router.get("/structures/{}/documents/{}/retrait", Right::rate, show_removal_page);
    router.post("/structures/{}/documents/{}/retrait", Right::rate, save_removal);
}

} // namespace evidence
