#include "diagnostic/pace.h"

#include "referentiel/offer.h"

#include <algorithm>

namespace diagnostic {

int minutes_left(int criteria) {
    auto const exact = (std::max(criteria, 0) * 5 + 3) / 4;
    return exact < 10 ? exact : referentiel::minutes_to_answer(static_cast<std::size_t>(criteria));
}

std::string time_left(html::Language const& t, int criteria) {
    if (criteria <= 0) return {};
    return t.count(minutes_left(criteria), "Il reste environ {} minute.", "Il reste environ {} minutes.");
}

} // namespace diagnostic
