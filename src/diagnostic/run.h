#pragma once

#include "diagnostic/queries.h"

#include <cstdint>
#include <optional>
#include <string>

// The savings of one text, or of one choice, that follow one another: whether the next may stand on them, and whether it goes on
// with them. Ratings keep to it, and so does whatever else saves itself while it is written.
namespace diagnostic {

// What is kept beside a text of its last saving.
struct Run {
    Revision revision;
    std::string author; // an id
    Instant at;
    std::string editor;
    std::int64_t editor_since = 0; // the revision on which this editor's run of savings stands
};

// Has nobody else saved since the page was opened?
bool stands_on(std::optional<Run> const&, Writing const&);

// Is it still the same version, or a new one?
bool goes_on(std::optional<Run> const&, Writing const&);

// What is kept once it is saved.
Run after(std::optional<Run> const&, Writing const&);

} // namespace diagnostic
