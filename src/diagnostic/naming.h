#pragma once

#include "diagnostic/diagnostic.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

// What files of people call criteria and levels.
namespace diagnostic {

// Every name by which a file may call a criterion that the structure is asked.
class CriterionNames {
public:
    explicit CriterionNames(Diagnostic const&);

    referentiel::Criterion const* by_key(std::string_view) const;
    referentiel::Criterion const* by_number(std::string_view) const;
    referentiel::Criterion const* by_title(std::string_view) const; // in any language, capitals and accents being alike
    // Whichever it is; « 14. Qualité de l'emploi », « 14 - Qualité… » and « 14.0 » too.
    referentiel::Criterion const* find(std::string_view) const;

private:
    using Table = std::map<std::string, referentiel::Criterion const*, std::less<>>;

    Table by_key_, by_number_, by_title_;
};

// « 3 », « 3.0 », « NC », « Non concerné », or the words of the level.
std::optional<referentiel::Level> level_named(Diagnostic const&, referentiel::Criterion const&, std::string const& said);

} // namespace diagnostic
