#include "accounts/persons.h"

#include "accounts/names_alike.h"
#include "core/unicode.h"

#include <algorithm>
#include <map>
#include <set>

namespace accounts {
namespace {

using storage::Row;

constexpr std::size_t longest_address = 260; // with its brackets

} // namespace

std::string with_address(std::string_view name, std::string_view email) {
    return std::string{name} + " (" + std::string{email} + ")";
}

bool is_too_long(std::string_view name) {
    auto const address = name.ends_with(')') ? name.rfind(" (") : name.npos;
    if (address != name.npos && name.find('@', address) != name.npos && name.size() - address <= longest_address)
        name = name.substr(0, address);
    return length(name) > longest_person_name;
}

// What each is called is told once all are known.
People::People(std::vector<Person> all, std::vector<Colleague> team) : all_{std::move(all)}, team_{std::move(team)} {
    struct Bearers {
        int count = 0;
        std::vector<UserId> members = {};
    };
    std::map<std::string, Bearers> bearers;
    std::set<UserId> of_team;
    for (auto const& colleague : team_) {
        auto& bearing = bearers[words_of_name(colleague.name)];
        ++bearing.count;
        bearing.members.push_back(colleague.user);
        of_team.insert(colleague.user);
    }
    for (auto const& person : all_)
        if (!person.merged_into && !(person.user && of_team.contains(*person.user))) ++bearers[words_of_name(person.name)].count;
    for (auto& person : all_) {
        auto const& [count, members] = bearers[words_of_name(person.name)];
        person.called = person.user && count > 1 ? with_address(person.name, person.email) : person.name;
        if (!person.user && !person.merged_into && members.size() == 1) person.namesake = members.front();
    }
    for (auto& colleague : team_)
        if (bearers[words_of_name(colleague.name)].count == 1) colleague.called = colleague.name;
}

Person const* People::find(PersonId const& id) const {
    auto const found = std::ranges::find(all_, id, &Person::id);
    return found == all_.end() ? nullptr : &*found;
}

Person const& People::of(PersonId const& id) const {
    auto const* person = find(id);
    if (!person) throw storage::Failed{"a plan names a person who is not there"};
    // As often as there are people: a ring of aliases, which nobody can make, would end too.
    for (std::size_t i = 0; person->merged_into && i < all_.size(); ++i) {
        auto const* next = find(*person->merged_into);
        if (!next) break;
        person = next;
    }
    return *person;
}

std::vector<Person const*> People::present() const {
    std::vector<Person const*> found;
    for (auto const& person : all_)
        if (!person.merged_into) found.push_back(&person);
    return found;
}

People people(storage::Reader const& db, OrganisationId const& organisation) {
    std::vector<Person> all;
    std::vector<Colleague> team;
    db.rows(R"(
        SELECT persons.id, CASE WHEN users.id IS NULL THEN persons.name ELSE TRIM(users.given || ' ' || users.family) END,
            CASE WHEN members.id IS NULL THEN persons.email ELSE users.email END, persons.user_id, persons.merged_into_id, persons.merged,
            persons.merged_by_name, CASE WHEN members.id IS NULL THEN 0 ELSE 1 END, persons.sort_key
        FROM persons
        LEFT JOIN users ON users.id = persons.user_id
        LEFT JOIN members ON members.organisation_id = persons.organisation_id AND members.user_id = persons.user_id
        WHERE persons.organisation_id = $1
        UNION ALL
        SELECT NULL, TRIM(users.given || ' ' || users.family), users.email, users.id, NULL, NULL, '', 1, ''
        FROM members
        JOIN users ON users.id = members.user_id
        LEFT JOIN persons ON persons.organisation_id = members.organisation_id AND persons.user_id = members.user_id
        WHERE members.organisation_id = $1 AND persons.id IS NULL
        ORDER BY 9, 1)",
        {organisation}, [&](Row& row) {
            auto const id = row.maybe<PersonId>();
            auto name = row.next<std::string>(), email = row.next<std::string>();
            auto const user = row.maybe<UserId>();
            auto const merged_into = row.maybe<PersonId>();
            auto const merged = row.maybe<Instant>();
            auto merged_by = row.next<std::string>();
            auto const is_member = row.next<int>() == 1;
            (void)row.next<std::string>(); // the order they come in
            if (is_member) team.push_back({user.value(), name, with_address(name, email)});
            if (id) all.push_back({*id, std::move(name), std::move(email), user, merged_into, merged, std::move(merged_by)});
            return 0;
        });
    std::ranges::sort(team, {}, [](Colleague const& one) { return sort_key(one.name); });
    return People{std::move(all), std::move(team)};
}

void add(storage::Writer& db, OrganisationId const& organisation, Person const& person, Instant now) {
    db.change(R"(
        INSERT INTO persons (organisation_id, id, name, sort_key, folded, email, user_id, created)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8))",
        {organisation, person.id, person.name, sort_key(person.name), folded(person.name), person.email, person.user, now});
}

PersonId person_of(storage::Writer& db, OrganisationId const& organisation, User const& user, Instant now, Chance const& chance) {
    auto const found = db.row("SELECT id FROM persons WHERE organisation_id = $1 AND user_id = $2", {organisation, user.id},
        [](Row& row) { return row.next<PersonId>(); });
    if (found) return *found;
    Person const person{new_id<Person>(now, chance), user.name(), user.email, user.id};
    add(db, organisation, person, now);
    return person.id;
}

bool may_be_separated(Person const& person, Instant now) { return person.merged && now - *person.merged < longest_separation; }

std::optional<MergeProblem> merge(storage::Writer& db, OrganisationId const& organisation, PersonId const& from,
    PersonId const& into, std::string_view by, Instant now) {
    auto const known = people(db, organisation);
    auto const* alias = known.find(from);
    if (!alias || alias->merged_into || !known.find(into)) return MergeProblem::unknown;
    auto const& person = known.of(into);
    if (person.id == from) return MergeProblem::same;
    if (alias->user) return MergeProblem::has_account;
    db.change(R"(
        UPDATE persons SET merged_into_id = $3, merged = $4, merged_by_name = $5
        WHERE organisation_id = $1 AND id = $2)",
        {organisation, from, person.id, now, by});
    return std::nullopt;
}

bool separate(storage::Writer& db, OrganisationId const& organisation, PersonId const& id) {
    return db.change(R"(
        UPDATE persons SET merged_into_id = NULL, merged = NULL, merged_by_name = ''
        WHERE organisation_id = $1 AND id = $2 AND merged_into_id IS NOT NULL)",
               {organisation, id}) == 1;
}

} // namespace accounts
