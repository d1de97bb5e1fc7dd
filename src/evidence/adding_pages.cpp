#include "evidence/adding_pages.h"

#include "core/unicode.h"
#include "evidence/adding_views.h"
#include "evidence/addresses.h"
#include "evidence/pages.h"
#include "evidence/queries.h"
#include "evidence/trash.h"
#include "evidence/uses.h"
#include "layout/closed.h"

#include <array>
#include <span>

namespace evidence {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::Receiving, accounts::Right, accounts::Visit;
using web::Response, web::require;

// What it is joined to, or 404 where that is not of this structure, 403 where it may not be changed.
Described require_object(storage::Reader const& db, Caller const& caller, Member const& member, Object const& object,
    web::Form const* sent = nullptr) {
    auto const all = described(db, caller, member, {object});
    auto const found = all.find(object);
    if (found == all.end()) throw web::Refused{404};
    if (auto const& cycle = found->second.closed) layout::refuse_closed(caller, member, db, *cycle, sent);
    if (!found->second.may_change) throw web::Refused{403};
    return found->second;
}

VersionId new_version_id(Caller const& caller) { return new_id<Version>(caller.now, caller.desk.chance); }
// --- Adding

// An object that a form names is one of this structure's, whatever the form says.
Draft draft_of(Change& change, Kind kind) {
    auto const& form = change.form;
    Draft draft{.id = form.line("id"),
        .title = form.line(kind == Kind::link ? "link_title" : "title"),
        .link = form.line("link"),
        .expires = form.line("expires"),
        .year = form.line("year"),
        .back = form.line("retour"),
        .kind = kind};
    if (auto const object = form.line("objet"); !object.empty()) {
        draft.object = require(parse<Object>(object));
        require_object(change.db, change, change.member, *draft.object, &change.form);
    }
    return draft;
}

// Which of the documents of the structure are offered.
struct Offer {
    std::string text = {};
    std::optional<EvidenceId> after = {};
};

Response show_joining(Caller const& caller, storage::Reader const& db, Member const& member, Object const& object, Draft draft,
    Offer const& offer = {}) {
    auto const& t = caller.t;
    auto const described_object = require_object(db, caller, member, object);
    auto const all = attached(db, member.organisation, std::array{object});
    auto const joined = all.find(object);
    auto const found = page(db, member.organisation, {.text = offer.text}, caller.today(), offer.after);
    auto sheet = sheet_of(caller, member, t.text("Documents joints à « {} »", {described_object.title}));
    sheet.trail = {{t.text("Documents"), list_url(member.organisation)}, {t.text("Joindre")}};
    sheet.content = joining_view(caller,
        {member.organisation, object,
            joined == all.end() ? std::span<Evidence const>{} : std::span<Evidence const>{joined->second}, found, offer.text},
        draft);
    return answer(caller, member, std::move(sheet), draft);
}

Response show_adding(Caller const& caller, storage::Reader const& db, Member const& member, Draft const& draft) {
    if (draft.object) return show_joining(caller, db, member, *draft.object, draft);
    auto sheet = sheet_of(caller, member, caller.t.text("Ajouter un document"));
    sheet.content = adding_view(caller, member.organisation, draft);
    return answer(caller, member, std::move(sheet), draft);
}

Response show_new(Visit& visit) { return show_adding(visit, visit.db, visit.member, {.id = new_form_id(visit)}); }

void keep(Change& change, Evidence const& evidence, Draft const& draft) {
    add(change.db, change.member.organisation, evidence, change.member.user, change.today());
    if (draft.object) join(change.db, change.member.organisation, evidence.id, *draft.object, change.member.user, change.now);
    note(change, "add_document", evidence.id, evidence.title);
}

// Of a form that is sent twice: its document is there already, or in the trash by now.
std::optional<Response> answer_of_replay(Change& change, EvidenceId const& id, Draft const& draft) {
    auto const& organisation = change.member.organisation;
    if (find(change.db, organisation, id)) return to_document(change.member, id, draft, "ajout");
    if (accounts::find_removed(change.db, organisation, trash_kind, id.text(), change.now))
        return web::see_other(act_url(organisation, "corbeille"));
    return std::nullopt;
}

Upload prepare_file(Receiving& context) { return receive(context, "file"); }

Response save_file(Change& change, Upload const& upload) {
    auto draft = draft_of(change, Kind::file);
    auto id = EvidenceId::parse(draft.id);
    if (!id) throw web::Refused{400};
    if (auto answer = answer_of_replay(change, *id, draft)) return *std::move(answer);
    if (draft.title.empty() && upload) draft.title = title_from(upload.name);
    auto const expires = read_expiry(change.t, draft);
    auto const year = read_year(change.t, draft);
    if (upload) check_title(change.t, draft);
    check_upload(change, upload, draft);
    if (!draft.problems.empty()) return show_adding(change, change.db, change.member, draft);

    change.desk.files.keep(change.db, change.member.organisation.text(), *upload.draft);
    keep(change, {*id, Kind::file, draft.title, year, version_of(change, upload, new_version_id(change), 1, expires)}, draft);
    return to_document(change.member, *id, draft, "ajout");
}

Response save_link(Change& change) {
    auto draft = draft_of(change, Kind::link);
    draft.status = 422;
    auto id = EvidenceId::parse(draft.id);
    if (!id) throw web::Refused{400};
    if (auto answer = answer_of_replay(change, *id, draft)) return *std::move(answer);
    auto const link = read_link(change.t, draft);
    if (draft.title.empty() && link) draft.title = title_of_link(draft.link);
    if (link) check_title(change.t, draft, "link_title");
    if (!draft.problems.empty()) return show_adding(change, change.db, change.member, draft);

    Version version{.id = new_version_id(change), .link = *link, .by = change.member.user.name(), .at = change.now};
    keep(change, {*id, Kind::link, draft.title, std::nullopt, std::move(version)}, draft);
    return to_document(change.member, *id, draft, "ajout");
}

// --- Joining

Response show_joining_page(Visit& visit) {
    auto const asked = visit.request.parameters();
    if (asked.line("objet").empty()) return web::see_other(act_url(visit.member.organisation, "nouveau"));
    auto const object = require(parse<Object>(asked.line("objet")));
    return show_joining(visit, visit.db, visit.member, object,
        {.id = new_form_id(visit), .object = object, .back = asked.line("retour")},
        {shortened(asked.line("q"), 200), EvidenceId::parse(asked.line("apres"))});
}

struct Pair {
    Evidence evidence;
    Object object;
};

Pair pair_of(Change& change) {
    auto const id = require(EvidenceId::parse(change.form.line("document")));
    auto const object = require(parse<Object>(change.form.line("objet")));
    require_object(change.db, change, change.member, object, &change.form);
    return {require(find(change.db, change.member.organisation, id)), object};
}

Response back_from_joining(Change& change, Object const& object, std::string_view done) {
    auto const back = way_back(change.form.line("retour"));
    if (back && done == "joint") return web::see_other(*back);
    return web::see_other(
        joining_url(change.member.organisation, object, back.value_or(list_url(change.member.organisation))).with("fait", done));
}

Response save_joining(Change& change) {
    auto const [evidence, object] = pair_of(change);
    join(change.db, change.member.organisation, evidence.id, object, change.member.user, change.now);
    note(change, "join_document", evidence.id, to_text(object));
    return back_from_joining(change, object, "joint");
}

Response save_parting(Change& change) {
    auto const [evidence, object] = pair_of(change);
    part(change.db, change.member.organisation, evidence.id, object);
    note(change, "part_document", evidence.id, to_text(object));
    return back_from_joining(change, object, "detache");
}

} // namespace

void add_adding_routes(accounts::Router& router) {
    router.upload("/structures/{}/documents", Right::rate, prepare_file, save_file);
    router.get("/structures/{}/documents/nouveau", Right::rate, show_new);
    router.post("/structures/{}/documents/liens", Right::rate, save_link);
    router.get("/structures/{}/documents/joindre", Right::rate, show_joining_page);
    router.post("/structures/{}/documents/rattachements", Right::rate, save_joining);
    router.post("/structures/{}/documents/detachements", Right::rate, save_parting);
}

} // namespace evidence
