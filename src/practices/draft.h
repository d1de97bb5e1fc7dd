#pragma once

#include "diagnostic/draft.h"
#include "practices/practice.h"
#include "web/request.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace practices {

// What the form shows of a description: what is kept, or what was just sent and why it was not.
struct TextDraft {
    std::string text = {};
    Base base = {};
    std::string shown = {}; // the fingerprint of what was kept when the page was made
    std::optional<Practice> saved = {};
    std::optional<Practice> theirs = {};
    bool is_too_long = false;
};

struct PriorityDraft {
    Priority chosen = Priority::none;
    diagnostic::Revision revision = {};
    std::string shown = {};
    std::optional<SavedPriority> saved = {};
    std::optional<SavedPriority> theirs = {};
};

// One criterion as the page of its chapter shows it.
struct Card {
    diagnostic::Draft rating;
    TextDraft text;
    PriorityDraft priority;
    referentiel::Criterion const* described_at = nullptr; // has what is described of both, while this one has nothing
    referentiel::Criterion const* told_at = nullptr;      // the criterion of the page whose field holds the same practice

    referentiel::Criterion const& criterion() const { return *rating.criterion; }
};

TextDraft kept_text(Practice const*);
PriorityDraft kept_priority(SavedPriority const*);

// What the form says of the criterion; nothing where it lacks it, or where nobody touched it since the page was made. Refuses
// what no page of ours sends (400).
std::optional<TextDraft> touched_text(web::Form const&, referentiel::Criterion const&);
std::optional<PriorityDraft> touched_priority(web::Form const&, referentiel::Criterion const&);

std::string fingerprint(std::string const& text);
std::string fingerprint(Priority);

// A practice that serves several criteria of a page is written at the first of them whose field is open.
void tell_once(std::vector<Card>&);

// 422 with something to mend, 409 where someone else was faster, else 200.
int status_of(std::span<Card const>);

} // namespace practices
