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

// « joindre », or « joindre-practice » of another record than the rating.
std::string name_of(std::string_view button, std::string_view of) {
    return of.empty() ? std::string{button} : std::string{button} + "-" + std::string{of};
}

Html button(
    Language const& t, std::string_view name, std::string_view value, std::string_view words, Criterion const& criterion) {
    return t.html(
        R"(<button class="button button--second" type="submit" name="{}" value="{}">{}<span class="unseen">{}</span></button>)",
        name, value, words, t.text(" : critère {}", {criterion.number}));
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

Html conflict_buttons(Language const& t, Criterion const& criterion, std::string_view of) {
    auto const& key = criterion.key.text();
    return t.html(R"(
<div class="buttons">{}{}{}</div>)",
        button(t, name_of(keep, of), key, t.text("Garder ma version"), criterion),
        button(t, name_of(take, of), key, t.text("Reprendre l'autre version"), criterion),
        button(t, name_of(join, of), key, t.text("Joindre les deux textes"), criterion));
}

Settled settled(web::Form const& form, Criterion const& criterion, std::string_view of) {
    if (is_pressed(form, name_of(keep, of), criterion)) return Settled::own;
    if (is_pressed(form, name_of(take, of), criterion)) return Settled::theirs;
    if (is_pressed(form, name_of(join, of), criterion)) return Settled::both;
    return Settled::not_at_all;
}

Html take_opinion_button(Language const& t, Criterion const& criterion, Opinion const& opinion) {
    auto const words = t.text("Reprendre ce texte");
    return t.html(R"(<button class="text-button" type="submit" name="{}" value="{}">{}<span class="unseen">{}</span></button>)",
        take_opinion, value_of(criterion, opinion.user), words,
        t.text(" : avis de {}, critère {}", {opinion.given.by, criterion.number}));
}

Html take_former_button(Language const& t, Criterion const& criterion, std::string_view of) {
    return button(t, name_of(take_former, of), criterion.key.text(), t.text("Reprendre ce texte"), criterion);
}

bool takes_former(web::Form const& form, Criterion const& criterion, std::string_view of) {
    return is_pressed(form, name_of(take_former, of), criterion);
}

std::optional<Draft> with_taken(Change const& change, Rated const& rated, std::optional<Draft> touched,
    Criterion const& criterion, SavedRating const* kept, Suggestion const* suggestion) {
    auto const& form = change.form;
    if (!rated.mandate.allows(criterion)) return touched;
    if (kept && settled(form, criterion) == Settled::theirs) return std::nullopt;
    auto const draft = touched ? *touched : kept_draft(criterion, kept);
    if (kept && settled(form, criterion) == Settled::both) {
        auto both = draft;
        both.comment = joined(draft.comment, kept->rating.comment);
        return both;
    }
    if (suggestion && takes_former(form, criterion)) return added(draft, suggestion->rating);
    auto const wanted = form.line(take_opinion);
    if (wanted.substr(0, wanted.find('/')) == criterion.key.text())
        return added(draft, require_opinion(change, rated, criterion, kept).rating);
    return touched;
}

std::string taken_criterion(web::Form const& form, std::string_view of) {
    for (auto const button : {keep, take, join, take_opinion, take_former})
        if (auto const name = name_of(button, of); form.has(name)) {
            auto const value = form.line(name);
            return value.substr(0, value.find('/'));
        }
    return {};
}

} // namespace diagnostic
