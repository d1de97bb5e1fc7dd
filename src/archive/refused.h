#pragma once

#include <stdexcept>

namespace archive {

// What was asked for cannot be done, and nothing was changed; says why to the operator, in French.
class Refused : public std::runtime_error {
    using runtime_error::runtime_error;
};

} // namespace archive
