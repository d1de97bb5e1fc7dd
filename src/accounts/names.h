#pragma once

#include "accounts/persons.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// Whom the names mean that people type.
namespace accounts {

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

} // namespace accounts
