#include "evidence/trash_pages.h"

#include "evidence/addresses.h"
#include "evidence/document_views.h"
#include "evidence/pages.h"
#include "evidence/queries.h"
#include "evidence/trash.h"
#include "evidence/trash_views.h"

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

accounts::Removed require_removed(Change& change, EvidenceId const& id) {
    return require(accounts::find_removed(change.db, change.member.organisation, trash_kind, id.text(), change.now));
}

Response save_restoring(Change& change, EvidenceId id) {
    auto const removed = require_removed(change, id);
    restore(change.db, change.member.organisation, removed);
    note(change, "restore_document", id, removed.title);
    return to_document(change.member, id, {}, "restauration");
}

Response save_end(Change& change, EvidenceId id) {
    auto const removed = require_removed(change, id);
    accounts::take_from_trash(change.db, change.member.organisation, removed.id);
    note(change, "erase_document", id, removed.title);
    return web::see_other(act_url(change.member.organisation, "corbeille").with("fait", "fin"));
}

} // namespace

void add_trash_routes(accounts::Router& router) {
    router.get("/structures/{}/documents/corbeille", Right::read, show_trash);
    router.post("/structures/{}/documents/corbeille/{}/restauration", Right::rate, save_restoring);
    router.post("/structures/{}/documents/corbeille/{}/suppression", Right::rate, save_end);
    router.get("/structures/{}/documents/{}/retrait", Right::rate, show_removal_page);
    router.post("/structures/{}/documents/{}/retrait", Right::rate, save_removal);
}

} // namespace evidence
