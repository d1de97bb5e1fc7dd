#include "practices/chapter.h"

#include "diagnostic/addresses.h"
#include "diagnostic/moves.h"
#include "diagnostic/profile.h"
#include "diagnostic/queries.h"
#include "diagnostic/taking.h"
#include "evidence/attachments.h"
#include "layout/closed.h"
#include "layout/parts.h"
#include "practices/addresses.h"
#include "practices/comments.h"
#include "practices/elsewhere.h"
#include "practices/saving.h"

#include <algorithm>

namespace practices {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::Right, accounts::Visit, accounts::WhichCycle;
using diagnostic::Diagnostic, diagnostic::Mandate, diagnostic::Rated;
using referentiel::Chapter, referentiel::ChapterKey, referentiel::Criterion;
using web::Response, web::require;

Chapter const& require_chapter(Diagnostic const& diagnostic, ChapterKey const& key) {
    auto const& chapter = require(find_chapter(diagnostic.version(), key.text()));
    if (chapter.parent || !is_asked(diagnostic, chapter)) throw web::Refused{404};
    return chapter;
}

std::vector<evidence::Object> document_objects(Diagnostic const& diagnostic, Chapter const& chapter) {
    std::vector<evidence::Object> objects;
    for (auto const* criterion : diagnostic::asked(diagnostic, chapter))
        objects.push_back(document_object(diagnostic, *criterion));
    return objects;
}

// What a chapter's page shows; it is drawn once the transaction is over.
struct Shown {
    Member member;
    Diagnostic diagnostic;
    Chapter const* chapter;
    Described described;
    std::vector<ChapterState> states;
    Plan::Keys planned;
    std::map<std::string, int, std::less<>> comments;
    evidence::Attached documents;
    std::vector<Card> cards = {};
};

html::Html documents_of(Caller const& caller, Shown const& shown, Criterion const& criterion) {
    auto const& diagnostic = shown.diagnostic;
    auto const fixed = std::ranges::any_of(
        shown.cards, [&](Card const& card) { return &card.criterion() == &criterion && card.rating.is_fixed; });
    return evidence::attachments(caller, shown.member, document_object(diagnostic, criterion), shown.documents,
        practice_card_url(diagnostic, criterion), diagnostic::may_rate(shown.member, diagnostic) && !fixed,
        caller.t.text(" : critère {}", {criterion.number}));
}

Response answer(Caller const& caller, Shown const& shown) {
    auto const& t = caller.t;
    auto const& [member, diagnostic, chapter, described, states, planned, comments, documents, cards] = shown;
    auto const plan = caller.desk.slots.of<Plan>();
    auto const place = std::ranges::find(states, chapter, &ChapterState::chapter) - states.begin() + 1;
    auto const may_write = diagnostic::may_rate(member, diagnostic);
    auto const& counts = comments;
    ChapterSheet const sheet{diagnostic, *chapter, states, described, planned, plan, may_write,
        std::string{member.user.id.text()}, [&](Criterion const& criterion) { return documents_of(caller, shown, criterion); },
        [&counts](Criterion const& criterion) {
            auto const found = counts.find(criterion.key.text());
            return found == counts.end() ? 0 : found->second;
        }};
    auto const name = chapter->title.in(t.code());
    return layout::structure_page(caller, member, standing(diagnostic),
        {.title = t.text("{} : bonnes pratiques", {name}),
            .section = t.text("Bonnes pratiques"),
            .heading = name,
            .lead = may_write ? t.text("Décrivez ce qui existe aujourd'hui, comme vous le raconteriez à une nouvelle collègue. "
                                       "Puis dites ce qui presse.")
                              : std::string{},
            .trail = {{t.text("Bonnes pratiques"), practices_url(diagnostic)},
                {t.text("Chapitre {} sur {}", {std::to_string(place), std::to_string(states.size())})}},
            .content = chapter_page(caller, sheet, cards),
            .problems = problems_of(t, cards),
            .status = status_of(cards)});
}

template <typename Context>
Shown shown(Context const& context, Diagnostic const& diagnostic, Chapter const& chapter,
    std::span<diagnostic::SavedRating const> ratings) {
    auto described = practices::described(context.db, diagnostic);
    auto states = chapter_states(diagnostic, described, ratings);
    return {context.member, diagnostic, &chapter, std::move(described), std::move(states),
        context.desk.slots.template of<Plan>().planned(context.db, diagnostic), open_comments(context.db, diagnostic),
        evidence::attached(context.db, diagnostic.organisation(), document_objects(diagnostic, chapter))};
}

void fix(std::vector<Card>& cards, Mandate const& mandate) {
    for (auto& card : cards) card.rating.is_fixed = !mandate.allows(card.criterion());
    tell_once(cards);
}

template <typename Context>
void point_elsewhere(Context const& context, Shown& page) {
    auto const elsewhere = described_elsewhere(context.db, context.desk.library, page.diagnostic, page.described);
    for (auto& card : page.cards)
        if (!page.described.is_described(card.criterion())) card.described_at = find_main(elsewhere, card.criterion());
}

Response show(Visit& visit, WhichCycle cycle, ChapterKey key) {
    auto const diagnostic = require(diagnostic::find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto const& chapter = require_chapter(diagnostic, key);
    auto const ratings = diagnostic::ratings(visit.db, diagnostic);
    auto page = shown(visit, diagnostic, chapter, ratings);
    page.cards = kept_cards(diagnostic::asked(diagnostic, chapter), page.described, ratings,
        diagnostic::suggestions(visit.db, visit.desk.library, diagnostic));
    fix(page.cards, diagnostic::mandate(visit.db, diagnostic, visit.member));
    point_elsewhere(visit, page);
    return answer(visit, page);
}

std::string progress_in(Change const& change, Diagnostic const& diagnostic, Chapter const& chapter) {
    auto const done = progress(
        diagnostic::asked(diagnostic, chapter), described(change.db, diagnostic), diagnostic::ratings(change.db, diagnostic));
    return diagnostic::progress_words(done.described, done.total);
}

// What was typed of a criterion on a page that is outdated, where it was touched.
std::vector<std::pair<std::string, std::string>> typed_texts(Change const& change, std::string const& key) {
    auto const& t = change.t;
    auto const field = [&](std::string const& name) { return change.form.text(name + "-" + key); };
    std::vector<std::pair<std::string, std::string>> texts;
    if (field("practice-shown") != fingerprint(without_mere_blanks(field("practice"))))
        texts.emplace_back(t.text("Description des pratiques existantes"), field("practice"));
    auto const priority = parse<Priority>(field("priority"));
    if (priority && field("priority-shown") != fingerprint(*priority))
        texts.emplace_back(t.text("Niveau de priorisation"), words(t, *priority));
    return texts;
}

std::optional<Response> outdated_answer(Change& change, Diagnostic const& diagnostic, ChapterKey const& key) {
    auto page = old_page(change.t, diagnostic);
    page.records = {"practice", "priority"};
    page.others = [&](std::string const& criterion) { return typed_texts(change, criterion); };
    return diagnostic::outdated_answer(change, diagnostic, diagnostic::asked_there(diagnostic, key), page);
}

// The criterion that a button of the form is about: where the page goes back to.
std::string pressed(Change& change, Rated const& rated) {
    if (auto const* criterion = save_in_plan(change, rated)) return std::string{criterion->key.text()};
    for (auto const& key : {change.form.line("confirmer"), diagnostic::taken_criterion(change.form),
             diagnostic::taken_criterion(change.form, "practice")})
        if (!key.empty()) return key;
    return {};
}

Response save_chapter(Change& change, WhichCycle cycle, ChapterKey key) {
    auto const diagnostic = require(diagnostic::find(change.db, change.desk.library, change.member.organisation, cycle));
    if (auto outdated = outdated_answer(change, diagnostic, key)) return *std::move(outdated);
    auto const& chapter = require_chapter(diagnostic, key);
    layout::require_open(change, diagnostic.cycle());
    auto const mandate = diagnostic::mandate(change.db, diagnostic, change.member);
    Rated const rated{diagnostic, diagnostic::asked(diagnostic, chapter), mandate};
    if (diagnostic::is_of_script(change.form))
        return practices::save_one(change, rated, [&] { return progress_in(change, diagnostic, chapter); });

    auto cards = practices::save_form(change, rated);
    if (auto const status = status_of(cards); status != 200) {
        fix(cards, mandate);
        auto page = shown(change, diagnostic, chapter, diagnostic::ratings(change.db, diagnostic));
        page.cards = std::move(cards);
        point_elsewhere(change, page);
        Response response{.status = status};
        response.body = web::Drawing{
            [caller = Caller{change}, page = std::move(page)] { return std::get<std::string>(answer(caller, page).body); }};
        response.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
        return response;
    }
    auto const back = pressed(change, rated);
    auto const url = practices_url(diagnostic, chapter);
    return web::see_other(back.empty() ? url : url.at("critere-" + back));
}

} // namespace

diagnostic::OldPage old_page(html::Language const& t, Diagnostic const& diagnostic) {
    return {t.text("Bonnes pratiques"), practices_url(diagnostic), t.text("Ouvrir les bonnes pratiques"), standing(diagnostic)};
}

layout::Standing standing(Diagnostic const& diagnostic) { return {"pratiques", diagnostic.cycle(), &diagnostic.version()}; }

evidence::Object document_object(Diagnostic const& diagnostic, Criterion const& criterion) {
    return evidence::criterion_object(diagnostic.id().text(), criterion.key.text());
}

std::vector<ChapterState> chapter_states(
    Diagnostic const& diagnostic, Described const& described, std::span<diagnostic::SavedRating const> ratings) {
    std::vector<ChapterState> states;
    for (auto const* chapter : diagnostic::asked_chapters(diagnostic))
        states.push_back({chapter, progress(diagnostic::asked(diagnostic, *chapter), described, ratings)});
    return states;
}

void add_chapter_routes(accounts::Router& router) {
    router.get_in_cycle("/pratiques/{}", Right::read, show);
    router.post_in_cycle("/pratiques/{}", Right::rate, save_chapter);
}

} // namespace practices
