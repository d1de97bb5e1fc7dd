#include "referentiel/passages.h"

#include <algorithm>

namespace referentiel {
namespace {

// One criterion that leads to another; the first of those that leave it is the main one.
struct Step {
    Criterion const* from;
    Criterion const* to;
    Way way;
};
using Steps = std::vector<Step>;

void add(Steps& steps, Step const& step) {
    for (auto& known : steps)
        if (known.from == step.from && known.to == step.to) {
            known.way = std::max(known.way, step.way);
            return;
        }
    steps.push_back(step);
}

Criterion const* find_key(Version const& version, std::string_view key) {
    auto const* found = find_rated(version, key);
    return found && found->key.text() == key ? found : nullptr;
}

Way way_of(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::split: return Way::split;
        case ChangeKind::merged: return Way::merged;
        case ChangeKind::moved: return Way::moved;
        case ChangeKind::reworded: return Way::reworded;
        case ChangeKind::removed: return Way::removed;
        case ChangeKind::added: break;
    }
    return Way::same;
}

// What the lineage of a version says of the one before; what it does not speak of keeps its key.
Steps steps_between(Version const& before, Version const& after) {
    Steps steps;
    std::set<std::string_view> told;
    if (after.lineage && after.lineage->from == before.number)
        for (auto const& change : after.lineage->changes)
            for (auto const& old_key : change.old_keys) {
                told.insert(old_key);
                auto const* from = find_key(before, old_key);
                for (auto const& new_key : change.new_keys)
                    if (auto const* to = find_key(after, new_key); from && to) add(steps, {from, to, way_of(change.kind)});
            }
    for (auto const* from : rated(before))
        if (auto const* to = find_key(after, from->key.text()); to && !told.contains(from->key.text()))
            add(steps, {from, to, Way::same});
    return steps;
}

Steps joined(Steps const& first, Steps const& second) {
    Steps steps;
    for (auto const& one : first)
        for (auto const& next : second)
            if (next.from == one.to) add(steps, {one.from, next.to, std::max(one.way, next.way)});
    return steps;
}

// One and the same référentiel, version by version as far as the lineages tell; by their keys where they do not.
Steps steps_along(Library const& library, Version const& from, Version const& to) {
    std::vector<Version const*> way{&to};
    while (way.back()->hash != from.hash) {
        auto const& at = *way.back();
        auto const* before = at.lineage ? library.find(at.code.text(), at.lineage->from) : nullptr;
        if (!before || !is_earlier(before->number, at.number)) return steps_between(from, to);
        way.push_back(before->hash == from.hash ? &from : before);
    }
    std::ranges::reverse(way);
    Steps steps;
    for (auto const* criterion : rated(from)) steps.push_back({criterion, criterion, Way::same});
    for (std::size_t i = 1; i < way.size(); ++i) steps = joined(steps, steps_between(*way[i - 1], *way[i]));
    return steps;
}

bool covers_some(Version const& version, std::string_view code) {
    return std::ranges::any_of(version.criteria,
        [&](Criterion const& criterion) { return criterion.covers && criterion.covers->referentiel.text() == code; });
}

bool has_all_covered(Version const& version, Version const& longer) {
    return std::ranges::all_of(version.criteria, [&](Criterion const& criterion) {
        if (!criterion.covers || criterion.covers->referentiel != longer.code) return true;
        auto const is_there = [&](CriterionKey const& key) { return find_criterion(longer, key.text()) != nullptr; };
        return is_there(criterion.covers->main) && std::ranges::all_of(criterion.covers->others, is_there);
    });
}

// The longer référentiel as the short one knew it: the one asked for, or the latest before it that has all these keys.
Version const* covered_version(Library const& library, Version const& from, Version const& to) {
    if (has_all_covered(from, to)) return &to;
    Version const* found = nullptr;
    for (auto const* version : library.versions())
        if (version->code == to.code && is_earlier(version->number, to.number) && has_all_covered(from, *version))
            found = version;
    return found;
}

void add_covered(Steps& steps, Criterion const& from, Version const& longer, CriterionKey const& key) {
    auto const* criterion = find_criterion(longer, key.text());
    if (!criterion) return;
    for (auto const* below : rated(from))
        for (auto const* to : rated(*criterion)) add(steps, {below, to, Way::covered});
}

Steps steps_by_cover(Library const& library, Version const& from, Version const& to) {
    auto const* longer = covered_version(library, from, to);
    if (!longer) longer = &to;
    Steps steps;
    for (auto const& criterion : from.criteria) {
        if (!criterion.covers || criterion.covers->referentiel != to.code) continue;
        add_covered(steps, criterion, *longer, criterion.covers->main);
        for (auto const& other : criterion.covers->others) add_covered(steps, criterion, *longer, other);
    }
    return longer == &to ? steps : joined(steps, steps_along(library, *longer, to));
}

Passages gathered(Steps const& steps, Version const& from, Version const& to) {
    Passages passages;
    for (auto const* criterion : rated(from)) {
        Passage passage{criterion, {}, Way::same};
        for (auto const& step : steps)
            if (step.from == criterion) {
                passage.to.push_back(step.to);
                passage.way = std::max(passage.way, step.way);
            }
        if (passage.to.empty()) passage.way = Way::removed;
        passages.all.push_back(std::move(passage));
    }
    for (auto const* criterion : rated(to))
        if (std::ranges::find(steps, criterion, &Step::to) == steps.end()) passages.added.push_back(criterion);
    return passages;
}

} // namespace

Passages passages(Library const& library, Version const& from, Version const& to) {
    if (from.code == to.code) return gathered(steps_along(library, from, to), from, to);
    if (covers_some(from, to.code.text())) return gathered(steps_by_cover(library, from, to), from, to);
    return {};
}

std::vector<Version const*> next_versions(Library const& library, Version const& from) {
    auto next = library.offered();
    std::erase_if(next, [&](Version const* version) {
        if (version->code == from.code) return !is_earlier(from.number, version->number);
        return !covers_some(from, version->code.text());
    });
    return next;
}

} // namespace referentiel
