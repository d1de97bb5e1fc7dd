#include "practices/saving.h"

#include "core/unicode.h"
#include "diagnostic/card.h"
#include "diagnostic/moves.h"
#include "diagnostic/taking.h"
#include "practices/addresses.h"
#include "practices/elsewhere.h"
#include "practices/slots.h"
#include "referentiel/referentiel.h"

#include <boost/json.hpp>

#include <algorithm>

namespace practices {
namespace {

using accounts::Caller, accounts::Change;
using diagnostic::Draft, diagnostic::Rated, diagnostic::SavedRating, diagnostic::Writing;
using referentiel::Criterion;
using web::Response;
namespace json = boost::json;

Writing writing(Change const& change, diagnostic::Revision base) {
    return {change.member.user, shortened(change.form.line("editor"), 64), base, change.now};
}

TextDraft saved_text(Change& change, Rated const& rated, Criterion const& criterion, TextDraft draft) {
    if (draft.is_too_long) return draft;
    auto const saved = save(change.db, change.trail, rated.diagnostic, criterion.key, draft.text, draft.base,
        writing(change, draft.base.revision), change.desk.chance);
    auto const& kept = saved ? *saved : saved.error().current;
    if (!saved) draft.theirs = kept;
    draft.saved = kept;
    draft.base = base_of(kept);
    draft.shown = fingerprint(kept.text);
    return draft;
}

// What was typed, or what a button below another's text makes of both.
TextDraft settled_text(Change& change, Rated const& rated, Criterion const& criterion, TextDraft typed, Practice const* theirs) {
    auto const settled = diagnostic::settled(change.form, criterion, "practice");
    if (theirs && settled == diagnostic::Settled::theirs) return kept_text(theirs);
    if (theirs && settled == diagnostic::Settled::both) {
        typed.text = joined(typed.text, theirs->text);
        typed.is_too_long = is_too_long(typed.text);
    }
    return saved_text(change, rated, criterion, std::move(typed));
}

// « Reprendre ce texte » adds what the main criterion is described by to what stands here.
void take_from_main(Change& change, Rated const& rated, Described const& before, Card& card) {
    auto const elsewhere = described_elsewhere(change.db, change.desk.library, rated.diagnostic, before);
    auto const* main = find_main(elsewhere, card.criterion());
    auto const there = main ? find_practice(change.db, rated.diagnostic, main->key) : std::nullopt;
    if (!there || card.text.theirs || card.text.is_too_long) return;
    auto draft = card.text;
    draft.text = joined(draft.text, there->text);
    draft.is_too_long = is_too_long(draft.text);
    card.text = saved_text(change, rated, card.criterion(), std::move(draft));
}

PriorityDraft saved_priority(Change& change, Rated const& rated, Criterion const& criterion, PriorityDraft draft) {
    auto const saved =
        save(change.db, change.trail, rated.diagnostic, criterion.key, draft.chosen, writing(change, draft.revision));
    auto const& kept = saved ? *saved : saved.error().current;
    if (!saved) draft.theirs = kept;
    else if (kept.priority == Priority::plan)
        change.desk.slots.of<Plan>().put(
            change.db, change.trail, rated.diagnostic, {&criterion}, {change.member.user, change.now});
    draft.saved = kept;
    draft.revision = kept.revision;
    draft.shown = fingerprint(kept.priority);
    return draft;
}

Response answer(json::object answer, int status) { return web::json(json::serialize(answer), status); }

std::string time_words(Caller const& caller, Instant at) { return caller.t.time(caller.local(at)); }

// What may be written by who asks, of what the page shows.
Criterion const& require_one(Change const& change, Rated const& rated) {
    auto const& criterion = web::require(find_rated(rated.diagnostic.version(), change.form.line("criterion")));
    if (std::ranges::count(rated.criteria, &criterion) == 0) throw web::Refused{404};
    if (!rated.mandate.allows(criterion)) throw web::Refused{403};
    return criterion;
}

std::string overtaken(html::Language const& t) {
    return t.text("Une autre personne a modifié ce critère entre-temps : choisissez ce qu'il faut garder");
}

Response save_one_text(Change& change, Rated const& rated, std::function<std::string()> const& progress) {
    auto const& t = change.t;
    auto const& criterion = require_one(change, rated);
    auto const touched = touched_text(change.form, criterion);
    auto const kept = touched ? std::nullopt : find_practice(change.db, rated.diagnostic, criterion.key);
    auto const draft = touched ? saved_text(change, rated, criterion, *touched) : kept_text(kept ? &*kept : nullptr);
    if (draft.is_too_long)
        return answer({{"problems", json::array{{{"field", field("practice", criterion)}, {"text", too_long(t)}}}}}, 422);
    json::object said{{"revision", to_text(draft.base)}, {"shown", draft.shown}};
    if (draft.theirs) {
        said["message"] = overtaken(t);
        said["theirs"] = json::object{{"practice", draft.theirs->text}, {"label", ""}, {"by", draft.theirs->by},
            {"at", time_words(change, draft.theirs->at)}};
        return answer(std::move(said), 409);
    }
    said["saved"] = draft.saved ? saved_words(change, *draft.saved) : std::string{};
    said["progress"] = progress();
    return answer(std::move(said), 200);
}

Response save_one_priority(Change& change, Rated const& rated, std::function<std::string()> const& progress) {
    auto const& t = change.t;
    auto const& criterion = require_one(change, rated);
    auto const touched = touched_priority(change.form, criterion);
    auto const described = touched ? Described{} : practices::described(change.db, rated.diagnostic);
    auto const draft =
        touched ? saved_priority(change, rated, criterion, *touched) : kept_priority(described.saved_priority(criterion));
    json::object said{{"revision", draft.revision.number}, {"shown", draft.shown}};
    if (draft.theirs) {
        auto const& theirs = *draft.theirs;
        said["message"] = overtaken(t);
        said["theirs"] = json::object{{"priority", std::to_string(static_cast<int>(theirs.priority))},
            {"label", words(t, theirs.priority)}, {"by", theirs.by}, {"at", time_words(change, theirs.at)}};
        return answer(std::move(said), 409);
    }
    auto const planned = change.desk.slots.of<Plan>().planned(change.db, rated.diagnostic);
    said["saved"] = draft.saved ? saved_words(change, *draft.saved, planned.contains(criterion.key.text())) : std::string{};
    said["progress"] = progress();
    return answer(std::move(said), 200);
}

} // namespace

std::string too_long(html::Language const& t) {
    return t.text("Raccourcissez cette description : elle dépasse 100 000 caractères");
}

std::string_view marks(Priority priority) { return std::string_view{"!!!"}.substr(0, static_cast<std::size_t>(priority)); }

std::string words(html::Language const& t, Priority priority) {
    switch (priority) {
        case Priority::none: return t.text("Sans priorité");
        case Priority::low: return t.text("Peu urgent");
        case Priority::urgent: return t.text("Urgent");
        case Priority::plan: return t.text("Plan d'actions");
    }
    return {};
}

std::string saved_words(Caller const& caller, Practice const& practice) {
    auto const& t = caller.t;
    if (!practice.origin.empty()) return t.text("Reprise de {}, à relire", {practice.origin});
    return diagnostic::saved_words(caller, practice.by, practice.at);
}

std::string saved_words(Caller const& caller, SavedPriority const& saved, bool is_planned) {
    auto const& t = caller.t;
    auto const when = diagnostic::saved_words(caller, saved.by, saved.at);
    if (saved.priority == Priority::plan && is_planned) return t.text("{}. Ce critère est dans le plan d'actions.", {when});
    if (saved.priority == Priority::plan) return t.text("{}. Ce critère n'est pas dans le plan d'actions.", {when});
    if (is_planned) return t.text("{}. Ce qui était prévu reste dans le plan d'actions.", {when});
    return when;
}

std::vector<html::Problem> problems_of(html::Language const& t, std::span<Card const> cards) {
    std::vector<html::Problem> problems;
    auto const add = [&](Card const& card, std::string const& at, std::string const& what) {
        problems.push_back({at, t.text("{}. {}", {card.criterion().number, what})});
    };
    for (auto const& card : cards) {
        auto const rating = diagnostic::problems_of(t, std::span{&card.rating, 1});
        problems.insert(problems.end(), rating.begin(), rating.end());
        if (card.text.is_too_long) add(card, field("practice", card.criterion()), too_long(t));
        if (card.text.theirs) add(card, field("practice", card.criterion()), overtaken(t));
        if (card.priority.theirs) add(card, field("priority", card.criterion()), overtaken(t));
    }
    return problems;
}

std::vector<Card> kept_cards(std::span<Criterion const* const> criteria, Described const& described,
    std::span<SavedRating const> ratings, std::span<diagnostic::Suggestion const> suggestions) {
    std::vector<Card> cards;
    for (auto const* criterion : criteria) {
        Card card{diagnostic::short_draft(*criterion, find_rating(ratings, *criterion)),
            kept_text(described.practice(*criterion)), kept_priority(described.saved_priority(*criterion))};
        diagnostic::suggest(card.rating, find_suggestion(suggestions, *criterion));
        cards.push_back(std::move(card));
    }
    return cards;
}

std::vector<Card> save_form(Change& change, Rated const& rated) {
    auto ratings = diagnostic::save_form(change, rated);
    auto const before = described(change.db, rated.diagnostic);
    std::vector<Card> cards;
    for (auto& rating : ratings) {
        auto const& criterion = *rating.criterion;
        Card card{std::move(rating), kept_text(before.practice(criterion)), kept_priority(before.saved_priority(criterion))};
        if (rated.mandate.allows(criterion)) {
            if (auto text = touched_text(change.form, criterion))
                card.text = settled_text(change, rated, criterion, *std::move(text), before.practice(criterion));
            if (auto priority = touched_priority(change.form, criterion))
                card.priority = saved_priority(change, rated, criterion, *std::move(priority));
        }
        cards.push_back(std::move(card));
    }
    for (auto& card : cards) // one at the most
        if (rated.mandate.allows(card.criterion()) && diagnostic::takes_former(change.form, card.criterion(), "practice"))
            take_from_main(change, rated, before, card);
    return cards;
}

Criterion const* save_in_plan(Change& change, Rated const& rated) {
    auto const key = change.form.line("au-plan");
    auto const found = std::ranges::find(rated.criteria, key, [](Criterion const* criterion) { return criterion->key.text(); });
    if (found == rated.criteria.end() || !rated.mandate.allows(**found)) return nullptr;
    change.desk.slots.of<Plan>().put(change.db, change.trail, rated.diagnostic, {*found}, {change.member.user, change.now});
    return *found;
}

Response save_one(Change& change, Rated const& rated, std::function<std::string()> const& progress) {
    auto const record = change.form.line("record");
    if (record == "practice") return save_one_text(change, rated, progress);
    if (record == "priority") return save_one_priority(change, rated, progress);
    return diagnostic::save_one(change, rated, progress);
}

} // namespace practices
