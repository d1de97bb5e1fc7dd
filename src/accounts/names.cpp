#include "accounts/names.h"

#include "accounts/members.h"
#include "accounts/names_alike.h"
#include "core/unicode.h"

#include <algorithm>
#include <map>

namespace accounts {

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
    Bearer const* near = nullptr;
    std::optional<int> least;
    auto is_one = false;
    for (auto const& bearer : bearers_) {
        auto const far = farness(name, bearer.name);
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
    accounts::add(db, organisation, added, now);
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

} // namespace accounts
