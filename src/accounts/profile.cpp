#include "accounts/profile.h"

#include "core/unicode.h"

#include <algorithm>

namespace accounts {
namespace {

using html::Language, html::Option;

bool holds(std::vector<Option> const& options, std::string_view code) {
    return std::ranges::find(options, code, &Option::value) != options.end();
}

} // namespace

std::vector<Option> legal_forms(Language const& t) {
    return {{"association", t.text("Association")}, {"cooperative", t.text("Coopérative")}, {"mutuelle", t.text("Mutuelle")},
        {"fondation", t.text("Fondation")}, {"societe-ess", t.text("Société commerciale de l'ESS")},
        {"publique", t.text("Structure publique")}, {"autre", t.text("Autre forme")}};
}

std::vector<Option> sectors(Language const& t) {
    return {{"action-sociale", t.text("Action sociale")}, {"medico-social", t.text("Médico-social")},
        {"insertion", t.text("Insertion par l'activité économique")}, {"habitat", t.text("Habitat et logement")},
        {"education-populaire", t.text("Éducation populaire et jeunesse")}, {"culture", t.text("Culture et patrimoine")},
        {"sport", t.text("Sport et loisirs")}, {"environnement", t.text("Environnement")},
        {"agriculture-alimentation", t.text("Agriculture et alimentation")}, {"sante", t.text("Santé")},
        {"services-personne", t.text("Services à la personne")}, {"finance-assurance", t.text("Finance et assurance")},
        {"commerce-services", t.text("Commerce et services")}, {"autre", t.text("Autre secteur")}};
}

std::vector<Option> staff_sizes(Language const& t) {
    return {{"0-4", t.text("Moins de 5")}, {"5-19", t.text("De 5 à 19")}, {"20-49", t.text("De 20 à 49")},
        {"50", t.text("50 et plus")}};
}

// The codes are those of the official statistics (INSEE), so that figures can be set beside others.
std::vector<Option> regions(Language const& t) {
    return {{"84", t.text("Auvergne-Rhône-Alpes")}, {"27", t.text("Bourgogne-Franche-Comté")}, {"53", t.text("Bretagne")},
        {"24", t.text("Centre-Val de Loire")}, {"94", t.text("Corse")}, {"44", t.text("Grand Est")},
        {"32", t.text("Hauts-de-France")}, {"11", t.text("Île-de-France")}, {"28", t.text("Normandie")},
        {"75", t.text("Nouvelle-Aquitaine")}, {"76", t.text("Occitanie")}, {"52", t.text("Pays de la Loire")},
        {"93", t.text("Provence-Alpes-Côte d'Azur")}, {"01", t.text("Guadeloupe")}, {"03", t.text("Guyane")},
        {"04", t.text("La Réunion")}, {"02", t.text("Martinique")}, {"06", t.text("Mayotte")},
        {"988", t.text("Nouvelle-Calédonie")}, {"987", t.text("Polynésie française")}, {"977", t.text("Saint-Barthélemy")},
        {"978", t.text("Saint-Martin")}, {"975", t.text("Saint-Pierre-et-Miquelon")}, {"986", t.text("Wallis-et-Futuna")},
        {"hors-france", t.text("Hors de France")}};
}

bool is_known_legal_form(std::string_view code) { return holds(legal_forms(Language{}), code); }
bool is_known_sector(std::string_view code) { return holds(sectors(Language{}), code); }
bool is_known_staff(std::string_view code) { return holds(staff_sizes(Language{}), code); }
bool is_known_region(std::string_view code) { return holds(regions(Language{}), code); }

std::string words_of(std::span<Option const> options, std::string_view code) {
    auto const found = std::ranges::find(options, code, &Option::value);
    return found == options.end() ? std::string{code} : found->label;
}

bool is_name(std::string_view text) { return !text.empty() && length(text) <= 200; }

std::vector<Option> with_invitation_to_choose(Language const& t, std::vector<Option> options) {
    options.insert(options.begin(), {"", t.text("Choisir…")});
    return options;
}

} // namespace accounts
