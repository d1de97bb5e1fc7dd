#include "actions/plan_import_views.h"

#include "actions/addresses.h"
#include "actions/plan_cells.h"
#include "core/secret.h"
#include "core/unicode.h"
#include "html/form.h"
#include "layout/imports.h"
#include "layout/parts.h"

#include <algorithm>
#include <set>
#include <span>

namespace actions {
namespace {

using accounts::Caller, accounts::Names;
using diagnostic::Diagnostic;
using html::each, html::Html, html::Language, html::Option, html::when;

constexpr std::size_t lines_shown = 200;

std::string actions_words(Language const& t, std::int64_t count) { return t.count(count, "{} action", "{} actions"); }

// --- What each column holds

std::vector<Option> field_options(Language const& t) {
    std::vector<Option> options{{"", t.text("Ne pas reprendre")}};
    for (int place = 0; place < field_count; ++place) {
        auto const field = static_cast<Field>(place);
        if (!is_computed(field)) options.push_back({std::string{to_text(field)}, heading(t, field)});
    }
    return options;
}

std::string cell_text(tables::Cells const& rows, std::size_t row, std::size_t column) {
    if (row >= rows.size() || column >= rows[row].size()) return {};
    return cleaned_line(rows[row][column]);
}

// The first thing that stands below a title.
std::string sample_of(tables::Cells const& rows, Columns const& columns, std::size_t column) {
    for (auto row = columns.titles + 1; row < rows.size() && row < columns.titles + 50; ++row)
        if (auto text = cell_text(rows, row, column); !text.empty()) return briefly(text);
    return {};
}

std::string field_code(std::optional<Field> const& field) {
    return field && !is_computed(*field) ? std::string{to_text(*field)} : std::string{};
}

Html column_row(Language const& t, DryRun const& run, std::vector<Option> const& options, std::size_t column) {
    auto const& rows = run.sheets[run.columns.sheet].rows;
    auto const name = "c" + std::to_string(column);
    auto const title = cell_text(rows, run.columns.titles, column);
    auto const chosen = field_code(run.columns.fields[column]);
    auto const choice = each(options, [&](Option const& option) {
        return t.html(R"(<option value="{}"{}>{}</option>)", option.value, html::Attribute{"selected", option.value == chosen},
            option.label);
    });
    return t.html(R"(
<tr><th scope="row">{}</th><td>{}</td><td><label class="unseen" for="{}">{}</label><select class="input" id="{}" name="{}">{}</select></td></tr>)",
        title.empty() ? t.text("Colonne {}", {std::to_string(column + 1)}) : title, sample_of(rows, run.columns, column), name,
        t.text("Ce que contient la colonne « {} »", {title.empty() ? std::to_string(column + 1) : title}), name, name, choice);
}

Html sheet_choice(Language const& t, DryRun const& run) {
    if (run.sheets.size() < 2) return {};
    std::vector<Option> options;
    for (std::size_t i = 0; i < run.sheets.size(); ++i) options.push_back({std::to_string(i), run.sheets[i].name});
    return html::select_field(
        t, {.name = "feuille", .label = t.text("Feuille du classeur"), .value = std::to_string(run.columns.sheet)}, options);
}

Html titles_choice(Language const& t, DryRun const& run) {
    std::vector<Option> options;
    auto const count = std::min(run.sheets[run.columns.sheet].rows.size(), tables::rows_searched);
    for (std::size_t i = 0; i < count; ++i) options.push_back({std::to_string(i), t.text("Ligne {}", {std::to_string(i + 1)})});
    return html::select_field(t,
        {.name = "titres", .label = t.text("Les titres des colonnes sont à la"), .value = std::to_string(run.columns.titles)},
        options);
}

Html twins_choice(Language const& t, DryRun const& run) {
    auto const radio = [&](std::string_view value, std::string const& label, bool is_chosen) {
        return t.html(
            R"(<div class="tick"><input type="radio" id="doubles-{}" name="doubles" value="{}"{}><label for="doubles-{}">{}</label></div>)",
            value, value, html::Attribute{"checked", is_chosen}, value, label);
    };
    return t.html(R"(
<fieldset class="group"><legend>{Une action déjà au plan, pour le même critère et sous le même titre :}</legend>{}{}</fieldset>)",
        radio("laisser", t.text("la laisser de côté"), run.twins == Twins::left_out),
        radio("ajouter", t.text("l'ajouter quand même"), run.twins == Twins::added));
}

std::string place_of(Columns const& columns) { return std::to_string(columns.sheet) + "-" + std::to_string(columns.titles); }

Html matching(Language const& t, DryRun const& run) {
    auto const options = field_options(t);
    std::vector<std::size_t> columns;
    auto const& rows = run.sheets[run.columns.sheet].rows;
    for (std::size_t i = 0; i < run.columns.fields.size(); ++i)
        if (!cell_text(rows, run.columns.titles, i).empty() || !sample_of(rows, run.columns, i).empty()) columns.push_back(i);
    auto const table = layout::register_table(
        t, {.id = "colonnes-lues",
               .caption = t.text("Ce que contient chaque colonne"),
               .columns = {{t.text("Colonne du fichier")}, {t.text("Exemple")}, {t.text("Ce que c'est")}},
               .rows = each(columns, [&](std::size_t column) { return column_row(t, run, options, column); }),
               .css_class = "register stacks"});
    auto const is_open = !run.columns.is_enough();
    return t.html(R"(
<details class="fold" id="colonnes"{}><summary>{Colonnes, feuille et doublons}</summary>
<form method="get" action="{}" class="stack"><input type="hidden" name="pour" value="{}">{}{}{}
<div class="buttons after"><button class="button button--second" type="submit">{Voir le résultat}</button></div></form></details>)",
        html::Attribute{"open", is_open}, plan_import_url(run.diagnostic, run.import.id), place_of(run.columns),
        t.html(R"(<div class="field-row">{}{}</div>)", sheet_choice(t, run), titles_choice(t, run)), table, twins_choice(t, run));
}

// --- Who is named

std::vector<std::string> named(ImportedPlan const& plan, Names const& names, Names::Whom whom) {
    std::vector<std::string> all;
    std::ranges::copy_if(plan.names, std::back_inserter(all), [&](auto const& name) { return names.whom(name) == whom; });
    return all;
}

std::string list_of(std::vector<std::string> const& names) {
    std::string all;
    for (auto const& name : names) all += (all.empty() ? "" : ", ") + name;
    return all;
}

Html people(Language const& t, DryRun const& run) {
    if (run.plan.names.empty()) return {};
    auto const line = [&](std::string const& label, std::vector<std::string> const& names) {
        return when(!names.empty(), [&] { return t.html(R"(<div><dt>{}</dt><dd>{}</dd></div>)", label, list_of(names)); });
    };
    // Of those whom nobody bears, some are proposed to be somebody known, below.
    auto alike = named(run.plan, run.names, Names::Whom::unknown), made = alike;
    std::erase_if(alike, [&](auto const& name) { return !run.matches.contains(name); });
    std::erase_if(made, [&](auto const& name) { return run.matches.contains(name); });
    return t.html(R"(
<section class="stack" aria-labelledby="personnes">{}<dl class="facts">{}{}{}{}{}</dl></section>)",
        layout::section_title(t, "personnes", t.text("Les personnes nommées")),
        line(t.text("Membres de l'équipe"), named(run.plan, run.names, Names::Whom::member)),
        line(t.text("Déjà nommées dans un plan"), named(run.plan, run.names, Names::Whom::known)),
        line(t.text("Noms que plusieurs personnes portent, à préciser plus bas"), shared_names(run.plan, run.names)),
        line(t.text("Noms proches d'une personne connue, à confirmer plus bas"), alike), line(t.text("Nouveaux noms"), made));
}

std::vector<Option> bearers(Names const& names, std::string_view name) {
    std::vector<Option> all;
    for (auto const& one : names.meant(name)) all.push_back({one, one});
    return all;
}

// Each name to match, with whom it may mean; within the form that confirms.
Html matching_people(Language const& t, DryRun const& run) {
    auto const to_match = names_to_match(run.plan, run.names);
    if (to_match.empty()) return {};
    std::vector<Option> known;
    for (auto const& one : run.names.all())
        known.push_back({one.name,
            one.whom == Names::Whom::member ? t.text("{}, de l'équipe", {one.name}) : t.text("{}, sans compte", {one.name})});
    std::size_t count = 0;
    auto const fields = each(to_match, [&](std::string const& name) {
        auto const is_shared = run.names.whom(name) == Names::Whom::several;
        auto options = is_shared ? bearers(run.names, name) : known;
        options.insert(options.begin(), {"", is_shared ? t.text("Choisir…") : t.text("Créer « {} », sans compte", {name})});
        auto const match = run.matches.find(name);
        auto const place = std::to_string(count++);
        return t.html(R"(<input type="hidden" name="nom-{}" value="{}">{})", place, name,
            html::select_field(t,
                {.name = "qui-" + place,
                    .label = t.text("« {} » est", {name}),
                    .value = match == run.matches.end() ? std::string{} : match->second},
                options, run.problems));
    });
    return t.html(R"(
<fieldset class="group"><legend>{Qui sont ces personnes ?}</legend><p class="small quiet">{Le fichier les nomme, et personne ne porte ces noms ici, ou plusieurs personnes les portent. La plus proche est proposée.}</p><div class="field-row">{}</div></fieldset>)",
        fields);
}

// --- Line by line

Html line_row(Language const& t, PlanLine const& line) {
    auto const tone = line.outcome == Outcome::refused ? std::optional<std::string>{"refused"} : std::nullopt;
    auto const remarks = when(!line.remarks.empty(), [&] {
        return t.html(R"(<ul class="small">{}</ul>)",
            each(line.remarks, [&](std::string const& remark) { return t.html("<li>{}</li>", remark); }));
    });
    return t.html(R"(
<tr{}><th scope="row">{}</th><td>{}</td><td>{}{}{}</td></tr>)",
        html::Attribute{"class", tone}, line.number, line.said,
        when(line.outcome == Outcome::refused, [&] { return t.html("<b>{Refusée :}</b> "); }), line.words, remarks);
}

// The choices of this page, for its other pages.
Url with_choices(DryRun const& run) {
    auto url = plan_import_url(run.diagnostic, run.import.id)
                   .with("pour", std::string_view{place_of(run.columns)})
                   .with("feuille", std::string_view{std::to_string(run.columns.sheet)})
                   .with("titres", std::string_view{std::to_string(run.columns.titles)})
                   .with("doubles", run.twins == Twins::added ? std::string_view{"ajouter"} : std::string_view{"laisser"});
    for (std::size_t i = 0; i < run.columns.fields.size(); ++i)
        url = std::move(url).with("c" + std::to_string(i), std::string_view{field_code(run.columns.fields[i])});
    return url;
}

Html lines_table(Language const& t, DryRun const& run) {
    auto const& lines = run.plan.lines;
    auto const first = std::min(run.first_line, lines.size());
    auto const shown = std::span{lines}.subspan(first, std::min(lines_shown, lines.size() - first));
    auto const rest = first + shown.size();
    auto const more = when(rest < lines.size(), [&] {
        return t.html(R"(<p><a href="{}">{}</a></p>)",
            with_choices(run).with("depuis", std::string_view{std::to_string(rest)}).at("lignes"),
            t.text("Lignes suivantes, à partir de la ligne {}", {std::to_string(lines[rest].number)}));
    });
    return t.html("{}{}",
        layout::register_table(t, {.id = "lignes",
                                      .caption = t.text("Ce que ferait chaque ligne"),
                                      .columns = {{t.text("Ligne")}, {t.text("Ce qu'elle dit")}, {t.text("Ce qui se passera")}},
                                      .rows = each(shown, [&](PlanLine const& line) { return line_row(t, line); }),
                                      .css_class = "register stacks"}),
        more);
}

std::int64_t criteria_count(ImportedPlan const& plan) {
    std::set<referentiel::Criterion const*> criteria{plan.criteria.begin(), plan.criteria.end()};
    for (auto const& action : plan.actions) criteria.insert(action.criterion);
    return std::ssize(criteria);
}

std::string sum_words(Language const& t, DryRun const& run) {
    auto const& plan = run.plan;
    auto sum = t.text(
        "{} à importer pour {}, {}, sur {}.", {actions_words(t, static_cast<std::int64_t>(plan.actions.size())),
                                                  t.count(criteria_count(plan), "{} critère", "{} critères"),
                                                  t.count(plan.count(Outcome::refused), "{} ligne refusée", "{} lignes refusées"),
                                                  t.count(std::ranges::ssize(plan.lines), "{} ligne lue", "{} lignes lues")});
    if (auto const left_out = plan.count(Outcome::planned); left_out > 0)
        sum += " " + t.count(left_out, "{} ligne est déjà au plan.", "{} lignes sont déjà au plan.");
    if (plan.is_cut) sum += " " + t.text("Le fichier a plus de lignes : seules les dix mille premières sont lues.");
    return sum;
}

Html confirming(Caller const& caller, DryRun const& run) {
    auto const& t = caller.t;
    auto const other = t.html(R"(<a href="{}">{Choisir un autre fichier}</a>)", plan_import_url(run.diagnostic));
    if (run.plan.is_empty() || has_too_many_names(run)) return t.html(R"(<p>{}</p>)", other);
    std::vector<std::pair<std::string, std::string>> fields{{"pour", place_of(run.columns)},
        {"feuille", std::to_string(run.columns.sheet)}, {"titres", std::to_string(run.columns.titles)},
        {"doubles", run.twins == Twins::added ? "ajouter" : "laisser"}, {"empreinte", fingerprint(run.plan)}};
    for (std::size_t i = 0; i < run.columns.fields.size(); ++i)
        fields.emplace_back("c" + std::to_string(i), field_code(run.columns.fields[i]));
    auto const count = static_cast<std::int64_t>(run.plan.actions.size());
    auto const label = count > 0 ? t.count(count, "Importer {} action", "Importer {} actions") : t.text("Importer");
    auto const content = t.html(R"({}{}
<div class="buttons after"><button class="button" type="submit">{}</button>{}</div>)",
        each(fields, [&](auto const& field) { return html::hidden_field(t, field.first, field.second); }),
        matching_people(t, run), label, other);
    return html::form(t,
        Url::page({"structures", run.diagnostic.organisation(), "cycles", run.diagnostic.cycle().id, "engagements", "import",
            run.import.id, "lignes"}),
        caller.form_key, content);
}

} // namespace

std::vector<std::string> names_to_match(ImportedPlan const& plan, Names const& names) {
    auto all = named(plan, names, Names::Whom::unknown), several = shared_names(plan, names);
    all.insert(all.end(), several.begin(), several.end());
    return all;
}

std::vector<std::string> shared_names(ImportedPlan const& plan, Names const& names) {
    return named(plan, names, Names::Whom::several);
}

bool has_too_many_names(DryRun const& run) { return names_to_match(run.plan, run.names).size() > most_matches; }

std::vector<html::Problem> undecided_names(Language const& t, DryRun const& run) {
    std::vector<html::Problem> problems;
    std::size_t place = 0;
    for (auto const& name : names_to_match(run.plan, run.names)) {
        auto const field = "qui-" + std::to_string(place++);
        if (run.names.whom(name) == Names::Whom::several && !run.matches.contains(name))
            problems.push_back({field, t.text("Dites de qui il s'agit : plusieurs personnes portent ce nom")});
    }
    return problems;
}

Url plan_import_url(Diagnostic const& diagnostic) {
    return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "engagements", "import"});
}

Url plan_import_url(Diagnostic const& diagnostic, PlanImportId const& id) {
    return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "engagements", "import", id});
}

std::string fingerprint(ImportedPlan const& plan) {
    std::string all;
    for (auto const& line : plan.lines) all += std::to_string(static_cast<int>(line.outcome)) + line.words + "\n";
    return hexadecimal(sha256(all)).substr(0, 32);
}

Html plan_import_page(Caller const& caller, Diagnostic const& diagnostic, diagnostic::Mandate const& mandate,
    std::span<PlanImport const> imports, std::span<html::Problem const> problems, Html const& notice) {
    auto const& t = caller.t;
    auto const model = [&](std::string_view name) {
        return Url::page(
            {"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "engagements", "import", name});
    };
    auto const help = t.html(R"(
<div class="prose"><p>{Votre plan tient déjà dans un tableau ? Envoyez-le tel quel : les colonnes sont reconnues à leurs titres, et vous pourrez corriger.}</p><p>{Pour partir d'un tableau vide : <1>le modèle XLSX</1>, avec son mode d'emploi et la liste de vos critères} {ou <1>le modèle CSV</1>}.</p></div>)",
        model("modele.xlsx"), model("modele.csv"));
    auto const form = when(diagnostic.is_open(), [&] {
        return layout::upload_form(caller, plan_import_url(diagnostic),
            t.text("Rien n'est gardé à cette étape : vous verrez d'abord, ligne par ligne, ce qui se passera."),
            t.text("Lire le fichier"), problems);
    });
    std::vector<layout::EarlierImport> before;
    for (auto const& import : imports) {
        auto const can_undo =
            mandate.is_whole && !import.undone && diagnostic.is_open() && caller.now - *import.kept < import_can_be_undone;
        auto const undo = Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "engagements",
            "import", import.id, "annulation"});
        before.push_back(
            {layout::import_words(caller, import.file_name, actions_words(t, import.actions), import.by, *import.kept),
                import.undone.has_value(), can_undo ? std::optional{undo} : std::nullopt});
    }
    return t.html(R"(
<div class="stack-wide">{}{}{}{}</div>)",
        notice, help, form, layout::earlier_imports(caller, t.text("Imports de cette démarche"), before));
}

Html dry_run_page(Caller const& caller, DryRun const& run) {
    auto const& t = caller.t;
    auto const changed = when(run.has_changed, [&] {
        return layout::notice(
            t, layout::Tone::care, t.text("Le plan a changé entre-temps."), t.text("Relisez ce qui se passera, puis confirmez."));
    });
    if (!run.columns.is_enough())
        return t.html(R"(
<div class="stack-wide">{}{}</div>)",
            layout::notice(t, layout::Tone::care, t.text("Il manque une colonne."),
                t.text(
                    "Dites ci-dessous quelle colonne contient le critère (son numéro ou son titre), et laquelle dit ce qui sera "
                    "fait.")),
            matching(t, run));
    auto const too_many = when(has_too_many_names(run), [&] {
        return layout::notice(t, layout::Tone::care, t.text("Ce fichier ne peut pas être importé tel quel."),
            t.text(
                "Il nomme {} personnes inconnues ici, et l'on ne peut dire qui est qui que pour cent à la fois. Importez-le en "
                "plusieurs parties, ou choisissez ci-dessous de ne pas reprendre la colonne de ces noms.",
                {t.number(std::ssize(names_to_match(run.plan, run.names)))}));
    });
    auto const tone = run.plan.count(Outcome::refused) > 0 ? layout::Tone::care : layout::Tone::plain;
    return t.html(R"(
<div class="stack-wide">{}{}{}{}{}{}{}</div>)",
        changed, too_many, layout::notice(t, tone, t.text("Rien n'est encore gardé."), sum_words(t, run)),
        confirming(caller, run), matching(t, run), people(t, run), lines_table(t, run));
}

Html import_done(Language const& t, Diagnostic const& diagnostic, PlanImport const& import) {
    return layout::notice(t, layout::Tone::done, t.text("Import terminé."),
        t.count(import.actions, "{} action est entrée au plan.", "{} actions sont entrées au plan."),
        layout::button_link(t, plan_url(diagnostic), t.text("Voir le plan")));
}

Html undo_done(Language const& t, Diagnostic const& diagnostic, Plan const& plan, Staying const& staying) {
    if (staying.actions.empty())
        return layout::notice(t, layout::Tone::done, t.text("Import annulé."), t.text("Tout ce qu'il avait apporté est retiré."));
    auto const list = each(staying.actions, [&](ActionId const& id) {
        auto const* action = plan.find(id);
        return when(action != nullptr,
            [&] { return t.html(R"(<li><a href="{}">{}</a></li>)", action_url(diagnostic, id), name_of(t, *action)); });
    });
    return layout::notice(t, layout::Tone::care, t.text("Import annulé, sauf ce qui a servi depuis."),
        t.text("Quelqu'un a travaillé à ces actions depuis l'import : elles restent au plan."), t.html("<ul>{}</ul>", list));
}

} // namespace actions
