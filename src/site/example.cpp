#include "site/example.h"

#include "referentiel/library.h"

#include <chrono>
#include <optional>

namespace site {
namespace {

using actions::Action, actions::Commitment, actions::Indicator, actions::State;

Indicator rooms() {
    return {.id = nobodys<Indicator>(31),
        .kind = Indicator::Kind::figure,
        .label = "Logements visités en un an",
        .unit = "logements",
        .baseline = Decimal{12},
        .target = Decimal{40}};
}

Indicator charter() {
    return {.id = nobodys<Indicator>(32), .kind = Indicator::Kind::state, .label = "Charte relue avec les habitants"};
}

struct Task {
    std::string title;
    State state;
    int progress;
    int due; // in months from now; 99 for none
};

Action action_of(Task const& task, int number, actions::CommitmentId const& commitment, Date today) {
    auto const month = month_of(today);
    actions::Content content{.title = task.title,
        .text = "Avec les **habitants** et une salariée.",
        .responsible = nobodys<accounts::Person>(41),
        .start = (month - std::chrono::months{3}) / 1,
        .state = task.state,
        .progress = task.progress,
        .indicators = {rooms(), charter()}};
    if (task.due != 99) content.due = actions::Due{month + std::chrono::months{task.due}};
    if (task.state == State::done) content.done = today;
    return {.id = nobodys<Action>(50 + number), .commitment = commitment, .number = number, .content = std::move(content)};
}

} // namespace

using accounts::Caller;
using diagnostic::SavedRating;
using referentiel::Criterion, referentiel::Level;

Example example_of(accounts::Guest const& guest) {
    auto const& library = guest.desk.library;
    auto const* version = library.latest("ess-complet");
    if (!version) version = library.versions().front();
    Caller const caller{guest.desk, guest.request, guest.desk.french, guest.form_key, guest.now, guest.signed_in};
    accounts::Cycle const cycle{nobodys<accounts::Cycle>(1), "2026", guest.now, std::nullopt};
    auto diagnostic = diagnostic::example(cycle, *version);
    auto criteria = diagnostic::asked(diagnostic);
    accounts::Member member{nobodys<accounts::Member>(11),
        {nobodys<accounts::User>(12), "solene@exemple.fr", "Solène", "Kerbrat", "fr", false}, diagnostic.organisation(),
        "Les Deux Rives", accounts::Role::owner};
    auto plan = plan_of(*criteria.front(), guest.today(), 1);
    actions::Planning planning{diagnostic, std::move(plan), {.is_whole = true}, true};
    return {caller, std::move(diagnostic), std::move(criteria), std::move(member), std::move(planning)};
}

Level level_of(Criterion const& criterion, std::size_t number) { return criterion.scale->levels().at(number - 1); }

SavedRating rated(Criterion const& criterion, std::size_t level, std::string comment, std::string by, Instant at) {
    return {{criterion.key, level_of(criterion, level), "", std::move(comment)}, {1}, std::move(by), at};
}

actions::Plan plan_of(Criterion const& criterion, Date today, int number) {
    auto const id = nobodys<Commitment>(21);
    Commitment commitment{.id = id, .criterion = &criterion, .node = std::string{criterion.key.text()}};
    commitment.envisaged = level_of(criterion, criterion.scale->levels().size());
    for (auto const& task : std::vector<Task>{{"Visiter les logements chaque trimestre", State::ongoing, 20, -1},
             {"Relire la charte avec les habitants", State::ongoing, 60, 2}, {"Former deux référentes", State::planned, 0, 5},
             {"Ouvrir une permanence le samedi", State::done, 100, 1}, {"Écrire au bailleur", State::planned, 0, 99},
             {"Refaire le hall", State::planned, 0, 24}})
        commitment.actions.push_back(action_of(task, number++, id, today));
    return {.commitments = {std::move(commitment)},
        .people = accounts::People{{{.id = nobodys<accounts::Person>(41), .name = "Inès Morel"}}, {}}};
}

} // namespace site
