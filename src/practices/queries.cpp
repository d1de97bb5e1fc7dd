#include "practices/queries.h"

#include "diagnostic/run.h"

#include <algorithm>
#include <span>

namespace practices {
namespace {

using diagnostic::Diagnostic, diagnostic::Revision, diagnostic::Run, diagnostic::Writing;
using referentiel::CriterionKey;
using storage::Reader, storage::Row, storage::Writer;

struct KeptPractice {
    Practice practice;
    Run run;
};

KeptPractice read_practice(Row& row) {
    auto id = row.next<PracticeId>();
    auto text = row.next<std::string>(), origin = row.next<std::string>();
    Revision const revision{row.next<std::int64_t>()};
    auto author = row.next<std::string>(), name = row.next<std::string>();
    auto const at = row.next<Instant>();
    auto editor = row.next<std::string>();
    auto const since = row.next<std::int64_t>();
    return {{std::move(id), std::move(text), revision, std::move(name), at, std::move(origin)},
        {revision, std::move(author), at, std::move(editor), since}};
}

struct KeptPriority {
    SavedPriority saved;
    Run run;
};

KeptPriority read_priority(Row& row) {
    auto const priority = static_cast<Priority>(row.next<std::int64_t>());
    Revision const revision{row.next<std::int64_t>()};
    auto author = row.next<std::string>(), name = row.next<std::string>();
    auto const at = row.next<Instant>();
    auto editor = row.next<std::string>();
    auto const since = row.next<std::int64_t>();
    return {{priority, revision, std::move(name), at}, {revision, std::move(author), at, std::move(editor), since}};
}

std::optional<KeptPractice> find_kept(Reader const& db, Diagnostic const& diagnostic, CriterionKey const& node) {
    return db.row(R"(
        SELECT practices.id, text, origin, revision, saved_by, saved_by_name, saved_at, editor, editor_since
        FROM practice_places
        JOIN practices ON practices.organisation_id = practice_places.organisation_id
            AND practices.id = practice_places.practice_id
        WHERE practice_places.organisation_id = $1 AND diagnostic_id = $2 AND node = $3)",
        {diagnostic.organisation(), diagnostic.id(), node}, read_practice);
}

std::optional<KeptPriority> find_kept_priority(Reader const& db, Diagnostic const& diagnostic, CriterionKey const& node) {
    return db.row(R"(
        SELECT priority, revision, saved_by, saved_by_name, saved_at, editor, editor_since
        FROM priorities
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND node = $3)",
        {diagnostic.organisation(), diagnostic.id(), node}, read_priority);
}

void keep_version(Writer& db, Diagnostic const& diagnostic, PracticeId const& id, std::string const& text, Writing const& writing,
    bool is_new) {
    std::vector<storage::Value> const values{
        diagnostic.organisation(), id, text, writing.author.id, writing.author.name(), writing.now};
    if (is_new)
        db.change(R"(
            INSERT INTO practice_versions (organisation_id, practice_id, number, text, saved_by, saved_by_name, began, saved_at)
            SELECT $1, $2, COALESCE(MAX(number), 0) + 1, $3, $4, $5, $6, $6
            FROM practice_versions
            WHERE organisation_id = $1 AND practice_id = $2)",
            values);
    else
        db.change(R"(
            UPDATE practice_versions SET text = $3, saved_by = $4, saved_by_name = $5, saved_at = $6
            WHERE organisation_id = $1 AND practice_id = $2 AND number = (
                SELECT MAX(number) FROM practice_versions WHERE organisation_id = $1 AND practice_id = $2))",
            values);
}

void keep(Writer& db, Diagnostic const& diagnostic, Practice const& practice, Run const& run) {
    db.change(R"(
        INSERT INTO practices
            (organisation_id, id, text, origin, revision, saved_by, saved_by_name, saved_at, editor, editor_since)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (organisation_id, id) DO UPDATE SET text = excluded.text, origin = excluded.origin,
            revision = excluded.revision, saved_by = excluded.saved_by, saved_by_name = excluded.saved_by_name,
            saved_at = excluded.saved_at, editor = excluded.editor, editor_since = excluded.editor_since
        WHERE practices.organisation_id = $1)",
        {diagnostic.organisation(), practice.id, practice.text, practice.origin, run.revision.number, run.author, practice.by,
            practice.at, run.editor, run.editor_since});
}

Practice write_on(Writer& db, Diagnostic const& diagnostic, KeptPractice const& kept, std::string const& text,
    Writing const& writing, bool is_new_version) {
    auto const run = after(kept.run, writing);
    Practice const made{kept.practice.id, text, run.revision, writing.author.name(), writing.now};
    keep(db, diagnostic, made, run);
    keep_version(db, diagnostic, made.id, text, writing, is_new_version);
    return made;
}

struct KeptVersion {
    std::string text, author, by;
    Instant began, saved;

    bool operator==(KeptVersion const&) const = default;
};

// The oldest first.
std::vector<KeptVersion> kept_versions(Reader const& db, Diagnostic const& diagnostic, PracticeId const& id) {
    return db.rows(R"(
        SELECT text, saved_by, saved_by_name, began, saved_at
        FROM practice_versions
        WHERE organisation_id = $1 AND practice_id = $2
        ORDER BY number)",
        {diagnostic.organisation(), id}, [](Row& row) {
            auto text = row.next<std::string>(), author = row.next<std::string>(), by = row.next<std::string>();
            auto const began = row.next<Instant>();
            return KeptVersion{std::move(text), std::move(author), std::move(by), began, row.next<Instant>()};
        });
}

void keep_versions(Writer& db, Diagnostic const& diagnostic, PracticeId const& id, std::span<KeptVersion const> versions) {
    db.change("DELETE FROM practice_versions WHERE organisation_id = $1 AND practice_id = $2", {diagnostic.organisation(), id});
    std::int64_t number = 0;
    for (auto const& one : versions) // one for each sitting
        db.change(R"(
            INSERT INTO practice_versions (organisation_id, practice_id, number, text, saved_by, saved_by_name, began, saved_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8))",
            {diagnostic.organisation(), id, ++number, one.text, one.author, one.by, one.began, one.saved});
}

struct TakenOver {
    bool is_more; // than was there before: numbers may mean another version now
    bool is_last; // what stands there, still
};

// What was written before in either, in the order of time.
TakenOver take_over_versions(Writer& db, Diagnostic const& diagnostic, PracticeId const& from, PracticeId const& into) {
    auto all = kept_versions(db, diagnostic, into);
    auto const before = all;
    for (auto const& one : kept_versions(db, diagnostic, from))
        if (std::ranges::find(all, one) == all.end()) all.push_back(one);
    std::ranges::stable_sort(all, {}, &KeptVersion::saved);
    keep_versions(db, diagnostic, into, all);
    return {all != before, !before.empty() && all.back() == before.back()};
}

// Whoever chose a version by its number before is asked to look again.
void overtake(Writer& db, Diagnostic const& diagnostic, PracticeId const& id) {
    db.change(
        "UPDATE practices SET revision = revision + 1 WHERE organisation_id = $1 AND id = $2", {diagnostic.organisation(), id});
}

} // namespace

void place(Writer& db, Diagnostic const& diagnostic, CriterionKey const& node, PracticeId const& id) {
    db.change(R"(
        INSERT INTO practice_places (organisation_id, diagnostic_id, node, practice_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT (organisation_id, diagnostic_id, node) DO UPDATE SET practice_id = excluded.practice_id
        WHERE practice_places.organisation_id = $1)",
        {diagnostic.organisation(), diagnostic.id(), node, id});
}

// One that nothing was kept of yet, with its first version.
Practice add(Writer& db, Diagnostic const& diagnostic, std::string const& text, std::string const& origin, Writing const& writing,
    Chance const& chance) {
    auto const run = after(std::nullopt, writing);
    Practice const made{new_id<Practice>(writing.now, chance), text, run.revision, writing.author.name(), writing.now, origin};
    keep(db, diagnostic, made, run);
    keep_version(db, diagnostic, made.id, text, writing, true);
    return made;
}

Described described(Reader const& db, Diagnostic const& diagnostic) {
    Described all;
    db.rows(R"(
        SELECT node, practices.id, text, origin, revision, saved_by, saved_by_name, saved_at, editor, editor_since
        FROM practice_places
        JOIN practices ON practices.organisation_id = practice_places.organisation_id
            AND practices.id = practice_places.practice_id
        WHERE practice_places.organisation_id = $1 AND diagnostic_id = $2)",
        {diagnostic.organisation(), diagnostic.id()}, [&](Row& row) {
            auto node = row.next<std::string>();
            auto practice = read_practice(row).practice;
            all.places.emplace(std::move(node), practice.id);
            auto id = std::string{practice.id.text()};
            all.practices.emplace(std::move(id), std::move(practice));
            return 0;
        });
    db.rows(R"(
        SELECT node, priority, revision, saved_by, saved_by_name, saved_at, editor, editor_since
        FROM priorities
        WHERE organisation_id = $1 AND diagnostic_id = $2)",
        {diagnostic.organisation(), diagnostic.id()}, [&](Row& row) {
            auto node = row.next<std::string>();
            all.priorities.emplace(std::move(node), read_priority(row).saved);
            return 0;
        });
    return all;
}

std::optional<Practice> find_practice(Reader const& db, Diagnostic const& diagnostic, CriterionKey const& node) {
    auto kept = find_kept(db, diagnostic, node);
    if (!kept) return std::nullopt;
    return std::move(kept->practice);
}

Result<Practice, Overtaken<Practice>> save(Writer& db, audit::Trail& trail, Diagnostic const& diagnostic,
    CriterionKey const& node, std::string const& text, Base const& base, Writing const& by, Chance const& chance,
    Versions versions) {
    auto writing = by;
    writing.base = base.revision;
    auto const kept = find_kept(db, diagnostic, node);
    if (kept && kept->practice.text == text) return kept->practice;
    auto const is_other = kept && base.practice && *base.practice != kept->practice.id;
    if (kept && (is_other || !stands_on(kept->run, writing))) return Failure{Overtaken<Practice>{kept->practice}};

    auto const is_new_version = !kept || versions == Versions::one_more || !goes_on(kept->run, writing);
    if (is_new_version) trail.add("describe", node.text());
    if (kept) return write_on(db, diagnostic, *kept, text, writing, is_new_version);
    auto made = add(db, diagnostic, text, "", writing, chance);
    place(db, diagnostic, node, made.id);
    return made;
}

Result<SavedPriority, Overtaken<SavedPriority>> save(Writer& db, audit::Trail& trail, Diagnostic const& diagnostic,
    CriterionKey const& node, Priority priority, Writing const& writing) {
    auto const kept = find_kept_priority(db, diagnostic, node);
    if (kept && kept->saved.priority == priority) return kept->saved;
    auto const run = kept ? std::optional{kept->run} : std::nullopt;
    if (kept && !stands_on(run, writing)) return Failure{Overtaken<SavedPriority>{kept->saved}};

    auto const next = after(run, writing);
    auto const rank = static_cast<std::int64_t>(priority);
    db.change(R"(
        INSERT INTO priorities
            (organisation_id, diagnostic_id, node, priority, revision, saved_by, saved_by_name, saved_at, editor, editor_since)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (organisation_id, diagnostic_id, node) DO UPDATE SET priority = excluded.priority,
            revision = excluded.revision, saved_by = excluded.saved_by, saved_by_name = excluded.saved_by_name,
            saved_at = excluded.saved_at, editor = excluded.editor, editor_since = excluded.editor_since
        WHERE priorities.organisation_id = $1)",
        {diagnostic.organisation(), diagnostic.id(), node, rank, next.revision.number, writing.author.id, writing.author.name(),
            writing.now, next.editor, next.editor_since});
    trail.add("prioritise", node.text(), R"({"priority":)" + std::to_string(rank) + "}");
    return SavedPriority{priority, next.revision, writing.author.name(), writing.now};
}

std::vector<Version> versions(Reader const& db, Diagnostic const& diagnostic, PracticeId const& id) {
    return db.rows(R"(
        SELECT number, saved_by_name, saved_at
        FROM practice_versions
        WHERE organisation_id = $1 AND practice_id = $2
        ORDER BY number DESC)",
        {diagnostic.organisation(), id}, [](Row& row) {
            auto const number = static_cast<int>(row.next<std::int64_t>());
            auto by = row.next<std::string>();
            return Version{number, std::move(by), row.next<Instant>()};
        });
}

std::optional<std::string> text_of_version(
    Reader const& db, Diagnostic const& diagnostic, PracticeId const& id, std::int64_t number) {
    return db.row("SELECT text FROM practice_versions WHERE organisation_id = $1 AND practice_id = $2 AND number = $3",
        {diagnostic.organisation(), id, number}, [](Row& row) { return row.next<std::string>(); });
}

bool share(Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, CriterionKey const& node, Practice const& with,
    Writing const& writing) {
    auto const own = find_kept(db, diagnostic, node);
    if (own && own->practice.id == with.id) return true;
    if (own && own->practice.is_described()) {
        auto const kept = db.row(R"(
            SELECT id, text, origin, revision, saved_by, saved_by_name, saved_at, editor, editor_since
            FROM practices
            WHERE organisation_id = $1 AND id = $2)",
            {diagnostic.organisation(), with.id}, read_practice);
        auto const text = joined(kept.value().practice.text, own->practice.text);
        if (is_too_long(text)) return false;
        auto const taken = take_over_versions(db, diagnostic, own->practice.id, with.id);
        if (text != kept->practice.text || !taken.is_last) write_on(db, diagnostic, *kept, text, writing, true);
        else if (taken.is_more) overtake(db, diagnostic, with.id);
    }
    place(db, diagnostic, node, with.id);
    trail.add("share_practice", node.text(), R"({"practice":")" + std::string{with.id.text()} + R"("})");
    return true;
}

void part(Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, CriterionKey const& node, Practice const& from,
    Instant now, Chance const& chance) {
    auto const own = new_id<Practice>(now, chance);
    db.change(R"(
        INSERT INTO practices
            (organisation_id, id, text, origin, revision, saved_by, saved_by_name, saved_at, editor, editor_since)
        SELECT organisation_id, $3, text, origin, revision, saved_by, saved_by_name, saved_at, '', revision
        FROM practices
        WHERE organisation_id = $1 AND id = $2)",
        {diagnostic.organisation(), from.id, own});
    keep_versions(db, diagnostic, own, kept_versions(db, diagnostic, from.id));
    place(db, diagnostic, node, own);
    trail.add("part_practice", node.text());
}

} // namespace practices
