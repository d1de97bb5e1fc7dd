#include "actions/carrying.h"

#include "actions/removal.h"
#include "evidence/uses.h"
#include "referentiel/passages.h"

#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace actions {
namespace {

using accounts::User;
using diagnostic::Diagnostic;
using referentiel::Criterion;
using storage::Row;
namespace json = boost::json;

// Where each criterion of the one goes on in the other.
std::unordered_map<std::string, Criterion const*> ways(
    referentiel::Library const& library, referentiel::Version const& from, referentiel::Version const& to) {
    std::unordered_map<std::string, Criterion const*> ways;
    if (from.hash == to.hash)
        for (auto const* criterion : rated(to)) ways.emplace(criterion->key.text(), criterion);
    else
        for (auto const& passage : referentiel::passages(library, from, to).all)
            if (!passage.to.empty()) ways.emplace(passage.from->key.text(), passage.to.front());
    return ways;
}

// The same, told anew: what is measured of an indicator stays with the cycle that it was measured in.
Content copy_of(Content content, Instant now, Chance const& chance) {
    for (auto& indicator : content.indicators) indicator.id = new_id<Indicator>(now, chance);
    return content;
}

// What shows how each goes on shows it here too.
void copy_documents(storage::Writer& db, accounts::OrganisationId const& organisation, std::span<NewAction const> added) {
    std::map<evidence::Object, evidence::Object> copies;
    std::vector<evidence::Object> originals;
    for (auto const& one : added) {
        originals.push_back(evidence::action_object(one.carried_from->text()));
        copies.emplace(originals.back(), evidence::action_object(one.id.text()));
    }
    for (auto const& [original, documents] : evidence::attached(db, organisation, originals)) // those that have some
        evidence::copy_uses(db, organisation, original, copies.at(original));
}

// An action that was taken up, with its steps, for taking it back.
std::vector<Action const*> with_parts(Action const& action) {
    std::vector<Action const*> all{&action};
    for (auto const& part : action.parts) all.push_back(&part);
    return all;
}

bool came_with(Carried const& carried, Action const& action) { return action.carried_from && action.at == carried.at; }

// The documents of these actions, and of those that they go on from.
evidence::Attached documents(
    storage::Reader const& db, accounts::OrganisationId const& organisation, std::span<Action const* const> all) {
    std::vector<evidence::Object> objects;
    for (auto const* action : all)
        for (auto const* one : with_parts(*action)) {
            objects.push_back(evidence::action_object(one->id.text()));
            if (one->carried_from) objects.push_back(evidence::action_object(one->carried_from->text()));
        }
    return evidence::attached(db, organisation, objects);
}

// Nobody wrote in it since, added a step or joined a document.
bool is_untouched(Carried const& carried, Action const& action, evidence::Attached const& documents) {
    auto const of = [&](ActionId const& id) {
        auto const found = documents.find(evidence::action_object(id.text()));
        return found == documents.end() ? std::vector<evidence::Evidence>{} : found->second;
    };
    return std::ranges::all_of(with_parts(action), [&](Action const* one) {
        if (!came_with(carried, *one) || one->revision.number != 1) return false;
        auto const before = of(*one->carried_from);
        return std::ranges::all_of(of(one->id),
            [&](auto const& document) { return std::ranges::count(before, document.id, &evidence::Evidence::id) > 0; });
    });
}

std::optional<referentiel::Level> aimed_at(Commitment const& from, Criterion const& to) {
    return from.envisaged ? carried_level(from.criterion, &to, from.envisaged->code()) : std::nullopt;
}

} // namespace

std::vector<Leftover> leftovers(referentiel::Library const& library, Diagnostic const& former, Plan const& before,
    Diagnostic const& diagnostic, Plan const& now) {
    std::set<ActionId> taken;
    for (auto const* action : actions(now))
        if (action->carried_from) taken.insert(*action->carried_from);
    auto const leads = ways(library, former.version(), diagnostic.version());
    std::vector<Leftover> all;
    for (auto const& commitment : before.commitments)
        for (auto const& action : commitment.actions) {
            if (is_over(action->state) || taken.contains(action.id)) continue;
            auto const to = leads.find(commitment.node);
            all.push_back({&action, &commitment, to == leads.end() ? nullptr : to->second});
        }
    return all;
}

std::optional<Earlier> find_earlier(storage::Reader const& db, Diagnostic const& diagnostic) {
    // From the cycles to their actions, which the outer joins say to SQLite; what was taken up is looked up once for all.
    auto found = db.rows(R"(
        SELECT cycles.id, cycles.label, COUNT(actions.id)
        FROM cycles
        LEFT JOIN diagnostics ON diagnostics.organisation_id = cycles.organisation_id AND diagnostics.cycle_id = cycles.id
            AND diagnostics.is_current = 1
        LEFT JOIN commitments ON commitments.organisation_id = diagnostics.organisation_id
            AND commitments.diagnostic_id = diagnostics.id
        LEFT JOIN actions ON actions.organisation_id = commitments.organisation_id AND actions.commitment_id = commitments.id
            AND actions.parent_id IS NULL AND actions.state IN ('planned', 'ongoing') AND actions.id NOT IN (
                SELECT taken.carried_from_id
                FROM actions AS taken
                WHERE taken.organisation_id = $1 AND taken.carried_from_id IS NOT NULL)
        WHERE cycles.organisation_id = $1 AND cycles.id <> $2 AND cycles.opened <= $3 AND cycles.id NOT IN (
                SELECT former.cycle_id -- somebody chose already
                FROM plan_carries
                JOIN diagnostics AS former ON former.organisation_id = plan_carries.organisation_id
                    AND former.id = plan_carries.former_diagnostic_id
                JOIN diagnostics AS here ON here.organisation_id = plan_carries.organisation_id
                    AND here.id = plan_carries.diagnostic_id
                WHERE plan_carries.organisation_id = $1 AND plan_carries.undone IS NULL AND here.cycle_id = $2)
        GROUP BY cycles.id, cycles.label, cycles.opened
        HAVING COUNT(actions.id) > 0
        ORDER BY cycles.opened DESC, cycles.id DESC
        LIMIT 1)",
        {diagnostic.organisation(), diagnostic.cycle().id, diagnostic.cycle().opened}, [](Row& row) {
            auto cycle = row.next<accounts::CycleId>();
            auto label = row.next<std::string>();
            return Earlier{std::move(cycle), std::move(label), row.next<int>()};
        });
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

void carry(storage::Writer& db, audit::Trail& trail, Diagnostic const& former, Diagnostic const& diagnostic, Plan const& now,
    std::vector<Leftover> const& chosen, CarryId const& id, User const& user, Instant at, Chance const& chance) {
    std::vector<Criterion const*> criteria;
    for (auto const& one : chosen)
        if (std::ranges::count(criteria, one.to) == 0) criteria.push_back(one.to);
    commit(db, trail, diagnostic, criteria, user, at, chance);
    auto const made = plan(db, diagnostic);
    std::vector<NewAction> added;
    for (auto const& one : chosen) {
        auto const& commitment = *made.find(*one.to);
        auto const level = aimed_at(*one.from, *one.to);
        if (!now.find(*one.to) && level && !commitment.envisaged &&
            std::ranges::find(chosen, one.to, &Leftover::to)->action == one.action)
            (void)aim(db, trail, diagnostic, commitment, level, {user, at, "", commitment.revision});
        auto const whole = new_id<Action>(at, chance);
        added.push_back({whole, commitment.id, std::nullopt, copy_of(one.action->content, at, chance), one.action->id});
        for (auto const& part : one.action->parts)
            if (!is_over(part->state))
                added.push_back({new_id<Action>(at, chance), commitment.id, whole, copy_of(part.content, at, chance), part.id});
    }
    add(db, trail, diagnostic, std::span<NewAction const>{added}, user, at);
    copy_documents(db, diagnostic.organisation(), added);
    db.change(R"(
        INSERT INTO plan_carries (organisation_id, id, diagnostic_id, former_diagnostic_id, carried, carried_by_name)
        VALUES ($1, $2, $3, $4, $5, $6))",
        {diagnostic.organisation(), id, diagnostic.id(), former.id(), at, user.name()});
    trail.add("carry_plan", id.text(),
        json::serialize(json::object{{"from", former.id().text()}, {"actions", static_cast<std::int64_t>(chosen.size())}}));
}

bool is_carry(storage::Reader const& db, Diagnostic const& diagnostic, CarryId const& id) {
    return db
        .row("SELECT 1 FROM plan_carries WHERE organisation_id = $1 AND id = $2", {diagnostic.organisation(), id},
            [](Row& row) { return row.next<int>(); })
        .has_value();
}

std::optional<Carried> find_carried(storage::Reader const& db, Diagnostic const& diagnostic, Instant now) {
    auto found = db.rows(R"(
        SELECT plan_carries.id, cycles.label, plan_carries.carried, plan_carries.carried_by_name
        FROM plan_carries
        JOIN diagnostics AS former ON former.organisation_id = plan_carries.organisation_id
            AND former.id = plan_carries.former_diagnostic_id
        JOIN diagnostics AS here ON here.organisation_id = plan_carries.organisation_id AND here.id = plan_carries.diagnostic_id
        JOIN cycles ON cycles.organisation_id = former.organisation_id AND cycles.id = former.cycle_id
        WHERE plan_carries.organisation_id = $1 AND here.cycle_id = $2 AND plan_carries.undone IS NULL
            AND plan_carries.carried > $3
        ORDER BY plan_carries.carried DESC, plan_carries.id DESC
        LIMIT 1)",
        {diagnostic.organisation(), diagnostic.cycle().id, now - longest_carry_undo}, [](Row& row) {
            auto id = row.next<CarryId>();
            auto label = row.next<std::string>();
            auto const at = row.next<Instant>();
            return Carried{std::move(id), std::move(label), at, row.next<std::string>()};
        });
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

int take_back(storage::Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, Plan const& plan, Carried const& carried,
    html::Language const& t, User const& user, Instant now) {
    std::vector<Action const*> came;
    for (auto const& commitment : plan.commitments)
        for (auto const& action : commitment.actions)
            if (came_with(carried, action)) came.push_back(&action);
    auto const joined = documents(db, diagnostic.organisation(), came);
    int gone = 0;
    for (auto const* action : came) { // as many as were taken up
        if (!is_untouched(carried, *action, joined)) continue;
        remove(db, trail, diagnostic, plan, *action, t, user, now);
        ++gone;
    }
    db.change("UPDATE plan_carries SET undone = $3 WHERE organisation_id = $1 AND id = $2",
        {diagnostic.organisation(), carried.id, now});
    trail.add("take_back_plan", carried.id.text());
    return gone;
}

} // namespace actions
