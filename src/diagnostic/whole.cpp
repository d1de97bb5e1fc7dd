#include "diagnostic/whole.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/chapter.h"
#include "diagnostic/moves.h"
#include "diagnostic/outdated.h"
#include "diagnostic/profile.h"
#include "diagnostic/queries.h"
#include "diagnostic/saving.h"
#include "diagnostic/whole_views.h"
#include "layout/closed.h"
#include "layout/frame.h"

namespace diagnostic {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::Right, accounts::Visit, accounts::WhichCycle;
using web::Response, web::require;

Response answer(Caller const& caller, Member const& member, Diagnostic const& diagnostic, Scores const& scores,
    std::span<Draft const> drafts) {
    auto const& t = caller.t;
    WholeSheet const sheet{diagnostic, scores, may_rate(member, diagnostic), std::string{member.user.id.text()}};
    return layout::structure_page(caller, member, standing(diagnostic),
        {.section = t.text("Autodiagnostic"),
            .heading = t.text("Tout sur une page"),
            .lead = sheet.may_rate ? t.text("Pour aller vite : un niveau par critère. Le titre d'un critère mène à son "
                                            "commentaire et à ses exemples.")
                                   : std::string{},
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)}, {t.text("Tout sur une page")}},
            .content = whole_page(caller, sheet, drafts),
            .problems = problems_of(t, drafts),
            .status = status_of(drafts)});
}

Response show(Visit& visit, WhichCycle cycle) {
    auto const diagnostic = require(find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto const kept = ratings(visit.db, diagnostic);
    std::vector<Draft> drafts;
    auto const may = mandate(visit.db, diagnostic, visit.member);
    for (auto const* criterion : asked(diagnostic)) {
        drafts.push_back(short_draft(*criterion, find_rating(kept, *criterion)));
        drafts.back().is_fixed = !may.allows(*criterion);
    }
    suggest(drafts, suggestions(visit.db, visit.desk.library, diagnostic));
    return answer(visit, visit.member, diagnostic, progress(diagnostic, kept), drafts);
}

Response save(Change& change, WhichCycle cycle) {
    auto const diagnostic = require(find(change.db, change.desk.library, change.member.organisation, cycle));
    if (auto outdated = outdated_answer(change, diagnostic, asked(diagnostic))) return *std::move(outdated);
    layout::require_open(change, diagnostic.cycle());
    Rated const all{diagnostic, asked(diagnostic), mandate(change.db, diagnostic, change.member)};
    auto const progress_now = [&] { return progress(diagnostic, ratings(change.db, diagnostic)); };
    if (is_of_script(change.form))
        return save_one(change, all, [&] {
            auto const scores = progress_now();
            return progress_words(scores.answered, scores.total);
        });

    auto drafts = save_form(change, all);
    for (auto& draft : drafts) draft.is_fixed = !all.mandate.allows(*draft.criterion);
    if (status_of(drafts) == 200) {
        auto const* pressed = confirmed(change.form, drafts);
        return web::see_other(pressed ? whole_url(diagnostic).at(card_id(*pressed)) : whole_url(diagnostic));
    }
    auto response = Response{.status = status_of(drafts)};
    response.body = web::Drawing{[caller = Caller{change}, member = change.member, diagnostic, now = progress_now(), drafts] {
        return std::get<std::string>(answer(caller, member, diagnostic, now, drafts).body);
    }};
    response.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
    return response;
}

} // namespace

void add_whole_routes(accounts::Router& router) {
    router.get_in_cycle("/diagnostic/tout", Right::read, show);
    router.post_in_cycle("/diagnostic/tout", Right::rate, save);
}

} // namespace diagnostic
