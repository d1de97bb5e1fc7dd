#pragma once

#include "diagnostic/diagnostic.h"
#include "diagnostic/rating.h"
#include "storage/storage.h"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What a team puts beside the answers: who should give them, who wants another look, who noted what, who thinks what.
namespace diagnostic {

// Somebody wants another look at a criterion.
struct Flag {
    referentiel::CriterionKey criterion;
    std::string by;
    Instant at;
};

struct Note;
using NoteId = Id<Note>;

// What a rereader says to the team, beside the comment.
struct Note {
    NoteId id;
    referentiel::CriterionKey criterion;
    std::string text;
    std::string by;
    Instant at;
    std::string resolved_by = {};
    std::optional<Instant> resolved = {};
};

struct Assignment {
    referentiel::CriterionKey criterion;
    accounts::UserId user;
    std::string name;
};

// One person's own answer, beside what is retained.
struct Opinion {
    std::string user;
    SavedRating given;
};

// What a member may rate.
struct Mandate {
    bool is_whole = false;
    std::set<std::string, std::less<>> criteria = {};

    bool allows(referentiel::Criterion const&) const;
    std::vector<referentiel::Criterion const*> allowed(std::vector<referentiel::Criterion const*>) const;
};

std::vector<Opinion const*> opinions_on(std::span<Opinion const>, referentiel::Criterion const&);

struct Teamwork {
    std::vector<Flag> flags = {};
    std::vector<Note> notes = {}; // the oldest first
    std::vector<Assignment> assignments = {};
    std::vector<Opinion> opinions = {};
    Mandate mandate;

    Flag const* flag(referentiel::Criterion const&) const;
    Assignment const* assignment(referentiel::Criterion const&) const;
    std::vector<Note const*> open_notes(referentiel::Criterion const&) const;
};

Teamwork teamwork(storage::Reader const&, Diagnostic const&, accounts::Member const&);
Mandate mandate(storage::Reader const&, Diagnostic const&, accounts::Member const&);
std::vector<Flag> flags(storage::Reader const&, Diagnostic const&);
std::vector<Note> notes(storage::Reader const&, Diagnostic const&);
// Of who still is of the team.
std::vector<Assignment> assignments(storage::Reader const&, Diagnostic const&);

// False where it is already so.
bool flag(storage::Writer&, Diagnostic const&, referentiel::Criterion const&, accounts::User const&, Instant now);
bool clear_flag(storage::Writer&, Diagnostic const&, referentiel::Criterion const&);

// Sent twice, it is noted once.
void add_note(storage::Writer&, Diagnostic const&, Note const&, accounts::User const&);
bool resolve_note(storage::Writer&, Diagnostic const&, NoteId const&, accounts::User const&, Instant now);

void assign(storage::Writer&, Diagnostic const&, referentiel::CriterionKey const&, accounts::UserId const&, Instant now);
void unassign(storage::Writer&, Diagnostic const&, referentiel::CriterionKey const&);

} // namespace diagnostic
