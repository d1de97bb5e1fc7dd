#pragma once

#include "html/html.h"

#include <string>
#include <vector>

namespace boost::json {
class object;
}

namespace reports {

// What the first page of a report says, and the head of each page after it.
struct Cover {
    struct Fact {
        std::string label;
        std::string value; // a fact without one is left out
    };

    std::string structure;
    std::string title;                     // « Autodiagnostic 2026 »
    std::string logo_png = {};             // of the structure, as bytes; a side of our square where it has none
    std::string logo_words = {};           // for those who do not see it
    std::vector<Fact> facts = {};          // référentiel, day, who answered
    std::vector<std::string> notices = {}; // of the référentiel, which nobody may overlook
    int step = 0;                          // of the method: the side of the square that is drawn bold, from 0
};

// The start of a report's data: what « cover », « report » and « contents » of look.typ read, and the words that every report
// has. The words of its own are added under « words ».
boost::json::object framed(Cover const&, html::Language const&);

} // namespace reports
