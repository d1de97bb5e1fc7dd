#include "accounts/persons.h"

#include "accounts/members.h"
#include "core/unicode.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

namespace accounts {
namespace {

using storage::Row;

constexpr std::size_t longest_address = 260; // with its brackets

void add_person(storage::Writer& db, OrganisationId const& organisation, Person const& person, Instant now) {
    db.change(R"(
        INSERT INTO persons (organisation_id, id, name, sort_key, folded, email, user_id, created)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8))",
        {organisation, person.id, person.name, sort_key(person.name), folded(person.name), person.email, person.user, now});
}

std::vector<std::string> words_in(std::string_view text) {
    std::istringstream stream{std::string{text}};
    return {std::istream_iterator<std::string>{stream}, {}};
}

// « GUÉGUEN Sophie » is « Sophie Guéguen »: the words of a name in whichever order.
std::string words_of_name(std::string_view name) {
    auto words = words_in(folded(cleaned_line(name)));
    std::ranges::sort(words);
    std::string all;
    for (auto const& word : words) all += word + ' ';
    return all;
}

// « Mme S. Le-Goff » has the words « s », « le » and « goff ».
std::vector<std::string> bare_words(std::string_view name) {
    auto text = folded(cleaned_line(name));
    std::ranges::replace_if(
        text, [](char sign) { return sign == '-' || sign == '.' || sign == '\''; }, ' ');
    auto words = words_in(text);
    auto const is_title = [](std::string const& word) {
        return word == "m" || word == "mr" || word == "mme" || word == "mlle" || word == "madame" || word == "monsieur";
    };
    if (!words.empty() && words.size() > 1 && is_title(words.front())) words.erase(words.begin());
    return words;
}

// How many signs are to be changed, added or taken out.
std::size_t distance(std::string_view one, std::string_view other) {
    std::vector<std::size_t> row(other.size() + 1);
    for (std::size_t i = 0; i <= other.size(); ++i) row[i] = i;
    for (std::size_t i = 0; i < one.size(); ++i) {
        auto above = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < other.size(); ++j) {
            auto const changed = above + (one[i] == other[j] ? 0 : 1);
            above = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, above + 1});
        }
    }
    return row.back();
}

// What it costs to take one word for the other; nothing where they are two.
std::optional<int> cost_of(std::string_view typed, std::string_view known) {
    if (typed == known) return 0;
    if (typed.size() == 1 || known.size() == 1) return typed[0] == known[0] ? std::optional{1} : std::nullopt; // an initial
    auto const shorter = std::min(typed.size(), known.size());
    return distance(typed, known) <= (shorter >= 7 ? 2U : shorter >= 4 ? 1U : 0U) ? std::optional{1} : std::nullopt;
}

// How far a name is from another: each word of the shorter one is found in the longer one, whose other words count too. An
// initial alone says nobody.
std::optional<int> farness(std::vector<std::string> typed, std::vector<std::string> known) {
    if (typed.size() > known.size()) std::swap(typed, known);
    auto has_whole = false;
    int sum = 0;
    for (auto const& word : typed) {
        auto best = known.end();
        std::optional<int> least;
        for (auto other = known.begin(); other != known.end(); ++other)
            if (auto const cost = cost_of(word, *other); cost && (!least || *cost < *least)) best = other, least = cost;
        if (!least) return std::nullopt;
        has_whole = has_whole || (word.size() > 1 && best->size() > 1);
        sum += *least;
        known.erase(best);
    }
    return has_whole ? std::optional{sum + static_cast<int>(known.size())} : std::nullopt;
}

std::string with_address(std::string_view name, std::string_view email) {
    return std::string{name} + " (" + std::string{email} + ")";
}

} // namespace

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
            (void)row.next<std::string>(); // in this order
            if (is_member) team.push_back({user.value(), name, with_address(name, email)});
            if (id) all.push_back({*id, std::move(name), std::move(email), user, merged_into, merged, std::move(merged_by)});
            return 0;
        });
    std::ranges::sort(team, {}, [](Colleague const& one) { return sort_key(one.name); });
    return People{std::move(all), std::move(team)};
}

Names::Names(storage::Reader const& db, OrganisationId const& organisation) {
    auto const known = people(db, organisation);
    std::map<UserId, PersonId> named;
    for (auto const& person : known.all())
        if (person.user) named.emplace(*person.user, person.id);
    std::map<UserId, std::string> called;
    for (auto const& colleague : known.team()) called.emplace(colleague.user, colleague.called);
    for (auto const& member : members(db, organisation)) {
        auto const& user = member.user;
        auto const found = named.find(user.id);
        add({user.name(), called.at(user.id), Rank::member, found == named.end() ? std::nullopt : std::optional{found->second},
            user});
        add(with_address(user.name(), user.email), bearers_.size() - 1);
    }
    for (auto const& person : known.all())
        if (!person.merged_into && !(person.user && called.contains(*person.user)))
            add({person.name, person.called, Rank::present, person.id});
    for (auto const& alias : known.all())
        if (alias.merged_into) add({alias.name, known.of(alias.id).called, Rank::alias, known.of(alias.id).id}); // it leads on
}

void Names::add(Bearer bearer) {
    bearers_.push_back(std::move(bearer));
    add(bearers_.back().name, bearers_.size() - 1);
    add(bearers_.back().called, bearers_.size() - 1);
}

// Whoever comes later is meant only beside those of the same rank, and where what they are called tells them apart.
void Names::add(std::string_view name, std::size_t place) {
    auto& places = by_name_[words_of_name(name)];
    auto const is_alike = [&](std::size_t other) { return bearers_[other].called == bearers_[place].called; };
    if (!places.empty() && bearers_[places.front()].rank < bearers_[place].rank) return;
    if (std::ranges::none_of(places, is_alike)) places.push_back(place);
}

void Names::prefer(std::span<PersonId const> persons) {
    for (auto const& id : persons) {
        auto const found = std::ranges::find_if(
            bearers_, [&](Bearer const& bearer) { return bearer.person == id && bearer.rank != Rank::alias; });
        if (found != bearers_.end())
            by_name_[words_of_name(found->called)] = {static_cast<std::size_t>(found - bearers_.begin())};
    }
}

Names::Whom Names::whom(std::string_view name) const {
    auto const found = by_name_.find(words_of_name(name));
    if (found == by_name_.end()) return Whom::unknown;
    if (found->second.size() > 1) return Whom::several;
    return bearers_[found->second.front()].member ? Whom::member : Whom::known;
}

std::vector<std::string> Names::meant(std::string_view name) const {
    std::vector<std::string> all;
    auto const found = by_name_.find(words_of_name(name));
    if (found == by_name_.end()) return all;
    for (auto const place : found->second) all.push_back(bearers_[place].called);
    return all;
}

std::vector<Names::Known> Names::all() const {
    std::vector<Known> known;
    for (auto const& bearer : bearers_) {
        auto const whom = bearer.member ? Whom::member : Whom::known;
        if (bearer.rank != Rank::alias && meant(bearer.called) == std::vector{bearer.called} && this->whom(bearer.called) == whom)
            known.push_back({bearer.called, whom});
    }
    std::ranges::sort(known, {}, [](Known const& one) { return std::pair{one.whom, sort_key(one.name)}; });
    return known;
}

std::optional<std::string> Names::nearest(std::string_view name) const {
    auto const typed = bare_words(name);
    Bearer const* near = nullptr;
    std::optional<int> least;
    auto is_one = false;
    for (auto const& bearer : bearers_) {
        auto const far = farness(typed, bare_words(bearer.name));
        if (!far || (least && *far > *least)) continue;
        is_one = !least || *far < *least || (is_one && near->called == bearer.called);
        near = &bearer, least = far;
    }
    return near && is_one ? std::optional{near->called} : std::nullopt;
}

std::optional<PersonId> Names::person(
    storage::Writer& db, OrganisationId const& organisation, std::string_view typed, Instant now, Chance const& chance) {
    auto const name = cleaned_line(typed);
    if (name.empty()) return std::nullopt;
    if (whom(name) == Whom::unknown) add({name, name});
    auto& bearer = bearers_[by_name_.at(words_of_name(name)).front()];
    if (bearer.person) return bearer.person;
    auto const& member = bearer.member;
    auto const added = member ? Person{new_id<Person>(now, chance), member->name(), member->email, member->id}
                              : Person{new_id<Person>(now, chance), name};
    add_person(db, organisation, added, now);
    return bearer.person = added.id;
}

std::vector<PersonId> Names::persons(storage::Writer& db, OrganisationId const& organisation, std::span<std::string const> names,
    Instant now, Chance const& chance) {
    std::vector<PersonId> found;
    for (auto const& name : names) // as many as a form has lines
        if (auto const id = person(db, organisation, name, now, chance); id && std::ranges::find(found, *id) == found.end())
            found.push_back(*id);
    return found;
}

std::vector<PersonId> persons_named(storage::Writer& db, OrganisationId const& organisation, std::span<std::string const> names,
    Instant now, Chance const& chance) {
    if (names.empty()) return {};
    return Names{db, organisation}.persons(db, organisation, names, now, chance);
}

PersonId person_of(storage::Writer& db, OrganisationId const& organisation, User const& user, Instant now, Chance const& chance) {
    auto const found = db.row("SELECT id FROM persons WHERE organisation_id = $1 AND user_id = $2", {organisation, user.id},
        [](Row& row) { return row.next<PersonId>(); });
    if (found) return *found;
    Person const person{new_id<Person>(now, chance), user.name(), user.email, user.id};
    add_person(db, organisation, person, now);
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
