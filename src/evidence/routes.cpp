#include "evidence/routes.h"

#include "core/typed_date.h"
#include "core/unicode.h"
#include "evidence/addresses.h"
#include "evidence/queries.h"
#include "evidence/upload.h"
#include "evidence/views.h"
#include "layout/closed.h"
#include "layout/frame.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <span>

namespace evidence {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::Receiving, accounts::Right, accounts::Visit;
using web::Response, web::require;

bool may_change(Member const& member) { return accounts::may(member.role, Right::rate); }

Users::Objects described(
    storage::Reader const& db, Caller const& caller, Member const& member, std::vector<Object> const& objects) {
    if (objects.empty()) return {};
    return caller.desk.slots.of<Users>().describe(db, caller, member, objects);
}

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

layout::Sheet sheet_of(Caller const& caller, Member const& member, std::string heading) {
    auto const& t = caller.t;
    return {.section = t.text("Documents"),
        .heading = heading,
        .trail = {{t.text("Documents"), list_url(member.organisation)}, {heading}}};
}

Response answer(Caller const& caller, Member const& member, layout::Sheet sheet, Draft const& draft = {}) {
    sheet.problems = draft.problems;
    sheet.status = draft.status;
    return layout::structure_page(caller, member, {.entry = "documents"}, std::move(sheet));
}

VersionId new_version_id(Caller const& caller) { return new_id<Version>(caller.now, caller.desk.chance); }
std::string new_form_id(Caller const& caller) { return new_uuid(caller.now, caller.desk.chance); }

// --- The list

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

// Back where one was, or to the document.
Response to_document(Member const& member, EvidenceId const& id, Draft const& draft, std::string_view done) {
    if (draft.object) {
        if (auto const back = way_back(draft.back)) return web::see_other(*back);
    }
    return web::see_other(document_url(member.organisation, id).with("fait", done));
}

void note(Change& change, std::string_view verb, EvidenceId const& id, std::string_view title) {
    change.trail.add(verb, id.text(), boost::json::serialize(boost::json::object{{"title", title}}));
}

void keep(Change& change, Evidence const& evidence, Draft const& draft) {
    add(change.db, change.member.organisation, evidence, change.member.user, change.today());
    if (draft.object) join(change.db, change.member.organisation, evidence.id, *draft.object, change.member.user, change.now);
    note(change, "add_document", evidence.id, evidence.title);
}

Version version_of(Change& change, Upload const& upload, VersionId id, int number, std::optional<Date> expires) {
    return {std::move(id), number, upload.name, upload.type, upload.draft->size(), upload.draft->sha256(), "",
        change.member.user.name(), change.now, expires};
}

void check_upload(Change& change, Upload const& upload, Draft& draft) {
    auto const& t = change.t;
    if (!upload.problem.empty()) draft.problems.push_back({"file", upload.problem});
    else if (!upload) draft.problems.push_back({"file", t.text("Choisissez un fichier sur votre ordinateur")});
    else if (!has_room(change.db, change.member.organisation, upload.draft->sha256(), upload.draft->size()))
        draft.problems.push_back(
            {"file", t.text("Il ne reste pas assez de place : les documents de la structure tiennent en 500 Mo. "
                            "Videz la corbeille, ou joignez un lien")});
    draft.status = upload.problem.empty() ? 422 : upload.status;
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
    if (draft.title.empty() && link) draft.title = title_of_link(*link);
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

// --- One document

Draft draft_of(Caller const& caller, Evidence const& evidence) {
    return {.id = new_form_id(caller),
        .title = evidence.title,
        .link = evidence.version.link,
        .expires = evidence.version.expires ? typed_day(*evidence.version.expires) : "",
        .year = evidence.year ? std::to_string(*evidence.year) : "",
        .kind = evidence.kind};
}

Response show_document(
    Caller const& caller, storage::Reader const& db, Member const& member, Evidence const& evidence, Draft const& draft) {
    auto const used = uses(db, member.organisation, std::array{evidence});
    auto const found = used.find(evidence.id);
    auto const some = found == used.end() ? std::vector<Object>{} : found->second;
    auto const all_versions = versions(db, member.organisation, evidence.id);
    auto const objects = described(db, caller, member, some);
    auto sheet = sheet_of(caller, member, evidence.title);
    sheet.lead = document_lead(caller, evidence.version);
    sheet.actions = document_actions(caller, member.organisation, evidence);
    sheet.content =
        document_view(caller, {member.organisation, evidence, all_versions, some, objects, may_change(member)}, draft);
    return answer(caller, member, std::move(sheet), draft);
}

Response show_one(Visit& visit, EvidenceId id) {
    auto const evidence = require(find(visit.db, visit.member.organisation, id));
    return show_document(visit, visit.db, visit.member, evidence, draft_of(visit, evidence));
}

// Somebody else saved it since this form was opened.
void check_facts(Change& change, Evidence const& evidence, Draft& draft) {
    if (change.form.line("base") == mark_of_facts(evidence)) return;
    auto const& t = change.t;
    draft.problems.push_back(
        {"title", t.text("Quelqu'un a changé cette fiche entre-temps : {}. Vérifiez, puis enregistrez de nouveau",
                      {facts_words(t, evidence)})});
    draft.status = 409;
}

Response save_facts(Change& change, EvidenceId id) {
    auto evidence = require(find(change.db, change.member.organisation, id));
    auto draft = draft_of(change, evidence);
    draft.title = change.form.line("title");
    draft.expires = change.form.line("expires");
    draft.year = change.form.line("year");
    check_title(change.t, draft);
    auto const expires = read_expiry(change.t, draft);
    auto const year = read_year(change.t, draft);
    draft.status = 422;
    auto const is_same = draft.title == evidence.title && year == evidence.year && expires == evidence.version.expires;
    if (!is_same) check_facts(change, evidence, draft);
    if (!draft.problems.empty()) return show_document(change, change.db, change.member, evidence, draft);

    evidence.title = draft.title;
    evidence.year = year;
    evidence.version.expires = expires;
    save(change.db, change.member.organisation, evidence, change.today());
    note(change, "change_document", id, evidence.title);
    return to_document(change.member, id, {}, "fiche");
}

// The id of the version that a form makes, which it carries: a replay finds it.
std::optional<VersionId> sent_version(Change& change) {
    auto id = VersionId::parse(change.form.line("id"));
    if (!id) throw web::Refused{400};
    if (find_version(change.db, change.member.organisation, *id)) return std::nullopt;
    return id;
}

Upload prepare_version(Receiving& context, EvidenceId) { return receive(context, "file"); }

Response save_version(Change& change, Upload const& upload, EvidenceId id) {
    auto const evidence = require(find(change.db, change.member.organisation, id));
    if (evidence.kind != Kind::file) throw web::Refused{404};
    auto const version = sent_version(change);
    if (!version) return to_document(change.member, id, {}, "version");
    auto draft = draft_of(change, evidence);
    draft.next_expires = change.form.line("next_expires");
    auto const expires = read_next_expiry(change.t, draft);
    check_upload(change, upload, draft);
    if (!draft.problems.empty()) return show_document(change, change.db, change.member, evidence, draft);

    change.desk.files.keep(change.db, change.member.organisation.text(), *upload.draft);
    add_version(change.db, change.member.organisation, id,
        version_of(change, upload, *version, evidence.version.number + 1, expires), change.member.user, change.today());
    note(change, "replace_document", id, evidence.title);
    return to_document(change.member, id, {}, "version");
}

Response save_address(Change& change, EvidenceId id) {
    auto const evidence = require(find(change.db, change.member.organisation, id));
    if (evidence.kind != Kind::link) throw web::Refused{404};
    auto const version = sent_version(change);
    if (!version) return to_document(change.member, id, {}, "version");
    auto draft = draft_of(change, evidence);
    draft.link = change.form.line("link");
    draft.next_expires = change.form.line("next_expires");
    draft.status = 422;
    auto const link = read_link(change.t, draft);
    auto const expires = read_next_expiry(change.t, draft);
    if (!draft.problems.empty()) return show_document(change, change.db, change.member, evidence, draft);

    Version const next{.id = *version,
        .number = evidence.version.number + 1,
        .link = *link,
        .by = change.member.user.name(),
        .at = change.now,
        .expires = expires};
    add_version(change.db, change.member.organisation, id, next, change.member.user, change.today());
    note(change, "replace_document", id, evidence.title);
    return to_document(change.member, id, {}, "version");
}

// --- The trash

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

// --- Files

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
    router.upload("/structures/{}/documents", Right::rate, prepare_file, save_file);
    router.get("/structures/{}/documents/nouveau", Right::rate, show_new);
    router.post("/structures/{}/documents/liens", Right::rate, save_link);
    router.get("/structures/{}/documents/joindre", Right::rate, show_joining_page);
    router.post("/structures/{}/documents/rattachements", Right::rate, save_joining);
    router.post("/structures/{}/documents/detachements", Right::rate, save_parting);
    router.get("/structures/{}/documents/corbeille", Right::read, show_trash);
    router.post("/structures/{}/documents/corbeille/{}/restauration", Right::rate, save_restoring);
    router.post("/structures/{}/documents/corbeille/{}/suppression", Right::rate, save_end);
    router.get("/structures/{}/documents/{}", Right::read, show_one);
    router.post("/structures/{}/documents/{}", Right::rate, save_facts);
    router.upload("/structures/{}/documents/{}/versions", Right::rate, prepare_version, save_version);
    router.post("/structures/{}/documents/{}/adresse", Right::rate, save_address);
    router.get("/structures/{}/documents/{}/retrait", Right::rate, show_removal_page);
    router.post("/structures/{}/documents/{}/retrait", Right::rate, save_removal);
    router.get("/structures/{}/fichiers/{}", Right::read, show_file);
}

} // namespace evidence
