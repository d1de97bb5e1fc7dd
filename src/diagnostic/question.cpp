#include "diagnostic/question.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/chapter.h"
#include "diagnostic/moves.h"
#include "diagnostic/outdated.h"
#include "diagnostic/profile.h"
#include "diagnostic/queries.h"
#include "diagnostic/question_views.h"
#include "diagnostic/saving.h"
#include "diagnostic/scores.h"
#include "diagnostic/taking.h"
#include "layout/closed.h"
#include "layout/frame.h"

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::Right, accounts::Visit, accounts::WhichCycle;
using referentiel::Criterion, referentiel::CriterionKey;
using web::Response, web::require;

struct Shown {
    Member member;
    Diagnostic diagnostic;
    Teamwork team;
    Scores scores;
    Draft draft;
};

Response answer(Caller const& caller, Shown const& shown) {
    auto const& t = caller.t;
    auto const& diagnostic = shown.diagnostic;
    auto const& criterion = *shown.draft.criterion;
    auto const all = asked(diagnostic);
    auto const place = std::ranges::find(all, &criterion) - all.begin();
    QuestionSheet const sheet{diagnostic, shown.scores, shown.team, std::string{shown.member.user.id.text()},
        place == 0 ? nullptr : all[static_cast<std::size_t>(place - 1)],
        place + 1 == std::ssize(all) ? nullptr : all[static_cast<std::size_t>(place + 1)]};
    auto const heading = t.text("Critère {} sur {}", {std::to_string(place + 1), std::to_string(all.size())});
    return layout::structure_page(caller, shown.member, standing(diagnostic),
        {.title = numbered_title(t, criterion),
            .section = t.text("Question par question"),
            .heading = heading,
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)},
                {criterion.chapter->title.in(t.code()), chapter_url(diagnostic, *criterion.chapter)}, {heading}},
            .content = question_page(caller, sheet, shown.draft),
            .problems = problems_of(t, std::span{&shown.draft, 1}),
            .status = status_of(std::span{&shown.draft, 1}),
            .width = layout::Width::narrow});
}

// Nobody is led to a criterion that the structure is not asked.
Criterion const& require_asked(Diagnostic const& diagnostic, CriterionKey const& key) {
    auto const& criterion = require(find_rated(diagnostic.version(), key.text()));
    if (!is_asked(diagnostic, criterion)) throw web::Refused{404};
    return criterion;
}

template <typename Context>
Shown shown(Context const& context, Diagnostic const& diagnostic, Draft draft) {
    auto team = teamwork(context.db, diagnostic, context.member);
    draft.is_fixed = !team.mandate.allows(*draft.criterion);
    return {context.member, diagnostic, std::move(team), progress(diagnostic, ratings(context.db, diagnostic)), std::move(draft)};
}

Response show(Visit& visit, WhichCycle cycle, CriterionKey key) {
    auto const diagnostic = require(find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto const& criterion = require_asked(diagnostic, key);
    auto const kept = find_rating(visit.db, diagnostic, criterion);
    auto draft = kept_draft(criterion, kept ? &*kept : nullptr);
    suggest(std::span{&draft, 1}, suggestions(visit.db, visit.desk.library, diagnostic));
    return answer(visit, shown(visit, diagnostic, std::move(draft)));
}

// « Suivant » saves; after the last one come the results.
Url next_page(Diagnostic const& diagnostic, Criterion const& criterion) {
    auto const all = asked(diagnostic);
    auto const next = std::next(std::ranges::find(all, &criterion));
    return next == all.end() ? results_url(diagnostic) : question_url(diagnostic, **next);
}

// The one criterion of that page; nothing where it is asked no more.
std::vector<Criterion const*> asked_there(Diagnostic const& diagnostic, CriterionKey const& key) {
    auto const* criterion = find_rated(diagnostic.version(), key.text());
    if (!criterion || !is_asked(diagnostic, *criterion)) return {};
    return {criterion};
}

Response save(Change& change, WhichCycle cycle, CriterionKey key) {
    auto const diagnostic = require(find(change.db, change.desk.library, change.member.organisation, cycle));
    if (auto outdated = outdated_answer(change, diagnostic, asked_there(diagnostic, key))) return *std::move(outdated);
    auto const& criterion = require_asked(diagnostic, key);
    layout::require_open(change, diagnostic.cycle());
    Rated const rated{diagnostic, {&criterion}, mandate(change.db, diagnostic, change.member)};
    if (is_of_script(change.form))
        return save_one(change, rated, [&] {
            auto const scores = progress(diagnostic, ratings(change.db, diagnostic));
            return progress_words(scores.answered, scores.total);
        });

    auto const drafts = save_form(change, rated);
    auto const* flagged = save_flag(change, rated);
    auto const stays = flagged || !taken_criterion(change.form).empty();
    if (status_of(drafts) == 200)
        return web::see_other(stays ? question_url(diagnostic, criterion) : next_page(diagnostic, criterion));
    auto response = Response{.status = status_of(drafts)};
    response.body = web::Drawing{[caller = Caller{change}, page = shown(change, diagnostic, drafts.front())] {
        return std::get<std::string>(answer(caller, page).body);
    }};
    response.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
    return response;
}

} // namespace

void add_question_routes(accounts::Router& router) {
    router.get_in_cycle("/diagnostic/question/{}", Right::read, show);
    router.post_in_cycle("/diagnostic/question/{}", Right::rate, save);
}

Criterion const* next_to_rate(
    Diagnostic const& diagnostic, std::span<SavedRating const> ratings, Mandate const& mandate, std::string_view name) {
    auto const all = asked(diagnostic);
    SavedRating const* last = nullptr;
    for (auto const& saved : ratings)
        if (saved.by == name && (!last || saved.at >= last->at)) last = &saved;
    auto const is_left = [&](Criterion const* one) { return mandate.allows(*one) && !find_rating(ratings, *one); };
    auto const from =
        !last ? all.begin() : std::ranges::find(all, last->rating.criterion, [](auto const* one) { return one->key; });
    if (auto const after = std::find_if(from, all.end(), is_left); after != all.end()) return *after;
    auto const first = std::ranges::find_if(all, is_left);
    return first == all.end() ? nullptr : *first;
}

} // namespace diagnostic
