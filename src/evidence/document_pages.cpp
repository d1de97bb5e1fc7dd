#include "evidence/document_pages.h"

#include "core/typed_date.h"
#include "evidence/document_views.h"
#include "evidence/pages.h"
#include "evidence/parts.h"
#include "evidence/queries.h"
#include "evidence/uses.h"

#include <array>

namespace evidence {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::Receiving, accounts::Right, accounts::Visit;
using web::Response, web::require;

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

} // namespace

void add_document_routes(accounts::Router& router) {
    router.get("/structures/{}/documents/{}", Right::read, show_one);
    router.post("/structures/{}/documents/{}", Right::rate, save_facts);
    router.upload("/structures/{}/documents/{}/versions", Right::rate, prepare_version, save_version);
    router.post("/structures/{}/documents/{}/adresse", Right::rate, save_address);
}

} // namespace evidence
