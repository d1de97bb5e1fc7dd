#include "site/samples.h"

#include "diagnostic/help_views.h"
#include "diagnostic/snapshot_views.h"
#include "layout/components.h"
#include "layout/page.h"
#include "layout/parts.h"
#include "layout/referentiel_choice.h"
#include "site/diagnostic_samples.h"
#include "site/example.h"
#include "site/plan_samples.h"
#include "site/practice_samples.h"
#include "site/workshop_samples.h"

namespace site {
namespace {

using html::Html;
using layout::component;

Html frame(Example const& example) {
    layout::Shell const shell{.t = example.t(),
        .surroundings = layout::Surroundings::workspace,
        .form_key = example.caller.form_key,
        .entries = {{"accueil", "Accueil", Url::page({"composants"}), 0, "home"},
            {"diagnostic", "Autodiagnostic", Url::page({"composants"}), 1, ""},
            {"documents", "Documents", Url::page({"composants"}), 0, "file"}},
        .current = "diagnostic",
        .whereabouts = layout::Whereabouts{.structure = "Les Deux Rives",
            .structures = Url::page({"composants"}),
            .cycle = "Démarche 2026",
            .cycles = Url::page({"composants"})},
        .user = layout::SignedIn{.name = "Solène Kerbrat"},
        .brand = layout::Brand{.name = "Réseau Horizon"}};
    return layout::head_of(shell);
}

Html snapshots(Example const& example) {
    diagnostic::SnapshotHead const head{.id = nobodys<diagnostic::Snapshot>(131),
        .label = "Avant le conseil de mars",
        .taken = example.caller.now,
        .by = "Maud Tessier",
        .sha256 = std::string(64, '0'),
        .cycle = example.diagnostic.cycle().id,
        .cycle_label = "2026"};
    return diagnostic::snapshots_view(example.caller, example.diagnostic, {&head, 1}, std::nullopt);
}

Html choice(Example const& example) {
    std::vector<referentiel::Version const*> const offered{&example.diagnostic.version()};
    return layout::referentiel_choice(
        example.t(), {.title = "Référentiel", .offered = offered, .chosen = offered.front()->code.text()}, {});
}

Html help(Example const& example) { return diagnostic::help_page(example.caller, example.diagnostic, example.criterion(4)); }

Html others(Example const& example) {
    auto const& t = example.t();
    auto const trail = layout::trail(t, {{"Autodiagnostic", Url::page({"composants"})}, {"Résultats"}});
    return t.html("{}{}{}{}",
        component(t, "fil", "Fil d'Ariane", "D'où l'on vient ; la page elle-même est le dernier mot.", trail),
        component(t, "choix", "Choix", "La ligne entière est l'étiquette ; ce qui est choisi est surligné.", choice(example)),
        component(t, "aide-critere", "Aide d'un critère", "Des questions et des exemples, à côté de ce que l'on évalue.",
            help(example)),
        component(t, "tours", "Choses qui reviennent", "Ce que c'est, et ce que l'on peut en faire.", snapshots(example)));
}

} // namespace

Html samples(accounts::Guest const& guest) {
    auto const example = example_of(guest);
    auto const& t = example.t();
    auto const around = component(t, "cadre", "Cadre d'une page",
        "Où l'on est, et où l'on peut aller ; sur un téléphone, tout se replie sous un nom.", frame(example));
    return t.html(R"(<div class="stack-wide after" lang="fr" data-example>{}{}{}{}{}{}</div>)", around,
        diagnostic_samples(example), practice_samples(example), plan_samples(example), workshop_samples(example),
        others(example));
}

} // namespace site
