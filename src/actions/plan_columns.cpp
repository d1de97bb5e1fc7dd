#include "actions/plan_columns.h"

#include "actions/plan_cells.h"

#include <algorithm>
#include <array>

namespace actions {
namespace {

struct Titles {
    Field field;
    std::vector<std::string_view> names; // folded
};

std::vector<Titles> const& known_titles() {
    static std::vector<Titles> const all{
        {Field::chapter, {"chapitre", "chapter", "theme", "thematique", "domaine"}},
        {Field::number, {"n°", "no", "no.", "n", "num", "numero", "number", "n° critere", "n° du critere", "cle", "key", "code"}},
        {Field::criterion, {"critere", "criterion", "critere concerne", "affirmation", "engagement", "enjeu"}},
        {Field::current, {"maturite actuelle", "present maturity", "current maturity", "niveau actuel", "current level"}},
        {Field::envisaged, {"maturite envisagee", "target maturity", "planned maturity", "envisaged maturity", "niveau vise",
                               "niveau envisage", "target level"}},
        {Field::action, {"action n°", "action no.", "n° action", "n° d'action", "numero d'action", "id"}},
        {Field::whole, {"sous-action de", "part of action", "part of", "action parente", "parent"}},
        {Field::title,
            {"amelioration des pratiques", "improvement of practices", "action", "actions", "titre", "title", "intitule",
                "intitule de l'action", "pratique envisagee", "pratiques envisagees", "action prevue", "actions prevues",
                "actions a mener", "action a mener", "mesure", "tache", "task", "objectif operationnel"}},
        {Field::text, {"description", "details", "detail", "commentaire", "commentaires", "comment", "comments", "remarques",
                          "notes", "description de l'action", "modalites"}},
        {Field::indicator, {"indicateur", "indicateurs", "indicator", "indicators", "indicateur de suivi", "indicateurs de suivi",
                               "preuve", "preuves", "kpi"}},
        {Field::kind, {"mesure par", "measured by", "type d'indicateur", "type of indicator"}},
        {Field::steps, {"etats", "states", "etats de l'indicateur", "steps"}},
        {Field::unit, {"unite", "unit", "unite de mesure"}},
        {Field::baseline, {"valeur de reference", "baseline value", "baseline", "reference", "valeur initiale",
                              "valeur de depart", "situation de depart"}},
        {Field::baseline_month,
            {"date de reference", "baseline date", "baseline month", "mois de reference", "date de la valeur de reference"}},
        {Field::target, {"valeur cible", "target value", "target", "cible", "objectif", "objectif chiffre", "valeur visee"}},
        {Field::direction, {"sens", "direction", "sens souhaite", "sens attendu", "evolution souhaitee"}},
        {Field::responsible, {"responsable", "responsible", "responsable d'action", "responsable de l'action", "pilote",
                                 "porteur", "porteuse", "owner", "qui", "who", "referent", "referente"}},
        {Field::people, {"personnes associees", "associated people", "associes", "partenaires", "contributeurs", "avec", "with",
                            "participants", "personnes impliquees"}},
        {Field::start, {"debut", "start", "date de debut", "start date", "commence le", "demarrage"}},
        {Field::due, {"echeance", "due", "due date", "delai", "delais", "date limite", "deadline", "date d'echeance", "fin",
                         "date de fin", "end", "end date", "pour quand", "quand", "responsable & echeance"}},
        {Field::cost, {"cout (€)", "cost (€)", "cout", "cost", "budget", "cout estime", "montant"}},
        {Field::effort, {"charge", "effort", "temps", "temps a passer", "moyens humains", "jours", "charge de travail"}},
        {Field::funder, {"financement", "funding", "financeur", "financeurs", "funder", "finance par"}},
        {Field::state, {"etat", "state", "statut", "status", "etat d'avancement"}},
        {Field::progress, {"avancement (%)", "progress (%)", "avancement", "progress", "% realise", "realisation", "%"}},
        {Field::done, {"terminee le", "done on", "date de realisation", "realisee le", "fait le", "faite le"}},
        {Field::punctuality, {"respect du delai", "punctuality", "ponctualite"}},
        {Field::governance, {"ce que sait la gouvernance", "what the governing body knows", "gouvernance", "governance"}},
        {Field::causes, {"les causes", "causes", "the causes", "cause"}},
    };
    return all;
}

std::optional<Field> field_called(std::string_view title) {
    auto const name = comparable(title);
    if (name.empty()) return std::nullopt;
    for (auto const& titles : known_titles())
        if (std::ranges::find(titles.names, name) != titles.names.end()) return titles.field;
    return std::nullopt;
}

// Each field once, in the first column of that name.
std::vector<std::optional<Field>> fields_of(std::vector<std::string> const& titles) {
    std::vector<std::optional<Field>> fields;
    for (std::size_t at = 0; at < titles.size() && at < most_columns; ++at) {
        auto field = field_called(titles[at]);
        if (std::ranges::find(fields, field) != fields.end()) field.reset();
        fields.push_back(field);
    }
    return fields;
}

std::ptrdiff_t count_known(std::vector<std::optional<Field>> const& fields) {
    return std::ranges::count_if(fields, [](auto const& field) { return field.has_value(); });
}

} // namespace

std::string_view to_text(Field field) {
    static constexpr std::array<std::string_view, field_count> names{"chapter", "number", "criterion", "current", "envisaged",
        "action", "whole", "title", "text", "indicator", "kind", "steps", "unit", "baseline", "baseline_month", "target",
        "direction", "responsible", "people", "start", "due", "cost", "effort", "funder", "state", "progress", "done",
        "punctuality", "governance", "causes"};
    return names[static_cast<std::size_t>(field)];
}

bool is_computed(Field field) { return field == Field::chapter || field == Field::current || field == Field::punctuality; }

std::optional<std::size_t> Columns::of(Field field) const {
    auto const found = std::ranges::find(fields, std::optional{field});
    return found == fields.end() ? std::nullopt : std::optional{static_cast<std::size_t>(found - fields.begin())};
}

Columns guessed_columns(std::vector<tables::Sheet> const& sheets, std::size_t sheet, std::size_t titles) {
    return {sheet, titles, fields_of(sheets.at(sheet).rows.at(titles))};
}

std::optional<Columns> guessed_columns(std::vector<tables::Sheet> const& sheets) {
    std::optional<Columns> best;
    for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet)
        for (std::size_t row = 0; row < sheets[sheet].rows.size() && row < tables::rows_searched; ++row) {
            auto columns = guessed_columns(sheets, sheet, row);
            if (!best || count_known(columns.fields) > count_known(best->fields)) best = std::move(columns);
        }
    return best;
}

} // namespace actions

template <>
std::optional<actions::Field> parse<actions::Field>(std::string_view text) {
    for (int field = 0; field < actions::field_count; ++field)
        if (to_text(static_cast<actions::Field>(field)) == text) return static_cast<actions::Field>(field);
    return std::nullopt;
}
