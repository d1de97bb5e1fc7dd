#include "diagnostic/comparison.h"

#include "html/html.h"

#include <algorithm>
#include <map>

namespace diagnostic {
namespace {

using referentiel::ChangeKind, referentiel::Criterion, referentiel::Effect, referentiel::Library, referentiel::Version;
using Keys = std::vector<std::string>;

// What a key was called in the version before that one.
Keys former_keys(Version const& version, std::string const& key) {
    if (!version.lineage) return {key};
    for (auto const& change : version.lineage->changes)
        if (std::ranges::find(change.new_keys, key) != change.new_keys.end())
            return change.kind == ChangeKind::added ? Keys{} : change.old_keys;
    return {key};
}

// The versions from the later one down to the earlier, without that; nothing where no lineage leads there.
std::optional<std::vector<Version const*>> steps_down(Library const& library, Version const& earlier, Version const& later) {
    std::vector<Version const*> steps;
    for (auto const* version = &later; version != &earlier;) {
        if (!version->lineage) return std::nullopt;
        steps.push_back(version);
        version = library.find(version->code.text(), version->lineage->from);
        if (!version) return std::nullopt;
    }
    return steps;
}

Keys keys_before(std::vector<Version const*> const& steps, std::string const& key) {
    Keys keys{key};
    for (auto const* version : steps) {
        Keys former;
        for (auto const& one : keys)
            for (auto& old : former_keys(*version, one))
                if (std::ranges::find(former, old) == former.end()) former.push_back(std::move(old));
        keys = std::move(former);
    }
    return keys;
}

using Forebears = std::map<Criterion const*, std::vector<Criterion const*>>;

void add(Forebears& all, Criterion const* now, Criterion const* before) {
    if (!now || !before) return;
    auto& own = all[now];
    if (std::ranges::find(own, before) == own.end()) own.push_back(before);
}

Forebears by_lineage(std::vector<Version const*> const& steps, Version const& earlier, Version const& later) {
    Forebears all;
    for (auto const* criterion : rated(later))
        for (auto const& key : keys_before(steps, std::string{criterion->key.text()}))
            add(all, criterion, find_rated(earlier, key));
    return all;
}

// Each criterion of the shorter référentiel with all that it stands for in the longer one.
Forebears by_cover(Version const& shorter, Version const& longer) {
    Forebears all;
    for (auto const* criterion : rated(shorter)) {
        if (!criterion->covers || criterion->covers->referentiel != longer.code) continue;
        add(all, criterion, find_rated(longer, criterion->covers->main.text()));
        for (auto const& other : criterion->covers->others) add(all, criterion, find_rated(longer, other.text()));
    }
    return all;
}

Forebears turned(Forebears const& all) {
    Forebears other;
    for (auto const& [now, befores] : all)
        for (auto const* before : befores) add(other, before, now);
    return other;
}

Forebears by_key(Version const& before, Version const& now) {
    Forebears all;
    for (auto const* criterion : rated(now)) add(all, criterion, find_rated(before, criterion->key.text()));
    return all;
}

Forebears forebears(Library const& library, Version const& before, Version const& now) {
    if (before.code == now.code) {
        if (auto const steps = steps_down(library, before, now)) return by_lineage(*steps, before, now);
        if (auto const steps = steps_down(library, now, before)) return turned(by_lineage(*steps, now, before));
        return by_key(before, now);
    }
    auto all = turned(by_cover(before, now));
    return all.empty() ? by_cover(now, before) : all;
}

bool is_counted(SavedRating const& saved) { return saved.rating.level.is_counted(); }

Movement movement(Change const& change) {
    if (!change.now) return Movement::not_rated_again;
    if (change.before.empty()) return Movement::first_answer;
    if (change.before.size() > 1) return Movement::several;
    auto const& before = *change.before.front();
    if (is_counted(before) && !is_counted(*change.now)) return Movement::left;
    if (!is_counted(before) && is_counted(*change.now)) return Movement::came;
    if (change.steps == 0) return Movement::same;
    return change.steps > 0 ? Movement::up : Movement::down;
}

Change change_of(Reading const& now, Reading const& before, Counterpart const& counterpart) {
    Change change{.criterion = counterpart.now, .movement = Movement::none_before};
    change.now = find_rating(now.ratings, *counterpart.now);
    if (counterpart.before.empty()) return change;
    for (auto const* criterion : counterpart.before)
        if (auto const* saved = find_rating(before.ratings, *criterion)) change.before.push_back(saved);
    change.is_reworded = counterpart.before.size() > 1 || counterpart.before.front()->key != counterpart.now->key ||
                         before.diagnostic.version().code != now.diagnostic.version().code;
    if (change.now && change.before.size() == 1)
        change.steps = change.now->rating.level.rank() - change.before.front()->rating.level.rank();
    change.movement = movement(change);
    auto const has_both = change.now && change.before.size() == 1;
    if (has_both && counterpart.before.front()->scale->highest() != counterpart.now->scale->highest())
        change.movement = Movement::other_scale;
    return change;
}

} // namespace

std::vector<Counterpart> counterparts(Library const& library, Version const& before, Version const& now) {
    auto const known = &before == &now ? by_key(before, now) : forebears(library, before, now);
    std::vector<Counterpart> all;
    for (auto const* criterion : rated(now)) {
        auto const found = known.find(criterion);
        all.push_back({criterion, found == known.end() ? std::vector<Criterion const*>{} : found->second});
    }
    return all;
}

std::optional<Decimal> Comparison::mean_before(referentiel::Chapter const& chapter) const {
    auto const found =
        std::ranges::find(before.scores.chapters, chapter.key, [](ChapterScore const& score) { return score.chapter->key; });
    return found == before.scores.chapters.end() ? std::nullopt : found->mean;
}

int Comparison::count(Movement movement) const {
    return static_cast<int>(std::ranges::count(changes, movement, &Change::movement));
}

Comparison compare(Library const& library, Reading const& now, Reading before, std::string label) {
    auto const& version = now.diagnostic.version();
    auto const& other = before.diagnostic.version();
    Comparison comparison{std::move(label), std::move(before), {}, {}, &version == &other};
    std::vector<Criterion const*> continued;
    for (auto const& counterpart : counterparts(library, other, version)) {
        auto change = change_of(now, comparison.before, counterpart);
        continued.insert(continued.end(), counterpart.before.begin(), counterpart.before.end());
        if (change.now || !change.before.empty()) comparison.changes.push_back(std::move(change));
    }
    for (auto const* criterion : rated(other))
        if (find_rating(comparison.before.ratings, *criterion) && std::ranges::find(continued, criterion) == continued.end())
            comparison.without_successor.push_back(criterion);
    return comparison;
}

std::optional<std::string> difference(
    html::Language const& t, std::optional<Decimal> const& before, std::optional<Decimal> const& now) {
    if (!before || !now || before->decimals != now->decimals) return std::nullopt;
    auto const digits = now->digits - before->digits;
    auto const size = t.number(Decimal{digits < 0 ? -digits : digits, now->decimals});
    if (digits == 0) return size;
    return (digits > 0 ? "+" : "\u2212") + size;
}

} // namespace diagnostic
