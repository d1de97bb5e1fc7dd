#include "diagnostic/review.h"

#include "core/unicode.h"
#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/chapter.h"
#include "diagnostic/queries.h"
#include "diagnostic/review_views.h"
#include "diagnostic/saving.h"
#include "layout/closed.h"
#include "layout/frame.h"

namespace diagnostic {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::Right, accounts::Visit, accounts::WhichCycle;
using referentiel::Criterion, referentiel::CriterionKey;
using web::Response, web::require;

Response answer(Caller const& caller, Member const& member, storage::Reader const& db, Diagnostic const& diagnostic,
    Criterion const& criterion, NoteDraft const& draft) {
    auto const& t = caller.t;
    std::vector<Note> here;
    for (auto& note : notes(db, diagnostic))
        if (note.criterion == criterion.key) here.push_back(std::move(note));
    auto const name = numbered_title(t, criterion);
    return layout::structure_page(caller, member, standing(diagnostic),
        {.title = t.text("Relecture, critère {}", {criterion.number}),
            .section = t.text("Autodiagnostic"),
            .heading = name,
            .lead = t.text("Les notes de relecture s'adressent à l'équipe. Elles ne figurent dans aucun rapport."),
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)},
                {criterion.chapter->title.in(t.code()), card_url(diagnostic, criterion)}, {t.text("Relecture")}},
            .content = review_page(caller, {diagnostic, criterion, here, may_rate(member, diagnostic)}, draft),
            .problems = draft.problems,
            .status = draft.problems.empty() ? 200 : 422,
            .width = layout::Width::narrow});
}

Response show(Visit& visit, WhichCycle cycle, CriterionKey key) {
    auto const diagnostic = require(find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto const& criterion = require(find_rated(diagnostic.version(), key.text()));
    return answer(visit, visit.member, visit.db, diagnostic, criterion, {new_uuid(visit.now, visit.desk.chance)});
}

Response save(Change& change, WhichCycle cycle, CriterionKey key) {
    auto const& t = change.t;
    auto const diagnostic = require(find(change.db, change.desk.library, change.member.organisation, cycle));
    auto const& criterion = require(find_rated(diagnostic.version(), key.text()));
    layout::require_open(change, diagnostic.cycle());
    auto const id = NoteId::parse(change.form.line("id"));
    if (!id) throw web::Refused{400};
    NoteDraft draft{std::string{id->text()}, change.form.text("note")};
    if (draft.text.find_first_not_of(" \n\t") == draft.text.npos)
        draft.problems = {{"note", t.text("Écrivez la note avant de l'enregistrer")}};
    else if (length(draft.text) > longest_text)
        draft.problems = {{"note", t.text("Raccourcissez ce texte : il dépasse 100 000 caractères")}};
    if (!draft.problems.empty()) return answer(change, change.member, change.db, diagnostic, criterion, draft);

    add_note(change.db, diagnostic, {*id, criterion.key, draft.text, change.member.user.name(), change.now}, change.member.user);
    change.trail.add("note", criterion.key.text());
    return web::see_other(review_url(diagnostic, criterion));
}

Response save_resolution(Change& change, WhichCycle cycle, CriterionKey key, NoteId id) {
    auto const diagnostic = require(find(change.db, change.desk.library, change.member.organisation, cycle));
    auto const& criterion = require(find_rated(diagnostic.version(), key.text()));
    layout::require_open(change, diagnostic.cycle());
    if (!resolve_note(change.db, diagnostic, id, change.member.user, change.now)) throw web::Refused{404};
    change.trail.add("resolve_note", criterion.key.text());
    return web::see_other(review_url(diagnostic, criterion));
}

} // namespace

void add_review_routes(accounts::Router& router) {
    router.get_in_cycle("/diagnostic/criteres/{}/relecture", Right::read, show);
    router.post_in_cycle("/diagnostic/criteres/{}/relecture", Right::rate, save);
    router.post_in_cycle("/diagnostic/criteres/{}/relecture/{}/resolution", Right::rate, save_resolution);
}

} // namespace diagnostic
