#pragma once

#include <cstdlib>

// What the targets have in common: each checks promises that hold for any bytes, and stops where one does not.
namespace fuzzing {

inline void require(bool holds) {
    if (!holds) std::abort();
}

// Whether the small fault of this target's own is put between it and what it tries, as by tests/fuzz/planted, which shows that
// the target would see one.
inline bool has_planted_fault() {
    static bool const is_planted = std::getenv("PLANTED_FAULT") != nullptr;
    return is_planted;
}

} // namespace fuzzing
