#include "actions/queries.h"

#include "actions/draft.h"
#include "referentiel/referentiel.h"

#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace actions {
namespace {

using accounts::OrganisationId, accounts::User;
using diagnostic::Diagnostic;
using referentiel::Criterion;
using storage::Row, storage::Value;
namespace json = boost::json;

// One of an action's many rows, with what it hangs on.
struct ActionRow {
    std::string commitment;
    std::optional<Action> action;
};

std::vector<std::string> lines(std::string_view text) {
    std::vector<std::string> all;
    while (!text.empty()) {
        auto const end = std::min(text.find('\n'), text.size());
        if (end > 0) all.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return all;
}

std::string joined(std::vector<std::string> const& lines) {
    std::string text;
    for (auto const& line : lines) text += (text.empty() ? "" : "\n") + line;
    return text;
}

std::optional<Decimal> maybe_figure(Row& row) {
    auto const text = row.maybe<std::string>();
    return text ? read_figure(*text) : std::nullopt;
}

std::optional<std::string> text_of(std::optional<Decimal> const& figure) {
    return figure ? std::optional{figure_text(*figure)} : std::nullopt;
}

std::optional<Month> month_of(std::optional<Due> const& due) { return due ? std::optional{due->month} : std::nullopt; }

void skip_rest(Row& row) {
    while (!row.is_read()) row.maybe<Value>();
}

std::optional<Action> maybe_action(Row& row, CommitmentId const& commitment) {
    auto id = row.maybe<ActionId>();
    if (!id) {
        skip_rest(row);
        return std::nullopt;
    }
    Action action{*std::move(id), commitment};
    action.parent = row.maybe<ActionId>();
    action.carried_from = row.maybe<ActionId>();
    action.number = row.next<int>();
    auto& content = action.content;
    content.title = row.next<std::string>();
    content.text = row.next<std::string>();
    content.responsible = row.maybe<PersonId>();
    content.start = row.maybe<Date>();
    content.due = row.maybe<Due>();
    content.cost = maybe_figure(row);
    content.effort = row.next<std::string>();
    content.funder = row.next<std::string>();
    content.state = row.next<State>();
    content.progress = row.next<int>();
    content.done = row.maybe<Date>();
    action.revision = {row.next<std::int64_t>()};
    action.by = row.next<std::string>();
    action.at = row.next<Instant>();
    auto const is_critical = row.next<bool>();
    Critical critical{row.next<std::string>(), row.next<std::string>()};
    if (is_critical) content.critical = std::move(critical);
    return action;
}

Commitment read_commitment(Row& row, referentiel::Version const& version) {
    Commitment commitment{row.next<CommitmentId>()};
    commitment.node = row.next<std::string>();
    commitment.former_title = row.next<std::string>();
    commitment.criterion = commitment.former_title.empty() ? find_rated(version, commitment.node) : nullptr;
    auto const level = row.next<std::string>();
    if (commitment.criterion) commitment.envisaged = commitment.criterion->scale->level(level);
    commitment.revision = {row.next<std::int64_t>()};
    commitment.by = row.next<std::string>();
    commitment.at = row.next<Instant>();
    return commitment;
}

Indicator read_indicator(Row& row) {
    Indicator indicator{row.next<IndicatorId>(), row.next<Indicator::Kind>()};
    indicator.label = row.next<std::string>();
    indicator.steps = lines(row.next<std::string>());
    indicator.unit = row.next<std::string>();
    indicator.direction = row.next<Indicator::Direction>();
    indicator.baseline = maybe_figure(row);
    indicator.baseline_month = row.maybe<Month>();
    indicator.target = maybe_figure(row);
    return indicator;
}

// Commitments with all their actions, in one list, those of one commitment together.
std::vector<Commitment> read_commitments(storage::Reader const& db, Diagnostic const& diagnostic) {
    std::vector<Commitment> all;
    db.rows(R"(
        SELECT commitments.id, commitments.node, commitments.former_title, commitments.level, commitments.revision,
            commitments.saved_by_name, commitments.saved_at,
            actions.id, actions.parent_id, actions.carried_from_id, actions.number, actions.title, actions.text,
            actions.responsible_id, actions.begins, actions.due, actions.cost, actions.effort, actions.funder, actions.state,
            actions.progress, actions.done_on, actions.revision, actions.saved_by_name, actions.saved_at, actions.is_critical,
            actions.governance, actions.causes
        FROM commitments
        LEFT JOIN actions ON actions.organisation_id = commitments.organisation_id AND actions.commitment_id = commitments.id
        WHERE commitments.organisation_id = $1 AND commitments.diagnostic_id = $2
        ORDER BY commitments.id, actions.position, actions.id)",
        {diagnostic.organisation(), diagnostic.id()}, [&](Row& row) {
            auto commitment = read_commitment(row, diagnostic.version());
            if (all.empty() || all.back().id != commitment.id) all.push_back(std::move(commitment));
            if (auto action = maybe_action(row, all.back().id)) all.back().actions.push_back(*std::move(action));
            return 0;
        });
    return all;
}

using Found = std::unordered_map<std::string_view, Action*>;

Found by_id(std::vector<Commitment>& commitments) {
    Found found;
    for (auto& commitment : commitments)
        for (auto& action : commitment.actions) found.emplace(action.id.text(), &action);
    return found;
}

// The outer joins say from where SQLite begins: it would read those of all cycles otherwise, and look each one's action up.
void read_indicators(storage::Reader const& db, Diagnostic const& diagnostic, Found const& found) {
    db.rows(R"(
        SELECT indicators.action_id, indicators.id, indicators.kind, indicators.label, indicators.steps, indicators.unit,
            indicators.direction, indicators.baseline, indicators.baseline_month, indicators.target
        FROM commitments
        LEFT JOIN actions ON actions.organisation_id = commitments.organisation_id AND actions.commitment_id = commitments.id
        LEFT JOIN indicators ON indicators.organisation_id = actions.organisation_id AND indicators.action_id = actions.id
        WHERE commitments.organisation_id = $1 AND commitments.diagnostic_id = $2
        ORDER BY indicators.position, indicators.id)",
        {diagnostic.organisation(), diagnostic.id()}, [&](Row& row) {
            if (auto const action = row.maybe<std::string>())
                found.at(*action)->content.indicators.push_back(read_indicator(row));
            else skip_rest(row);
            return 0;
        });
}

void read_people(storage::Reader const& db, Diagnostic const& diagnostic, Found const& found) {
    db.rows(R"(
        SELECT action_people.action_id, action_people.person_id
        FROM commitments
        LEFT JOIN actions ON actions.organisation_id = commitments.organisation_id AND actions.commitment_id = commitments.id
        LEFT JOIN action_people ON action_people.organisation_id = actions.organisation_id
            AND action_people.action_id = actions.id
        WHERE commitments.organisation_id = $1 AND commitments.diagnostic_id = $2
        ORDER BY action_people.position, action_people.person_id)",
        {diagnostic.organisation(), diagnostic.id()}, [&](Row& row) {
            if (auto const action = row.maybe<std::string>()) found.at(*action)->content.people.push_back(row.next<PersonId>());
            else skip_rest(row);
            return 0;
        });
}

// Whoever was merged into another is that one, and stands once.
void resolve(Plan& plan) {
    for (auto& commitment : plan.commitments)
        for (auto& action : commitment.actions) {
            auto& content = action.content;
            if (content.responsible) content.responsible = plan.people.of(*content.responsible).id;
            std::vector<PersonId> people;
            for (auto const& id : content.people) {
                auto const& person = plan.people.of(id);
                if (std::ranges::find(people, person.id) == people.end()) people.push_back(person.id);
            }
            content.people = std::move(people);
        }
}

// Parts go below the action they are of; one whose action is not there stands for itself.
void gather_parts(Commitment& commitment) {
    auto all = std::move(commitment.actions);
    commitment.actions.clear();
    for (auto& action : all)
        if (!action.parent) commitment.actions.push_back(std::move(action)); // which leaves it without a parent
    for (auto& action : all) {
        if (!action.parent) continue;
        auto const whole = std::ranges::find(commitment.actions, *action.parent, &Action::id);
        if (whole != commitment.actions.end()) {
            whole->parts.push_back(std::move(action));
            continue;
        }
        action.parent.reset();
        commitment.actions.push_back(std::move(action));
    }
}

void put_in_order(std::vector<Commitment>& commitments, referentiel::Version const& version) {
    std::unordered_map<Criterion const*, std::size_t> places;
    for (auto const* criterion : rated(version)) places.emplace(criterion, places.size());
    auto const place = [&](Commitment const& commitment) {
        return commitment.criterion ? places.at(commitment.criterion) : places.size();
    };
    std::stable_sort(commitments.begin(), commitments.end(),
        [&](Commitment const& one, Commitment const& other) { return place(one) < place(other); });
}

// --- Writing

struct Editing {
    std::string editor;
    std::int64_t since; // the revision on which this editor's run of savings stands
    std::string by;
    Instant at;

    bool is_of(Writing const& writing) const { return !writing.editor.empty() && editor == writing.editor; }
};

std::optional<Editing> find_editing(storage::Reader const& db, Diagnostic const& diagnostic, ActionId const& id) {
    return db.row("SELECT editor, editor_since, saved_by, saved_at FROM actions WHERE organisation_id = $1 AND id = $2",
        {diagnostic.organisation(), id}, [](Row& row) {
            auto editor = row.next<std::string>();
            auto const since = row.next<std::int64_t>();
            auto by = row.next<std::string>();
            return Editing{std::move(editor), since, std::move(by), row.next<Instant>()};
        });
}

bool stands_on(std::optional<Editing> const& editing, Action const& kept, Writing const& writing) {
    if (writing.base == kept.revision) return true;
    return writing.base < kept.revision && editing && editing->is_of(writing) && editing->since <= writing.base.number;
}

// A person at work in one action is one event until this long a silence, or another author.
bool is_news(std::optional<Editing> const& last, Writing const& writing) {
    return !last || last->by != writing.author.id.text() || writing.now - last->at >= diagnostic::silence;
}

std::string governance_of(Content const& content) { return content.critical ? content.critical->governance : std::string{}; }
std::string causes_of(Content const& content) { return content.critical ? content.critical->causes : std::string{}; }

void insert_action(storage::Writer& db, OrganisationId const& organisation, NewAction const& added, int number, int position,
    User const& user, Instant now) {
    auto const& content = added.content;
    db.change(R"(
        INSERT INTO actions (organisation_id, id, commitment_id, parent_id, carried_from_id, number, position, title, text,
            responsible_id, begins, due, cost, effort, funder, state, progress, done_on, revision, saved_by, saved_by_name,
            saved_at, editor, editor_since, is_critical, governance, causes)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1, $19, $20, $21, '', 0, $22, $23,
            $24))",
        {organisation, added.id, added.commitment, added.parent, added.carried_from, number, position, content.title,
            content.text, content.responsible, content.start, month_of(content.due), text_of(content.cost), content.effort,
            content.funder, content.state, content.progress, content.done, user.id, user.name(), now,
            content.critical.has_value(), governance_of(content), causes_of(content)});
}

// Indicators keep their ids, so that what is measured of them later stays theirs.
void save_indicators(
    storage::Writer& db, OrganisationId const& organisation, ActionId const& action, std::vector<Indicator> const& indicators) {
    int position = 0;
    for (auto const& one : indicators) // as many as a form has rows
        db.change(R"(
            INSERT INTO indicators (organisation_id, action_id, id, position, kind, label, steps, unit, direction, baseline,
                baseline_month, target)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (organisation_id, id) DO UPDATE SET position = excluded.position, kind = excluded.kind,
                label = excluded.label, steps = excluded.steps, unit = excluded.unit, direction = excluded.direction,
                baseline = excluded.baseline, baseline_month = excluded.baseline_month, target = excluded.target
            WHERE indicators.organisation_id = $1 AND indicators.action_id = $2)",
            {organisation, action, one.id, ++position, one.kind, one.label, joined(one.steps), one.unit, one.direction,
                text_of(one.baseline), one.baseline_month, text_of(one.target)});
}

void remove_indicators(storage::Writer& db, OrganisationId const& organisation, std::vector<Indicator> const& before,
    std::vector<Indicator> const& after) {
    for (auto const& gone : before) // as many as a form has rows
        if (std::ranges::find(after, gone.id, &Indicator::id) == after.end())
            db.change("DELETE FROM indicators WHERE organisation_id = $1 AND id = $2", {organisation, gone.id});
}

void add_people(
    storage::Writer& db, OrganisationId const& organisation, ActionId const& action, std::vector<PersonId> const& people) {
    int position = 0;
    for (auto const& person : people) // as many as a form has lines
        db.change("INSERT INTO action_people (organisation_id, action_id, person_id, position) VALUES ($1, $2, $3, $4)",
            {organisation, action, person, ++position});
}

int next_number(storage::Reader const& db, Diagnostic const& diagnostic) {
    return db
        .row(R"(
            SELECT COALESCE(MAX(actions.number), 0) + 1
            FROM actions
            JOIN commitments ON commitments.organisation_id = actions.organisation_id AND commitments.id = actions.commitment_id
            WHERE actions.organisation_id = $1 AND commitments.diagnostic_id = $2)",
            {diagnostic.organisation(), diagnostic.id()}, [](Row& row) { return row.next<int>(); })
        .value();
}

int next_position(storage::Reader const& db, Diagnostic const& diagnostic) {
    return db
        .row(R"(
            SELECT COALESCE(MAX(actions.position), 0) + 1
            FROM actions
            JOIN commitments ON commitments.organisation_id = actions.organisation_id AND commitments.id = actions.commitment_id
            WHERE actions.organisation_id = $1 AND commitments.diagnostic_id = $2)",
            {diagnostic.organisation(), diagnostic.id()}, [](Row& row) { return row.next<int>(); })
        .value();
}

std::string payload(std::string_view title) { return json::serialize(json::object{{"title", title}}); }

} // namespace

Plan plan(storage::Reader const& db, Diagnostic const& diagnostic) {
    Plan plan;
    plan.commitments = read_commitments(db, diagnostic);
    auto const found = by_id(plan.commitments);
    read_indicators(db, diagnostic, found);
    read_people(db, diagnostic, found);
    plan.people = accounts::people(db, diagnostic.organisation());
    resolve(plan);
    for (auto& commitment : plan.commitments) gather_parts(commitment);
    put_in_order(plan.commitments, diagnostic.version());
    return plan;
}

std::map<referentiel::CriterionKey, referentiel::Level> envisaged(storage::Reader const& db, Diagnostic const& diagnostic) {
    std::map<referentiel::CriterionKey, referentiel::Level> levels;
    db.rows(R"(
        SELECT node, level
        FROM commitments
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND former_title = '')",
        {diagnostic.organisation(), diagnostic.id()}, [&](Row& row) {
            auto const* criterion = find_rated(diagnostic.version(), row.next<std::string>());
            auto const level = criterion ? criterion->scale->level(row.next<std::string>()) : (skip_rest(row), std::nullopt);
            if (level) levels.emplace(criterion->key, *level);
            return 0;
        });
    return levels;
}

std::set<std::string, std::less<>> criteria(storage::Reader const& db, Diagnostic const& diagnostic) {
    std::set<std::string, std::less<>> keys;
    db.rows("SELECT node FROM commitments WHERE organisation_id = $1 AND diagnostic_id = $2 AND former_title = ''",
        {diagnostic.organisation(), diagnostic.id()}, [&](Row& row) { return keys.insert(row.next<std::string>()).second; });
    return keys;
}

std::set<int> numbers_of(storage::Reader const& db, Diagnostic const& diagnostic) {
    auto const all = db.rows(R"(
        SELECT actions.number
        FROM actions
        JOIN commitments ON commitments.organisation_id = actions.organisation_id AND commitments.id = actions.commitment_id
        WHERE actions.organisation_id = $1 AND commitments.diagnostic_id = $2)",
        {diagnostic.organisation(), diagnostic.id()}, [](Row& row) { return row.next<int>(); });
    return {all.begin(), all.end()};
}

std::vector<Located> locate(storage::Reader const& db, OrganisationId const& organisation, std::span<std::string const> ids) {
    if (ids.empty()) return {};
    std::vector<Value> values{organisation};
    std::string places;
    for (auto const& id : ids) {
        values.emplace_back(std::string_view{id});
        places += (places.empty() ? "$" : ", $") + std::to_string(values.size());
    }
    return db.rows("SELECT actions.id, actions.title, commitments.diagnostic_id, commitments.node FROM actions "
                   "JOIN commitments ON commitments.organisation_id = actions.organisation_id "
                   "AND commitments.id = actions.commitment_id "
                   "WHERE actions.organisation_id = $1 AND actions.id IN (" +
                       places + ")",
        values, [](Row& row) {
            auto id = row.next<ActionId>();
            auto title = row.next<std::string>();
            auto diagnostic = row.next<diagnostic::DiagnosticId>();
            return Located{std::move(id), std::move(title), std::move(diagnostic), row.next<std::string>()};
        });
}

std::map<std::string, int, std::less<>> actions_of_people(storage::Reader const& db, OrganisationId const& organisation) {
    std::map<std::string, int, std::less<>> counts;
    db.rows(R"(
        SELECT person_id, COUNT(DISTINCT action_id)
        FROM (
            SELECT responsible_id AS person_id, id AS action_id FROM actions
            WHERE organisation_id = $1 AND responsible_id IS NOT NULL
            UNION ALL
            SELECT person_id, action_id FROM action_people WHERE organisation_id = $1) AS named
        GROUP BY person_id)",
        {organisation}, [&](Row& row) {
            auto const person = row.next<std::string>();
            return counts.emplace(person, row.next<int>()).second;
        });
    return counts;
}

int commit(storage::Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, std::span<Criterion const* const> criteria,
    User const& user, Instant now, Chance const& chance) {
    int came = 0;
    for (auto const* criterion : criteria) { // as many as a form has
        auto const id = new_id<Commitment>(now, chance);
        auto const added = db.change(R"(
            INSERT INTO commitments (organisation_id, id, diagnostic_id, node, level, revision, saved_by, saved_by_name, saved_at)
            VALUES ($1, $2, $3, $4, '', 1, $5, $6, $7)
            ON CONFLICT (organisation_id, diagnostic_id, node) DO NOTHING)",
            {diagnostic.organisation(), id, diagnostic.id(), criterion->key, user.id, user.name(), now});
        if (added == 0) continue;
        trail.add("commit", criterion->key.text());
        ++came;
    }
    return came;
}

Result<Revision, Stale<Commitment>> aim(storage::Writer& db, audit::Trail& trail, Diagnostic const& diagnostic,
    Commitment const& kept, std::optional<referentiel::Level> const& level, Writing const& writing) {
    if (kept.envisaged == level) return kept.revision;
    if (kept.revision != writing.base) return Failure{Stale<Commitment>{kept}};
    auto const code = level ? std::string{level->code()} : std::string{};
    db.change(R"(
        UPDATE commitments SET level = $3, revision = revision + 1, saved_by = $4, saved_by_name = $5, saved_at = $6
        WHERE organisation_id = $1 AND id = $2)",
        {diagnostic.organisation(), kept.id, code, writing.author.id, writing.author.name(), writing.now});
    trail.add("aim", kept.node, json::serialize(json::object{{"level", code}}));
    return Revision{kept.revision.number + 1};
}

void add(storage::Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, NewAction const& added, User const& user,
    Instant now) {
    add(db, trail, diagnostic, std::span{&added, 1}, user, now);
}

void add(storage::Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, std::span<NewAction const> all, User const& user,
    Instant now) {
    auto number = next_number(db, diagnostic), position = next_position(db, diagnostic);
    for (auto const& added : all) { // one, or as many as a file has lines
        insert_action(db, diagnostic.organisation(), added, number++, position++, user, now);
        add_people(db, diagnostic.organisation(), added.id, added.content.people);
        save_indicators(db, diagnostic.organisation(), added.id, added.content.indicators);
        trail.add("add_action", added.id.text(), payload(added.content.title));
    }
}

void find_people(storage::Writer& db, OrganisationId const& organisation, accounts::Names& names, Told& told, Instant now,
    Chance const& chance) {
    told.content.responsible = names.person(db, organisation, told.responsible, now, chance);
    told.content.people = names.persons(db, organisation, told.people, now, chance);
    std::erase(told.content.people, told.content.responsible);
}

accounts::Names names_for(storage::Reader const& db, OrganisationId const& organisation, Plan const& plan, Action const* action) {
    accounts::Names names{db, organisation};
    if (!action) return names;
    std::vector<PersonId> persons;
    if (auto const& responsible = action->content.responsible) persons.push_back(plan.people.of(*responsible).id);
    for (auto const& person : action->content.people) persons.push_back(plan.people.of(person).id);
    names.prefer(persons);
    return names;
}

bool are_elsewhere(
    storage::Reader const& db, Diagnostic const& diagnostic, ActionId const& action, std::span<Indicator const> indicators) {
    if (indicators.empty()) return false;
    std::vector<Value> values{diagnostic.organisation(), action};
    std::string places;
    for (auto const& one : indicators) {
        values.emplace_back(one.id);
        places += (places.empty() ? "$" : ", $") + std::to_string(values.size());
    }
    auto const found =
        db.rows("SELECT 1 FROM indicators WHERE organisation_id = $1 AND action_id <> $2 AND id IN (" + places + ") LIMIT 1",
            values, [](Row& row) { return row.next<int>(); });
    return !found.empty();
}

bool stands_on(storage::Reader const& db, Diagnostic const& diagnostic, Action const& kept, Writing const& writing) {
    return stands_on(find_editing(db, diagnostic, kept.id), kept, writing);
}

Result<Revision, Stale<Action>> save(storage::Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, Action const& kept,
    Content const& content, Writing const& writing) {
    if (kept.content == content) return kept.revision;
    auto const editing = find_editing(db, diagnostic, kept.id);
    if (!stands_on(editing, kept, writing)) return Failure{Stale<Action>{kept}};
    auto const since = editing && editing->is_of(writing) ? editing->since : kept.revision.number;
    db.change(R"(
        UPDATE actions SET title = $3, text = $4, responsible_id = $5, begins = $6, due = $7, cost = $8, effort = $9, funder = $10,
            state = $11, progress = $12, done_on = $13, revision = revision + 1, saved_by = $14, saved_by_name = $15,
            saved_at = $16, editor = $17, editor_since = $18, is_critical = $19, governance = $20, causes = $21
        WHERE organisation_id = $1 AND id = $2)",
        {diagnostic.organisation(), kept.id, content.title, content.text, content.responsible, content.start,
            month_of(content.due), text_of(content.cost), content.effort, content.funder, content.state, content.progress,
            content.done, writing.author.id, writing.author.name(), writing.now, writing.editor, since,
            content.critical.has_value(), governance_of(content), causes_of(content)});
    if (kept->people != content.people) {
        db.change(
            "DELETE FROM action_people WHERE organisation_id = $1 AND action_id = $2", {diagnostic.organisation(), kept.id});
        add_people(db, diagnostic.organisation(), kept.id, content.people);
    }
    if (kept->indicators != content.indicators) {
        remove_indicators(db, diagnostic.organisation(), kept->indicators, content.indicators);
        save_indicators(db, diagnostic.organisation(), kept.id, content.indicators);
    }
    if (is_news(editing, writing)) trail.add("save_action", kept.id.text(), payload(content.title));
    return Revision{kept.revision.number + 1};
}

bool move(storage::Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, Plan const& plan, Action const& action,
    std::ptrdiff_t places) {
    auto const& commitment = plan.commitment_of(action);
    auto const* whole = action.parent ? plan.find(*action.parent) : nullptr;
    auto const& like = whole ? whole->parts : commitment.actions;
    auto const last = std::ssize(like) - 1;
    auto const at = std::ranges::find(like, action.id, &Action::id) - like.begin();
    auto const to = std::clamp(at + std::clamp(places, -last, last), std::ptrdiff_t{0}, last);
    if (to == at) return false;

    std::vector<ActionId> order;
    for (auto const& one : like)
        if (one.id != action.id) order.push_back(one.id);
    order.insert(order.begin() + to, action.id);
    int position = 0;
    for (auto const& id : order) // those of one commitment
        db.change("UPDATE actions SET position = $3 WHERE organisation_id = $1 AND id = $2",
            {diagnostic.organisation(), id, ++position});
    trail.add("order_actions", commitment.node);
    return true;
}

} // namespace actions
