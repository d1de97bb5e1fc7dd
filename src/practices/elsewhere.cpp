#include "practices/elsewhere.h"

#include "diagnostic/moves.h"
#include "diagnostic/profile.h"
#include "practices/queries.h"

#include <algorithm>

namespace practices {

using referentiel::Criterion, referentiel::Passage, referentiel::Way;

std::span<Criterion const* const> homes(Passage const& passage) {
    auto const all = std::span{passage.to};
    return passage.way == Way::covered ? all.first(1) : all;
}

Elsewhere described_elsewhere(storage::Reader const& db, referentiel::Library const& library,
    diagnostic::Diagnostic const& diagnostic, Described const& here) {
    Elsewhere elsewhere;
    auto const move = diagnostic::find_move(db, library, diagnostic);
    if (!move) return elsewhere;
    auto passages = referentiel::passages(library, move->former.version(), diagnostic.version()).all;
    std::erase_if(passages, [](Passage const& passage) { return passage.way != Way::covered; });
    if (passages.empty()) return elsewhere;

    auto const there = described(db, move->former);
    auto const asked = diagnostic::asked(diagnostic);
    for (auto const& [from, to, way] : passages) {
        auto const* main = to.front();
        auto const is_told = there.is_described(*from) && here.is_described(*main) && std::ranges::count(asked, main) > 0;
        if (!is_told) continue;
        for (auto const* other : std::span{to}.subspan(1)) elsewhere.emplace(other, main);
    }
    return elsewhere;
}

Criterion const* find_main(Elsewhere const& elsewhere, Criterion const& criterion) {
    auto const found = elsewhere.find(&criterion);
    return found == elsewhere.end() ? nullptr : found->second;
}

} // namespace practices
