#include "storage/migrations.h"

#include "core/secret.h"

#include <algorithm>
#include <charconv>

namespace storage {
namespace {

struct Migration {
    std::int64_t number;
    std::string name;
    std::string_view text;
    std::string digest;
};

struct Applied {
    std::int64_t number;
    std::string name;
    std::string digest;
};

// Any number, as long as no other program of ours takes the same.
constexpr std::int64_t turn_of_migrations = 5'377'001;

bool is_for(Engine engine, std::string_view path) {
    if (path.ends_with(".sqlite.sql")) return engine == Engine::sqlite;
    if (path.ends_with(".postgresql.sql")) return engine == Engine::postgresql;
    return path.ends_with(".sql");
}

std::int64_t number_of(std::string_view path) {
    std::int64_t number = 0;
    auto const [end, problem] = std::from_chars(path.data(), path.data() + path.size(), number);
    if (problem != std::errc{} || end == path.data() + path.size() || *end != '_')
        throw Failed{"a migration is named 0001_what_it_does.sql: " + std::string{path}};
    return number;
}

std::vector<Migration> migrations_for(Engine engine, std::span<embedded::File const> files) {
    std::vector<Migration> found;
    for (auto const& file : files)
        if (is_for(engine, file.path))
            found.push_back({number_of(file.path), std::string{file.path}, file.content, hexadecimal(sha256(file.content))});
    std::ranges::sort(found, {}, &Migration::number);
    auto const twice = std::ranges::adjacent_find(found, {}, &Migration::number);
    if (twice != found.end()) throw Failed{"two migrations have one number: " + twice->name};
    return found;
}

// Several nodes may start at once: each waits here until the one before has committed. SQLite has one writer anyway.
void wait_for_turn(Writer& db) {
    if (db.engine() == Engine::sqlite) return;
    db.row("SELECT pg_advisory_xact_lock($1)", {turn_of_migrations}, [](Row& row) { return row.next<Value>(); });
}

std::vector<Applied> applied(Writer& db) {
    db.change(R"(
        CREATE TABLE IF NOT EXISTS schema_migrations (
            number BIGINT PRIMARY KEY,
            name TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            applied BIGINT NOT NULL
        ))");
    return db.rows("SELECT number, name, sha256 FROM schema_migrations ORDER BY number", {}, [](Row& row) {
        return Applied{row.next<std::int64_t>(), row.next<std::string>(), row.next<std::string>()};
    });
}

void check(Applied const& known, std::vector<Migration> const& migrations) {
    auto const ours = std::ranges::find(migrations, known.number, &Migration::number);
    if (ours == migrations.end())
        throw Refused{
            "La base vient d'une version plus récente d'ESS Pratiques : elle connaît la migration « " + known.name +
            " », que cette version n'a pas. Installez la version plus récente, ou restaurez une sauvegarde faite avant elle."};
    if (ours->digest != known.digest)
        throw Refused{"La base a reçu une migration « " + known.name + " » d'un autre contenu que celui de cette version (« " +
                      ours->name + " »). Installez la version d'où elle vient, ou restaurez une sauvegarde."};
}

void apply(Writer& db, Migration const& migration) {
    for (auto const& statement : statements(migration.text)) db.change(statement);
    auto const now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    db.change("INSERT INTO schema_migrations (number, name, sha256, applied) VALUES ($1, $2, $3, $4)",
        {migration.number, migration.name, migration.digest, now});
}

bool apply_next(Connection& connection, std::vector<Migration> const& migrations) {
    Transaction db{connection};
    wait_for_turn(db);
    auto const known = applied(db);
    for (auto const& one : known) check(one, migrations);

    auto const is_missing = [&](Migration const& one) {
        return std::ranges::find(known, one.number, &Applied::number) == known.end();
    };
    auto const next = std::ranges::find_if(migrations, is_missing);
    if (next == migrations.end()) return false;
    apply(db, *next);
    db.commit();
    return true;
}

// Where the quoted text or the comment that begins here ends.
std::size_t end_of_quote(std::string_view file, std::size_t begin) {
    auto const end = file.find(file[begin], begin + 1);
    if (end == file.npos) throw Failed{"a quote of a migration is not closed"};
    return end + 1;
}

std::size_t end_of_line(std::string_view file, std::size_t begin) { return std::min(file.find('\n', begin), file.size()); }

std::string trimmed(std::string_view text) {
    constexpr auto blanks = " \n\r\t";
    auto const first = text.find_first_not_of(blanks);
    if (first == text.npos) return {};
    return std::string{text.substr(first, text.find_last_not_of(blanks) - first + 1)};
}

} // namespace

void migrate(Connection& connection, std::span<embedded::File const> files) {
    auto const migrations = migrations_for(connection.engine(), files);
    while (apply_next(connection, migrations)) {}
}

std::vector<std::string> statements(std::string_view file) {
    std::vector<std::string> found;
    std::string current;
    auto const finish = [&] {
        if (auto statement = trimmed(current); !statement.empty()) found.push_back(std::move(statement));
        current.clear();
    };

    for (std::size_t at = 0; at < file.size();) {
        auto const is_quote = file[at] == '\'' || file[at] == '"';
        auto const end = is_quote ? end_of_quote(file, at) : file.substr(at).starts_with("--") ? end_of_line(file, at) : at + 1;
        if (file[at] == ';') finish();
        else if (!file.substr(at).starts_with("--")) current += file.substr(at, end - at);
        at = end;
    }
    finish();
    return found;
}

} // namespace storage
