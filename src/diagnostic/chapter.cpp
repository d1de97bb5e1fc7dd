#include "diagnostic/chapter.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/chapter_views.h"
#include "diagnostic/profile.h"
#include "diagnostic/queries.h"
#include "diagnostic/saving.h"
#include "layout/frame.h"

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::Right, accounts::Visit, accounts::WhichCycle;
using referentiel::Chapter, referentiel::ChapterKey;
using web::Response, web::require;

Chapter const& require_chapter(Diagnostic const& diagnostic, ChapterKey const& key) {
    auto const& chapter = require(find_chapter(diagnostic.version(), key.text()));
    if (chapter.parent) throw web::Refused{404}; // a page is a chapter at the top, with all below it
    if (!is_asked(diagnostic, chapter)) throw web::Refused{404};
    return chapter;
}

Response chapter_answer(Caller const& caller, Member const& member, Diagnostic const& diagnostic, Chapter const& chapter,
    Scores const& scores, std::span<Draft const> drafts) {
    auto const& t = caller.t;
    auto const& all = scores.chapters;
    auto const place = std::ranges::find(all, &chapter, &ChapterScore::chapter) - all.begin() + 1;
    ChapterSheet const sheet{diagnostic, chapter, scores, may_rate(member, diagnostic), std::string{member.user.id.text()}};
    return layout::structure_page(caller, member, standing(diagnostic),
        {.section = t.text("Autodiagnostic"),
            .heading = chapter.title.in(t.code()),
            .lead = sheet.may_rate ? t.text("Choisissez la phrase qui décrit le mieux votre organisation aujourd'hui. Il n'y a "
                                            "pas de mauvaise réponse.")
                                   : std::string{},
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)},
                {t.text("Chapitre {} sur {}", {std::to_string(place), std::to_string(all.size())})}},
            .actions = layout::second_button_link(t, results_url(diagnostic), t.text("Voir les résultats")),
            .content = chapter_page(caller, sheet, drafts),
            .problems = problems_of(t, drafts),
            .status = status_of(drafts)});
}

Response show_chapter(Visit& visit, WhichCycle cycle, ChapterKey key) {
    auto const diagnostic = require(find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto const& chapter = require_chapter(diagnostic, key);

    auto const kept = ratings(visit.db, diagnostic);
    std::vector<Draft> drafts;
    for (auto const* criterion : asked(diagnostic, chapter))
        drafts.push_back(kept_draft(*criterion, find_rating(kept, *criterion)));
    return chapter_answer(visit, visit.member, diagnostic, chapter, progress(diagnostic, kept), drafts);
}

Response save_chapter(Change& change, WhichCycle cycle, ChapterKey key) {
    auto const diagnostic = require(find(change.db, change.desk.library, change.member.organisation, cycle));
    auto const& chapter = require_chapter(diagnostic, key);
    if (!diagnostic.is_open()) throw web::Refused{403};
    Rated const rated{diagnostic, asked(diagnostic, chapter)};
    auto const progress_now = [&] { return progress(diagnostic, ratings(change.db, diagnostic)); };
    if (is_of_script(change.form))
        return save_one(change, rated, [&] {
            auto const score = progress_now().of(chapter);
            return progress_words(score.answered, score.total);
        });

    auto const drafts = save_form(change, rated);
    if (status_of(drafts) == 200) return web::see_other(chapter_url(diagnostic, chapter));
    auto const now = progress_now();
    auto response = Response{.status = status_of(drafts)};
    response.body = web::Drawing{[caller = Caller{change}, member = change.member, diagnostic, &chapter, now, drafts] {
        return std::get<std::string>(chapter_answer(caller, member, diagnostic, chapter, now, drafts).body);
    }};
    response.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
    return response;
}

} // namespace

layout::Standing standing(Diagnostic const& diagnostic) { return {"diagnostic", diagnostic.cycle()}; }

void add_chapter_routes(accounts::Router& router) {
    router.get_in_cycle("/diagnostic/{}", Right::read, show_chapter);
    router.post_in_cycle("/diagnostic/{}", Right::rate, save_chapter);
}

} // namespace diagnostic
