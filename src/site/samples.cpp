#include "site/samples.h"

#include "actions/action_views.h"
#include "actions/batch_views.h"
#include "actions/board_views.h"
#include "actions/draft.h"
#include "actions/filter_views.h"
#include "actions/filters.h"
#include "actions/months_views.h"
#include "actions/plan_views.h"
#include "actions/planning.h"
#include "actions/timeline_views.h"
#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/help_views.h"
#include "diagnostic/profile.h"
#include "diagnostic/results_views.h"
#include "diagnostic/scores.h"
#include "diagnostic/snapshot_views.h"
#include "diagnostic/team_views.h"
#include "diagnostic/teamwork.h"
#include "evidence/attachments.h"
#include "evidence/fields.h"
#include "layout/components.h"
#include "layout/page.h"
#include "layout/parts.h"
#include "layout/referentiel_choice.h"
#include "practices/chapter_views.h"
#include "prose/editor.h"
#include "workshop/minutes_views.h"
#include "workshop/screen_views.h"
#include "workshop/seat_views.h"
#include "workshop/topic_views.h"

#include <chrono>
#include <map>

namespace site {
namespace {

using accounts::Caller;
using actions::Action, actions::Commitment, actions::Indicator, actions::Pick, actions::State;
using diagnostic::Diagnostic, diagnostic::SavedRating;
using html::Html, html::Language;
using layout::component;
using referentiel::Criterion, referentiel::Level;

// Of no record: no structure has these ids.
template <typename Record>
Id<Record> nobodys(int number) {
    auto const digits = std::to_string(number);
    return Id<Record>::parse("00000000-0000-7000-8000-" + std::string(12 - digits.size(), '0') + digits).value();
}

Level level_of(Criterion const& criterion, std::size_t number) { return criterion.scale->levels().at(number - 1); }

SavedRating rated(Criterion const& criterion, std::size_t level, std::string comment, std::string by, Instant at) {
    return {{criterion.key, level_of(criterion, level), "", std::move(comment)}, {1}, std::move(by), at};
}

// Everything that the examples are about: a cycle, its first criteria, a plan for some of them.
struct Example {
    Caller caller; // who reads French, whoever looks
    Diagnostic diagnostic;
    std::vector<Criterion const*> criteria;
    accounts::Member member;
    actions::Planning planning;

    Language const& t() const { return caller.t; }
    Criterion const& criterion(std::size_t number) const { return *criteria.at(number % criteria.size()); }
};

// --- The plan

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
        .people = accounts::People{{{.id = nobodys<accounts::Person>(41), .name = "Inès Morel"}}}};
}

Html plan_bar(Example const& example) {
    static actions::Filter const nothing;
    return actions::plan_bar(
        example.caller, {.diagnostic = example.diagnostic, .plan = example.planning.plan, .filter = nothing, .shown = {5}});
}

Html plan_tables(Example const& example) {
    actions::BatchDraft const batch{.id = std::string{nobodys<Action>(70).text()}};
    actions::Filter const nothing;
    std::vector<SavedRating> const ratings{rated(example.criterion(0), 2, "", "Maud Tessier", example.caller.now)};
    auto const tables =
        actions::plan_tables(example.caller, {.diagnostic = example.diagnostic,
                                                 .plan = example.planning.plan,
                                                 .ratings = ratings,
                                                 .today = example.caller.today(),
                                                 .before_name = [&](Action const& action) {
                                                     return actions::batch_tick(example.caller, example.planning, action, batch);
                                                 }});
    return example.t().html("{}{}", actions::batch_bar(example.caller, example.planning, nothing, batch), tables);
}

Html plan_views(Example const& example) {
    auto const& caller = example.caller;
    auto const& diagnostic = example.diagnostic;
    auto const today = caller.today();
    actions::Planning const planning{diagnostic, plan_of(example.criterion(0), today, 11), {.is_whole = true}, true};
    actions::Filter const nothing;
    auto const all = actions::picks(caller.t, planning.plan, nothing, today);
    auto const by_state = actions::board(caller, {planning, nothing, all, today, std::string{nobodys<Action>(71).text()}});
    auto const by_month =
        actions::months_page(caller, {diagnostic, planning.plan, nothing, all, month_of(today) - std::chrono::months{2}, today});
    auto const by_time = actions::timeline_page(caller, {diagnostic, planning.plan, all, today});
    auto const& t = caller.t;
    return t.html("{}{}{}",
        component(t, "plan-etats", "Le plan par état", "Une carte passe d'une colonne à l'autre par un bouton, ou se glisse.",
            by_state),
        component(t, "plan-mois", "Le plan par mois", "Douze mois, et ce qui tombe avant, après ou sans date.", by_month),
        component(
            t, "plan-frise", "La frise", "Une barre par action, face à aujourd'hui ; un tableau dit la même chose.", by_time));
}

Html action_form(Example const& example) {
    auto const& plan = example.planning.plan;
    auto const& action = plan.commitments.front().actions.front();
    auto const draft = actions::draft_of(example.t(), plan, action);
    std::vector<std::string> const names{"Inès Morel", "Maud Tessier"};
    return actions::action_page(example.caller, {example.diagnostic, plan, action, draft, names, example.caller.today(), true, "",
                                                    std::string{nobodys<Action>(72).text()}});
}

// --- The autodiagnostic

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

// --- Good practices and documents

Html editor(Language const& t) {
    return t.html("{}{}{}", layout::autosave_status(t, "Enregistré à 14 h 02"),
        prose::field(t,
            {.name = "exemple-pratique",
                .label = "Description des pratiques existantes",
                .value = "- Un conseil **par trimestre**\n- Un compte rendu affiché"},
            5),
        prose::tools(t, Url::page({"composants"})));
}

Html practice(Example const& example) {
    auto const& criterion = example.criterion(2);
    auto const& chapter = *criterion.chapter;
    auto const now = example.caller.now;
    practices::Practice const practice{
        nobodys<practices::Practice>(91), "Un conseil **par trimestre**.", {2}, "Idriss Benali", now};
    practices::SavedPriority const urgent{practices::Priority::urgent, {1}, "Idriss Benali", now};
    auto const saved = rated(criterion, 2, "", "Idriss Benali", now);
    practices::Card const card{.rating = diagnostic::kept_draft(criterion, &saved),
        .text = practices::kept_text(&practice),
        .priority = practices::kept_priority(&urgent)};
    practices::Described const described;
    practices::Plan::Keys const planned;
    practices::Plan const plan;
    std::vector<practices::ChapterState> const all{{&chapter, {3, 1, 1, 0}}};
    return practices::chapter_page(example.caller,
        {example.diagnostic, chapter, all, described, planned, plan, true, "", [](Criterion const&) { return Html{}; },
            [](Criterion const&) { return 2; }},
        {&card, 1});
}

evidence::Evidence document(int number, std::string title, std::optional<Date> expires, Instant at) {
    evidence::Version version{.id = nobodys<evidence::Version>(number),
        .name = "reglement.pdf",
        .type = "application/pdf",
        .size = 240'000,
        .by = "Maud Tessier",
        .at = at,
        .expires = expires};
    return {.id = nobodys<evidence::Evidence>(number), .title = std::move(title), .version = std::move(version)};
}

Html documents(Example const& example) {
    auto const& [caller, diagnostic, criteria, member, planning] = example;
    auto const& t = caller.t;
    auto const object = evidence::criterion_object(diagnostic.id().text(), example.criterion(0).key.text());
    auto const rules = document(101, "Règlement intérieur", caller.today() + std::chrono::days{12}, caller.now);
    evidence::Attached const attached{{object, {rules, document(102, "Charte des bénévoles", {}, caller.now)}}};
    return t.html("{}{}",
        component(t, "pieces-jointes", "Documents joints", "Ce qui montre une pratique ou une action, là où l'on en parle.",
            evidence::attachments(caller, member, object, attached, Url::page({"composants"}))),
        component(t, "depot", "Dépôt d'un fichier", "Ce qui est accepté est dit avant de choisir.",
            evidence::file_field(t, "Fichier", "20 Mo au plus.", {})));
}

// --- The workshop

workshop::Workshop room(Example const& example) {
    return workshop::example({.id = nobodys<workshop::Workshop>(111),
                                 .title = "Conseil de novembre",
                                 .code = workshop::JoinCode::parse("K7M4TX"),
                                 .cycle = example.diagnostic.cycle(),
                                 .diagnostic = example.diagnostic.id(),
                                 .facilitator = "Maud Tessier",
                                 .place = 1,
                                 .beat = 3,
                                 .created = example.caller.now,
                                 .expires = example.caller.now + workshop::longest_open,
                                 .ended = std::nullopt},
        example.diagnostic.version());
}

Html workshop_pieces(Example const& example) {
    auto const& [caller, diagnostic, criteria, member, planning] = example;
    auto const& t = caller.t;
    auto const& criterion = example.criterion(3);
    auto const workshop = room(example);
    auto const now = caller.now;
    std::vector<workshop::Participant> const people{{nobodys<workshop::Participant>(121), "Karim", "bénévole", now},
        {nobodys<workshop::Participant>(122), "Inès", "", now}, {nobodys<workshop::Participant>(123), "Paul", "", now}};
    workshop::Round const first{
        1, now, now, {{std::string{level_of(criterion, 1).code()}, 2}, {std::string{level_of(criterion, 3).code()}, 1}}};
    workshop::Round const second{2, now, std::nullopt, {}};
    workshop::Topic const voting{
        .place = 1, .criterion = &criterion, .stage = workshop::Stage::voting, .round = 2, .rounds = {first, second}};
    workshop::Topic closed = voting;
    closed.stage = workshop::Stage::retained;
    closed.level = level_of(criterion, 2);
    closed.why = "Les règles sont dites, elles ne sont pas écrites.";
    closed.rounds = {first};
    auto const chosen = std::string{level_of(criterion, 2).code()};
    auto const counts = workshop::Counts{{std::string{level_of(criterion, 1).code()}, 2}, {chosen, 1}};
    return t.html("{}{}{}",
        component(t, "atelier-ecran", "Atelier : l'écran", "Combien ont voté, comment rejoindre ; puis ce que l'écart demande.",
            t.html("{}{}{}", workshop::turnout(t, {3, 3, 2}), workshop::join_panel(caller, workshop),
                workshop::spread_line(t, criterion, counts))),
        component(t, "atelier-telephone", "Atelier : un téléphone",
            "Une phrase à choisir ; le vote se change jusqu'au dévoilement.",
            workshop::vote_form(caller, {workshop, people.front()}, voting, chosen)),
        component(t, "atelier-compte-rendu", "Atelier : le compte rendu",
            "Ce qui a été voté et retenu, sans nom à côté d'un vote.",
            workshop::minutes_page(caller, workshop, {&closed, 1}, people)));
}

// --- What else several pages are made of

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

} // namespace

Html samples(accounts::Guest const& guest) {
    auto const example = example_of(guest);
    auto const& t = example.t();
    auto const told = t.html("{}{}{}{}{}",
        component(t, "cadre", "Cadre d'une page",
            "Où l'on est, et où l'on peut aller ; sur un téléphone, tout se replie sous un nom.", frame(example)),
        component(t, "carte", "Critère, à plusieurs voix",
            "Une réponse reprise d'ailleurs attend d'être confirmée ; dessous, ce que l'équipe en dit.", card(example)),
        component(t, "resultats", "Résultats à côté d'un cycle antérieur",
            "Chaque année a son trait, ses points et sa colonne ; les cases choisissent lesquelles.", results(example)),
        component(t, "texte-mis-en-forme", "Texte mis en forme et enregistrement",
            "Sans script, on écrit comme dans un courriel ; l'état de l'enregistrement est toujours visible.", editor(t)),
        component(t, "bonne-pratique", "Bonne pratique et priorité", "La troisième priorité met le critère dans le plan.",
            practice(example)));
    auto const planned = t.html("{}{}{}{}",
        component(
            t, "plan-filtres", "Présentations et filtres du plan", "Le même choix dans chaque présentation.", plan_bar(example)),
        component(t, "plan-tableaux", "Le plan en tableaux, plusieurs actions à la fois",
            "Les cases n'apparaissent que pour qui veut changer plusieurs actions.", plan_tables(example)),
        plan_views(example),
        component(t, "action", "Une action et ses indicateurs", "Une ligne par indicateur, qui s'ajoute et se retire.",
            action_form(example)));
    return t.html(R"(<div class="stack-wide after" lang="fr" data-example>{}{}{}{}{}</div>)", told, documents(example), planned,
        workshop_pieces(example), others(example));
}

} // namespace site
