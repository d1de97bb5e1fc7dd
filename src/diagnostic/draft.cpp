#include "diagnostic/draft.h"

#include <array>
#include <charconv>

namespace diagnostic {

Draft kept_draft(referentiel::Criterion const& criterion, SavedRating const* kept) {
    if (!kept) return {.criterion = &criterion, .shown = fingerprint({}, {}, {})};
    auto const& rating = kept->rating;
    return {.criterion = &criterion,
        .level = std::string{rating.level.code()},
        .reason = rating.reason,
        .comment = rating.comment,
        .revision = kept->revision,
        .shown = fingerprint(rating.level.code(), rating.reason, rating.comment),
        .saved = *kept};
}

Draft short_draft(referentiel::Criterion const& criterion, SavedRating const* kept) {
    auto draft = kept_draft(criterion, kept);
    draft.is_short = true;
    if (kept) draft.shown = fingerprint(draft, kept->rating);
    return draft;
}

void suggest(Draft& draft, Suggestion const* suggestion) {
    if (!suggestion) return;
    if (draft.comment.empty()) draft.described_at = suggestion->described_at;
    auto const& rating = suggestion->rating;
    if (draft.saved) {
        auto const says_more = joined(draft.comment, rating.comment) != draft.comment;
        if (says_more && !draft.is_short) draft.former = *suggestion;
        return;
    }
    draft.level = rating.level.code();
    draft.reason = rating.reason;
    draft.comment = rating.comment;
    draft.shown = fingerprint(draft, rating);
    draft.suggestion = *suggestion;
}

void suggest(std::span<Draft> drafts, std::span<Suggestion const> all) {
    for (auto& draft : drafts) suggest(draft, find_suggestion(all, *draft.criterion));
}

bool confirms(web::Form const& form, referentiel::Criterion const& criterion) {
    return form.has("confirmer-tout") || form.line("confirmer") == criterion.key.text();
}

bool is_readable(web::Form const& form, referentiel::Criterion const& criterion) {
    auto const key = "-" + std::string{criterion.key.text()};
    if (form.has("revision" + key)) return parse<Revision>(form.text("revision" + key)).has_value();
    return !form.has("level" + key) && !form.has("comment" + key);
}

std::optional<Draft> touched_draft(
    web::Form const& form, referentiel::Criterion const& criterion, SavedRating const* kept, Suggestion const* suggested) {
    auto const field = [&](std::string_view name) {
        return form.text(std::string{name} + "-" + std::string{criterion.key.text()});
    };
    auto const revision = parse<Revision>(field("revision"));
    auto const is_short = !form.has("comment-" + std::string{criterion.key.text()});
    if (!revision) return std::nullopt;
    auto const is_as_shown = field("shown") == fingerprint(field("level"), field("reason"), field("comment"));
    auto const is_confirmed = suggested && !kept && confirms(form, criterion);
    if (is_as_shown && !is_confirmed) return std::nullopt;
    return Draft{.criterion = &criterion,
        .level = field("level"),
        .reason = field("reason"),
        .comment = !is_short   ? field("comment")
                   : kept      ? kept->rating.comment
                   : suggested ? suggested->rating.comment
                               : std::string{},
        .revision = *revision,
        .shown = field("shown"),
        .is_short = is_short};
}

bool says(std::string_view text, std::string_view other) {
    auto const lines = [](std::string_view one) { return "\n" + std::string{one} + "\n"; };
    return other.empty() || lines(text).find(lines(other)) != std::string::npos;
}

std::string joined(std::string_view own, std::string_view other) {
    if (own.empty()) return std::string{other};
    if (says(own, other)) return std::string{own};
    return std::string{own} + "\n\n" + std::string{other};
}

// FNV-1a: the same on every machine and in every release, which std::hash need not be. Texts are told apart by a sign that none
// of them holds.
std::string fingerprint(std::string_view level, std::string_view reason, std::string_view comment) {
    std::uint64_t hash = 14695981039346656037u;
    for (auto const text : {level, std::string_view{"\x1f"}, reason, std::string_view{"\x1f"}, comment})
        for (char const sign : text) hash = (hash ^ static_cast<unsigned char>(sign)) * 1099511628211u;
    std::array<char, 16> signs{};
    auto const end = std::to_chars(signs.data(), signs.data() + signs.size(), hash, 36).ptr; // a page holds many of them
    return {signs.data(), end};
}

std::string fingerprint(Draft const& draft, Rating const& rating) {
    return fingerprint(rating.level.code(), rating.reason, draft.is_short ? std::string_view{} : rating.comment);
}

} // namespace diagnostic
