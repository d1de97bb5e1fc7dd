#include "diagnostic/saving.h"

#include "core/unicode.h"
#include "diagnostic/card.h"
#include "diagnostic/moves.h"
#include "diagnostic/queries.h"
#include "diagnostic/taking.h"

#include <boost/json.hpp>

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::Right;
using referentiel::Chapter, referentiel::Criterion;
using web::Response;
namespace json = boost::json;

// The draft as the page shows it next: saved, or with the reason why it was not.
Draft saved_draft(Change& change, Rated const& rated, Draft draft, SavedRating const* before) {
    if (!before && draft.revision.number > 0) { // an import was undone meanwhile, or its diagnostic replaced
        draft.is_withdrawn = true;
        draft.revision = {};
        draft.shown = fingerprint({}, {}, {});
        return draft;
    }
    auto const rating = make_rating(*draft.criterion, draft.level, draft.reason, draft.comment);
    if (!rating) {
        draft.problem = rating.error();
        return draft;
    }
    Writing const writing{change.member.user, shortened(change.form.line("editor"), 64), draft.revision, change.now, rated.voice};
    auto const saved = save(change.db, change.trail, rated.diagnostic, *rating, writing);
    auto const& kept = saved ? *saved : saved.error().current;
    if (!saved) draft.theirs = kept;
    draft.saved = kept;
    draft.revision = kept.revision;
    draft.shown = fingerprint(draft, kept.rating);
    return draft;
}

// Only what is retained was ever suggested.
std::vector<Suggestion> suggestions_for(Change const& change, Rated const& rated) {
    return rated.voice.is_retained() ? suggestions(change.db, change.desk.library, rated.diagnostic) : std::vector<Suggestion>{};
}

json::object described(Caller const& caller, SavedRating const& saved) {
    auto const& rating = saved.rating;
    return {{"level", rating.level.code()}, {"label", rating.level.label(caller.t.code())}, {"reason", rating.reason},
        {"comment", rating.comment}, {"by", saved.by}, {"at", caller.t.time(caller.local(saved.at))}};
}

// What the script of the page is told of the one criterion it sent.
Response draft_answer(Caller const& caller, Draft const& draft, std::string const& progress) {
    auto const& t = caller.t;
    json::object answer;
    if (draft.problem) {
        auto const problem = problems_of(t, std::span{&draft, 1}).front();
        answer["problems"] = json::array{{{"field", problem.field}, {"text", explanation(t, draft)}}};
    } else {
        answer["revision"] = draft.revision.number;
        answer["shown"] = draft.shown;
    }
    if (draft.is_withdrawn) {
        answer["message"] = explanation(t, draft);
        answer["theirs"] = json::object{
            {"level", ""}, {"label", t.text("Plus aucune réponse")}, {"reason", ""}, {"comment", ""}, {"by", ""}, {"at", ""}};
    } else if (draft.theirs) {
        answer["message"] = explanation(t, draft);
        answer["theirs"] = described(caller, *draft.theirs);
    } else if (draft.saved && !draft.problem) {
        answer["saved"] = saved_words(caller, *draft.saved);
        answer["progress"] = progress;
    }
    return web::json(json::serialize(answer), status_of(std::span{&draft, 1}));
}

} // namespace

std::vector<Draft> save_form(Change& change, Rated const& rated) {
    std::vector<Draft> drafts;
    auto const kept = ratings(change.db, rated.diagnostic, rated.voice);
    auto const suggested = suggestions_for(change, rated);
    for (auto const* criterion : rated.criteria) {
        if (!is_readable(change.form, *criterion)) throw web::Refused{400};
        if (!rated.mandate.allows(*criterion) && change.form.has("revision-" + std::string{criterion->key.text()}))
            throw web::Refused{403};
        auto const* before = find_rating(kept, *criterion);
        auto const* suggestion = find_suggestion(suggested, *criterion);
        auto touched =
            with_taken(change, rated, touched_draft(change.form, *criterion, before, suggestion), *criterion, before, suggestion);
        auto const is_short = !change.form.has("comment-" + std::string{criterion->key.text()});
        drafts.push_back(touched    ? saved_draft(change, rated, *std::move(touched), before)
                         : is_short ? short_draft(*criterion, before)
                                    : kept_draft(*criterion, before));
        if (!touched) suggest(drafts.back(), suggestion);
    }
    return drafts;
}

bool is_of_script(web::Form const& form) { return form.has("criterion"); }

Response save_one(Change& change, Rated const& rated, std::function<std::string()> const& progress) {
    auto const& criterion = web::require(find_rated(rated.diagnostic.version(), change.form.line("criterion")));
    if (std::ranges::count(rated.criteria, &criterion) == 0) throw web::Refused{404};
    if (!rated.mandate.allows(criterion)) throw web::Refused{403};
    if (!is_readable(change.form, criterion) || !change.form.has("revision-" + std::string{criterion.key.text()}))
        throw web::Refused{400};
    auto const kept = find_rating(change.db, rated.diagnostic, criterion, rated.voice);
    auto const* before = kept ? &*kept : nullptr;
    auto const suggested = kept ? std::vector<Suggestion>{} : suggestions_for(change, rated);
    auto const touched = touched_draft(change.form, criterion, before, find_suggestion(suggested, criterion));
    auto const draft = touched ? saved_draft(change, rated, *touched, before) : kept_draft(criterion, before);
    return draft_answer(change, draft, draft.is_saved() ? progress() : std::string{});
}

int status_of(std::span<Draft const> drafts) {
    if (std::ranges::any_of(drafts, [](Draft const& draft) { return draft.problem.has_value(); })) return 422;
    if (std::ranges::any_of(drafts, [](Draft const& draft) { return draft.theirs || draft.is_withdrawn; })) return 409;
    return 200;
}

Criterion const* save_flag(Change& change, Rated const& rated) {
    auto const is_wanted = change.form.has("a-reprendre");
    if (!is_wanted && !change.form.has("repris")) return nullptr;
    auto const& criterion =
        web::require(find_rated(rated.diagnostic.version(), change.form.line(is_wanted ? "a-reprendre" : "repris")));
    if (std::ranges::count(rated.criteria, &criterion) == 0) throw web::Refused{404};
    auto const is_news = is_wanted ? flag(change.db, rated.diagnostic, criterion, change.member.user, change.now)
                                   : clear_flag(change.db, rated.diagnostic, criterion);
    if (is_news) change.trail.add(is_wanted ? "flag" : "clear_flag", criterion.key.text());
    return &criterion;
}

Criterion const* confirmed(web::Form const& form, std::span<Draft const> drafts) {
    auto const taken = taken_criterion(form);
    auto const key = taken.empty() ? form.line("confirmer") : taken;
    auto const found = std::ranges::find(drafts, key, [](Draft const& draft) { return draft.criterion->key.text(); });
    return found == drafts.end() ? nullptr : found->criterion;
}

bool may_rate(Member const& member, Diagnostic const& diagnostic) {
    return accounts::may(member.role, Right::rate) && diagnostic.is_open();
}

std::string progress_words(int answered, int total) { return std::to_string(answered) + "\u00a0/\u00a0" + std::to_string(total); }

} // namespace diagnostic
