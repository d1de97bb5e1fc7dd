#include "site/diagnostic_samples.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/results_views.h"
#include "diagnostic/scores.h"
#include "diagnostic/team_views.h"
#include "diagnostic/teamwork.h"
#include "layout/components.h"

namespace site {
namespace {

using diagnostic::Diagnostic;
using html::Html;
using layout::component;
using referentiel::Criterion;

diagnostic::Draft suggested(Example const& example) {
    auto const& criterion = example.criterion(1);
    auto draft = diagnostic::kept_draft(criterion, nullptr);
    diagnostic::Suggestion const suggestion{
        .rating = {criterion.key, level_of(criterion, 2), "", "Nous le disons en réunion."}, .origin = "4"};
    diagnostic::suggest(draft, &suggestion);
    return draft;
}

diagnostic::Teamwork team_of(Criterion const& criterion, Instant now) {
    diagnostic::Teamwork team;
    team.flags = {{criterion.key, "Maud Tessier", now}};
    team.notes = {{nobodys<diagnostic::Note>(81), criterion.key, "Le règlement date de 2019, et personne ne le relit.",
        "Hélène Vasseur", now}};
    int number = 0;
    for (std::string const name : {"Hélène Vasseur", "Idriss Benali", "Maud Tessier", "Solène Kerbrat"})
        team.opinions.push_back(
            {name, rated(criterion, static_cast<std::size_t>(number++ % 3 + 1), "Tout le monde le sait ici.", name, now)});
    return team;
}

Html card(Example const& example) {
    auto const draft = suggested(example);
    auto const team = team_of(*draft.criterion, example.caller.now);
    auto const voices =
        diagnostic::team_words(example.caller, example.diagnostic, *draft.criterion, team, true, "", diagnostic::Texts::to_take);
    return diagnostic::criterion_card(example.caller, example.diagnostic, draft,
        diagnostic::help_url(example.diagnostic, *draft.criterion), voices,
        diagnostic::flag_button(example.t(), *draft.criterion, team));
}

// The same criteria a year before, a level lower.
diagnostic::Reading reading_of(Example const& example, Diagnostic const& diagnostic, std::size_t level) {
    diagnostic::Reading reading{diagnostic, {}, {}};
    for (std::size_t number = 0; number < example.criteria.size(); number += 4)
        reading.ratings.push_back(
            rated(example.criterion(number), level + number % 3, "Dit en réunion.", "Maud Tessier", example.caller.now));
    reading.scores = diagnostic::scores(diagnostic, reading.ratings);
    return reading;
}

Html results(Example const& example) {
    auto const& [caller, diagnostic, criteria, member, planning] = example;
    accounts::Cycle const former{nobodys<accounts::Cycle>(2), "2025", caller.now, std::nullopt};
    auto const now = reading_of(example, diagnostic, 2);
    diagnostic::Choice choice{.others = {{std::string{former.id.text()}, "Démarche 2025", true}}};
    choice.comparisons.push_back(diagnostic::compare(
        caller.desk.library, now, reading_of(example, diagnostic::example(former, diagnostic.version()), 1), former.label));
    auto const& criterion = example.criterion(0);
    diagnostic::Beside::Levels const envisaged{{criterion.key, level_of(criterion, criterion.scale->levels().size())}};
    return diagnostic::results_page(
        caller, {.reading = now, .choice = choice, .address = Url::page({"composants"}), .envisaged = envisaged});
}

} // namespace

Html diagnostic_samples(Example const& example) {
    auto const& t = example.t();
    return t.html("{}{}",
        component(t, "carte", "Critère, à plusieurs voix",
            "Une réponse reprise d'ailleurs attend d'être confirmée ; dessous, ce que l'équipe en dit.", card(example)),
        component(t, "resultats", "Résultats à côté d'un cycle antérieur",
            "Chaque année a son trait, ses points et sa colonne ; les cases choisissent lesquelles.", results(example)));
}

} // namespace site
