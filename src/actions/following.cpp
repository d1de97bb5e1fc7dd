#include "actions/following.h"

#include "actions/plan.h"

#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace actions {
namespace {

using diagnostic::Diagnostic;
using referentiel::Criterion, referentiel::Passage, referentiel::Passages;
using storage::Row, storage::Writer;
namespace json = boost::json;

// Where one commitment stands.
struct Stand {
    std::string id;
    std::string node;
    std::string former_title;
    std::string level;
};

std::vector<Stand> stands(storage::Reader const& db, Diagnostic const& diagnostic) {
    return db.rows(R"(
        SELECT id, node, former_title, level
        FROM commitments
        WHERE organisation_id = $1 AND diagnostic_id = $2
        ORDER BY id)",
        {diagnostic.organisation(), diagnostic.id()}, [](Row& row) {
            auto id = row.next<std::string>(), node = row.next<std::string>(), title = row.next<std::string>();
            return Stand{std::move(id), std::move(node), std::move(title), row.next<std::string>()};
        });
}

// Which commitment each action hangs on, those of the plan of a diagnostic.
std::vector<std::pair<std::string, std::string>> hangings(storage::Reader const& db, Diagnostic const& diagnostic) {
    return db.rows(R"(
        SELECT actions.id, actions.commitment_id
        FROM actions
        JOIN commitments ON commitments.organisation_id = actions.organisation_id AND commitments.id = actions.commitment_id
        WHERE actions.organisation_id = $1 AND commitments.diagnostic_id = $2
        ORDER BY actions.id)",
        {diagnostic.organisation(), diagnostic.id()}, [](Row& row) {
            auto action = row.next<std::string>();
            return std::pair{std::move(action), row.next<std::string>()};
        });
}

Criterion const* way_of(Passages const& passages, std::string_view node) {
    for (auto const& passage : passages.all)
        if (passage.from->key.text() == node) return passage.to.empty() ? nullptr : passage.to.front();
    return nullptr;
}

Criterion const* way_back(Passages const& passages, std::string_view node) {
    for (auto const& passage : passages.all)
        for (auto const* to : passage.to)
            if (to->key.text() == node) return passage.from;
    return nullptr;
}

std::string level_in(Criterion const* from, Criterion const* to, std::string const& level) {
    return carried_level(from, to, level) ? level : std::string{};
}

// As people read it where the référentiel that has it is no longer there.
std::string title_of(Criterion const* criterion, std::string const& node) {
    if (!criterion) return node;
    auto const& title = criterion->title.in("fr");
    return title.empty() ? criterion->number : criterion->number + ". " + title;
}

void place(Writer& db, Diagnostic const& diagnostic, Stand const& stand) {
    db.change(R"(
        UPDATE commitments SET diagnostic_id = $3, node = $4, former_title = $5, level = $6, revision = revision + 1
        WHERE organisation_id = $1 AND id = $2)",
        {diagnostic.organisation(), stand.id, diagnostic.id(), stand.node, stand.former_title, stand.level});
}

// The actions of the one go to the other, which stays.
void join(Writer& db, Diagnostic const& diagnostic, std::string const& from, std::string const& into) {
    db.change("UPDATE actions SET commitment_id = $3 WHERE organisation_id = $1 AND commitment_id = $2",
        {diagnostic.organisation(), from, into});
    db.change("DELETE FROM commitments WHERE organisation_id = $1 AND id = $2", {diagnostic.organisation(), from});
}

// Puts a commitment at a criterion of the diagnostic, or apart from its criteria; one that stands there takes its actions.
// Where do they hang now?
std::string settle(Writer& db, Diagnostic const& diagnostic, std::vector<Stand>& there, Stand stand) {
    auto const same = std::ranges::find_if(there, [&](Stand const& one) { return one.node == stand.node; });
    if (same != there.end() && same->id != stand.id) {
        join(db, diagnostic, stand.id, same->id);
        return same->id;
    }
    place(db, diagnostic, stand);
    there.push_back(std::move(stand));
    return there.back().id;
}

// Parts stand with their action.
void gather_parts(Writer& db, Diagnostic const& diagnostic) {
    db.change(R"(
        UPDATE actions
        SET commitment_id = (
            SELECT whole.commitment_id
            FROM actions AS whole
            WHERE whole.organisation_id = $1 AND whole.id = actions.parent_id)
        WHERE organisation_id = $1 AND EXISTS (
            SELECT 1
            FROM actions AS whole
            JOIN commitments ON commitments.organisation_id = whole.organisation_id AND commitments.id = whole.commitment_id
            WHERE whole.organisation_id = $1 AND whole.id = actions.parent_id
                AND whole.commitment_id <> actions.commitment_id AND commitments.diagnostic_id = $2))",
        {diagnostic.organisation(), diagnostic.id()});
}

// Where two plans came together, two actions may have one number: the later one gets another.
void number_apart(Writer& db, Diagnostic const& diagnostic) {
    auto const all = db.rows(R"(
        SELECT actions.id, actions.number
        FROM actions
        JOIN commitments ON commitments.organisation_id = actions.organisation_id AND commitments.id = actions.commitment_id
        WHERE actions.organisation_id = $1 AND commitments.diagnostic_id = $2
        ORDER BY actions.id)",
        {diagnostic.organisation(), diagnostic.id()}, [](Row& row) {
            auto id = row.next<std::string>();
            return std::pair{std::move(id), row.next<int>()};
        });
    std::set<int> numbers;
    std::vector<std::string> second;
    for (auto const& [id, number] : all)
        if (!numbers.insert(number).second) second.push_back(id);
    for (auto const& id : second) { // a few, once a year
        auto const number = *numbers.rbegin() + 1;
        numbers.insert(number);
        db.change(
            "UPDATE actions SET number = $3 WHERE organisation_id = $1 AND id = $2", {diagnostic.organisation(), id, number});
    }
}

struct Before {
    Stand stand;
    std::string into; // the commitment that has its actions now
};

std::string noted(std::vector<Before> const& all, std::vector<std::pair<std::string, std::string>> const& hangings) {
    json::array commitments, actions;
    for (auto const& [one, into] : all)
        commitments.push_back(
            {{"id", one.id}, {"node", one.node}, {"former_title", one.former_title}, {"level", one.level}, {"into", into}});
    for (auto const& [action, commitment] : hangings) actions.push_back({{"id", action}, {"commitment", commitment}});
    return json::serialize(json::object{{"commitments", std::move(commitments)}, {"actions", std::move(actions)}});
}

std::string text(json::value const& object, std::string_view name) {
    return std::string{object.as_object().at(name).as_string()};
}

std::string text_or_nothing(json::value const& object, std::string_view name) {
    return object.as_object().contains(name) ? text(object, name) : std::string{};
}

// What was noted when the plan left; nothing where it came from elsewhere.
std::optional<json::object> find_noted(storage::Reader const& db, Diagnostic const& to) {
    auto const found = db.row("SELECT placed_before FROM plan_moves WHERE organisation_id = $1 AND diagnostic_id = $2",
        {to.organisation(), to.id()}, [](Row& row) { return row.next<std::string>(); });
    if (!found) return std::nullopt;
    return json::parse(*found).as_object();
}

// A commitment that was joined to another comes back as it was, under another id: the former may be in the trash.
void make_again(Writer& db, Diagnostic const& former, Stand const& stand, accounts::User const& user, Instant now) {
    db.change(R"(
        INSERT INTO commitments
            (organisation_id, id, diagnostic_id, node, former_title, level, revision, saved_by, saved_by_name, saved_at)
        VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $9))",
        {former.organisation(), stand.id, former.id(), stand.node, stand.former_title, stand.level, user.id, user.name(), now});
}

} // namespace

void follow(Writer& db, audit::Trail& trail, Diagnostic const& former, Diagnostic const& to, Passages const& passages) {
    auto const all = stands(db, former);
    if (all.empty()) return;
    auto const hung = hangings(db, former);
    auto there = stands(db, to);
    std::vector<Before> before;
    for (auto stand : all) { // as many as a référentiel has criteria, once a year
        before.push_back({stand, {}});
        auto const* from = stand.former_title.empty() ? find_rated(former.version(), stand.node) : nullptr;
        auto const* criterion = from ? way_of(passages, stand.node) : nullptr;
        if (criterion) stand.node = criterion->key.text();
        else if (stand.former_title.empty()) stand.former_title = title_of(from, stand.node);
        stand.level = level_in(from, criterion, stand.level);
        before.back().into = settle(db, to, there, std::move(stand));
    }
    number_apart(db, to);
    db.change(R"(
        INSERT INTO plan_moves (organisation_id, diagnostic_id, former_diagnostic_id, placed_before) VALUES ($1, $2, $3, $4)
        ON CONFLICT (organisation_id, diagnostic_id) DO UPDATE SET former_diagnostic_id = excluded.former_diagnostic_id,
            placed_before = excluded.placed_before
        WHERE plan_moves.organisation_id = $1)",
        {to.organisation(), to.id(), former.id(), noted(before, hung)});
    trail.add("move_plan", to.id().text());
}

std::vector<std::string> foretell(storage::Reader const& db, html::Language const& t, Diagnostic const& former) {
    auto const commitments = static_cast<std::int64_t>(stands(db, former).size());
    auto const actions = static_cast<std::int64_t>(hangings(db, former).size());
    if (commitments == 0) return {};
    auto const all = t.count(commitments, "{} engagement", "{} engagements");
    if (actions == 0) return {all};
    return {t.text("{} avec {}", {all, t.count(actions, "{} action", "{} actions")})};
}

void come_back(Writer& db, audit::Trail& trail, Diagnostic const& former, Diagnostic const& to, Passages const& passages,
    accounts::User const& user, Instant at, Chance const& chance) {
    auto left = stands(db, to);
    if (left.empty()) return;
    auto there = stands(db, former);
    std::set<std::string> in_plan;
    for (auto const& stand : left) in_plan.insert(stand.id);
    std::map<std::string, std::string> made; // those that come back under another id
    auto const take = [&](std::string const& id) -> std::optional<Stand> {
        auto const found = std::ranges::find(left, id, &Stand::id);
        if (found == left.end()) return std::nullopt;
        auto stand = *found;
        left.erase(found);
        return stand;
    };
    auto const now = hangings(db, to);
    if (auto const noted = find_noted(db, to)) {
        for (auto const& one : noted->at("commitments").as_array()) { // as many as left
            Stand before{text(one, "id"), text(one, "node"), text(one, "former_title"), text(one, "level")};
            if (auto const current = take(before.id)) {
                auto const* criterion = find_rated(former.version(), before.node);
                auto const level = level_in(find_rated(to.version(), current->node), criterion, current->level);
                if (!level.empty()) before.level = level;
                settle(db, former, there, std::move(before));
                continue;
            }
            // Its actions went to another, which is in the plan still; else somebody removed it since.
            auto const was_joined = in_plan.contains(text_or_nothing(one, "into"));
            if (!was_joined || std::ranges::find(there, before.node, &Stand::node) != there.end()) continue;
            before.id = made[before.id] = new_id<Commitment>(at, chance).text();
            make_again(db, former, before, user, at);
            there.push_back(before);
        }
        for (auto const& one : noted->at("actions").as_array()) {
            auto const action = text(one, "id");
            auto commitment = text(one, "commitment");
            if (auto const anew = made.find(commitment); anew != made.end()) commitment = anew->second;
            auto const is_there = std::ranges::any_of(now, [&](auto const& pair) { return pair.first == action; });
            auto const has_place = std::ranges::find(there, commitment, &Stand::id) != there.end();
            if (is_there && has_place)
                db.change("UPDATE actions SET commitment_id = $3 WHERE organisation_id = $1 AND id = $2",
                    {former.organisation(), action, commitment});
        }
    }
    for (auto stand : std::vector{left}) { // what came in since
        auto const* current = find_rated(to.version(), stand.node);
        auto const* criterion = stand.former_title.empty() ? way_back(passages, stand.node) : nullptr;
        if (criterion) stand.node = criterion->key.text();
        else if (stand.former_title.empty()) stand.former_title = title_of(current, stand.node);
        stand.level = level_in(current, criterion, stand.level);
        settle(db, former, there, std::move(stand));
    }
    gather_parts(db, former);
    number_apart(db, former);
    db.change("DELETE FROM plan_moves WHERE organisation_id = $1 AND diagnostic_id = $2", {to.organisation(), to.id()});
    trail.add("move_plan_back", former.id().text());
}

} // namespace actions
