#pragma once

#include "evidence/evidence.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace evidence {

// What a list of documents shows.
struct Filter {
    enum class State { any, ending, unused, archived };

    std::string text = {};
    std::optional<Kind> kind = {};
    State state = State::any;
    std::optional<int> year = {};

    bool is_empty() const { return text.empty() && !kind && state == State::any && !year; }
};

// « echeance », as the address of a list says it; empty for any.
std::string_view state_slug(Filter::State);
Filter::State state_of(std::string_view slug);

struct Page {
    std::vector<Evidence> entries;       // by title
    std::optional<EvidenceId> more = {}; // the last one shown, where others come after it
};

} // namespace evidence
