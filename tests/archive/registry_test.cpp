#include "archive/registry.h"
#include "support/database.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

using archive::Column, archive::Leaves, archive::Meaning, archive::Table, archive::Type;
using storage::Engine, storage::Row;

namespace {

struct Found {
    std::map<std::string, std::string> columns; // and their types
    std::vector<std::string> key;
    std::set<std::pair<std::string, std::string>> references; // column → table
};
using Schema = std::map<std::string, Found>;

// What the migrations make, as SQLite says it.
Schema schema_of_sqlite(storage::Reader const& db) {
    Schema schema;
    auto const text = [](Row& row) { return row.next<std::string>(); };
    for (auto const& name :
        db.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", {}, text)) {
        auto& table = schema[name];
        std::map<int, std::string> key;
        db.rows("SELECT name, type, pk FROM pragma_table_info($1)", {name}, [&](Row& row) {
            auto const column = row.next<std::string>();
            table.columns[column] = row.next<std::string>();
            if (auto const place = row.next<int>(); place > 0) key[place] = column;
            return 0;
        });
        for (auto const& [place, column] : key) table.key.push_back(column);
        db.rows("SELECT \"from\", \"table\" FROM pragma_foreign_key_list($1)", {name}, [&](Row& row) {
            auto const column = row.next<std::string>();
            table.references.emplace(column, row.next<std::string>());
            return 0;
        });
    }
    return schema;
}

std::map<std::string, std::map<std::string, std::string>> columns_of_postgresql(storage::Reader const& db) {
    std::map<std::string, std::map<std::string, std::string>> found;
    db.rows(R"(
        SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), UPPER(CAST(data_type AS TEXT))
        FROM information_schema.columns
        WHERE table_schema = current_schema())",
        {}, [&](Row& row) {
            auto const table = row.next<std::string>(), column = row.next<std::string>();
            found[table][column] = row.next<std::string>();
            return 0;
        });
    return found;
}

std::string type_in_sql(Type type) {
    switch (type) {
        case Type::text: return "TEXT";
        case Type::whole: return "BIGINT";
        case Type::decimal: return "DOUBLE PRECISION";
        default: return "BYTEA";
    }
}

std::map<std::string, std::string> columns_of(Table const& table) {
    std::map<std::string, std::string> columns;
    for (auto const& column : table.columns) columns[std::string{column.name}] = type_in_sql(column.type);
    return columns;
}

Schema schema() {
    support::Database const database{Engine::sqlite};
    auto schema = database->found(schema_of_sqlite);
    schema.erase("schema_migrations"); // how far the database has come, which a manifest tells instead
    return schema;
}

} // namespace

TEST_CASE("every table and column is listed with what becomes of it, and nothing else is") {
    auto const present = schema();

    for (auto const& [name, found] : present) {
        CAPTURE(name);
        auto const* listed = archive::find_table(name);
        CHECK_MESSAGE(
            listed, "this table is new: say in one of src/archive/*_tables.cpp whose it is, where it goes and when it ends");
        if (!listed) continue;
        CHECK(columns_of(*listed) == found.columns);
        CHECK(std::vector<std::string>(listed->order.begin(), listed->order.end()) == found.key);
    }
    for (auto const& table : archive::tables()) {
        CAPTURE(table.name);
        CHECK(present.contains(std::string{table.name}));
    }
}

TEST_CASE("the tables of PostgreSQL are those of SQLite") {
    support::for_each_engine([](Engine engine) {
        if (engine == Engine::sqlite) return;
        support::Database const database{engine};

        auto const present = database->found(columns_of_postgresql);

        for (auto const& table : archive::tables()) {
            CAPTURE(table.name);
            CHECK(present.at(std::string{table.name}) == columns_of(table));
        }
        CHECK(present.size() == archive::tables().size() + 1); // and schema_migrations
    });
}

TEST_CASE("what refers to another record says so, and comes after it") {
    auto const present = schema();
    std::set<std::string> before;
    for (auto const& table : archive::tables()) {
        for (auto const& [name, of] : present.at(std::string{table.name}).references) {
            auto const* column = table.find(name);
            CAPTURE(table.name);
            CAPTURE(name);
            REQUIRE(column);
            if (column->meaning == Meaning::organisation) CHECK((of == "organisations" || before.contains(of)));
            else {
                CHECK(column->meaning == Meaning::reference);
                CHECK(column->of == of);
            }
            CHECK(before.contains(of));
        }
        for (auto const& column : table.columns) {
            CAPTURE(column.name);
            auto const sounds_like_one = (column.name == "subject" && table.name.starts_with("rating")) ||
                                         column.name.ends_with("_by") ||
                                         (column.name.ends_with("_id") && column.name != "message_id");
            auto const is_one = column.meaning == Meaning::reference || column.meaning == Meaning::organisation;
            CHECK(is_one == sounds_like_one);
            auto const is_told = before.contains(std::string{column.of}) || column.of == table.name;
            if (column.meaning == Meaning::reference) CHECK(is_told);
        }
        before.insert(std::string{table.name});
    }
}

TEST_CASE("what opens a door is a secret, and leaves in backups only") {
    for (auto const& table : archive::tables())
        for (auto const& column : table.columns) {
            CAPTURE(table.name);
            CAPTURE(column.name);
            auto const opens = column.name == "password" || column.name.find("token") != column.name.npos ||
                               (column.name == "digest" && !table.name.starts_with("audit_"));
            if (opens) CHECK(column.meaning == Meaning::secret);
            if (column.meaning == Meaning::secret) CHECK_FALSE(is_exported(column));
        }
    for (auto const* name : {"sessions", "user_tokens", "attempts", "reset_requests"})
        CHECK(archive::find_table(name)->leaves.empty());
}

TEST_CASE("a table says when it ends, and what becomes of a person in it") {
    for (auto const& table : archive::tables()) {
        CAPTURE(table.name);
        CHECK_FALSE(table.kept.empty());
        CHECK_FALSE(table.erased.empty());
        auto const names_people = std::ranges::any_of(table.columns, [](Column const& column) {
            return column.of == "users" || column.name.find("email") != column.name.npos || column.name == "actor";
        });
        auto const reaches = [&](archive::Erased way) { return std::ranges::find(table.erased, way) != table.erased.end(); };
        if (names_people)
            CHECK((reaches(archive::Erased::with_person) || reaches(archive::Erased::emptied_of_person) ||
                   reaches(archive::Erased::by_itself) || !table.stays.empty()));
        if (table.leaves_by(Leaves::with_structure)) {
            CHECK(table.leaves_by(Leaves::in_backups));
            CHECK((table.organisation() || table.name == "organisations" || table.name == "users" ||
                   table.name == "imported_referentiels"));
        }
    }
}
