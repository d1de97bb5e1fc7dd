#pragma once

#include "diagnostic/diagnostic.h"

#include <map>
#include <string>
#include <vector>

namespace diagnostic {

// Yes or no to each question of the référentiel about the structure; what nobody answered yet is absent.
using Answers = std::map<std::string, bool, std::less<>>;

referentiel::Profile profile_of(Answers const&);

// What the structure is asked, given its profile: what may be rated, in order.
std::vector<referentiel::Criterion const*> asked(Diagnostic const&);
std::vector<referentiel::Criterion const*> asked(Diagnostic const&, referentiel::Chapter const&);

// The chapters at the top that it is asked.
std::vector<referentiel::Chapter const*> asked_chapters(Diagnostic const&);

bool is_asked(Diagnostic const&, referentiel::Criterion const&);
// One of whose criteria nothing is asked is not asked either; one without criteria waits for them.
bool is_asked(Diagnostic const&, referentiel::Chapter const&);

} // namespace diagnostic
