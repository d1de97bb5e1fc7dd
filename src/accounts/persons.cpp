#include "accounts/persons.h"

#include "accounts/members.h"
#include "core/unicode.h"

#include <algorithm>
#include <iterator>
#include <sstream>

namespace accounts {
namespace {

using storage::Row;

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

} // namespace

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
    return People{db.rows(R"(
        SELECT persons.id, CASE WHEN users.id IS NULL THEN persons.name ELSE TRIM(users.given || ' ' || users.family) END,
            persons.email, persons.user_id, persons.merged_into_id, persons.merged, persons.merged_by_name
        FROM persons
        LEFT JOIN users ON users.id = persons.user_id
        WHERE persons.organisation_id = $1
        ORDER BY persons.sort_key, persons.id)",
        {organisation}, [](Row& row) {
            Person person{row.next<PersonId>(), row.next<std::string>()};
            person.email = row.next<std::string>();
            person.user = row.maybe<UserId>();
            person.merged_into = row.maybe<PersonId>();
            person.merged = row.maybe<Instant>();
            person.merged_by = row.next<std::string>();
            return person;
        })};
}

Names::Names(storage::Reader const& db, OrganisationId const& organisation) {
    auto const known = people(db, organisation);
    for (auto const& person : known.all())
        by_name_.try_emplace(words_of_name(person.name), Bearer{person.name, known.of(person.id).id}); // an alias leads on
    for (auto const& member : members(db, organisation)) {
        Bearer bearer{member.user.name(), {}, member.user};
        for (auto const& person : known.all())
            if (person.user == member.user.id) bearer.person = person.id;
        auto const [at, is_new] = by_name_.try_emplace(words_of_name(member.user.name()), bearer);
        if (!is_new) at->second = {bearer.name, bearer.person ? bearer.person : at->second.person, member.user};
    }
}

Names::Whom Names::whom(std::string_view name) const {
    auto const found = by_name_.find(words_of_name(name));
    if (found == by_name_.end()) return Whom::unknown;
    return found->second.member ? Whom::member : Whom::known;
}

std::vector<Names::Known> Names::all() const {
    std::vector<Known> known;
    for (auto const& [words, bearer] : by_name_) known.push_back({bearer.name, bearer.member ? Whom::member : Whom::known});
    std::ranges::sort(known, {}, [](Known const& one) { return std::pair{one.whom, sort_key(one.name)}; });
    return known;
}

std::optional<std::string> Names::nearest(std::string_view name) const {
    auto const typed = bare_words(name);
    Bearer const* near = nullptr;
    std::optional<int> least;
    auto is_one = false;
    for (auto const& [words, bearer] : by_name_) {
        auto const far = farness(typed, bare_words(bearer.name));
        if (!far || (least && *far > *least)) continue;
        is_one = !least || *far < *least;
        near = &bearer, least = far;
    }
    return near && is_one ? std::optional{near->name} : std::nullopt;
}

std::optional<PersonId> Names::person(
    storage::Writer& db, OrganisationId const& organisation, std::string_view typed, Instant now, Chance const& chance) {
    auto const name = cleaned_line(typed);
    if (name.empty()) return std::nullopt;
    auto& [known, person, member] = by_name_[words_of_name(name)];
    if (person) return person;
    auto const added = member ? Person{new_id<Person>(now, chance), member->name(), member->email, member->id}
                              : Person{new_id<Person>(now, chance), name};
    add_person(db, organisation, added, now);
    known = added.name, person = added.id;
    return person;
}

std::vector<PersonId> persons_named(storage::Writer& db, OrganisationId const& organisation, std::span<std::string const> names,
    Instant now, Chance const& chance) {
    std::vector<PersonId> found;
    if (names.empty()) return found;
    Names known{db, organisation};
    for (auto const& name : names) // as many as a form has lines
        if (auto const id = known.person(db, organisation, name, now, chance); id && std::ranges::find(found, *id) == found.end())
            found.push_back(*id);
    return found;
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
