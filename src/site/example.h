#pragma once

#include "accounts/organisation.h"
#include "accounts/visit.h"
#include "actions/planning.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/rating.h"

#include <string>
#include <vector>

// A structure that does not exist, for the sheet of components.
namespace site {

// Of no record: no structure has these ids.
template <typename Record>
Id<Record> nobodys(int number) {
    auto const digits = std::to_string(number);
    return Id<Record>::parse("00000000-0000-7000-8000-" + std::string(12 - digits.size(), '0') + digits).value();
}

// Everything that the examples are about: a cycle, its first criteria, a plan for some of them.
struct Example {
    accounts::Caller caller; // who reads French, whoever looks
    diagnostic::Diagnostic diagnostic;
    std::vector<referentiel::Criterion const*> criteria;
    accounts::Member member;
    actions::Planning planning;

    html::Language const& t() const { return caller.t; }
    referentiel::Criterion const& criterion(std::size_t number) const { return *criteria.at(number % criteria.size()); }
};
Example example_of(accounts::Guest const&);

referentiel::Level level_of(referentiel::Criterion const&, std::size_t number);
diagnostic::SavedRating rated(referentiel::Criterion const&, std::size_t level, std::string comment, std::string by, Instant);

// A commitment with six actions, from this number on.
actions::Plan plan_of(referentiel::Criterion const&, Date today, int number);

} // namespace site
