#include "practices/draft.h"

#include "core/unicode.h"
#include "diagnostic/saving.h"
#include "practices/addresses.h"
#include "prose/document.h"
#include "web/response.h"

#include <algorithm>

namespace practices {
namespace {

using diagnostic::Revision;
using referentiel::Criterion;

std::string digit(Priority priority) { return std::to_string(static_cast<int>(priority)); }

// The revision that a record of the form was written upon; nothing where the form does not have that record.
std::optional<Revision> base_of(web::Form const& form, std::string_view record, Criterion const& criterion) {
    auto const name = field(std::string{record} + "-revision", criterion);
    if (form.has(name)) {
        auto const base = parse<Revision>(form.text(name));
        if (!base) throw web::Refused{400};
        return base;
    }
    if (form.has(field(record, criterion))) throw web::Refused{400};
    return std::nullopt;
}

} // namespace

std::string fingerprint(std::string const& text) { return diagnostic::fingerprint(text, "", ""); }

std::string fingerprint(std::optional<Priority> priority) {
    return diagnostic::fingerprint(priority ? digit(*priority) : std::string{}, "", "");
}

TextDraft kept_text(Practice const* kept) {
    if (!kept) return {.shown = fingerprint(std::string{})};
    return {.text = kept->text, .revision = kept->revision, .shown = fingerprint(kept->text), .saved = *kept};
}

PriorityDraft kept_priority(SavedPriority const* kept) {
    if (!kept) return {.shown = fingerprint(std::optional<Priority>{})};
    return {.chosen = kept->priority, .revision = kept->revision, .shown = fingerprint(kept->priority), .saved = *kept};
}

std::optional<TextDraft> touched_text(web::Form const& form, Criterion const& criterion) {
    auto const base = base_of(form, "practice", criterion);
    if (!base) return std::nullopt;
    TextDraft draft{.text = form.text(field("practice", criterion)),
        .revision = *base,
        .shown = form.text(field("practice-shown", criterion))};
    if (draft.text.find_first_not_of(" \n\t") == draft.text.npos) draft.text.clear();
    if (draft.shown == fingerprint(draft.text)) return std::nullopt;
    draft.is_too_long = length(draft.text) > prose::longest;
    return draft;
}

std::optional<PriorityDraft> touched_priority(web::Form const& form, Criterion const& criterion) {
    auto const base = base_of(form, "priority", criterion);
    auto const name = field("priority", criterion);
    if (!base || !form.has(name)) return std::nullopt;
    auto const chosen = parse<Priority>(form.text(name));
    if (!chosen) throw web::Refused{400};
    PriorityDraft draft{.chosen = chosen, .revision = *base, .shown = form.text(field("priority-shown", criterion))};
    if (draft.shown == fingerprint(chosen)) return std::nullopt;
    return draft;
}

int status_of(std::span<Card const> cards) {
    auto const is_wrong = [](Card const& card) { return card.rating.problem || card.text.is_too_long; };
    auto const is_overtaken = [](Card const& card) { return card.rating.theirs || card.text.theirs || card.priority.theirs; };
    if (std::ranges::any_of(cards, is_wrong)) return 422;
    return std::ranges::any_of(cards, is_overtaken) ? 409 : 200;
}

} // namespace practices
