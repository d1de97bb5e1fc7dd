#include "diagnostic/queries.h"

#include "diagnostic/profile.h"
#include "diagnostic/run.h"
#include "diagnostic/teamwork.h"
#include "referentiel/imported.h"

#include <algorithm>
#include <map>

namespace diagnostic {
namespace {

using accounts::Cycle, accounts::CycleId, accounts::OrganisationId, accounts::WhichCycle;
using storage::Row, storage::Value;

struct Kept {
    SavedRating saved;
    std::string author;
    std::string editor;
    std::int64_t editor_since;
};

referentiel::Criterion const& read_criterion(Diagnostic const& diagnostic, Row& row) {
    auto const* criterion = find_rated(diagnostic.version(), row.next<std::string>());
    if (!criterion) throw storage::Failed{"a rating is of a criterion that its référentiel does not have"};
    return *criterion;
}

SavedRating read_rating(referentiel::Criterion const& criterion, Row& row) {
    auto const level = criterion.scale->level(row.next<std::string>());
    if (!level) throw storage::Failed{"a rating holds a level that its référentiel does not have"};
    auto reason = row.next<std::string>(), comment = row.next<std::string>();
    Revision const revision{row.next<std::int64_t>()};
    auto name = row.next<std::string>();
    return {{criterion.key, *level, std::move(reason), std::move(comment)}, revision, std::move(name), row.next<Instant>()};
}

std::optional<Kept> find_kept(
    storage::Reader const& db, Diagnostic const& diagnostic, Voice const& voice, referentiel::CriterionKey const& node) {
    return db.row(R"(
        SELECT node, level, reason, comment, revision, saved_by_name, saved_at, saved_by, editor, editor_since
        FROM ratings
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND node = $3 AND source = $4 AND subject = $5)",
        {diagnostic.organisation(), diagnostic.id(), node, voice.source, voice.subject}, [&](Row& row) {
            auto saved = read_rating(read_criterion(diagnostic, row), row);
            auto author = row.next<std::string>(), editor = row.next<std::string>();
            return Kept{std::move(saved), std::move(author), std::move(editor), row.next<std::int64_t>()};
        });
}

std::optional<Run> run_of(std::optional<Kept> const& kept) {
    if (!kept) return std::nullopt;
    return Run{kept->saved.revision, kept->author, kept->saved.at, kept->editor, kept->editor_since};
}

// A run of savings by one person is one version.
void keep_version(storage::Writer& db, Diagnostic const& diagnostic, Rating const& rating, Writing const& writing, bool is_new) {
    std::vector<Value> const values{diagnostic.organisation(), diagnostic.id(), rating.criterion, writing.voice.source,
        writing.voice.subject, rating.level.code(), rating.reason, rating.comment, writing.author.id, writing.author.name(),
        writing.now};
    if (is_new)
        db.change(R"(
            INSERT INTO rating_versions
                (organisation_id, diagnostic_id, node, source, subject, number, level, reason, comment, saved_by, saved_by_name, began, saved_at)
            SELECT $1, $2, $3, $4, $5, COALESCE(MAX(number), 0) + 1, $6, $7, $8, $9, $10, $11, $11
            FROM rating_versions
            WHERE organisation_id = $1 AND diagnostic_id = $2 AND node = $3 AND source = $4 AND subject = $5)",
            values);
    else
        db.change(R"(
            UPDATE rating_versions SET level = $6, reason = $7, comment = $8, saved_by = $9, saved_by_name = $10, saved_at = $11
            WHERE organisation_id = $1 AND diagnostic_id = $2 AND node = $3 AND source = $4 AND subject = $5 AND number = (
                SELECT MAX(number) FROM rating_versions
                WHERE organisation_id = $1 AND diagnostic_id = $2 AND node = $3 AND source = $4 AND subject = $5))",
            values);
}

struct Found {
    Cycle cycle;
    DiagnosticId id;
    referentiel::VersionHash version;
};

Found read_found(Row& row) {
    auto cycle_id = row.next<CycleId>();
    auto label = row.next<std::string>();
    auto const opened = row.next<Instant>();
    auto const closed = row.maybe<Instant>();
    auto id = row.next<DiagnosticId>();
    return {{std::move(cycle_id), std::move(label), opened, closed}, std::move(id), row.next<referentiel::VersionHash>()};
}

// Every page and every saving of a cycle asks for this one: nothing is sorted.
std::optional<Found> find_of_cycle(storage::Reader const& db, OrganisationId const& organisation, CycleId const& cycle) {
    return db.row(R"(
        SELECT cycles.id, cycles.label, cycles.opened, cycles.closed, diagnostics.id, diagnostics.version
        FROM cycles
        JOIN diagnostics ON diagnostics.organisation_id = cycles.organisation_id AND diagnostics.cycle_id = cycles.id
            AND diagnostics.is_current = 1
        WHERE cycles.organisation_id = $1 AND cycles.id = $2)",
        {organisation, cycle}, read_found);
}

// That which is open, or the last that was.
std::optional<Found> find_latest(storage::Reader const& db, OrganisationId const& organisation) {
    return db.row(R"(
        SELECT cycles.id, cycles.label, cycles.opened, cycles.closed, diagnostics.id, diagnostics.version
        FROM cycles
        JOIN diagnostics ON diagnostics.organisation_id = cycles.organisation_id AND diagnostics.cycle_id = cycles.id
            AND diagnostics.is_current = 1
        WHERE cycles.organisation_id = $1
        ORDER BY CASE WHEN cycles.closed IS NULL THEN 0 ELSE 1 END, cycles.opened DESC, cycles.id DESC
        LIMIT 1)",
        {organisation}, read_found);
}

referentiel::Version const& version_of(storage::Reader const& db, referentiel::Library const& library, Found const& found) {
    auto const* version = referentiel::held(db, library, found.version);
    if (!version) throw storage::Failed{"a diagnostic names a version of a référentiel that is not held"};
    return *version;
}

std::map<std::string, referentiel::Profile> all_profiles(storage::Reader const& db, OrganisationId const& organisation) {
    std::map<std::string, referentiel::Profile> profiles;
    db.rows("SELECT diagnostic_id, question FROM profile_answers WHERE organisation_id = $1 AND is_yes = 1", {organisation},
        [&](Row& row) {
            auto diagnostic = row.next<std::string>();
            profiles[std::move(diagnostic)].insert(row.next<std::string>());
            return 0;
        });
    return profiles;
}

} // namespace

Answers answers(storage::Reader const& db, OrganisationId const& organisation, DiagnosticId const& diagnostic,
    referentiel::Version const& version) {
    Answers answers;
    if (version.profile.empty()) return answers;
    db.rows("SELECT question, is_yes FROM profile_answers WHERE organisation_id = $1 AND diagnostic_id = $2",
        {organisation, diagnostic}, [&](Row& row) {
            auto question = row.next<std::string>();
            answers.emplace(std::move(question), row.next<bool>());
            return 0;
        });
    return answers;
}

void save(storage::Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, Answers const& given) {
    auto const before = answers(db, diagnostic.organisation(), diagnostic.id(), diagnostic.version());
    std::string payload;
    for (auto const& [question, is_yes] : given) { // a référentiel has two or three
        auto const known = before.find(question);
        if (known != before.end() && known->second == is_yes) continue;
        db.change(R"(
            INSERT INTO profile_answers (organisation_id, diagnostic_id, question, is_yes) VALUES ($1, $2, $3, $4)
            ON CONFLICT (organisation_id, diagnostic_id, question) DO UPDATE SET is_yes = excluded.is_yes
            WHERE profile_answers.organisation_id = $1)",
            {diagnostic.organisation(), diagnostic.id(), question, is_yes ? 1 : 0});
        payload += (payload.empty() ? "\"" : ",\"") + question + "\":" + (is_yes ? "true" : "false");
    }
    if (payload.empty()) return;
    trail.add("answer_profile", diagnostic.id().text(), "{" + payload + "}");
}

std::optional<Diagnostic> find(
    storage::Reader const& db, referentiel::Library const& library, OrganisationId const& organisation, WhichCycle const& which) {
    auto found = which.id ? find_of_cycle(db, organisation, *which.id) : find_latest(db, organisation);
    if (!found) return std::nullopt;
    auto const& version = version_of(db, library, *found);
    auto profile = profile_of(answers(db, organisation, found->id, version));
    return Diagnostic{organisation, std::move(found->cycle), std::move(found->id), version, std::move(profile)};
}

std::optional<Diagnostic> find(
    storage::Reader const& db, referentiel::Library const& library, OrganisationId const& organisation, DiagnosticId const& id) {
    bool is_current = false;
    auto found = db.row(R"(
        SELECT cycles.id, cycles.label, cycles.opened, cycles.closed, diagnostics.id, diagnostics.version, diagnostics.is_current
        FROM diagnostics
        JOIN cycles ON cycles.organisation_id = diagnostics.organisation_id AND cycles.id = diagnostics.cycle_id
        WHERE diagnostics.organisation_id = $1 AND diagnostics.id = $2)",
        {organisation, id}, [&](Row& row) {
            auto read = read_found(row);
            is_current = row.next<bool>();
            return read;
        });
    if (!found) return std::nullopt;
    auto const& version = version_of(db, library, *found);
    auto profile = profile_of(answers(db, organisation, found->id, version));
    Diagnostic diagnostic{organisation, std::move(found->cycle), std::move(found->id), version, std::move(profile)};
    diagnostic.is_current_ = is_current;
    return diagnostic;
}

std::vector<Diagnostic> find_all(
    storage::Reader const& db, referentiel::Library const& library, OrganisationId const& organisation) {
    auto rows = db.rows(R"(
        SELECT cycles.id, cycles.label, cycles.opened, cycles.closed, diagnostics.id, diagnostics.version
        FROM cycles
        JOIN diagnostics ON diagnostics.organisation_id = cycles.organisation_id AND diagnostics.cycle_id = cycles.id
            AND diagnostics.is_current = 1
        WHERE cycles.organisation_id = $1
        ORDER BY cycles.opened DESC, cycles.id DESC)",
        {organisation}, read_found);
    auto profiles = all_profiles(db, organisation);
    std::vector<Diagnostic> all;
    for (auto& found : rows) {
        auto const& version = version_of(db, library, found);
        auto& profile = profiles[std::string{found.id.text()}];
        all.push_back(Diagnostic{organisation, std::move(found.cycle), std::move(found.id), version, std::move(profile)});
    }
    return all;
}

void open(storage::Writer& db, OrganisationId const& organisation, Cycle const& cycle, referentiel::Version const& version,
    Instant now, Chance const& chance) {
    db.change(
        "INSERT INTO diagnostics (organisation_id, id, cycle_id, version, is_current, created) VALUES ($1, $2, $3, $4, 1, $5)",
        {organisation, new_id<Diagnostic>(now, chance), cycle.id, version.hash, now});
}

std::vector<SavedRating> ratings(storage::Reader const& db, Diagnostic const& diagnostic, Voice const& voice) {
    std::vector<SavedRating> all;
    all.reserve(diagnostic.version().criteria.size());
    db.rows(R"(
        SELECT node, level, reason, comment, revision, saved_by_name, saved_at
        FROM ratings
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND source = $3 AND subject = $4)",
        {diagnostic.organisation(), diagnostic.id(), voice.source, voice.subject}, [&](Row& row) {
            auto const& criterion = read_criterion(diagnostic, row);
            auto saved = read_rating(criterion, row);
            if (is_asked(diagnostic, criterion)) all.push_back(std::move(saved));
            return 0;
        });
    return all;
}

std::vector<Opinion> opinions(storage::Reader const& db, Diagnostic const& diagnostic) {
    return db.rows(R"(
        SELECT node, level, reason, comment, revision, saved_by_name, saved_at, subject
        FROM ratings
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND source = 'person'
        ORDER BY saved_by_name, subject)",
        {diagnostic.organisation(), diagnostic.id()}, [&](Row& row) {
            auto saved = read_rating(read_criterion(diagnostic, row), row);
            return Opinion{row.next<std::string>(), std::move(saved)};
        });
}

std::vector<std::vector<SavedRating>> ratings(storage::Reader const& db, std::vector<Diagnostic> const& diagnostics) {
    std::vector<std::vector<SavedRating>> all(diagnostics.size());
    if (diagnostics.empty()) return all;
    db.rows(R"(
        SELECT diagnostic_id, node, level, reason, comment, revision, saved_by_name, saved_at
        FROM ratings
        WHERE organisation_id = $1 AND source = 'retained' AND subject = '' AND diagnostic_id IN (
            SELECT id FROM diagnostics WHERE organisation_id = $1 AND is_current = 1))",
        {diagnostics.front().organisation()}, [&](Row& row) {
            auto const id = row.next<DiagnosticId>();
            auto const at = std::ranges::find(diagnostics, id, &Diagnostic::id);
            if (at == diagnostics.end()) throw storage::Failed{"a rating is of a diagnostic that is not one of those asked for"};
            auto const& criterion = read_criterion(*at, row);
            auto saved = read_rating(criterion, row);
            if (is_asked(*at, criterion)) all[static_cast<std::size_t>(at - diagnostics.begin())].push_back(std::move(saved));
            return 0;
        });
    return all;
}

std::optional<SavedRating> find_rating(
    storage::Reader const& db, Diagnostic const& diagnostic, referentiel::Criterion const& criterion, Voice const& voice) {
    auto kept = find_kept(db, diagnostic, voice, criterion.key);
    if (!kept) return std::nullopt;
    return std::move(kept->saved);
}

Result<SavedRating, Stale> save(
    storage::Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, Rating const& rating, Writing const& writing) {
    auto const kept = find_kept(db, diagnostic, writing.voice, rating.criterion);
    if (kept && kept->saved.rating == rating) return kept->saved;
    auto const run = run_of(kept);
    if (!stands_on(run, writing)) {
        if (!kept) throw web::Refused{409}; // a revision of a rating that never was
        return Failure{Stale{kept->saved}};
    }

    auto const next = after(run, writing);
    SavedRating const saved{rating, next.revision, writing.author.name(), writing.now};
    db.change(R"(
        INSERT INTO ratings (organisation_id, diagnostic_id, node, source, subject, level, reason, comment, revision,
            saved_by, saved_by_name, saved_at, editor, editor_since)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        ON CONFLICT (organisation_id, diagnostic_id, node, source, subject)
        DO UPDATE SET level = excluded.level, reason = excluded.reason, comment = excluded.comment, revision = excluded.revision,
            saved_by = excluded.saved_by, saved_by_name = excluded.saved_by_name, saved_at = excluded.saved_at,
            editor = excluded.editor, editor_since = excluded.editor_since
        WHERE ratings.organisation_id = $1)",
        {diagnostic.organisation(), diagnostic.id(), rating.criterion, writing.voice.source, writing.voice.subject,
            rating.level.code(), rating.reason, rating.comment, saved.revision.number, writing.author.id, saved.by, saved.at,
            next.editor, next.editor_since});

    auto const is_new_version = !goes_on(run, writing);
    keep_version(db, diagnostic, rating, writing, is_new_version);
    if (is_new_version)
        trail.add(writing.voice.is_retained() ? "rate" : "give_opinion", rating.criterion.text(),
            R"({"level":")" + std::string{rating.level.code()} + R"("})");
    return saved;
}

bool withdraw(storage::Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, referentiel::CriterionKey const& key,
    Revision revision) {
    auto const gone = db.change(R"(
        DELETE FROM ratings
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND node = $3 AND source = 'retained' AND subject = '' AND revision = $4)",
        {diagnostic.organisation(), diagnostic.id(), key, revision.number});
    if (gone == 0) return false;
    trail.add("withdraw", key.text());
    return true;
}

Diagnostic example(accounts::Cycle const& cycle, referentiel::Version const& version) {
    constexpr std::string_view nobodys = "00000000-0000-7000-8000-000000000000";
    return Diagnostic{accounts::OrganisationId::parse(nobodys).value(), cycle, DiagnosticId::parse(nobodys).value(), version, {}};
}

} // namespace diagnostic
