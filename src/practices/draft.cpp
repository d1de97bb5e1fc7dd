#include "practices/draft.h"

#include "diagnostic/saving.h"
#include "practices/addresses.h"
#include "web/response.h"

#include <algorithm>

namespace practices {
namespace {

using diagnostic::Revision;
using referentiel::Criterion;

// What a record of the form was written upon; nothing where the form does not have that record.
template <typename T>
std::optional<T> base_of(web::Form const& form, std::string_view record, Criterion const& criterion) {
    auto const name = field(std::string{record} + "-revision", criterion);
    if (form.has(name)) {
        auto const base = parse<T>(form.text(name));
        if (!base) throw web::Refused{400};
        return base;
    }
    if (form.has(field(record, criterion))) throw web::Refused{400};
    return std::nullopt;
}

} // namespace

std::string fingerprint(std::string const& text) { return diagnostic::fingerprint(text, "", ""); }

std::string fingerprint(Priority priority) {
    return diagnostic::fingerprint(priority == Priority::none ? "" : std::to_string(static_cast<int>(priority)), "", "");
}

TextDraft kept_text(Practice const* kept) {
    if (!kept) return {.shown = fingerprint(std::string{})};
    return {.text = kept->text, .base = base_of(*kept), .shown = fingerprint(kept->text), .saved = *kept};
}

PriorityDraft kept_priority(SavedPriority const* kept) {
    if (!kept) return {.shown = fingerprint(Priority::none)};
    return {.chosen = kept->priority, .revision = kept->revision, .shown = fingerprint(kept->priority), .saved = *kept};
}

std::optional<TextDraft> touched_text(web::Form const& form, Criterion const& criterion) {
    auto const base = base_of<Base>(form, "practice", criterion);
    if (!base) return std::nullopt;
    TextDraft draft{.text = without_mere_blanks(form.text(field("practice", criterion))),
        .base = *base,
        .shown = form.text(field("practice-shown", criterion))};
    if (draft.shown == fingerprint(draft.text)) return std::nullopt;
    draft.is_too_long = is_too_long(draft.text);
    return draft;
}

std::optional<PriorityDraft> touched_priority(web::Form const& form, Criterion const& criterion) {
    auto const base = base_of<Revision>(form, "priority", criterion);
    auto const name = field("priority", criterion);
    if (!base || !form.has(name)) return std::nullopt;
    auto const chosen = parse<Priority>(form.text(name));
    if (!chosen) throw web::Refused{400};
    PriorityDraft draft{.chosen = *chosen, .revision = *base, .shown = form.text(field("priority-shown", criterion))};
    if (draft.shown == fingerprint(*chosen)) return std::nullopt;
    return draft;
}

void tell_once(std::vector<Card>& cards) {
    for (auto card = cards.begin(); card != cards.end(); ++card) {
        auto const& saved = card->text.saved;
        if (!saved || card->rating.is_fixed || card->text.theirs) continue; // a text that was refused stays where it is
        auto const has_it = [&](Card const& other) {
            return !other.rating.is_fixed && other.text.saved && other.text.saved->id == saved->id;
        };
        auto const first = std::find_if(cards.begin(), card, has_it);
        if (first != card) card->told_at = &first->criterion();
    }
}

int status_of(std::span<Card const> cards) {
    auto const is_wrong = [](Card const& card) {
        return diagnostic::status_of(std::span{&card.rating, 1}) == 422 || card.text.is_too_long;
    };
    auto const is_overtaken = [](Card const& card) {
        return diagnostic::status_of(std::span{&card.rating, 1}) == 409 || card.text.theirs || card.priority.theirs;
    };
    if (std::ranges::any_of(cards, is_wrong)) return 422;
    return std::ranges::any_of(cards, is_overtaken) ? 409 : 200;
}

} // namespace practices
