#include "diagnostic/teamwork.h"

#include "diagnostic/queries.h"

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Member, accounts::User, accounts::UserId;
using referentiel::Criterion, referentiel::CriterionKey;
using storage::Row;

template <typename Kept>
Kept const* find_of(std::vector<Kept> const& all, Criterion const& criterion) {
    auto const found = std::ranges::find(all, criterion.key, &Kept::criterion);
    return found == all.end() ? nullptr : &*found;
}

struct Presence {
    bool flags, notes, assignments, opinions;
};

// Most cycles have nothing of all that, most of the time: one statement spares them four.
Presence what_is_there(storage::Reader const& db, Diagnostic const& diagnostic) {
    return db
        .row(R"(
        SELECT
            CASE WHEN EXISTS (SELECT 1 FROM review_flags WHERE organisation_id = $1 AND diagnostic_id = $2) THEN 1 ELSE 0 END,
            CASE WHEN EXISTS (SELECT 1 FROM review_notes WHERE organisation_id = $1 AND diagnostic_id = $2) THEN 1 ELSE 0 END,
            CASE WHEN EXISTS (SELECT 1 FROM assignments WHERE organisation_id = $1 AND diagnostic_id = $2) THEN 1 ELSE 0 END,
            CASE WHEN EXISTS (
                SELECT 1 FROM ratings WHERE organisation_id = $1 AND diagnostic_id = $2 AND source = 'person') THEN 1 ELSE 0 END)",
            {diagnostic.organisation(), diagnostic.id()},
            [](Row& row) {
                auto const flags = row.next<bool>(), notes = row.next<bool>(), assignments = row.next<bool>();
                return Presence{flags, notes, assignments, row.next<bool>()};
            })
        .value();
}

} // namespace

bool Mandate::allows(Criterion const& criterion) const { return is_whole || criteria.contains(criterion.key.text()); }

std::vector<Criterion const*> Mandate::allowed(std::vector<Criterion const*> of) const {
    std::erase_if(of, [&](Criterion const* criterion) { return !allows(*criterion); });
    return of;
}

Flag const* Teamwork::flag(Criterion const& criterion) const { return find_of(flags, criterion); }
Assignment const* Teamwork::assignment(Criterion const& criterion) const { return find_of(assignments, criterion); }

std::vector<Note const*> Teamwork::open_notes(Criterion const& criterion) const {
    std::vector<Note const*> open;
    for (auto const& note : notes)
        if (note.criterion == criterion.key && !note.resolved) open.push_back(&note);
    return open;
}

std::vector<Opinion const*> opinions_on(std::span<Opinion const> opinions, Criterion const& criterion) {
    std::vector<Opinion const*> on_it;
    for (auto const& opinion : opinions)
        if (opinion.given.rating.criterion == criterion.key) on_it.push_back(&opinion);
    return on_it;
}

Teamwork teamwork(storage::Reader const& db, Diagnostic const& diagnostic, Member const& member) {
    auto const is_there = what_is_there(db, diagnostic);
    Teamwork team{.mandate = mandate(db, diagnostic, member)};
    if (is_there.flags) team.flags = flags(db, diagnostic);
    if (is_there.notes) team.notes = notes(db, diagnostic);
    if (is_there.assignments) team.assignments = assignments(db, diagnostic);
    if (is_there.opinions) team.opinions = opinions(db, diagnostic);
    return team;
}

Mandate mandate(storage::Reader const& db, Diagnostic const& diagnostic, Member const& member) {
    if (!accounts::may(member.role, accounts::Right::rate) || !diagnostic.is_open()) return {};
    if (!member.only_assigned || member.role != accounts::Role::contributor) return {.is_whole = true};
    auto const keys = db.rows(R"(
        SELECT node
        FROM assignments
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND user_id = $3)",
        {diagnostic.organisation(), diagnostic.id(), member.user.id}, [](Row& row) { return row.next<std::string>(); });
    return {.criteria = {keys.begin(), keys.end()}};
}

std::vector<Flag> flags(storage::Reader const& db, Diagnostic const& diagnostic) {
    return db.rows(R"(
        SELECT node, flagged_by_name, flagged
        FROM review_flags
        WHERE organisation_id = $1 AND diagnostic_id = $2)",
        {diagnostic.organisation(), diagnostic.id()}, [](Row& row) {
            auto key = row.next<CriterionKey>();
            auto by = row.next<std::string>();
            return Flag{std::move(key), std::move(by), row.next<Instant>()};
        });
}

std::vector<Note> notes(storage::Reader const& db, Diagnostic const& diagnostic) {
    return db.rows(R"(
        SELECT id, node, text, written_by_name, written, resolved_by_name, resolved
        FROM review_notes
        WHERE organisation_id = $1 AND diagnostic_id = $2
        ORDER BY written, id)",
        {diagnostic.organisation(), diagnostic.id()}, [](Row& row) {
            auto id = row.next<NoteId>();
            auto key = row.next<CriterionKey>();
            auto text = row.next<std::string>(), by = row.next<std::string>();
            auto const at = row.next<Instant>();
            auto resolved_by = row.next<std::string>();
            return Note{
                std::move(id), std::move(key), std::move(text), std::move(by), at, std::move(resolved_by), row.maybe<Instant>()};
        });
}

std::vector<Assignment> assignments(storage::Reader const& db, Diagnostic const& diagnostic) {
    return db.rows(R"(
        SELECT assignments.node, users.id, users.given, users.family
        FROM assignments
        JOIN members ON members.organisation_id = assignments.organisation_id AND members.user_id = assignments.user_id
        JOIN users ON users.id = assignments.user_id
        WHERE assignments.organisation_id = $1 AND assignments.diagnostic_id = $2)",
        {diagnostic.organisation(), diagnostic.id()}, [](Row& row) {
            auto key = row.next<CriterionKey>();
            auto user = row.next<UserId>();
            auto const given = row.next<std::string>(), family = row.next<std::string>();
            return Assignment{std::move(key), std::move(user), family.empty() ? given : given + ' ' + family};
        });
}

bool flag(storage::Writer& db, Diagnostic const& diagnostic, Criterion const& criterion, User const& user, Instant now) {
    return db
        .row(R"(
        INSERT INTO review_flags (organisation_id, diagnostic_id, node, flagged_by, flagged_by_name, flagged)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (organisation_id, diagnostic_id, node) DO NOTHING
        RETURNING node)",
            {diagnostic.organisation(), diagnostic.id(), criterion.key, user.id, user.name(), now},
            [](Row& row) { return row.next<std::string>(); })
        .has_value();
}

bool clear_flag(storage::Writer& db, Diagnostic const& diagnostic, Criterion const& criterion) {
    return db
        .row("DELETE FROM review_flags WHERE organisation_id = $1 AND diagnostic_id = $2 AND node = $3 RETURNING node",
            {diagnostic.organisation(), diagnostic.id(), criterion.key}, [](Row& row) { return row.next<std::string>(); })
        .has_value();
}

void add_note(storage::Writer& db, Diagnostic const& diagnostic, Note const& note, User const& user) {
    db.change(R"(
        INSERT INTO review_notes
            (organisation_id, id, diagnostic_id, node, text, written_by, written_by_name, written, resolved_by_name, resolved)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', NULL)
        ON CONFLICT (organisation_id, id) DO NOTHING)",
        {diagnostic.organisation(), note.id, diagnostic.id(), note.criterion, note.text, user.id, user.name(), note.at});
}

bool resolve_note(storage::Writer& db, Diagnostic const& diagnostic, NoteId const& id, User const& user, Instant now) {
    return db
        .row(R"(
        UPDATE review_notes SET resolved = $4, resolved_by_name = $5
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND id = $3
        RETURNING id)",
            {diagnostic.organisation(), diagnostic.id(), id, now, user.name()}, [](Row& row) { return row.next<std::string>(); })
        .has_value();
}

void assign(storage::Writer& db, Diagnostic const& diagnostic, CriterionKey const& criterion, UserId const& user, Instant now) {
    db.change(R"(
        INSERT INTO assignments (organisation_id, diagnostic_id, node, user_id, assigned)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (organisation_id, diagnostic_id, node)
        DO UPDATE SET user_id = excluded.user_id, assigned = excluded.assigned
        WHERE assignments.organisation_id = $1)",
        {diagnostic.organisation(), diagnostic.id(), criterion, user, now});
}

void unassign(storage::Writer& db, Diagnostic const& diagnostic, CriterionKey const& criterion) {
    db.change("DELETE FROM assignments WHERE organisation_id = $1 AND diagnostic_id = $2 AND node = $3",
        {diagnostic.organisation(), diagnostic.id(), criterion});
}

} // namespace diagnostic
