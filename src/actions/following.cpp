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

// The plan of a diagnostic on its way back to the former one, in the order of its three steps.
class Return {
public:
    struct Maker { // of what was joined to another and comes back by itself
        accounts::User const& user;
        Instant at;
        Chance const& chance;
    };

    Return(Writer& db, Diagnostic const& former, Diagnostic const& to, Maker maker, std::vector<Stand> left)
        : db_{db}, former_{former}, to_{to}, maker_{maker}, left_{std::move(left)}, there_{stands(db, former)}, now_{hangings(
                                                                                                                    db, to)} {
        for (auto const& stand : left_) in_plan_.insert(stand.id);
    }

    void put_commitments_back(boost::json::array const& noted) {
        for (auto const& one : noted) { // as many as left
            Stand before{text(one, "id"), text(one, "node"), text(one, "former_title"), text(one, "level")};
            if (auto const current = take(before.id)) put_back(std::move(before), *current);
            else if (in_plan_.contains(text_or_nothing(one, "into"))) make_anew(std::move(before));
            // Else somebody removed it since.
        }
    }

    void hang_actions_back(boost::json::array const& noted) {
        for (auto const& one : noted) {
            auto const action = text(one, "id");
            auto commitment = text(one, "commitment");
            if (auto const anew = made_.find(commitment); anew != made_.end()) commitment = anew->second;
            auto const is_there = std::ranges::any_of(now_, [&](auto const& pair) { return pair.first == action; });
            auto const has_place = std::ranges::find(there_, commitment, &Stand::id) != there_.end();
            if (is_there && has_place)
                db_.change("UPDATE actions SET commitment_id = $3 WHERE organisation_id = $1 AND id = $2",
                    {former_.organisation(), action, commitment});
        }
    }

    void bring_what_came_since(Passages const& passages) {
        for (auto& stand : left_) {
            auto const* current = find_rated(to_.version(), stand.node);
            auto const* criterion = stand.former_title.empty() ? way_back(passages, stand.node) : nullptr;
            if (criterion) stand.node = criterion->key.text();
            else if (stand.former_title.empty()) stand.former_title = title_of(current, stand.node);
            stand.level = level_in(current, criterion, stand.level);
            settle(db_, former_, there_, std::move(stand));
        }
    }

private:
    std::optional<Stand> take(std::string const& id) {
        auto const found = std::ranges::find(left_, id, &Stand::id);
        if (found == left_.end()) return std::nullopt;
        auto stand = std::move(*found);
        left_.erase(found);
        return stand;
    }

    void put_back(Stand before, Stand const& current) {
        auto const level =
            level_in(find_rated(to_.version(), current.node), find_rated(former_.version(), before.node), current.level);
        if (!level.empty()) before.level = level;
        settle(db_, former_, there_, std::move(before));
    }

    // Its actions went to another, which is in the plan still.
    void make_anew(Stand before) {
        if (std::ranges::find(there_, before.node, &Stand::node) != there_.end()) return;
        before.id = made_[before.id] = new_id<Commitment>(maker_.at, maker_.chance).text();
        make_again(db_, former_, before, maker_.user, maker_.at);
        there_.push_back(std::move(before));
    }

    Writer& db_;
    Diagnostic const& former_;
    Diagnostic const& to_;
    Maker const maker_;
    std::vector<Stand> left_, there_;
    std::vector<std::pair<std::string, std::string>> const now_; // before anything is moved
    std::set<std::string> in_plan_;
    std::map<std::string, std::string> made_ = {}; // those that come back under another id
};

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
    Return way{db, former, to, {user, at, chance}, std::move(left)};
    if (auto const noted = find_noted(db, to)) {
        way.put_commitments_back(noted->at("commitments").as_array());
        way.hang_actions_back(noted->at("actions").as_array());
    }
    way.bring_what_came_since(passages);
    gather_parts(db, former);
    number_apart(db, former);
    db.change("DELETE FROM plan_moves WHERE organisation_id = $1 AND diagnostic_id = $2", {to.organisation(), to.id()});
    trail.add("move_plan_back", former.id().text());
}

} // namespace actions
