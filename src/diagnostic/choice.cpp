#include "diagnostic/choice.h"

#include "diagnostic/queries.h"
#include "diagnostic/snapshot.h"

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Visit;

constexpr std::string_view nothing = "rien";

Reading read_now(storage::Reader const& db, Diagnostic const& diagnostic) {
    Reading reading{diagnostic, ratings(db, diagnostic), {}};
    reading.scores = scores(diagnostic, reading.ratings);
    return reading;
}

// The one before this in time; for a snapshot, its cycle as it is today.
std::string usual(std::vector<Diagnostic> const& all, Reading const& reading, bool is_snapshot) {
    auto const here =
        std::ranges::find(all, reading.diagnostic.cycle().id, [](Diagnostic const& diagnostic) { return diagnostic.cycle().id; });
    if (here == all.end()) return std::string{nothing};
    if (is_snapshot) return std::string{nothing};
    return std::next(here) == all.end() ? std::string{nothing} : std::string{std::next(here)->cycle().id.text()};
}

std::vector<html::Option> options(html::Language const& t, std::vector<Diagnostic> const& all,
    std::vector<SnapshotHead> const& heads, Reading const& reading, std::string_view own) {
    std::vector<html::Option> options;
    for (auto const& diagnostic : all) {
        auto const& cycle = diagnostic.cycle();
        if (cycle.id != reading.diagnostic.cycle().id)
            options.push_back({std::string{cycle.id.text()}, t.text("Démarche {}", {cycle.label})});
        else if (!own.empty())
            options.push_back({std::string{cycle.id.text()}, t.text("Démarche {}, aujourd'hui", {cycle.label})});
    }
    for (auto const& head : heads)
        if (head.id.text() != own)
            options.push_back({std::string{head.id.text()}, t.text("Instantané {} : {}", {head.cycle_label, head.label})});
    if (!options.empty()) options.insert(options.begin(), {std::string{nothing}, t.text("Rien")});
    return options;
}

} // namespace

Choice choose(Visit const& visit, Reading const& reading, std::string_view own) {
    auto const& library = visit.desk.library;
    auto const all = find_all(visit.db, library, visit.member.organisation);
    auto const heads = snapshots(visit.db, visit.member.organisation);
    auto const asked = visit.request.parameters().line("avec");
    Choice choice{options(visit.t, all, heads, reading, own), asked.empty() ? usual(all, reading, !own.empty()) : asked, {}};
    if (choice.chosen == nothing) return choice;

    auto const cycle = std::ranges::find(all, choice.chosen, [](Diagnostic const& one) { return one.cycle().id.text(); });
    if (cycle != all.end()) {
        choice.comparison = compare(library, reading, read_now(visit.db, *cycle), cycle->cycle().label);
        return choice;
    }
    auto const id = web::require(SnapshotId::parse(choice.chosen));
    auto snapshot = web::require(find_snapshot(visit.db, library, visit.member.organisation, id));
    choice.comparison = compare(library, reading, std::move(snapshot.reading), std::move(snapshot.head.label));
    return choice;
}

} // namespace diagnostic
