#include "diagnostic/moving.h"

#include "diagnostic/addresses.h"
#include "diagnostic/chapter.h"
#include "diagnostic/move_views.h"
#include "diagnostic/moves.h"
#include "diagnostic/profile.h"
#include "diagnostic/queries.h"
#include "diagnostic/whole_views.h"
#include "layout/closed.h"
#include "layout/frame.h"
#include "layout/parts.h"
#include "referentiel/imported.h"

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Change, accounts::CycleId, accounts::OrganisationId, accounts::Right, accounts::Visit, accounts::WhichCycle;
using referentiel::ReferentielCode, referentiel::Version, referentiel::VersionHash;
using web::Response, web::require;

constexpr std::string_view refused_act = "impossible"; // in the address of the overview

template <typename Context>
Diagnostic require_open(Context const& context, CycleId const& cycle) {
    auto diagnostic = require(find(context.db, context.desk.library, context.member.organisation, WhichCycle{cycle}));
    layout::require_open(context, diagnostic.cycle());
    return diagnostic;
}

std::vector<std::string> following(accounts::Caller const& caller, storage::Reader const& db, Diagnostic const& diagnostic,
    referentiel::Passages const& passages) {
    std::vector<std::string> all;
    for (auto const& follower : caller.desk.slots.of<Followers>().all)
        for (auto& words : follower.foretell(db, caller.t, diagnostic, passages)) all.push_back(std::move(words));
    return all;
}

template <typename Context>
Response preview_answer(Context const& context, Diagnostic const& diagnostic, Version const& to, bool is_overtaken) {
    auto const& t = context.t;
    auto const& library = context.desk.library;
    auto const kept = ratings(context.db, diagnostic);
    auto const passages = referentiel::passages(library, diagnostic.version(), to);
    auto const made = find_made_of(context.db, library, diagnostic, to);
    Preview const preview{diagnostic, to, passages, kept, suggestions(passages, kept),
        made ? ratings(context.db, *made).size() : 0, new_id<Diagnostic>(context.now, context.desk.chance),
        following(context, context.db, diagnostic, passages), is_overtaken};
    return layout::structure_page(context, context.member, standing(diagnostic),
        {.section = t.text("Autodiagnostic"),
            .heading = move_words(t, diagnostic.version(), to),
            .lead = t.text("Voici ce que vos réponses vont devenir. Rien n'est fait tant que vous n'avez pas choisi le bouton du "
                           "bas de la page."),
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)}, {move_words(t, diagnostic.version(), to)}},
            .content = preview_page(context, preview),
            .status = is_overtaken ? 409 : 200});
}

Version const* find_next(referentiel::Library const& library, Diagnostic const& diagnostic, ReferentielCode const& code) {
    auto const next = next_versions(library, diagnostic.version());
    auto const found = std::ranges::find(next, code, [](Version const* version) { return version->code; });
    return found == next.end() ? nullptr : *found;
}

Response show_move(Visit& visit, CycleId cycle, ReferentielCode code) {
    auto const diagnostic = require_open(visit, cycle);
    referentiel::learn(visit.db, visit.desk.library);
    auto const* to = find_next(visit.desk.library, diagnostic, code);
    if (!to) return web::see_other(overview_url(diagnostic)); // done already, or never offered
    return preview_answer(visit, diagnostic, *to, false);
}

// To the overview, which says what could not be done any more.
Response back_from(Diagnostic const& diagnostic, std::string_view act) {
    return web::see_other(overview_url(diagnostic).with(refused_act, act));
}

// A form that is sent twice finds what the first one made, and one that was overtaken by a newer version shows
// what that one would make of the answers.
Response save_move(Change& change, CycleId cycle) {
    auto const& library = change.desk.library;
    auto const diagnostic = require_open(change, cycle);
    auto const id = DiagnosticId::parse(change.form.line("id"));
    auto const hash = VersionHash::parse(change.form.line("version"));
    if (!id || !hash) throw web::Refused{400};
    referentiel::learn(change.db, library);
    auto const is_done = diagnostic.version().hash == *hash || find(change.db, library, change.member.organisation, *id);
    if (is_done) return web::see_other(overview_url(diagnostic));

    auto const* wanted = library.at(*hash);
    if (!wanted) throw web::Refused{400};
    auto const* to = find_next(library, diagnostic, wanted->code);
    if (!to) return back_from(diagnostic, "passage"); // its référentiel changed meanwhile
    if (to != wanted) return preview_answer(change, diagnostic, *to, true);
    move(change.db, change.trail, change.desk, diagnostic, *to, *id, {change.member.user, change.now});
    return web::see_other(overview_url(diagnostic));
}

Response show_undo(Visit& visit, CycleId cycle) {
    auto const& t = visit.t;
    auto const diagnostic = require_open(visit, cycle);
    auto const move = find_move(visit.db, visit.desk.library, diagnostic);
    if (!move || !may_be_undone(*move, diagnostic, visit.now)) return back_from(diagnostic, "retour");
    return layout::structure_page(visit, visit.member, standing(diagnostic),
        {.section = t.text("Autodiagnostic"),
            .heading = undo_words(t, *move, diagnostic),
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)}, {undo_words(t, *move, diagnostic)}},
            .content = undo_page(visit, diagnostic, *move),
            .width = layout::Width::narrow});
}

// The form names the diagnostic that it leaves: sent twice, it does not go back two steps.
Response save_undo(Change& change, CycleId cycle) {
    auto const diagnostic = require_open(change, cycle);
    if (change.form.line("id") != diagnostic.id().text()) return web::see_other(overview_url(diagnostic));
    auto const move = find_move(change.db, change.desk.library, diagnostic);
    if (!move || !may_be_undone(*move, diagnostic, change.now)) return back_from(diagnostic, "retour");
    undo(change.db, change.trail, change.desk, *move, diagnostic, {change.member.user, change.now});
    return web::see_other(overview_url(diagnostic));
}

Response show_replaced(Visit& visit, DiagnosticId id) {
    auto const& t = visit.t;
    auto const diagnostic = require(find(visit.db, visit.desk.library, visit.member.organisation, id));
    if (diagnostic.is_current()) return web::see_other(overview_url(diagnostic));
    auto const kept = ratings(visit.db, diagnostic);
    std::vector<Draft> drafts;
    for (auto const* criterion : asked(diagnostic)) drafts.push_back(kept_draft(*criterion, find_rating(kept, *criterion)));
    suggest(drafts, suggestions(visit.db, visit.desk.library, diagnostic));
    auto const figures = progress(diagnostic, kept);
    auto const title = t.text("Réponses mises de côté : {}", {version_name(t, diagnostic.version())});
    return layout::structure_page(visit, visit.member, standing(diagnostic),
        {.title = title,
            .section = t.text("Démarche {}", {diagnostic.cycle().label}),
            .heading = title,
            .lead = t.text("Un autre autodiagnostic a pris la suite. Celui-ci reste à lire, tel qu'il était."),
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)}, {t.text("Réponses mises de côté")}},
            .content = whole_page(visit, WholeSheet{diagnostic, figures, false, {}}, drafts)});
}

} // namespace

html::Html moves_section(accounts::Caller const& caller, accounts::Member const& member, storage::Reader const& db,
    Diagnostic const& diagnostic, std::size_t to_confirm) {
    auto const& library = caller.desk.library;
    auto const may_move = accounts::may(member.role, Right::manage) && diagnostic.is_open();
    auto move = may_move ? find_move(db, library, diagnostic) : std::nullopt;
    if (move && !may_be_undone(*move, diagnostic, caller.now)) move.reset();
    MovesSheet const sheet{diagnostic, to_confirm,
        may_move ? next_versions(library, diagnostic.version()) : std::vector<Version const*>{}, std::move(move),
        replaced(db, library, diagnostic), caller.request.parameters().line(refused_act)};
    return moves_view(caller, sheet);
}

void add_move_routes(accounts::Router& router) {
    router.get("/structures/{}/cycles/{}/diagnostic/passage/{}", Right::manage, show_move);
    router.post("/structures/{}/cycles/{}/diagnostic/passage", Right::manage, save_move);
    router.get("/structures/{}/cycles/{}/diagnostic/retour", Right::manage, show_undo);
    router.post("/structures/{}/cycles/{}/diagnostic/retour", Right::manage, save_undo);
    router.get("/structures/{}/diagnostics/{}", Right::read, show_replaced);
}

} // namespace diagnostic
