#include "diagnostic/addresses.h"

namespace diagnostic {
namespace {

using referentiel::Chapter, referentiel::Criterion;

template <typename... Parts>
Url page(Diagnostic const& diagnostic, Parts const&... parts) {
    return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "diagnostic", parts...});
}

} // namespace

Url overview_url(Diagnostic const& diagnostic) { return page(diagnostic); }

Chapter const& top_of(Chapter const& chapter) {
    auto const* top = &chapter;
    while (top->parent) top = top->parent;
    return *top;
}

Url chapter_url(Diagnostic const& diagnostic, Chapter const& chapter) { return page(diagnostic, top_of(chapter).key); }

Url whole_url(Diagnostic const& diagnostic) { return page(diagnostic, "tout"); }
Url results_url(Diagnostic const& diagnostic) { return page(diagnostic, "resultats"); }

Url move_url(Diagnostic const& diagnostic) { return page(diagnostic, "passage"); }
Url move_url(Diagnostic const& diagnostic, referentiel::Version const& version) {
    return page(diagnostic, "passage", version.code);
}
Url undo_url(Diagnostic const& diagnostic) { return page(diagnostic, "retour"); }
Url replaced_url(accounts::OrganisationId const& organisation, DiagnosticId const& id) {
    return Url::page({"structures", organisation, "diagnostics", id});
}

Url chapter_results_url(Diagnostic const& diagnostic, Chapter const& chapter) {
    return page(diagnostic, "resultats", chapter.key);
}

Url snapshots_url(Diagnostic const& diagnostic) { return page(diagnostic, "instantanes"); }

Url help_url(Diagnostic const& diagnostic, Criterion const& criterion) { return page(diagnostic, "criteres", criterion.key); }

Url question_url(Diagnostic const& diagnostic, Criterion const& criterion) { return page(diagnostic, "question", criterion.key); }

Url opinion_url(Diagnostic const& diagnostic, Chapter const& chapter) { return page(diagnostic, top_of(chapter).key, "avis"); }

Url review_url(Diagnostic const& diagnostic, Criterion const& criterion) {
    return page(diagnostic, "criteres", criterion.key, "relecture");
}

Url assignments_url(Diagnostic const& diagnostic) { return page(diagnostic, "attribution"); }
Url own_criteria_url(Diagnostic const& diagnostic) { return page(diagnostic, "mes-criteres"); }

std::string comment_id(Criterion const& criterion) { return "comment-" + std::string{criterion.key.text()}; }

std::string first_choice_id(Criterion const& criterion) {
    auto const first = criterion.scale->levels().front();
    return "level-" + std::string{criterion.key.text()} + "-" + std::string{first.code() == "*" ? "etoile" : first.code()};
}

std::string card_id(Criterion const& criterion) { return "critere-" + std::string{criterion.key.text()}; }

Url card_url(Diagnostic const& diagnostic, Criterion const& criterion) {
    return chapter_url(diagnostic, *criterion.chapter).at(card_id(criterion));
}

} // namespace diagnostic
