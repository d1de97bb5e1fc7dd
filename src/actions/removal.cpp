#include "actions/removal.h"

#include "actions/queries.h"
#include "html/html.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <span>

namespace actions {
namespace {

using accounts::OrganisationId, accounts::Removed, accounts::User;
using diagnostic::Diagnostic;
using html::Language;
using storage::Row, storage::Value, storage::Writer;
namespace json = boost::json;

// The columns of each table as they stand in the trash, without the organisation; what came later stands last, and lacks in what
// was removed before.
constexpr std::string_view commitment_columns =
    "id, diagnostic_id, node, former_title, level, revision, saved_by, saved_by_name, saved_at";
constexpr std::string_view action_columns =
    "id, commitment_id, parent_id, carried_from_id, number, position, title, text, responsible_id, begins, due, cost, effort, "
    "funder, state, progress, done_on, revision, saved_by, saved_by_name, saved_at, editor, editor_since, is_critical, "
    "governance, causes";
constexpr std::string_view people_columns = "action_id, person_id, position";
constexpr std::string_view indicator_columns =
    "id, action_id, position, kind, label, steps, unit, direction, baseline, baseline_month, target";

json::value as_json(Value const& value) {
    if (auto const* number = std::get_if<std::int64_t>(&value.content)) return *number;
    if (auto const* text = std::get_if<std::string>(&value.content)) return json::string{*text};
    return nullptr;
}

Value value_of(json::value const& value) {
    if (value.is_int64()) return value.as_int64();
    if (value.is_string()) return std::string{value.as_string()};
    return {};
}

json::array row_as_json(Row& row) {
    json::array cells;
    while (!row.is_read()) {
        auto const value = row.maybe<Value>();
        cells.push_back(value ? as_json(*value) : nullptr);
    }
    return cells;
}

json::array rows_as_json(storage::Reader const& db, std::string const& sql, std::vector<Value> const& values) {
    json::array all;
    for (auto& cells : db.rows(sql, values, row_as_json)) all.push_back(std::move(cells));
    return all;
}

// « $1, $2, $3 » for the organisation and the columns of a row.
std::string places(std::size_t columns) {
    std::string text = "$1";
    for (std::size_t i = 2; i <= columns + 1; ++i) text += ", $" + std::to_string(i);
    return text;
}

// The first so many of them.
std::string_view first(std::string_view columns, std::size_t count) {
    std::size_t end = 0;
    for (; count > 0 && end < columns.size(); --count) end = std::min(columns.find(", ", end + 1), columns.size());
    return columns.substr(0, end);
}

void insert(
    Writer& db, OrganisationId const& organisation, std::string_view table, std::string_view columns, json::array const& cells) {
    std::vector<Value> values{organisation};
    for (auto const& cell : cells) values.push_back(value_of(cell));
    db.change("INSERT INTO " + std::string{table} + " (organisation_id, " + std::string{first(columns, cells.size())} +
                  ") VALUES (" + places(cells.size()) + ") -- organisation_id = $1",
        values);
}

// Where a column stands in a row.
std::size_t place_of(std::string_view columns, std::string_view name) {
    std::size_t place = 0;
    while (!columns.empty()) {
        auto const end = std::min(columns.find(", "), columns.size());
        if (columns.substr(0, end) == name) return place;
        columns.remove_prefix(std::min(end + 2, columns.size()));
        ++place;
    }
    throw std::logic_error{"the trash has no such column"};
}

std::string text_at(json::array const& cells, std::string_view columns, std::string_view name) {
    auto const& cell = cells.at(place_of(columns, name));
    return cell.is_string() ? std::string{cell.as_string()} : std::string{};
}

json::array commitment_row(storage::Reader const& db, OrganisationId const& organisation, CommitmentId const& id) {
    return rows_as_json(db,
        "SELECT " + std::string{commitment_columns} + " FROM commitments WHERE organisation_id = $1 AND id = $2",
        {organisation, id});
}

// Some actions, for statements: the organisation and their ids, with the places of these.
struct Some {
    Some(OrganisationId const& organisation, std::span<Action const* const> actions) : values{organisation} {
        for (auto const* action : actions) {
            values.emplace_back(action->id);
            places += (places.empty() ? "$" : ", $") + std::to_string(values.size());
        }
    }

    std::vector<Value> values;
    std::string places = {};
};

// All that hangs on these actions, their own rows included.
std::string gathered(storage::Reader const& db, OrganisationId const& organisation, Commitment const& commitment,
    std::span<Action const* const> actions) {
    json::object all{{"commitments", commitment_row(db, organisation, commitment.id)}};
    Some const some{organisation, actions};
    auto const rows = [&](std::string_view columns, std::string_view table, std::string_view id, std::string_view order) {
        if (actions.empty()) return json::array{};
        return rows_as_json(db,
            "SELECT " + std::string{columns} + " FROM " + std::string{table} + " WHERE organisation_id = $1 AND " +
                std::string{id} + " IN (" + some.places + ") ORDER BY " + std::string{order},
            some.values);
    };
    all["actions"] = rows(action_columns, "actions", "id", "CASE WHEN parent_id IS NULL THEN 0 ELSE 1 END, position, id");
    all["people"] = rows(people_columns, "action_people", "action_id", "action_id, position");
    all["indicators"] = rows(indicator_columns, "indicators", "action_id", "action_id, position");
    return json::serialize(all);
}

void erase(Writer& db, OrganisationId const& organisation, std::span<Action const* const> actions) {
    if (actions.empty()) return;
    Some const some{organisation, actions};
    for (std::string const from : {"indicators WHERE organisation_id = $1 AND action_id", // what hangs on them first
             "action_people WHERE organisation_id = $1 AND action_id", "actions WHERE organisation_id = $1 AND id"})
        db.change("DELETE FROM " + from + " IN (" + some.places + ") -- organisation_id = $1", some.values);
}

json::array removed_commitment(json::value const& content) { return content.at("commitments").as_array().at(0).as_array(); }

// The commitment that these actions come back to. Made again, it is another one: the former may be in the trash itself.
std::string place_for(
    Writer& db, Diagnostic const& diagnostic, json::array const& commitment, Instant now, Chance const& chance) {
    auto const& organisation = diagnostic.organisation();
    auto const node = text_at(commitment, commitment_columns, "node");
    auto const there = db.row("SELECT id FROM commitments WHERE organisation_id = $1 AND diagnostic_id = $2 AND node = $3",
        {organisation, diagnostic.id(), node}, [](Row& row) { return row.next<std::string>(); });
    if (there) return *there;
    auto row = commitment;
    auto const id = new_id<Commitment>(now, chance);
    row.at(place_of(commitment_columns, "id")) = id.text();
    row.at(place_of(commitment_columns, "diagnostic_id")) = diagnostic.id().text();
    auto const is_known = find_rated(diagnostic.version(), node) != nullptr;
    auto& former = row.at(place_of(commitment_columns, "former_title")).as_string();
    if (is_known) former.clear();
    else if (former.empty()) former = node;
    insert(db, organisation, "commitments", commitment_columns, row);
    return std::string{id.text()};
}

std::set<std::string> diagnostics_of_cycle(storage::Reader const& db, Diagnostic const& diagnostic) {
    auto const all = db.rows("SELECT id FROM diagnostics WHERE organisation_id = $1 AND cycle_id = $2",
        {diagnostic.organisation(), diagnostic.cycle().id}, [](Row& row) { return row.next<std::string>(); });
    return {all.begin(), all.end()};
}

std::string diagnostic_of(Removed const& removed) {
    return text_at(removed_commitment(json::parse(removed.content)), commitment_columns, "diagnostic_id");
}

bool is_there(
    storage::Reader const& db, OrganisationId const& organisation, std::string const& commitment, std::string const& action) {
    return db
        .row("SELECT 1 FROM actions WHERE organisation_id = $1 AND commitment_id = $2 AND id = $3",
            {organisation, commitment, action}, [](Row& row) { return row.next<int>(); })
        .has_value();
}

} // namespace

void remove(Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, Plan const& plan, Action const& action,
    Language const& t, User const& user, Instant now) {
    auto const& organisation = diagnostic.organisation();
    std::vector<Action const*> all{&action};
    for (auto const& part : action.parts) all.push_back(&part);
    auto const content = gathered(db, organisation, plan.commitment_of(action), all);
    erase(db, organisation, all);
    accounts::put_in_trash(
        db, organisation, {std::string{action.id.text()}, std::string{trash_kind}, name_of(t, action), content}, user, now);
    trail.add("remove_action", action.id.text(), json::serialize(json::object{{"title", action->title}}));
}

void remove(Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, Plan const&, Commitment const& commitment,
    Language const& t, User const& user, Instant now) {
    auto const& organisation = diagnostic.organisation();
    auto const all = actions(commitment);
    auto const content = gathered(db, organisation, commitment, all);
    erase(db, organisation, all);
    db.change("DELETE FROM commitments WHERE organisation_id = $1 AND id = $2", {organisation, commitment.id});
    accounts::put_in_trash(db, organisation,
        {std::string{commitment.id.text()}, std::string{trash_kind}, title_of(t, commitment), content}, user, now);
    trail.add("remove_commitment", commitment.node);
}

std::vector<Removed> removed_from(storage::Reader const& db, Diagnostic const& diagnostic, Instant now) {
    auto all = accounts::trash(db, diagnostic.organisation(), trash_kind, now);
    auto const here = diagnostics_of_cycle(db, diagnostic);
    std::erase_if(all, [&](Removed const& one) { return !here.contains(diagnostic_of(one)); });
    return all;
}

std::optional<Removed> find_removed(storage::Reader const& db, Diagnostic const& diagnostic, std::string_view id, Instant now) {
    if (!is_uuid(id)) return std::nullopt;
    auto removed = accounts::find_removed(db, diagnostic.organisation(), trash_kind, id, now);
    if (removed && !diagnostics_of_cycle(db, diagnostic).contains(diagnostic_of(*removed))) return std::nullopt;
    return removed;
}

bool was_planned(storage::Reader const& db, Diagnostic const& diagnostic, ActionId const& id) {
    return db
        .row("SELECT 1 FROM audit_events WHERE organisation_id = $1 AND verb = 'add_action' AND object = $2 LIMIT 1",
            {diagnostic.organisation(), id}, [](Row& row) { return row.next<int>(); })
        .has_value();
}

std::string node_of(Removed const& removed) {
    return text_at(removed_commitment(json::parse(removed.content)), commitment_columns, "node");
}

std::size_t count_of_actions(Removed const& removed) { return json::parse(removed.content).at("actions").as_array().size(); }

void restore(
    Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, Removed const& removed, Instant now, Chance const& chance) {
    auto const& organisation = diagnostic.organisation();
    auto const content = json::parse(removed.content);
    auto const commitment = place_for(db, diagnostic, removed_commitment(content), now, chance);
    auto numbers = numbers_of(db, diagnostic);
    std::set<std::string> back;
    for (auto const& value : content.at("actions").as_array()) { // those of one criterion, wholes before parts
        auto row = value.as_array();
        row.at(place_of(action_columns, "commitment_id")) = commitment;
        auto const parent = text_at(row, action_columns, "parent_id");
        if (!parent.empty() && !back.contains(parent) && !is_there(db, organisation, commitment, parent))
            row.at(place_of(action_columns, "parent_id")) = nullptr;
        auto& number = row.at(place_of(action_columns, "number"));
        if (!numbers.insert(static_cast<int>(number.as_int64())).second) // somebody else's meanwhile
            numbers.insert(static_cast<int>((number = *numbers.rbegin() + 1).as_int64()));
        insert(db, organisation, "actions", action_columns, row);
        back.insert(text_at(row, action_columns, "id"));
    }
    for (auto const& value : content.at("people").as_array())
        insert(db, organisation, "action_people", people_columns, value.as_array());
    for (auto const& value : content.at("indicators").as_array())
        insert(db, organisation, "indicators", indicator_columns, value.as_array());
    accounts::take_from_trash(db, organisation, removed.id);
    trail.add("restore_plan", removed.id);
}

} // namespace actions
