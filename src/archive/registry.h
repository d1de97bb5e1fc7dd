#pragma once

#include <span>
#include <string_view>
#include <vector>

// Every table of the database and each of its columns: whose they are, where they go, when they end. A table or column that is
// not told here fails a test, so that nobody adds one without saying what becomes of it.
namespace archive {

enum class Type { text, whole, decimal, bytes };

enum class Meaning {
    value,        // goes wherever its row goes
    organisation, // the structure that the row belongs to, which an export says once for all
    key,          // names the record, here and where others refer to it
    number,       // short and continuous within an instance
    reference,    // names a record of another table
    record,       // names a record of one table or another, all of which come before
    secret,       // opens a door, or what would help to: leaves in backups only
    local,        // means something in this instance only: leaves in backups only
};

struct Column {
    std::string_view name;
    Type type = Type::text;
    Meaning meaning = Meaning::value;
    std::string_view of = {}; // the table that a reference names
};

enum class Whose { structure, person, instance, technical };

enum class Leaves {
    with_structure, // in the export of a structure
    with_person,    // in what a person gets of their own data
    in_backups,
};

enum class Erased {
    with_structure,
    with_person,
    emptied_of_person, // the row stays, and no longer leads to the person who asked
    by_itself,         // soon, whatever happens
    never,             // it belongs to the instance as a whole
};

struct Table {
    std::string_view name;
    Whose whose;
    std::vector<Leaves> leaves; // none: it never leaves
    std::vector<Erased> erased;
    std::string_view kept;               // for how long
    std::string_view stays = {};         // why a person's wish to be erased does not reach it
    std::vector<std::string_view> order; // the columns of its primary key
    std::vector<Column> columns;

    bool leaves_by(Leaves) const;
    Column const* find(std::string_view column) const;
    // What belongs to one structure and names it in each row.
    Column const* organisation() const;
};

// Those that others refer to come before them.
std::span<Table const> tables();

Table const* find_table(std::string_view name);

// Does the column leave its instance for another one?
bool is_exported(Column const&);

std::string_view to_text(Type);
std::string_view to_text(Whose);
std::string_view to_text(Leaves);
std::string_view to_text(Erased);

} // namespace archive
