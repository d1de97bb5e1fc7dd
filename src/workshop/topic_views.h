#pragma once

#include "html/html.h"
#include "workshop/workshop.h"

#include <optional>
#include <string>
#include <vector>

namespace workshop {

// What is shown of a criterion and its votes on the screen of the room, on telephones and in the minutes.

// « d'accord », « partagés », « très partagés »; empty where nobody voted.
std::string spread_words(html::Language const& t, Spread);

// What a round came to: the same, or that nobody voted or chose a level.
std::string outcome_words(html::Language const& t, referentiel::Criterion const&, Counts const&);

// « 3. Un règlement intérieur… », in the words of the criterion; « je ne sais pas » for an empty code.
std::string level_words(html::Language const& t, referentiel::Criterion const&, std::string_view code);

// One line of a count: a level that may be voted for, with what it got; in the words of the criterion where someone chose it, for
// these are what the group talks about. Special answers only where someone gave them.
struct Ballot {
    std::string code;
    int rank; // 0 for those apart
    std::string words;
    int votes;
};
std::vector<Ballot> ballots(html::Language const& t, Topic const&, Round const&);

// Its lines as bars; own is the vote of who looks, if any.
html::Html ballot_list(html::Language const& t, Topic const&, Round const&, std::optional<std::string> const& own = {});

// The word for the spread, and what to do about it.
html::Html spread_line(html::Language const& t, referentiel::Criterion const&, Counts const&);

// All rounds but the last, each unfolded on demand.
html::Html earlier_rounds(html::Language const& t, Topic const&);

// The counting square of levels 1 to 5; other scales show their code alone.
html::Html level_drawing(html::Language const& t, int rank);
int drawn_rank(referentiel::Level const&); // 0 for those apart
bool is_ordinary(referentiel::Level const&);

std::string heading_of(Topic const&, html::Language const& t);

// « Gouvernance, critère 3 »
std::string place_words(html::Language const& t, referentiel::Criterion const&);

// The level that the group retained, with its words.
html::Html retained_level(html::Language const& t, Topic const&);

// Which criterion and round a form is about, so that one sent late is recognised.
html::Html at_fields(html::Language const& t, Topic const&);

// The inspiring questions, unfolded on demand.
html::Html questions(html::Language const& t, referentiel::Criterion const&);

} // namespace workshop
