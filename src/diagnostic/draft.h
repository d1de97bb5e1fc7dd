#pragma once

#include "diagnostic/rating.h"
#include "diagnostic/suggestions.h"
#include "web/request.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace diagnostic {

// What the form shows of one criterion: what is kept, or what was just sent and why it was not.
struct Draft {
    referentiel::Criterion const* criterion;
    std::string level = {};
    std::string reason = {};
    std::string comment = {};
    Revision revision = {};
    std::string shown = {}; // the fingerprint of what was kept when the page was made
    std::optional<SavedRating> saved = {};
    std::optional<RatingProblem> problem = {};
    std::optional<SavedRating> theirs = {};
    std::optional<Suggestion> suggestion = {};            // what it shows, while nothing is kept
    std::optional<Suggestion> former = {};                // what was said elsewhere, once something else is kept
    referentiel::Criterion const* described_at = nullptr; // has the text that came with the same answer

    bool is_withdrawn = false; // the answer that it was written on top of is there no more

    bool is_fixed = false; // it is shown, and may not be changed by who asks
    bool is_short = false; // its comment is kept as it is, and not shown

    bool is_saved() const { return !problem && !theirs && !is_withdrawn; }
};

Draft kept_draft(referentiel::Criterion const&, SavedRating const*);
// Without the comment, for a page that only asks for levels.
Draft short_draft(referentiel::Criterion const&, SavedRating const*);

// Shows what is suggested; saved as it is, it is still to confirm. Nothing happens to what is kept.
void suggest(Draft&, Suggestion const*);
void suggest(std::span<Draft>, std::span<Suggestion const>);

// False where it holds the criterion without the revision that it was written on top of: no page of ours sends that.
bool is_readable(web::Form const&, referentiel::Criterion const&);

// What the form says of this criterion; nothing where it lacks it, or where nobody touched it since the page was made.
// A form without the comment leaves it as it is kept, or suggested. What is suggested counts as touched once it is confirmed.
std::optional<Draft> touched_draft(
    web::Form const&, referentiel::Criterion const&, SavedRating const* kept = nullptr, Suggestion const* suggested = nullptr);

// « Confirmer » under a criterion, and « Confirmer toutes les réponses reprises de ce chapitre », are buttons of the form.
bool confirms(web::Form const&, referentiel::Criterion const&);

// Does a text hold all of the other, as whole lines?
bool says(std::string_view text, std::string_view other);

// Both texts, one after the other; the first alone where the other says nothing more.
std::string joined(std::string_view own, std::string_view other);

// Goes with the form and comes back: a field that still has it was not touched, whatever others saved since.
std::string fingerprint(std::string_view level, std::string_view reason, std::string_view comment);

// The same, of what such a draft shows of what is kept.
std::string fingerprint(Draft const&, Rating const&);

} // namespace diagnostic
