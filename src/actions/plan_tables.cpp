#include "actions/plan_tables.h"

#include "actions/plan_cells.h"
#include "diagnostic/profile.h"
#include "html/html.h"
#include "referentiel/referentiel.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace actions {
namespace {

using diagnostic::Diagnostic, diagnostic::SavedRating;
using html::Language;
using referentiel::Chapter, referentiel::Criterion, referentiel::Level;
using tables::Cell, tables::Nothing, tables::Table;

struct Look {
    int width = 12;
    bool is_wrapped = false;
};

Look look_of(Field field) {
    switch (field) {
        case Field::title: return {40, true};
        case Field::governance:
        case Field::causes:
        case Field::text: return {60, true};
        case Field::criterion:
        case Field::indicator: return {34, true};
        case Field::people: return {30, true};
        case Field::chapter:
        case Field::responsible:
        case Field::funder:
        case Field::steps: return {22, true};
        case Field::number:
        case Field::action: return {8, false};
        default: return {14, false};
    }
}

tables::Column column(Language const& t, Field field) {
    auto const look = look_of(field);
    return {heading(t, field), look.width, look.is_wrapped};
}

// One line of cells, filled by the names of its columns.
class Line {
public:
    Cell& operator[](Field field) { return cells_[static_cast<std::size_t>(field)]; }
    std::vector<Cell> cells() && { return std::move(cells_); }

private:
    std::vector<Cell> cells_ = std::vector<Cell>(static_cast<std::size_t>(field_count), Nothing{});
};

Cell text_or_nothing(std::string text) {
    if (text.empty()) return Nothing{};
    return text;
}

Cell figure_or_nothing(std::optional<Decimal> const& figure) {
    if (!figure) return Nothing{};
    return *figure;
}

Cell day_or_nothing(std::optional<Date> const& day) {
    if (!day) return Nothing{};
    return *day;
}

Cell level_or_nothing(std::optional<Level> const& level) {
    if (!level) return Nothing{};
    return tables::number_or_text(level->code());
}

// What every line of a criterion begins with.
Line line_of(Language const& t, Commitment const& commitment, std::span<SavedRating const> ratings) {
    Line line;
    if (!commitment.criterion) {
        line[Field::criterion] = commitment.former_title;
        return line;
    }
    auto const& criterion = *commitment.criterion;
    auto const* chapter = criterion.chapter;
    while (chapter->parent) chapter = chapter->parent;
    auto const& title = criterion.title.empty() ? criterion.statement : criterion.title;
    auto const* saved = diagnostic::find_rating(ratings, criterion);
    line[Field::chapter] = chapter->title.in(t.code());
    line[Field::number] = criterion.number;
    line[Field::criterion] = title.in(t.code());
    line[Field::current] = level_or_nothing(saved ? std::optional{saved->rating.level} : std::nullopt);
    line[Field::envisaged] = level_or_nothing(commitment.envisaged);
    return line;
}

void add_action(Language const& t, Line& line, Plan const& plan, Action const& action, Date today) {
    auto const& content = action.content;
    line[Field::action] = std::int64_t{action.number};
    if (auto const* whole = action.parent ? plan.find(*action.parent) : nullptr) line[Field::whole] = std::int64_t{whole->number};
    line[Field::title] = name_of(t, action);
    line[Field::text] = text_or_nothing(content.text);
    if (content.responsible) line[Field::responsible] = listed(std::array{plan.name_of(*content.responsible)});
    std::vector<std::string> people;
    for (auto const& person : content.people) people.push_back(plan.name_of(person));
    line[Field::people] = text_or_nothing(listed(people));
    line[Field::start] = day_or_nothing(content.start);
    if (content.due) line[Field::due] = typed_month(content.due->month);
    line[Field::effort] = text_or_nothing(content.effort);
    line[Field::funder] = text_or_nothing(content.funder);
    line[Field::state] = words_of(t, content.state);
    line[Field::progress] = std::int64_t{content.progress};
    line[Field::done] = day_or_nothing(content.done);
    line[Field::punctuality] = words_of(t, punctuality(action, today));
    if (!content.critical) return;
    line[Field::governance] = content.critical->governance;
    line[Field::causes] = content.critical->causes;
}

void add_indicator(Language const& t, Line& line, Indicator const& indicator) {
    line[Field::indicator] = indicator.label;
    line[Field::kind] = words_of(t, indicator.kind);
    if (indicator.kind == Indicator::Kind::state) {
        line[Field::steps] = listed(steps_of(t, indicator));
        return;
    }
    line[Field::unit] = text_or_nothing(indicator.unit);
    line[Field::baseline] = figure_or_nothing(indicator.baseline);
    if (indicator.baseline_month) line[Field::baseline_month] = typed_month(*indicator.baseline_month);
    line[Field::target] = figure_or_nothing(indicator.target);
    line[Field::direction] = words_of(t, direction(indicator));
}

void add_lines(Language const& t, Table& table, Plan const& plan, Line const& beginning, Action const& action, Date today) {
    auto line = beginning;
    add_action(t, line, plan, action, today);
    auto first = line;
    first[Field::cost] = figure_or_nothing(action->cost);
    if (action->indicators.empty()) table.rows.push_back(std::move(first).cells());
    for (auto const& indicator : action->indicators) {
        auto one = &indicator == &action->indicators.front() ? first : line;
        add_indicator(t, one, indicator);
        table.rows.push_back(std::move(one).cells());
    }
}

// The columns of critical actions, where there are none.
void drop_last(Table& table, std::size_t columns) {
    table.columns.resize(table.columns.size() - columns);
    for (auto& row : table.rows) row.resize(row.size() - columns);
}

// --- The model

constexpr std::initializer_list<Field> filled_in{Field::number, Field::criterion, Field::envisaged, Field::title, Field::text,
    Field::responsible, Field::people, Field::start, Field::due, Field::indicator, Field::unit, Field::baseline,
    Field::baseline_month, Field::target, Field::direction, Field::steps, Field::cost, Field::effort, Field::funder, Field::state,
    Field::progress};

std::string what_to_write(Language const& t, Field field) {
    switch (field) {
        case Field::number:
            return t.text("Le numéro du critère (voir la feuille « Critères ») ; vide : celui de la ligne du dessus");
        case Field::criterion: return t.text("Son titre, si vous préférez : l'un des deux suffit");
        case Field::envisaged: return t.text("Le niveau visé pour le critère, facultatif");
        case Field::title: return t.text("Ce qui sera fait, en une ligne ; vide : un indicateur de plus pour l'action du dessus");
        case Field::text: return t.text("Les détails, facultatif");
        case Field::responsible: return t.text("Prénom et nom : un membre de l'équipe ou une personne sans compte");
        case Field::people:
            return t.text(
                "Les personnes associées, séparées par des virgules ; un nom qui contient une virgule, entre guillemets : "
                "\"Dupont, Martin et fils\"");
        case Field::start: return t.text("Un jour : 05/03/2026");
        case Field::due: return t.text("Un mois : 12/2026 ou décembre 2026 ; d'un jour, le mois est gardé");
        case Field::indicator: return t.text("Ce qui montrera que l'action a porté ; un indicateur par ligne");
        case Field::unit: return t.text("D'une valeur : %, repas, heures");
        case Field::baseline: return t.text("Un nombre : ce que l'on mesure aujourd'hui");
        case Field::baseline_month: return t.text("Le mois de cette mesure : 01/2026");
        case Field::target: return t.text("Un nombre : ce que l'on vise");
        case Field::direction: return t.text("hausse ou baisse ; vide : ce que disent les deux valeurs");
        case Field::steps:
            return t.text(
                "D'un indicateur sans valeur : ses états dans l'ordre, séparés par des virgules ; un état qui contient une "
                "virgule, entre guillemets ; vide : pas réalisé, en cours, réalisé");
        case Field::cost: return t.text("En euros, un nombre");
        case Field::effort: return t.text("Le temps à y passer : 3 jours");
        case Field::funder: return t.text("Qui finance");
        case Field::state: return t.text("prévue, en cours, terminée ou abandonnée ; vide : prévue");
        case Field::progress: return t.text("De 0 à 100");
        default: return {};
    }
}

Table criteria_table(Language const& t, Diagnostic const& diagnostic) {
    Table table{.name = t.text("Critères"),
        .columns = {column(t, Field::number), column(t, Field::criterion), column(t, Field::chapter)}};
    for (auto const* criterion : asked(diagnostic)) {
        auto const* chapter = criterion->chapter;
        while (chapter->parent) chapter = chapter->parent;
        auto const& title = criterion->title.empty() ? criterion->statement : criterion->title;
        table.rows.push_back({criterion->number, title.in(t.code()), chapter->title.in(t.code())});
    }
    return table;
}

} // namespace

std::string heading(Language const& t, Field field) {
    switch (field) {
        case Field::chapter: return t.text("Chapitre");
        case Field::number: return t.text("N°");
        case Field::criterion: return t.text("Critère");
        case Field::current: return t.text("Maturité actuelle");
        case Field::envisaged: return t.text("Maturité envisagée");
        case Field::action: return t.text("Action n°");
        case Field::whole: return t.text("Sous-action de");
        case Field::title: return t.text("Amélioration des pratiques");
        case Field::text: return t.text("Description");
        case Field::indicator: return t.text("Indicateur");
        case Field::kind: return t.text("Mesuré par");
        case Field::steps: return t.text("États");
        case Field::unit: return t.text("Unité");
        case Field::baseline: return t.text("Valeur de référence");
        case Field::baseline_month: return t.text("Date de référence");
        case Field::target: return t.text("Valeur cible");
        case Field::direction: return t.text("Sens");
        case Field::responsible: return t.text("Responsable");
        case Field::people: return t.text("Personnes associées");
        case Field::start: return t.text("Début");
        case Field::due: return t.text("Échéance");
        case Field::cost: return t.text("Coût (€)");
        case Field::effort: return t.text("Charge");
        case Field::funder: return t.text("Financement");
        case Field::state: return t.text("État");
        case Field::progress: return t.text("Avancement (%)");
        case Field::done: return t.text("Terminée le");
        case Field::punctuality: return t.text("Respect du délai");
        case Field::governance: return t.text("Ce que sait la gouvernance");
        case Field::causes: return t.text("Les causes");
    }
    return {};
}

std::string typed_month(Month month) {
    auto const text = iso(month);
    return text.substr(5) + "/" + text.substr(0, 4);
}

std::string words_of(Language const& t, Indicator::Kind kind) {
    return kind == Indicator::Kind::state ? t.text("état") : t.text("valeur");
}

std::string words_of(Language const& t, Indicator::Direction direction) {
    return direction == Indicator::Direction::rise ? t.text("hausse") : t.text("baisse");
}

Table plan_table(Language const& t, Diagnostic const&, Plan const& plan, std::span<SavedRating const> ratings, Date today) {
    Table table{.name = t.text("Plan d'actions"), .columns = {}};
    for (int field = 0; field < field_count; ++field) table.columns.push_back(column(t, static_cast<Field>(field)));
    for (auto const& commitment : plan.commitments) {
        auto const beginning = line_of(t, commitment, ratings);
        if (commitment.actions.empty()) table.rows.push_back(Line{beginning}.cells());
        for (auto const* action : actions(commitment)) add_lines(t, table, plan, beginning, *action, today);
    }
    auto const all = actions(plan);
    if (std::ranges::none_of(all, [](Action const* action) { return (*action)->critical.has_value(); })) drop_last(table, 2);
    return table;
}

tables::Workbook plan_model(Language const& t, Diagnostic const& diagnostic) {
    Table model{.name = t.text("Plan d'actions"), .columns = {}};
    Table help{.name = t.text("Mode d'emploi"), .columns = {{t.text("Colonne"), 26}, {t.text("Ce que l'on y écrit"), 80, true}}};
    for (auto const field : filled_in) {
        model.columns.push_back(column(t, field));
        help.rows.push_back({heading(t, field), what_to_write(t, field)});
    }
    return {
        t.text("Modèle de plan d'actions"), "ESS Pratiques", {std::move(model), std::move(help), criteria_table(t, diagnostic)}};
}

} // namespace actions
