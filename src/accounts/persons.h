#pragma once

#include "accounts/organisation.h"
#include "core/chance.h"
#include "storage/storage.h"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
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

// A name may come with an address, « Maud Tessier (maud@exemple.fr) », which counts for nothing here.
bool is_too_long(std::string_view name);

// Who bears which name: a member, somebody who was named before, or nobody yet. Small letters, capitals and accents are alike.
// A name means a member before it means somebody without an account; where several members bear it, only their addresses tell.
// Read once, for forms and files that name many.
class Names {
public:
    Names(storage::Reader const&, OrganisationId const&);

    // From then on, what these are called means them: a form that leaves a name alone leaves its person alone.
    void prefer(std::span<PersonId const>);

    enum class Whom { member, known, several, unknown };
    Whom whom(std::string_view name) const;

    // What those are called who may be meant.
    std::vector<std::string> meant(std::string_view name) const;

    struct Known {
        std::string name;
        Whom whom;
    };
    // Members first, then those who have no account, each by name, as they are called.
    std::vector<Known> all() const;

    // Whom a name that nobody bears most likely means: « S. Gueguen » is « Sophie Guéguen ». Nothing where nobody comes near, or
    // several do.
    std::optional<std::string> nearest(std::string_view name) const;

    // Whoever bears the name, the first of several, made where nobody does; nothing for a blank one.
    std::optional<PersonId> person(storage::Writer&, OrganisationId const&, std::string_view name, Instant now, Chance const&);
    // In the order of the names, each once; blank names are left out.
    std::vector<PersonId> persons(
        storage::Writer&, OrganisationId const&, std::span<std::string const> names, Instant now, Chance const&);

private:
    enum class Rank { member, present, alias };

    struct Bearer {
        std::string name;
        std::string called;
        Rank rank = Rank::present;
        std::optional<PersonId> person = {};
        std::optional<User> member = {};
    };

    void add(Bearer);
    void add(std::string_view name, std::size_t place);

    std::vector<Bearer> bearers_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_name_; // places of those who are meant
};

// What a form calls them: a member, somebody who was named before, or somebody new, whom it makes. Small letters, capitals and
// accents are alike, and so are « Guéguen Sophie » and « Sophie Guéguen ». In the order of the names, each once; blank names are
// left out.
std::vector<PersonId> persons_named(
    storage::Writer&, OrganisationId const&, std::span<std::string const> names, Instant now, Chance const&);

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
