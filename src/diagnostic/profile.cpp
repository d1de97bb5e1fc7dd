#include "diagnostic/profile.h"

#include <algorithm>

namespace diagnostic {

using referentiel::Chapter, referentiel::Criterion;

namespace {

std::vector<Criterion const*> asked_among(Diagnostic const& diagnostic, std::span<Criterion const> criteria) {
    std::vector<Criterion const*> all;
    for (auto const& criterion : criteria)
        for (auto const* one : rated(criterion))
            if (is_asked(diagnostic, *one)) all.push_back(one);
    return all;
}

} // namespace

referentiel::Profile profile_of(Answers const& answers) {
    referentiel::Profile profile;
    for (auto const& [question, is_yes] : answers)
        if (is_yes) profile.insert(question);
    return profile;
}

std::vector<Criterion const*> asked(Diagnostic const& diagnostic) {
    return asked_among(diagnostic, diagnostic.version().criteria);
}

std::vector<Criterion const*> asked(Diagnostic const& diagnostic, Chapter const& chapter) {
    return asked_among(diagnostic, diagnostic.version().criteria_of(chapter));
}

std::vector<Chapter const*> asked_chapters(Diagnostic const& diagnostic) {
    auto chapters = diagnostic.version().chapters();
    std::erase_if(chapters, [&](Chapter const* chapter) { return !is_asked(diagnostic, *chapter); });
    return chapters;
}

bool is_asked(Diagnostic const& diagnostic, Criterion const& criterion) {
    return referentiel::is_asked(criterion, diagnostic.profile());
}

bool is_asked(Diagnostic const& diagnostic, Chapter const& chapter) {
    if (!referentiel::is_asked(chapter, diagnostic.profile())) return false;
    return chapter.criterion_count == 0 || !asked(diagnostic, chapter).empty();
}

} // namespace diagnostic
