#include "referentiel/referentiel.h"

#include <algorithm>
#include <array>

namespace referentiel {

namespace {

constexpr std::array<std::string_view, 10> kinds{"association", "cooperative", "mutuelle", "fondation", "societe-ess",
    "structure-insertion", "essms", "habitat-jeunes", "reseau", "etablissement-enseignement"};

// A key wins over a number: a criterion may be called « 14 » by its key, and another by its number.
Criterion const* named(std::vector<Criterion const*> const& criteria, std::string_view name) {
    for (auto const* criterion : criteria)
        if (criterion->key.text() == name) return criterion;
    for (auto const* criterion : criteria)
        if (!name.empty() && criterion->number == name) return criterion;
    return nullptr;
}

// Asked for each row of a diagnostic: nothing is gathered.
Criterion const* find_rated_by_key(Version const& version, std::string_view key) {
    for (auto const& criterion : version.criteria) {
        if (criterion.items.empty() && criterion.key.text() == key) return &criterion;
        for (auto const& item : criterion.items)
            if (item.key.text() == key) return &item;
    }
    return nullptr;
}

bool is_yes(std::string const& question, Profile const& profile) { return question.empty() || profile.contains(question); }

} // namespace

bool is_version_hash(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

std::string_view to_text(Kind kind) { return kinds.at(static_cast<std::size_t>(kind)); }

std::optional<Kind> find_kind(std::string_view text) {
    auto const found = std::ranges::find(kinds, text);
    if (found == kinds.end()) return std::nullopt;
    return static_cast<Kind>(found - kinds.begin());
}

std::string const& Criterion::wording(Level const& level, std::string_view language) const {
    auto const own = levels.find(level.code());
    return own == levels.end() ? level.answer(language) : own->second.in(language);
}

Version::Version(ReferentielCode code, std::string number, VersionHash hash)
    : code{std::move(code)}, number{std::move(number)}, hash{std::move(hash)} {}

std::vector<Chapter const*> Version::chapters() const {
    std::vector<Chapter const*> chapters;
    for (auto const& chapter : all_chapters)
        if (!chapter.parent) chapters.push_back(&chapter);
    return chapters;
}

std::vector<Chapter const*> Version::chapters_of(Chapter const& parent) const {
    std::vector<Chapter const*> chapters;
    for (auto const& chapter : all_chapters)
        if (chapter.parent == &parent) chapters.push_back(&chapter);
    return chapters;
}

std::span<Criterion const> Version::criteria_of(Chapter const& chapter) const {
    return std::span{criteria}.subspan(chapter.first_criterion, chapter.criterion_count);
}

namespace {

// Sub-chapters tell where they begin among the criteria, which gives back the order of the file.
std::vector<Node> in_order(std::vector<Chapter const*> const& chapters, std::span<Criterion const> criteria, std::size_t first) {
    std::vector<Node> nodes;
    auto next = chapters.begin();
    for (std::size_t at = 0; at <= criteria.size();) {
        if (next != chapters.end() && (*next)->first_criterion == first + at) {
            nodes.push_back(*next);
            at += (*next)->criterion_count;
            ++next;
        } else {
            if (at < criteria.size()) nodes.push_back(&criteria[at]);
            ++at;
        }
    }
    return nodes;
}

} // namespace

std::vector<Node> Version::nodes_of(Chapter const& chapter) const {
    return in_order(chapters_of(chapter), criteria_of(chapter), chapter.first_criterion);
}

std::vector<Node> Version::top_nodes() const { return in_order(chapters(), criteria, 0); }

std::string const& Version::storey_name(int storey, std::string_view language) const {
    static std::string const nothing;
    if (storey < 1 || storey > std::ssize(storeys)) return nothing;
    return storeys[static_cast<std::size_t>(storey) - 1].in(language);
}

Chapter const* find_chapter(Version const& version, std::string_view key) {
    auto const found = std::ranges::find(version.all_chapters, key, [](Chapter const& chapter) { return chapter.key.text(); });
    return found == version.all_chapters.end() ? nullptr : &*found;
}

Criterion const* find_criterion(Version const& version, std::string_view key_or_number) {
    std::vector<Criterion const*> criteria;
    for (auto const& criterion : version.criteria) criteria.push_back(&criterion);
    return named(criteria, key_or_number);
}

Criterion const* find_rated(Version const& version, std::string_view key_or_number) {
    if (auto const* found = find_rated_by_key(version, key_or_number)) return found;
    return named(rated(version), key_or_number);
}

std::vector<Criterion const*> rated(Criterion const& criterion) {
    if (criterion.items.empty()) return {&criterion};
    std::vector<Criterion const*> items;
    for (auto const& item : criterion.items) items.push_back(&item);
    return items;
}

std::vector<Criterion const*> rated(Version const& version) {
    std::vector<Criterion const*> all;
    for (auto const& criterion : version.criteria)
        for (auto const* one : rated(criterion)) all.push_back(one);
    return all;
}

bool is_asked(Chapter const& chapter, Profile const& profile) {
    for (auto const* at = &chapter; at; at = at->parent)
        if (!is_yes(at->only_if, profile)) return false;
    return true;
}

bool is_asked(Criterion const& criterion, Profile const& profile) {
    if (!is_yes(criterion.only_if, profile)) return false;
    if (criterion.parent && !is_yes(criterion.parent->only_if, profile)) return false;
    return !criterion.chapter || is_asked(*criterion.chapter, profile);
}

} // namespace referentiel
