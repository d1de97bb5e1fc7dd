#pragma once

#include "accounts/organisation.h"
#include "core/chance.h"
#include "storage/storage.h"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Whom a structure's plans name: its members, and people who have no account.
namespace accounts {

struct Person;
using PersonId = Id<Person>;

inline constexpr std::size_t longest_person_name = 80; // characters

struct Person {
    PersonId id;
    std::string name;                // of their account, where they have one
    std::string email = {};          // may be empty
    std::optional<UserId> user = {}; // whose account it is
    std::optional<PersonId> merged_into = {};
    std::optional<Instant> merged = {};
    std::string merged_by = {};
    std::string called = {};             // their name, and their address where somebody else bears it
    std::optional<UserId> namesake = {}; // of one without an account: the one member who bears the name
};

// Somebody of the team, named in a plan or not yet.
struct Colleague {
    UserId user;
    std::string name;
    std::string called;
};

// All whom a structure ever named, with who turned out to be whom, and its team.
class People {
public:
    People() = default;
    People(std::vector<Person> all, std::vector<Colleague> team);

    // Whoever that one is by now; it must be one of them.
    Person const& of(PersonId const&) const;
    Person const* find(PersonId const&) const;

    // By name, without those who were merged into others.
    std::vector<Person const*> present() const;
    // By name, with them.
    std::span<Person const> all() const { return all_; }
    // By name.
    std::span<Colleague const> team() const { return team_; }

private:
    std::vector<Person> all_;
    std::vector<Colleague> team_;
};

People people(storage::Reader const&, OrganisationId const&);

// « Maud Tessier (maud@exemple.fr) »
std::string with_address(std::string_view name, std::string_view email);

// A name may come with an address, « Maud Tessier (maud@exemple.fr) », which counts for nothing here.
bool is_too_long(std::string_view name);

void add(storage::Writer&, OrganisationId const&, Person const&, Instant now);

// The person that a member is, made where nobody named them yet.
PersonId person_of(storage::Writer&, OrganisationId const&, User const&, Instant now, Chance const&);

// « Sophie G. » is « Sophie Guéguen »: whatever names the one leads to the other from then on.
inline constexpr std::chrono::days longest_separation{30};
bool may_be_separated(Person const&, Instant now);

enum class MergeProblem { same, has_account, unknown };
std::optional<MergeProblem> merge(
    storage::Writer&, OrganisationId const&, PersonId const& from, PersonId const& into, std::string_view by, Instant now);

// Takes a merging back. Was there one?
bool separate(storage::Writer&, OrganisationId const&, PersonId const&);

} // namespace accounts
