#include "referentiel/offer.h"

#include "html/html.h"

#include <algorithm>
#include <array>

namespace referentiel {
namespace {

constexpr std::array<std::string_view, 4> shipped{"ess-complet", "ess-simplifie", "rsei", "essms"};

std::size_t place_of(std::string_view code) {
    return static_cast<std::size_t>(std::ranges::find(shipped, code) - shipped.begin());
}

} // namespace

int minutes_to_answer(std::size_t criteria) {
    auto const quarters = static_cast<int>(criteria) * 5;
    return std::max(1, (quarters + 19) / 20) * 5;
}

std::vector<Version const*> choices(Library const& library) {
    auto offered = library.offered();
    std::ranges::stable_sort(offered, {}, [](Version const* version) { return place_of(version->code.text()); });
    return offered;
}

std::string size_words(html::Language const& t, Version const& version) {
    auto const criteria = rated(version).size();
    return t.text("{}, {}, environ {} minutes",
        {t.count(static_cast<std::int64_t>(criteria), "{} critère", "{} critères"),
            t.count(static_cast<std::int64_t>(version.chapters().size()), "{} chapitre", "{} chapitres"),
            std::to_string(minutes_to_answer(criteria))});
}

std::string choice_words(html::Language const& t, Version const& version) {
    auto const code = version.code.text();
    if (code == "ess-complet")
        return t.text("Pour faire le tour de ses pratiques, tous secteurs. Prenez le temps, en une ou plusieurs fois.");
    if (code == "ess-simplifie")
        return t.text("Pour un premier tour ou une petite équipe. On passe ensuite au complet sans rien ressaisir.");
    if (code == "rsei")
        return t.text("Pour les entreprises d'insertion. Une ébauche à nous : elle ne dit rien du label qui serait obtenu.");
    if (code == "essms")
        return t.text("Pour préparer l'évaluation d'un établissement ou service. Les critères impératifs d'abord ; le reste de "
                      "la grille s'importe.");
    return version.about.in(t.code());
}

} // namespace referentiel
