#include "evidence/pages.h"

#include "evidence/addresses.h"
#include "evidence/space.h"

#include <boost/json.hpp>

namespace evidence {

using accounts::Caller, accounts::Change, accounts::Member;
using web::Response;

bool may_change(Member const& member) { return accounts::may(member.role, accounts::Right::rate); }

Users::Objects described(
    storage::Reader const& db, Caller const& caller, Member const& member, std::vector<Object> const& objects) {
    if (objects.empty()) return {};
    return caller.desk.slots.of<Users>().describe(db, caller, member, objects);
}

layout::Sheet sheet_of(Caller const& caller, Member const& member, std::string heading) {
    auto const& t = caller.t;
    return {.section = t.text("Documents"),
        .heading = heading,
        .trail = {{t.text("Documents"), list_url(member.organisation)}, {heading}}};
}

Response answer(Caller const& caller, Member const& member, layout::Sheet sheet, Draft const& draft) {
    sheet.problems = draft.problems;
    sheet.status = draft.status;
    return layout::structure_page(caller, member, {.entry = "documents"}, std::move(sheet));
}

Response to_document(Member const& member, EvidenceId const& id, Draft const& draft, std::string_view done) {
    if (draft.object) {
        if (auto const back = way_back(draft.back)) return web::see_other(*back);
    }
    return web::see_other(document_url(member.organisation, id).with("fait", done));
}

std::string new_form_id(Caller const& caller) { return new_uuid(caller.now, caller.desk.chance); }

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

Version version_of(Change& change, Upload const& upload, VersionId id, int number, std::optional<Date> expires) {
    return {std::move(id), number, upload.name, upload.type, upload.draft->size(), upload.draft->sha256(), "",
        change.member.user.name(), change.now, expires};
}

void note(Change& change, std::string_view verb, EvidenceId const& id, std::string_view title) {
    change.trail.add(verb, id.text(), boost::json::serialize(boost::json::object{{"title", title}}));
}

} // namespace evidence
