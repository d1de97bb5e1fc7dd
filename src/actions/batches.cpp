#include "actions/batches.h"

#include "actions/queries.h"
#include "actions/removal.h"

#include <boost/json.hpp>

#include <algorithm>

namespace actions {
namespace {

using diagnostic::Diagnostic;
using storage::Row;
namespace json = boost::json;

json::value or_null(std::optional<std::string> const& text) {
    if (!text) return nullptr;
    return json::string{*text};
}

template <typename Value>
std::optional<std::string> text_of(std::optional<Value> const& value) {
    return value ? std::optional{std::string{value->text()}} : std::nullopt;
}

std::string to_json(std::vector<Changed> const& all) {
    json::array array;
    for (auto const& one : all)
        array.push_back(json::object{{"action", one.action.text()}, {"after", one.after.number},
            {"responsible", or_null(text_of(one.responsible))},
            {"due", or_null(one.due ? std::optional{iso(one.due->month)} : std::nullopt)}, {"state", to_text(one.state)},
            {"progress", one.progress}, {"done", or_null(one.done ? std::optional{iso(*one.done)} : std::nullopt)}});
    return json::serialize(array);
}

std::string to_json(std::vector<ActionId> const& all) {
    json::array array;
    for (auto const& one : all) array.emplace_back(one.text());
    return json::serialize(array);
}

template <typename Value>
std::optional<Value> maybe(json::value const& value) {
    return value.is_string() ? parse<Value>(std::string_view{value.as_string()}) : std::nullopt;
}

std::vector<Changed> read_changed(std::string const& text) {
    std::vector<Changed> all;
    auto const array = json::parse(text);
    for (auto const& one : array.as_array()) {
        auto const action = maybe<ActionId>(one.at("action"));
        if (!action) throw storage::Failed{"a batch names an action by what is no id"};
        all.push_back({*action, {one.at("after").as_int64()}, maybe<PersonId>(one.at("responsible")), maybe<Due>(one.at("due")),
            maybe<State>(one.at("state")).value_or(State::planned), static_cast<int>(one.at("progress").as_int64()),
            maybe<Date>(one.at("done"))});
    }
    return all;
}

std::vector<ActionId> read_ids(std::string const& text) {
    std::vector<ActionId> all;
    auto const array = json::parse(text);
    for (auto const& one : array.as_array())
        if (auto const id = maybe<ActionId>(one)) all.push_back(*id);
    return all;
}

Batch read_batch(Row& row) {
    Batch batch{row.next<BatchId>(), row.next<Edit::Kind>(), row.next<std::string>()};
    batch.by = row.next<std::string>();
    batch.at = row.next<Instant>();
    batch.changed = read_changed(row.next<std::string>());
    batch.skipped = read_ids(row.next<std::string>());
    batch.undone = row.maybe<Instant>();
    batch.not_undone = read_ids(row.next<std::string>());
    return batch;
}

void keep(storage::Writer& db, Diagnostic const& diagnostic, Batch const& batch, accounts::User const& by) {
    db.change(R"(
        INSERT INTO plan_batches
            (organisation_id, id, diagnostic_id, kind, value, made_by, made_by_name, made_at, changed, skipped)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))",
        {diagnostic.organisation(), batch.id, diagnostic.id(), batch.kind, batch.value, by.id, by.name(), batch.at,
            to_json(batch.changed), to_json(batch.skipped)});
}

bool is_part_of_another(Action const& action, std::span<Chosen const> chosen) {
    return action.parent && std::ranges::any_of(chosen, [&](Chosen const& one) { return one.action->id == *action.parent; });
}

std::optional<Revision> put_back(storage::Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, Plan const& plan,
    Changed const& was, Edit::Kind kind, Acting const& acting) {
    if (kind == Edit::Kind::trash) {
        auto const removed = find_removed(db, diagnostic, was.action.text(), acting.now);
        if (!removed || numbers_of(db, diagnostic).size() + count_of_actions(*removed) > most_actions) return std::nullopt;
        restore(db, trail, diagnostic, *removed, acting.now, acting.chance);
        return was.after;
    }
    auto const* action = plan.find(was.action);
    if (!action || action->revision != was.after) return std::nullopt;
    auto const saved =
        save(db, trail, diagnostic, *action, restored(action->content, was, kind), {acting.author, acting.now, "", was.after});
    return saved ? std::optional{*saved} : std::nullopt;
}

} // namespace

std::optional<Batch> find_batch(storage::Reader const& db, Diagnostic const& diagnostic, BatchId const& id) {
    return db.row(R"(
        SELECT id, kind, value, made_by_name, made_at, changed, skipped, undone_at, not_undone FROM plan_batches
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND id = $3)",
        {diagnostic.organisation(), diagnostic.id(), id}, read_batch);
}

std::vector<Batch> recent_batches(storage::Reader const& db, Diagnostic const& diagnostic, Instant now) {
    auto batches = db.rows(R"(
        SELECT id, kind, value, made_by_name, made_at, changed, skipped, undone_at, not_undone FROM plan_batches
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND made_at > $3
        ORDER BY made_at DESC, id DESC)",
        {diagnostic.organisation(), diagnostic.id(), now - batch_can_be_undone}, read_batch);
    std::erase_if(batches, [](Batch const& batch) { return batch.changed.size() < 2; }); // one card of the board
    if (batches.size() > most_recent_batches) batches.erase(batches.begin() + most_recent_batches, batches.end());
    return batches;
}

std::vector<ActionId> changed_since(Batch const& batch, Plan const& plan, std::span<accounts::Removed const> removed) {
    std::vector<ActionId> changed;
    for (auto const& was : batch.changed) {
        auto const* action = plan.find(was.action);
        auto const is_as_left = batch.kind == Edit::Kind::trash
                                    ? std::ranges::find(removed, was.action.text(), &accounts::Removed::id) != removed.end()
                                    : action && action->revision == was.after;
        if (!is_as_left) changed.push_back(was.action);
    }
    return changed;
}

Batch change(storage::Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, Plan const& plan,
    std::span<Chosen const> chosen, Edit const& edit, BatchId const& id, std::string const& value, Acting const& acting) {
    Batch batch{id, edit.kind, value, acting.author.name(), acting.now};
    for (auto const& [action, base] : chosen) { // as many as were chosen
        if (edit.kind == Edit::Kind::trash && is_part_of_another(*action, chosen)) continue;
        if (action->revision != base) {
            batch.skipped.push_back(action->id);
            continue;
        }
        auto was = before(*action);
        if (edit.kind == Edit::Kind::trash) remove(db, trail, diagnostic, plan, *action, acting.t, acting.author, acting.now);
        else {
            auto const content = edited(action->content, edit, acting.today);
            if (content == action->content) continue;
            auto const saved = save(db, trail, diagnostic, *action, content, {acting.author, acting.now, "", base});
            if (!saved) continue;
            was.after = *saved;
        }
        batch.changed.push_back(std::move(was));
    }
    keep(db, diagnostic, batch, acting.author);
    trail.add("change_batch", batch.id.text(), json::serialize(json::object{{"kind", to_text(batch.kind)}, {"value", value}}));
    return batch;
}

Batch undo(
    storage::Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, Plan const& plan, Batch batch, Acting const& acting) {
    for (auto const& was : batch.changed) // as many as were changed
        if (!put_back(db, trail, diagnostic, plan, was, batch.kind, acting)) batch.not_undone.push_back(was.action);
    batch.undone = acting.now;
    db.change("UPDATE plan_batches SET undone_at = $3, not_undone = $4 WHERE organisation_id = $1 AND id = $2",
        {diagnostic.organisation(), batch.id, acting.now, to_json(batch.not_undone)});
    trail.add("undo_batch", batch.id.text());
    return batch;
}

} // namespace actions
