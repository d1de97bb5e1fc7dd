#include "diagnostic/chapter.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/chapter_views.h"
#include "diagnostic/moves.h"
#include "diagnostic/outdated.h"
#include "diagnostic/profile.h"
#include "diagnostic/queries.h"
#include "diagnostic/saving.h"
#include "layout/closed.h"
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

// What a chapter's page shows, of what is retained or of one's own answers; it is drawn once the transaction is over.
struct Shown {
    Member member;
    Diagnostic diagnostic;
    Chapter const* chapter;
    Voice voice;
    Teamwork team;
    Scores scores;
    std::vector<Draft> drafts = {};

    bool is_opinion() const { return !voice.is_retained(); }
};

std::string lead(Caller const& caller, Shown const& shown) {
    auto const& t = caller.t;
    if (!may_rate(shown.member, shown.diagnostic)) return {};
    if (shown.is_opinion())
        return t.text("Votre avis à vous, avant d'en parler : l'équipe le verra une fois qu'elle aura donné le sien ou choisi "
                      "la réponse à retenir.");
    return t.text("Choisissez la phrase qui décrit le mieux votre organisation aujourd'hui. Il n'y a pas de mauvaise réponse.");
}

Response answer(Caller const& caller, Shown const& shown) {
    auto const& t = caller.t;
    auto const& [member, diagnostic, chapter, voice, team, scores, drafts] = shown;
    auto const& all = scores.chapters;
    auto const place = std::ranges::find(all, chapter, &ChapterScore::chapter) - all.begin() + 1;
    ChapterSheet const sheet{
        diagnostic, *chapter, scores, team, may_rate(member, diagnostic), std::string{member.user.id.text()}, shown.is_opinion()};
    auto const name = chapter->title.in(t.code());
    return layout::structure_page(caller, member, standing(diagnostic),
        {.title = shown.is_opinion() ? t.text("Mon avis : {}", {name}) : name,
            .section = t.text("Autodiagnostic"),
            .heading = name,
            .lead = lead(caller, shown),
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)},
                {t.text("Chapitre {} sur {}", {std::to_string(place), std::to_string(all.size())})}},
            .actions = layout::second_button_link(
                t, shown.is_opinion() ? results_url(diagnostic) : Url::beside({"resultats"}), t.text("Voir les résultats")),
            .content = chapter_page(caller, sheet, drafts),
            .problems = problems_of(t, drafts),
            .status = status_of(drafts)});
}

enum class Whose { retained, own };

Voice voice_of(Whose whose, Member const& member) { return whose == Whose::own ? Voice::of(member.user.id) : Voice::retained(); }

template <typename Context>
Shown shown(Context const& context, Diagnostic const& diagnostic, Chapter const& chapter, Voice const& voice,
    std::span<SavedRating const> kept) {
    return {context.member, diagnostic, &chapter, voice, teamwork(context.db, diagnostic, context.member),
        progress(diagnostic, kept)};
}

// Everybody may have an opinion of everything; what is retained is for those who are held to it.
Mandate mandate_of(Whose whose, Teamwork const& team) { return whose == Whose::own ? Mandate{.is_whole = true} : team.mandate; }

void fix(std::vector<Draft>& drafts, Mandate const& mandate) {
    for (auto& draft : drafts) draft.is_fixed = !mandate.allows(*draft.criterion);
}

Response show(Visit& visit, WhichCycle const& cycle, ChapterKey const& key, Whose whose) {
    auto const diagnostic = require(find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto const& chapter = require_chapter(diagnostic, key);
    auto const voice = voice_of(whose, visit.member);
    auto const kept = ratings(visit.db, diagnostic, voice);
    auto page = shown(visit, diagnostic, chapter, voice, kept);
    for (auto const* criterion : asked(diagnostic, chapter))
        page.drafts.push_back(kept_draft(*criterion, find_rating(kept, *criterion)));
    fix(page.drafts, mandate_of(whose, page.team));
    if (whose == Whose::retained) suggest(page.drafts, suggestions(visit.db, visit.desk.library, diagnostic));
    return answer(visit, page);
}

Response save(Change& change, WhichCycle const& cycle, ChapterKey const& key, Whose whose) {
    auto const diagnostic = require(find(change.db, change.desk.library, change.member.organisation, cycle));
    if (auto outdated = outdated_answer(change, diagnostic, asked_there(diagnostic, key))) return *std::move(outdated);
    auto const& chapter = require_chapter(diagnostic, key);
    layout::require_open(change, diagnostic.cycle());
    auto const voice = voice_of(whose, change.member);
    auto const may = whose == Whose::own ? Mandate{.is_whole = true} : mandate(change.db, diagnostic, change.member);
    Rated const rated{diagnostic, asked(diagnostic, chapter), may, voice};
    if (is_of_script(change.form))
        return save_one(change, rated, [&] {
            auto const score = progress(diagnostic, ratings(change.db, diagnostic, voice)).of(chapter);
            return progress_words(score.answered, score.total);
        });

    auto drafts = save_form(change, rated);
    auto const* pressed = save_flag(change, rated);
    if (!pressed) pressed = confirmed(change.form, drafts);
    auto const url = whose == Whose::own ? opinion_url(diagnostic, chapter) : chapter_url(diagnostic, chapter);
    if (status_of(drafts) == 200) return web::see_other(pressed ? url.at(card_id(*pressed)) : url);
    fix(drafts, may);
    auto response = Response{.status = status_of(drafts)};
    auto page = shown(change, diagnostic, chapter, voice, ratings(change.db, diagnostic, voice));
    page.drafts = std::move(drafts);
    response.body = web::Drawing{
        [caller = Caller{change}, page = std::move(page)] { return std::get<std::string>(answer(caller, page).body); }};
    response.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
    return response;
}

Response show_chapter(Visit& visit, WhichCycle cycle, ChapterKey key) { return show(visit, cycle, key, Whose::retained); }
Response save_chapter(Change& change, WhichCycle cycle, ChapterKey key) { return save(change, cycle, key, Whose::retained); }
Response show_opinion(Visit& visit, WhichCycle cycle, ChapterKey key) { return show(visit, cycle, key, Whose::own); }
Response save_opinion(Change& change, WhichCycle cycle, ChapterKey key) { return save(change, cycle, key, Whose::own); }

} // namespace

layout::Standing standing(Diagnostic const& diagnostic) { return {"diagnostic", diagnostic.cycle(), &diagnostic.version()}; }

void add_chapter_routes(accounts::Router& router) {
    router.get_in_cycle("/diagnostic/{}", Right::read, show_chapter);
    router.post_in_cycle("/diagnostic/{}", Right::rate, save_chapter);
    router.get_in_cycle("/diagnostic/{}/avis", Right::rate, show_opinion);
    router.post_in_cycle("/diagnostic/{}/avis", Right::rate, save_opinion);
}

} // namespace diagnostic
