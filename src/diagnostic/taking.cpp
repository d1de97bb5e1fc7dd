#include "diagnostic/taking.h"

#include "diagnostic/queries.h"

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Change;
using html::Html, html::Language;
using referentiel::Criterion;

// The names of the buttons.
constexpr std::string_view keep = "garder", take = "reprendre", join = "joindre", take_opinion = "reprendre-avis",
                           take_former = "reprendre-texte";

Html button(
    Language const& t, std::string_view name, std::string_view value, std::string_view words, Criterion const& criterion) {
    return t.html(
        R"(<button class="button button--second" type="submit" name="{}" value="{}">{}<span class="unseen"> {}</span></button>)",
        name, value, words, t.text(": critère {}", {criterion.number}));
}

// An opinion is named by its criterion and its person.
std::string value_of(Criterion const& criterion, std::string_view user) {
    return std::string{criterion.key.text()} + "/" + std::string{user};
}

std::string_view user_of(std::string_view value) {
    auto const slash = value.find('/');
    return slash == value.npos ? std::string_view{} : value.substr(slash + 1);
}

bool is_pressed(web::Form const& form, std::string_view name, Criterion const& criterion) {
    return form.line(name) == criterion.key.text();
}

// Nobody reads the others before having answered, or before an answer is retained.
SavedRating require_opinion(Change const& change, Rated const& rated, Criterion const& criterion, SavedRating const* kept) {
    auto const user = web::require(accounts::UserId::parse(user_of(change.form.line(take_opinion))));
    auto const own = Voice::of(change.member.user.id);
    auto const may_see = kept || find_rating(change.db, rated.diagnostic, criterion, own).has_value();
    if (!rated.voice.is_retained() || !may_see) throw web::Refused{404};
    return web::require(find_rating(change.db, rated.diagnostic, criterion, Voice::of(user)));
}

// What others said is added to what is there; their level only where there is none.
Draft added(Draft draft, Rating const& other) {
    if (draft.level.empty()) {
        draft.level = other.level.code();
        draft.reason = other.reason;
    }
    draft.comment = joined(draft.comment, other.comment.empty() ? other.reason : other.comment);
    return draft;
}

} // namespace

Html conflict_buttons(Language const& t, Criterion const& criterion) {
    auto const& key = criterion.key.text();
    return t.html(R"(
<div class="buttons">{}{}{}</div>)",
        button(t, keep, key, t.text("Garder ma version"), criterion),
        button(t, take, key, t.text("Reprendre l'autre version"), criterion),
        button(t, join, key, t.text("Joindre les deux textes"), criterion));
}

Html take_opinion_button(Language const& t, Criterion const& criterion, Opinion const& opinion) {
    auto const words = t.text("Reprendre ce texte");
    return t.html(R"(<button class="text-button" type="submit" name="{}" value="{}">{}<span class="unseen"> {}</span></button>)",
        take_opinion, value_of(criterion, opinion.user), words,
        t.text(": avis de {}, critère {}", {opinion.given.by, criterion.number}));
}

Html take_former_button(Language const& t, Criterion const& criterion) {
    return button(t, take_former, criterion.key.text(), t.text("Reprendre ce texte"), criterion);
}

std::optional<Draft> with_taken(Change const& change, Rated const& rated, std::optional<Draft> touched,
    Criterion const& criterion, SavedRating const* kept, Suggestion const* suggestion) {
    auto const& form = change.form;
    if (!rated.mandate.allows(criterion)) return touched;
    if (kept && is_pressed(form, take, criterion)) return std::nullopt;
    auto const draft = touched ? *touched : kept_draft(criterion, kept);
    if (kept && is_pressed(form, join, criterion)) {
        auto both = draft;
        both.comment = joined(draft.comment, kept->rating.comment);
        return both;
    }
    if (suggestion && is_pressed(form, take_former, criterion)) return added(draft, suggestion->rating);
    auto const wanted = form.line(take_opinion);
    if (wanted.substr(0, wanted.find('/')) == criterion.key.text())
        return added(draft, require_opinion(change, rated, criterion, kept).rating);
    return touched;
}

std::string taken_criterion(web::Form const& form) {
    for (auto const name : {keep, take, join, take_opinion, take_former})
        if (form.has(name)) {
            auto const value = form.line(name);
            return value.substr(0, value.find('/'));
        }
    return {};
}

} // namespace diagnostic
