#include "actions/plan_imports.h"

#include "actions/queries.h"
#include "core/unicode.h"
#include "evidence/uses.h"

#include <boost/json.hpp>

#include <algorithm>
#include <map>

namespace actions {
namespace {

using accounts::User;
using diagnostic::Diagnostic;
using referentiel::Criterion;
using storage::Row;
namespace json = boost::json;

std::string to_text(std::vector<tables::Sheet> const& sheets) {
    json::array all;
    for (auto const& sheet : sheets) {
        json::array rows;
        for (auto const& row : sheet.rows) rows.emplace_back(json::array(row.begin(), row.end()));
        all.push_back(json::object{{"name", sheet.name}, {"rows", std::move(rows)}});
    }
    return json::serialize(all);
}

std::vector<tables::Sheet> read_sheets(std::string const& text) {
    std::vector<tables::Sheet> sheets;
    auto const all = json::parse(text);
    for (auto const& one : all.as_array()) {
        tables::Sheet sheet{std::string{one.at("name").as_string()}, {}};
        for (auto const& row : one.at("rows").as_array()) {
            auto& cells = sheet.rows.emplace_back();
            for (auto const& cell : row.as_array()) cells.emplace_back(cell.as_string());
        }
        sheets.push_back(std::move(sheet));
    }
    return sheets;
}

PlanImport read_import(Row& row) {
    auto id = row.next<PlanImportId>();
    auto file = row.next<std::string>(), by = row.next<std::string>();
    auto const sent = row.next<Instant>();
    auto const kept = row.maybe<Instant>(), undone = row.maybe<Instant>();
    return {std::move(id), std::move(file), std::move(by), sent, kept, undone, row.next<int>()};
}

void note(storage::Writer& db, Diagnostic const& diagnostic, PlanImportId const& import, std::string_view kind,
    std::string_view record, std::int64_t revision) {
    db.change(R"(
        INSERT INTO plan_import_records (organisation_id, import_id, kind, record, revision) VALUES ($1, $2, $3, $4, $5))",
        {diagnostic.organisation(), import, kind, record, revision});
}

// Everyone whom the file names, by the name that it gives them; who is new is noted.
class Cast {
public:
    Cast(storage::Writer& db, Diagnostic const& diagnostic, PlanImportId const& import, ImportedPlan const& plan,
        Matches const& matches, Instant now, Chance const& chance) {
        accounts::Names names{db, diagnostic.organisation()};
        for (auto const& name : plan.names) { // as many as a file names
            auto const match = matches.find(name);
            auto const& meant = match == matches.end() ? name : match->second;
            auto const is_new = names.whom(meant) == accounts::Names::Whom::unknown;
            auto const id = names.person(db, diagnostic.organisation(), meant, now, chance);
            if (!id) continue;
            ids_.emplace(folded(name), *id);
            if (is_new) note(db, diagnostic, import, "person", id->text(), 0);
        }
    }

    std::optional<PersonId> find(std::string const& name) const {
        auto const found = ids_.find(folded(name));
        return found == ids_.end() ? std::nullopt : std::optional{found->second};
    }

private:
    std::map<std::string, PersonId> ids_;
};

Content content_of(ImportedAction const& action, Cast const& cast) {
    auto content = action.content;
    if (!action.responsible.empty()) content.responsible = cast.find(action.responsible);
    for (auto const& name : action.people)
        if (auto const id = cast.find(name);
            id && id != content.responsible && std::ranges::find(content.people, *id) == content.people.end())
            content.people.push_back(*id);
    return content;
}

void bring_in_criteria(storage::Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, PlanImportId const& import,
    ImportedPlan const& imported, User const& user, Instant now, Chance const& chance) {
    commit(db, trail, diagnostic, imported.criteria, user, now, chance);
    auto const now_planned = plan(db, diagnostic);
    for (auto const* criterion : imported.criteria) // as many as a référentiel has
        note(db, diagnostic, import, "commitment", now_planned.find(*criterion)->id.text(),
            imported.levels.contains(criterion) ? 2 : 1);
    for (auto const& [criterion, level] : imported.levels) {
        auto const* commitment = now_planned.find(*criterion);
        if (!commitment || commitment->envisaged) continue;
        auto const saved = aim(db, trail, diagnostic, *commitment, level, {user, now, "", commitment->revision});
        if (saved) note(db, diagnostic, import, "level", commitment->id.text(), saved->number);
    }
}

std::vector<NewAction> new_actions(
    Plan const& plan, ImportedPlan const& imported, Cast const& cast, Instant now, Chance const& chance) {
    std::vector<NewAction> all;
    for (auto const& action : imported.actions) {
        auto const parent = action.whole ? std::optional{all[*action.whole].id} : std::nullopt;
        all.push_back({new_id<Action>(now, chance), plan.find(*action.criterion)->id, parent, content_of(action, cast)});
    }
    return all;
}

// --- Taking back

std::vector<ActionId> brought(storage::Reader const& db, Diagnostic const& diagnostic, PlanImport const& import) {
    return db.rows(R"(
        SELECT actions.id
        FROM plan_import_records
        JOIN actions ON actions.organisation_id = plan_import_records.organisation_id
            AND actions.id = plan_import_records.record
        WHERE plan_import_records.organisation_id = $1 AND plan_import_records.import_id = $2
            AND plan_import_records.kind = 'action')",
        {diagnostic.organisation(), import.id}, [](Row& row) { return row.next<ActionId>(); });
}

// Whoever joined a document to an action has worked at it: its record no longer has the revision of its making.
void mark_documented(storage::Writer& db, Diagnostic const& diagnostic, PlanImport const& import) {
    std::vector<evidence::Object> objects;
    for (auto const& id : brought(db, diagnostic, import)) objects.push_back(evidence::action_object(id.text()));
    for (auto const& [object, documents] : evidence::attached(db, diagnostic.organisation(), objects)) // those few
        db.change(R"(
            UPDATE plan_import_records SET revision = 0
            WHERE organisation_id = $1 AND import_id = $2 AND kind = 'action' AND record = $3)",
            {diagnostic.organisation(), import.id, object.id});
}

// Marks what goes: actions whose revision is that of their making, and to which nobody added a part since.
void mark_untouched(storage::Writer& db, Diagnostic const& diagnostic, PlanImport const& import) {
    db.change(R"(
        UPDATE plan_import_records SET kind = 'removed'
        WHERE organisation_id = $1 AND import_id = $2 AND kind = 'action' AND record IN (
            SELECT actions.id
            FROM plan_import_records AS came
            JOIN actions ON actions.organisation_id = came.organisation_id AND actions.id = came.record
                AND actions.revision = came.revision
            WHERE came.organisation_id = $1 AND came.import_id = $2 AND came.kind = 'action' AND NOT EXISTS (
                SELECT 1
                FROM actions AS part
                LEFT JOIN plan_import_records AS along ON along.organisation_id = part.organisation_id
                    AND along.import_id = $2 AND along.kind = 'action' AND along.record = part.id
                    AND along.revision = part.revision
                WHERE part.organisation_id = $1 AND part.parent_id = actions.id AND along.record IS NULL)))",
        {diagnostic.organisation(), import.id});
}

void remove_marked(storage::Writer& db, Diagnostic const& diagnostic, PlanImport const& import) {
    db.change(R"(
        DELETE FROM indicators
        WHERE organisation_id = $1 AND action_id IN (
            SELECT record FROM plan_import_records WHERE organisation_id = $1 AND import_id = $2 AND kind = 'removed'))",
        {diagnostic.organisation(), import.id});
    db.change(R"(
        DELETE FROM action_people
        WHERE organisation_id = $1 AND action_id IN (
            SELECT record FROM plan_import_records WHERE organisation_id = $1 AND import_id = $2 AND kind = 'removed'))",
        {diagnostic.organisation(), import.id});
    db.change(R"(
        DELETE FROM actions
        WHERE organisation_id = $1 AND id IN (
            SELECT record FROM plan_import_records WHERE organisation_id = $1 AND import_id = $2 AND kind = 'removed'))",
        {diagnostic.organisation(), import.id});
}

// Criteria without any action left, in which nobody wrote; and levels that nobody chose anew.
void remove_criteria(storage::Writer& db, Diagnostic const& diagnostic, PlanImport const& import) {
    db.change(R"(
        DELETE FROM commitments
        WHERE organisation_id = $1
            AND EXISTS (
                SELECT 1
                FROM plan_import_records AS came
                WHERE came.organisation_id = $1 AND came.import_id = $2 AND came.kind = 'commitment'
                    AND came.record = commitments.id AND came.revision = commitments.revision)
            AND NOT EXISTS (
                SELECT 1 FROM actions WHERE actions.organisation_id = $1 AND actions.commitment_id = commitments.id))",
        {diagnostic.organisation(), import.id});
    db.change(R"(
        UPDATE commitments SET level = '', revision = revision + 1
        WHERE organisation_id = $1 AND EXISTS (
            SELECT 1
            FROM plan_import_records AS came
            WHERE came.organisation_id = $1 AND came.import_id = $2 AND came.kind = 'level'
                AND came.record = commitments.id AND came.revision = commitments.revision))",
        {diagnostic.organisation(), import.id});
}

// What is in the trash, or was changed by many at once, may name them still.
void remove_people(storage::Writer& db, Diagnostic const& diagnostic, PlanImport const& import) {
    db.change(R"(
        DELETE FROM persons
        WHERE organisation_id = $1 AND user_id IS NULL AND merged_into_id IS NULL
            AND id IN (SELECT record FROM plan_import_records WHERE organisation_id = $1 AND import_id = $2 AND kind = 'person')
            AND NOT EXISTS (SELECT 1 FROM actions WHERE actions.organisation_id = $1 AND actions.responsible_id = persons.id)
            AND NOT EXISTS (
                SELECT 1 FROM trash WHERE trash.organisation_id = $1 AND trash.content LIKE '%' || persons.id || '%')
            AND NOT EXISTS (
                SELECT 1
                FROM plan_batches
                WHERE plan_batches.organisation_id = $1 AND plan_batches.changed LIKE '%' || persons.id || '%')
            AND NOT EXISTS (
                SELECT 1 FROM action_people WHERE action_people.organisation_id = $1 AND action_people.person_id = persons.id)
            AND NOT EXISTS (
                SELECT 1 FROM persons AS alias WHERE alias.organisation_id = $1 AND alias.merged_into_id = persons.id))",
        {diagnostic.organisation(), import.id});
}

} // namespace

std::vector<PlanImport> plan_imports(storage::Reader const& db, Diagnostic const& diagnostic) {
    return db.rows(R"(
        SELECT plan_imports.id, plan_imports.file_name, plan_imports.sent_by_name, plan_imports.sent, plan_imports.kept,
            plan_imports.undone, COUNT(plan_import_records.record)
        FROM plan_imports
        LEFT JOIN plan_import_records ON plan_import_records.organisation_id = plan_imports.organisation_id
            AND plan_import_records.import_id = plan_imports.id AND plan_import_records.kind IN ('action', 'removed')
        WHERE plan_imports.organisation_id = $1 AND plan_imports.diagnostic_id = $2 AND plan_imports.kept IS NOT NULL
        GROUP BY plan_imports.id, plan_imports.file_name, plan_imports.sent_by_name, plan_imports.sent, plan_imports.kept,
            plan_imports.undone
        ORDER BY plan_imports.kept DESC, plan_imports.id DESC
        LIMIT 20)",
        {diagnostic.organisation(), diagnostic.id()}, read_import);
}

std::optional<PlanImport> find_plan_import(storage::Reader const& db, Diagnostic const& diagnostic, PlanImportId const& id) {
    return db.row(R"(
        SELECT id, file_name, sent_by_name, sent, kept, undone, 0
        FROM plan_imports
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND id = $3)",
        {diagnostic.organisation(), diagnostic.id(), id}, read_import);
}

void keep_file(storage::Writer& db, Diagnostic const& diagnostic, PlanImport const& import,
    std::vector<tables::Sheet> const& sheets, User const& user) {
    db.change(R"(
        INSERT INTO plan_imports (organisation_id, id, diagnostic_id, file_name, sheets, sent_by, sent_by_name, sent)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8))",
        {diagnostic.organisation(), import.id, diagnostic.id(), import.file_name, to_text(sheets), user.id, user.name(),
            import.sent});
}

std::optional<std::vector<tables::Sheet>> find_file(
    storage::Reader const& db, Diagnostic const& diagnostic, PlanImportId const& id, Instant now) {
    auto const text = db.row(R"(
        SELECT sheets
        FROM plan_imports
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND id = $3 AND kept IS NULL AND sent > $4)",
        {diagnostic.organisation(), diagnostic.id(), id, now - file_waits}, [](Row& row) { return row.next<std::string>(); });
    return text ? std::optional{read_sheets(*text)} : std::nullopt;
}

void import(storage::Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, PlanImport const& import,
    ImportedPlan const& imported, Matches const& matches, User const& user, Instant now, Chance const& chance) {
    db.change("UPDATE plan_imports SET kept = $3, sheets = '' WHERE organisation_id = $1 AND id = $2",
        {diagnostic.organisation(), import.id, now});
    Cast const cast{db, diagnostic, import.id, imported, matches, now, chance};
    bring_in_criteria(db, trail, diagnostic, import.id, imported, user, now, chance);
    auto const added = new_actions(plan(db, diagnostic), imported, cast, now, chance);
    add(db, trail, diagnostic, added, user, now);
    for (auto const& action : added) note(db, diagnostic, import.id, "action", action.id.text(), 1); // as many as a file has
    trail.add("import_plan", import.id.text());
}

Staying undo(storage::Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, PlanImport const& import, Instant now) {
    mark_documented(db, diagnostic, import);
    mark_untouched(db, diagnostic, import);
    remove_marked(db, diagnostic, import);
    remove_criteria(db, diagnostic, import);
    remove_people(db, diagnostic, import);
    db.change("UPDATE plan_imports SET undone = $3 WHERE organisation_id = $1 AND id = $2",
        {diagnostic.organisation(), import.id, now});
    trail.add("undo_import", import.id.text());
    return {brought(db, diagnostic, import)};
}

void forget_sent_files(storage::Writer& db, Instant now) {
    db.change(R"(
        DELETE FROM plan_imports -- all organisations: what nobody confirmed is kept a day at most
        WHERE kept IS NULL AND sent <= $1)",
        {now - file_waits});
}

} // namespace actions
