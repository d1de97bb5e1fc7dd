#include "diagnostic/moves.h"

#include "diagnostic/teamwork.h"
#include "referentiel/imported.h"

#include <boost/json.hpp>

#include <algorithm>

namespace diagnostic {
namespace {

using referentiel::Criterion, referentiel::Library, referentiel::Passages, referentiel::Version;
using storage::Reader, storage::Row, storage::Writer;
namespace json = boost::json;

Source source_of(Move const& move, Diagnostic const& diagnostic) {
    auto const& former = move.former;
    auto const is_other_cycle = former.cycle().id != diagnostic.cycle().id;
    return {&former.version(), &diagnostic.version(), is_other_cycle ? std::optional{former.cycle().label} : std::nullopt};
}

Suggestion read_suggestion(Row& row, Version const& version) {
    auto const* criterion = find_rated(version, row.next<std::string>());
    if (!criterion) throw storage::Failed{"a suggestion is of a criterion that its référentiel does not have"};
    auto const level = criterion->scale->level(row.next<std::string>());
    if (!level) throw storage::Failed{"a suggestion holds a level that its référentiel does not have"};
    auto reason = row.next<std::string>(), comment = row.next<std::string>();
    return {{criterion->key, *level, std::move(reason), std::move(comment)}, row.next<std::string>()};
}

// The text of an answer stands once; what else came of the same answer refers to it.
void point_to_texts(std::vector<Suggestion>& all, Version const& version) {
    for (auto& one : all) {
        if (!one.rating.comment.empty()) continue;
        auto const has_text = [&](Suggestion const& other) {
            return other.origin == one.origin && !other.rating.comment.empty();
        };
        auto const found = std::ranges::find_if(all, has_text);
        if (found != all.end()) one.described_at = find_rated(version, found->rating.criterion.text());
    }
}

void set_current(Writer& db, Diagnostic const& diagnostic, DiagnosticId const& id) {
    db.change("UPDATE diagnostics SET is_current = 0 WHERE organisation_id = $1 AND cycle_id = $2 AND is_current = 1",
        {diagnostic.organisation(), diagnostic.cycle().id});
    db.change("UPDATE diagnostics SET is_current = 1 WHERE organisation_id = $1 AND id = $2", {diagnostic.organisation(), id});
}

void add_diagnostic(Writer& db, Diagnostic const& former, Version const& version, DiagnosticId const& id, Instant now) {
    db.change(
        "INSERT INTO diagnostics (organisation_id, id, cycle_id, version, is_current, created) VALUES ($1, $2, $3, $4, 0, $5)",
        {former.organisation(), id, former.cycle().id, version.hash, now});
}

void keep_move(Writer& db, Diagnostic const& former, DiagnosticId const& id, Instant now) {
    db.change(R"(
        INSERT INTO diagnostic_moves (organisation_id, diagnostic_id, former_diagnostic_id, moved) VALUES ($1, $2, $3, $4)
        ON CONFLICT (organisation_id, diagnostic_id) DO UPDATE SET moved = excluded.moved, undone = NULL
        WHERE diagnostic_moves.organisation_id = $1)",
        {former.organisation(), id, former.id(), now});
}

// Those of an earlier move give way: whoever came back may have gone on answering there.
void keep_suggestions(Writer& db, Diagnostic const& to, std::vector<Suggestion> const& all, Act const& act) {
    db.change("DELETE FROM ratings WHERE organisation_id = $1 AND diagnostic_id = $2 AND source = 'mapping'",
        {to.organisation(), to.id()});
    for (auto const& [rating, origin, source, described_at] : all) // as many as a référentiel has criteria, once a year
        db.change(R"(
            INSERT INTO ratings (organisation_id, diagnostic_id, node, source, subject, level, reason, comment, revision,
                saved_by, saved_by_name, saved_at, editor, editor_since, origin)
            VALUES ($1, $2, $3, 'mapping', '', $4, $5, $6, 1, $7, $8, $9, '', 0, $10))",
            {to.organisation(), to.id(), rating.criterion, rating.level.code(), rating.reason, rating.comment, act.user.id,
                act.user.name(), act.now, origin});
}

// What the structure said of itself holds where the same is asked.
void keep_profile(Writer& db, audit::Trail& trail, Diagnostic const& former, Diagnostic const& to) {
    auto const known = answers(db, to.organisation(), to.id(), to.version());
    auto given = answers(db, former.organisation(), former.id(), former.version());
    std::erase_if(given, [&](auto const& answer) {
        auto const& questions = to.version().profile;
        return known.contains(answer.first) || std::ranges::count(questions, answer.first, &referentiel::Question::key) == 0;
    });
    save(db, trail, to, given);
}

// Whoever was to answer a criterion is to answer what it became, unless somebody else already is.
void keep_assignments(Writer& db, Diagnostic const& former, Diagnostic const& to, Passages const& passages, Instant now) {
    std::vector<referentiel::CriterionKey> taken;
    for (auto const& assignment : assignments(db, to)) taken.push_back(assignment.criterion);
    for (auto const& assignment : assignments(db, former))
        for (auto const& passage : passages.all) {
            if (passage.from->key != assignment.criterion) continue;
            for (auto const* criterion : passage.to) {
                if (std::ranges::count(taken, criterion->key) > 0) continue;
                taken.push_back(criterion->key);
                assign(db, to, criterion->key, assignment.user, now);
            }
        }
}

void bring_answers(
    Writer& db, audit::Trail& trail, accounts::Desk const& desk, Diagnostic const& former, Diagnostic const& to, Act const& act) {
    auto const passages = referentiel::passages(desk.library, former.version(), to.version());
    keep_suggestions(db, to, suggestions(passages, ratings(db, former)), act);
    keep_profile(db, trail, former, to);
    keep_assignments(db, former, to, passages, act.now);
    for (auto const& follower : desk.slots.of<Followers>().all)
        follower.follow(db, trail, {former, to, passages, act, desk.chance});
}

std::string payload(Diagnostic const& from, Diagnostic const& to) {
    return json::serialize(json::object{{"from", from.id().text()}, {"referentiel", to.version().code.text()},
        {"version", to.version().number}, {"sha256", to.version().hash.text()}});
}

} // namespace

std::optional<Move> find_move(Reader const& db, Library const& library, Diagnostic const& diagnostic) {
    struct Line {
        DiagnosticId former;
        Instant moved;
        std::optional<Instant> undone;
    };
    auto const found = db.row(
        "SELECT former_diagnostic_id, moved, undone FROM diagnostic_moves WHERE organisation_id = $1 AND diagnostic_id = $2",
        {diagnostic.organisation(), diagnostic.id()}, [](Row& row) {
            auto former = row.next<DiagnosticId>();
            auto const moved = row.next<Instant>();
            return Line{std::move(former), moved, row.maybe<Instant>()};
        });
    if (!found) return std::nullopt;
    auto former = find(db, library, diagnostic.organisation(), found->former);
    if (!former) throw storage::Failed{"a diagnostic goes on from one that is not there"};
    return Move{*std::move(former), found->moved, found->undone};
}

std::optional<Diagnostic> find_made_of(
    Reader const& db, Library const& library, Diagnostic const& former, Version const& version) {
    auto const made = db.rows(R"(
        SELECT diagnostics.id
        FROM diagnostic_moves
        JOIN diagnostics ON diagnostics.organisation_id = diagnostic_moves.organisation_id
            AND diagnostics.id = diagnostic_moves.diagnostic_id
        WHERE diagnostic_moves.organisation_id = $1 AND diagnostic_moves.former_diagnostic_id = $2
            AND diagnostics.cycle_id = $3 AND diagnostics.version = $4
        ORDER BY diagnostics.id)",
        {former.organisation(), former.id(), former.cycle().id, version.hash}, [](Row& row) { return row.next<DiagnosticId>(); });
    if (made.empty()) return std::nullopt;
    return find(db, library, former.organisation(), made.front());
}

std::vector<Replaced> replaced(Reader const& db, Library const& library, Diagnostic const& diagnostic) {
    return db.rows(R"(
        SELECT id, version, created
        FROM diagnostics
        WHERE organisation_id = $1 AND cycle_id = $2 AND is_current = 0
        ORDER BY created DESC, id DESC)",
        {diagnostic.organisation(), diagnostic.cycle().id}, [&](Row& row) {
            auto id = row.next<DiagnosticId>();
            auto const* version = referentiel::held(db, library, row.next<referentiel::VersionHash>());
            if (!version) throw storage::Failed{"a diagnostic names a version of a référentiel that is not held"};
            return Replaced{std::move(id), version, row.next<Instant>()};
        });
}

std::vector<Suggestion> suggestions(Reader const& db, Library const& library, Diagnostic const& diagnostic) {
    auto all = db.rows(R"(
        SELECT node, level, reason, comment, origin
        FROM ratings
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND source = 'mapping' AND subject = '')",
        {diagnostic.organisation(), diagnostic.id()}, [&](Row& row) { return read_suggestion(row, diagnostic.version()); });
    if (all.empty()) return all;
    auto const move = find_move(db, library, diagnostic);
    for (auto& one : all)
        if (move) one.source = source_of(*move, diagnostic);
    point_to_texts(all, diagnostic.version());
    return all;
}

bool may_be_undone(Move const& move, Diagnostic const& diagnostic, Instant now) {
    return !move.undone && diagnostic.is_open() && move.former.cycle().id == diagnostic.cycle().id &&
           now - move.moved < longest_undo;
}

void move(Writer& db, audit::Trail& trail, accounts::Desk const& desk, Diagnostic const& former, Version const& version,
    DiagnosticId const& id, Act const& act) {
    auto const made = find_made_of(db, desk.library, former, version);
    if (!made) add_diagnostic(db, former, version, id, act.now);
    auto const& to_id = made ? made->id() : id;
    set_current(db, former, to_id);
    keep_move(db, former, to_id, act.now);
    auto const to = web::require(find(db, desk.library, former.organisation(), to_id));
    trail.add("move_diagnostic", to_id.text(), payload(former, to));
    bring_answers(db, trail, desk, former, to, act);
}

void undo(
    Writer& db, audit::Trail& trail, accounts::Desk const& desk, Move const& move, Diagnostic const& diagnostic, Act const& act) {
    set_current(db, diagnostic, move.former.id());
    db.change("UPDATE diagnostic_moves SET undone = $3 WHERE organisation_id = $1 AND diagnostic_id = $2",
        {diagnostic.organisation(), diagnostic.id(), act.now});
    trail.add("undo_move", diagnostic.id().text(), payload(diagnostic, move.former));
    auto const passages = referentiel::passages(desk.library, move.former.version(), diagnostic.version());
    for (auto const& follower : desk.slots.of<Followers>().all)
        follower.come_back(db, trail, {move.former, diagnostic, passages, act, desk.chance});
}

void carry_over(Writer& db, audit::Trail& trail, accounts::Desk const& desk, Diagnostic const& former, Diagnostic const& opened,
    Act const& act) {
    keep_move(db, former, opened.id(), act.now);
    trail.add("carry_over", opened.id().text(), payload(former, opened));
    bring_answers(db, trail, desk, former, opened, act);
}

} // namespace diagnostic
