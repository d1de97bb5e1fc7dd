#pragma once

#include <stdexcept>

namespace storage {

// The database could not do what was asked: a fault of ours or of the disk, never of the visitor.
class Failed : public std::runtime_error {
    using runtime_error::runtime_error;
};

// Another one is writing and has not finished, and nothing was kept: the visitor may send the form again.
class Busy : public Failed {
    using Failed::Failed;
};

// The database does not answer, or too late, and nothing was kept: the visitor may send the form again a little later.
class Unreachable : public Busy {
    using Busy::Busy;
};

// What was to be kept could not be made durable, and nobody may be told « enregistré »: nothing of it is kept.
class NotKept : public Failed {
    using Failed::Failed;
};

// No space is left for what was to be kept.
class Full : public NotKept {
    using NotKept::NotKept;
};

// The database went away while it was committing: read again what it holds, for it may be kept or not.
class Unknown : public NotKept {
    using NotKept::NotKept;
};

} // namespace storage
