#include "diagnostic/snapshots.h"

#include "diagnostic/addresses.h"
#include "diagnostic/chapter.h"
#include "diagnostic/choice.h"
#include "diagnostic/queries.h"
#include "diagnostic/results_views.h"
#include "diagnostic/saving.h"
#include "diagnostic/snapshot.h"
#include "diagnostic/snapshot_views.h"
#include "layout/closed.h"
#include "layout/frame.h"
#include "layout/parts.h"

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::Right, accounts::Visit, accounts::WhichCycle;
using web::Response, web::require;

Response snapshots_page(Caller const& caller, Member const& member, Diagnostic const& diagnostic, std::vector<SnapshotHead> heads,
    std::optional<SnapshotDraft> const& draft) {
    auto const& t = caller.t;
    std::erase_if(heads, [&](SnapshotHead const& head) { return head.cycle != diagnostic.cycle().id; });
    auto const problems = draft ? draft->problems : std::vector<html::Problem>{};
    return layout::structure_page(caller, member, standing(diagnostic),
        {.section = t.text("Autodiagnostic"),
            .heading = t.text("Instantanés"),
            .lead =
                t.text("Un instantané garde les réponses et les chiffres d'un moment, sous un nom. Il ne change plus jamais."),
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)}, {t.text("Résultats"), results_url(diagnostic)},
                {t.text("Instantanés")}},
            .content = snapshots_view(caller, diagnostic, heads, draft),
            .problems = problems,
            .status = problems.empty() ? 200 : 422});
}

Response show_snapshots(Visit& visit, WhichCycle cycle) {
    auto const diagnostic = require(find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    std::optional<SnapshotDraft> draft;
    if (may_rate(visit.member, diagnostic)) draft = SnapshotDraft{.id = new_uuid(visit.now, visit.desk.chance)};
    return snapshots_page(visit, visit.member, diagnostic, snapshots(visit.db, visit.member.organisation), draft);
}

Response save_snapshot(Change& change, WhichCycle cycle) {
    auto const& t = change.t;
    auto const diagnostic = require(find(change.db, change.desk.library, change.member.organisation, cycle));
    layout::require_open(change, diagnostic.cycle());
    SnapshotDraft draft{change.form.line("id"), change.form.line("label")};
    auto const id = SnapshotId::parse(draft.id);
    if (!id) throw web::Refused{400};
    if (draft.label.empty() || draft.label.size() > longest_snapshot_label) {
        draft.problems = {{"label", t.text("Donnez un nom à l'instantané, en cent caractères au plus")}};
        return snapshots_page(change, change.member, diagnostic, snapshots(change.db, change.member.organisation), draft);
    }
    take_snapshot(change.db, change.trail, diagnostic,
        {*id, draft.label, change.member.user, change.now, change.desk.slots.of<Beside>().envisaged(change.db, diagnostic)});
    return web::see_other(snapshot_url(change.member.organisation, *id).with("fait", "pris"));
}

Response show_snapshot(Visit& visit, SnapshotId id) {
    auto const& t = visit.t;
    auto const snapshot = require(find_snapshot(visit.db, visit.desk.library, visit.member.organisation, id));
    auto const& [diagnostic, ratings, scores] = snapshot.reading;
    auto const choice = choose(visit, snapshot.reading, id.text());
    ResultsSheet const sheet{.reading = snapshot.reading,
        .choice = choice,
        .address = snapshot_url(visit.member.organisation, id),
        .envisaged = snapshot.envisaged,
        .frozen = snapshot.head.label};
    auto const file = snapshot_file_url(visit.member.organisation, id);
    auto const taken = html::when(visit.request.parameters().line("fait") == "pris",
        [&] { return layout::notice(t, layout::Tone::done, t.text("C'est fait."), t.text("L'instantané est gardé.")); });
    return layout::structure_page(visit, visit.member, standing(diagnostic),
        {.title = t.text("Instantané : {}", {snapshot.head.label}),
            .section = t.text("Autodiagnostic"),
            .heading = snapshot.head.label,
            .lead = t.text("Instantané de la démarche {} : {} sur {}.",
                {diagnostic.cycle().label, t.count(scores.answered, "{} critère évalué", "{} critères évalués"),
                    std::to_string(scores.total)}),
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)}, {t.text("Instantanés"), snapshots_url(diagnostic)},
                {snapshot.head.label}},
            .actions = layout::second_button_link(t, file, t.text("Télécharger le fichier (JSON)"), "download"),
            .content = t.html(R"(
<div class="stack-wide">{}{}{}</div>)",
                taken, snapshot_facts(visit, snapshot), results_page(visit, sheet))});
}

// What was hashed, to the byte.
Response give_file(Visit& visit, SnapshotId id) {
    auto const snapshot = require(find_snapshot(visit.db, visit.desk.library, visit.member.organisation, id));
    auto response = web::json(snapshot.content);
    response.headers.push_back(web::attachment("instantane-" + snapshot.head.sha256.substr(0, 12) + ".json"));
    return response;
}

} // namespace

void add_snapshot_routes(accounts::Router& router) {
    router.get_in_cycle("/diagnostic/instantanes", Right::read, show_snapshots);
    router.post_in_cycle("/diagnostic/instantanes", Right::rate, save_snapshot);
    router.get("/structures/{}/instantanes/{}", Right::read, show_snapshot);
    router.get("/structures/{}/instantanes/{}/instantane.json", Right::read, give_file);
}

} // namespace diagnostic
