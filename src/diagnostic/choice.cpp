#include "diagnostic/choice.h"

#include "charts/chart.h"
#include "diagnostic/queries.h"
#include "diagnostic/snapshot.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

namespace diagnostic {
namespace {

using accounts::Visit;

constexpr std::string_view nothing = "rien", one = "avec", several = "avec-";

Reading read_now(storage::Reader const& db, Diagnostic const& diagnostic) {
    Reading reading{diagnostic, ratings(db, diagnostic), {}};
    reading.scores = scores(diagnostic, reading.ratings);
    return reading;
}

// The one before this in time; nothing for a snapshot.
std::set<std::string> usual(std::vector<Diagnostic> const& all, Reading const& reading, std::string_view own) {
    auto const here =
        std::ranges::find(all, reading.diagnostic.cycle().id, [](Diagnostic const& diagnostic) { return diagnostic.cycle().id; });
    if (!own.empty() || here == all.end() || std::next(here) == all.end()) return {};
    return {std::string{std::next(here)->cycle().id.text()}};
}

// What the address names; nothing at all where it does not choose.
std::optional<std::set<std::string>> asked_for(web::Form const& parameters) {
    std::set<std::string> ids;
    for (auto const& [name, value] : parameters.fields())
        if (name.starts_with(several)) ids.insert(name.substr(several.size()));
    auto const single = parameters.line(one);
    if (single.empty() && ids.empty()) return std::nullopt;
    if (!single.empty() && single != nothing) ids.insert(single);
    return ids;
}

// A label often tells the year already.
std::string snapshot_words(html::Language const& t, SnapshotHead const& head) {
    if (head.label.find(head.cycle_label) != head.label.npos) return t.text("Instantané : {}", {head.label});
    return t.text("Instantané {} : {}", {head.cycle_label, head.label});
}

std::string cycle_words(html::Language const& t, accounts::Cycle const& cycle) { return t.text("Démarche {}", {cycle.label}); }

std::vector<Other> others(html::Language const& t, std::vector<Diagnostic> const& all, std::vector<SnapshotHead> const& heads,
    Reading const& reading, std::string_view own) {
    std::vector<Other> others;
    for (auto const& diagnostic : all) {
        auto const& cycle = diagnostic.cycle();
        if (cycle.id != reading.diagnostic.cycle().id) others.push_back({std::string{cycle.id.text()}, cycle_words(t, cycle)});
        else if (!own.empty())
            others.push_back({std::string{cycle.id.text()}, t.text("Démarche {}, aujourd'hui", {cycle.label})});
    }
    for (auto const& head : heads)
        if (head.id.text() != own) others.push_back({std::string{head.id.text()}, snapshot_words(t, head)});
    return others;
}

// When answers were what they are said to be: a snapshot as it was taken, a cycle as it ended or gave way to the next.
struct Moments {
    std::vector<Diagnostic> const& cycles;
    std::vector<SnapshotHead> const& heads;
    Instant now;

    Instant end_of(accounts::Cycle const& cycle) const {
        auto end = now;
        for (auto const& other : cycles)
            if (other.cycle().opened > cycle.opened) end = std::min(end, other.cycle().opened - std::chrono::milliseconds{1});
        return std::min(cycle.closed.value_or(end), end);
    }

    Instant of(std::string_view id) const {
        auto const cycle = std::ranges::find(cycles, id, [](Diagnostic const& one) { return one.cycle().id.text(); });
        if (cycle != cycles.end()) return end_of(cycle->cycle());
        auto const head = std::ranges::find(heads, id, [](SnapshotHead const& one) { return one.id.text(); });
        return head == heads.end() ? now : head->taken;
    }

    // What came before is nearer than what came later, and of each the closest.
    static std::pair<bool, std::chrono::milliseconds> far(Instant one, Instant here) {
        return one <= here ? std::pair{false, here - one} : std::pair{true, one - here};
    }
};

// « Clôture » of another cycle is « Clôture 2025 » beside the answers of this one.
std::string series_name(SnapshotHead const& head, Reading const& reading) {
    auto const says_it = head.label.find(head.cycle_label) != head.label.npos;
    return says_it || head.cycle_label == reading.diagnostic.cycle().label ? head.label : head.label + " " + head.cycle_label;
}

// Each is one of the others: a cycle or a snapshot of the structure.
Comparison comparison_with(
    Visit const& visit, Reading const& reading, std::vector<Diagnostic> const& all, std::string const& id) {
    auto const& library = visit.desk.library;
    auto const cycle = std::ranges::find(all, id, [](Diagnostic const& one) { return one.cycle().id.text(); });
    if (cycle != all.end()) return compare(library, reading, read_now(visit.db, *cycle), cycle->cycle().label);
    auto const snapshot_id = web::require(SnapshotId::parse(id));
    auto snapshot = web::require(find_snapshot(visit.db, library, visit.member.organisation, snapshot_id));
    auto name = series_name(snapshot.head, reading);
    return compare(library, reading, std::move(snapshot.reading), std::move(name));
}

} // namespace

Choice choose(Visit const& visit, Reading const& reading, std::string_view own) {
    auto const all = find_all(visit.db, visit.desk.library, visit.member.organisation);
    auto const heads = snapshots(visit.db, visit.member.organisation);
    auto wanted = asked_for(visit.request.parameters()).value_or(usual(all, reading, own));
    Choice choice{others(visit.t, all, heads, reading, own)};
    std::vector<std::string> chosen;
    for (auto& other : choice.others) {
        if (wanted.erase(other.id) == 0) continue;
        other.is_chosen = chosen.size() < charts::most_earlier;
        if (other.is_chosen) chosen.push_back(other.id);
        else ++choice.left_out;
    }
    Moments const moments{all, heads, visit.now};
    auto const here = moments.of(own.empty() ? reading.diagnostic.cycle().id.text() : own);
    std::ranges::stable_sort(chosen, {}, [&](std::string const& id) { return Moments::far(moments.of(id), here); });
    for (auto const& id : chosen) choice.comparisons.push_back(comparison_with(visit, reading, all, id)); // three at most
    wanted.erase(std::string{reading.diagnostic.cycle().id.text()});
    wanted.erase(std::string{own});
    if (!wanted.empty()) throw web::Refused{404};
    return choice;
}

Url with_choice(Url address, Choice const& choice) {
    if (choice.others.empty()) return address;
    address = address.with(one, nothing);
    for (auto const& other : choice.others)
        if (other.is_chosen) address = address.with(std::string{several} + other.id, "oui");
    return address;
}

} // namespace diagnostic
