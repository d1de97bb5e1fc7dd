#pragma once

#include "archive/manifest.h"
#include "archive/registry.h"
#include "storage/storage.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

// Rows as they stand in an archive: a JSON array with one object a line, in the order of the table's key.
namespace archive {

// Some columns of those rows of a table that meet the condition; of all its rows where there is none.
struct Selection {
    Table const& table;
    std::vector<Column> columns;
    std::string condition = {}; // names its values $1, $2…
    std::vector<storage::Value> values = {};
};

TableEntry entry_of(Selection const&);

// « INSERT INTO cycles (id, label) VALUES ($1, $2) ».
std::string insertion(std::string_view table, std::vector<std::string_view> const& columns);

// The text of the rows, a page of them at a time, so that no table is ever held as a whole.
class RowsToText {
public:
    RowsToText(storage::Reader const& db, Selection selection) : db_{db}, selection_{std::move(selection)} {}

    // The next part; empty at the end.
    std::string next();

    std::int64_t count() const { return count_; }

private:
    using Values = std::vector<storage::Value>;

    std::vector<Values> page();
    std::string statement() const;
    std::vector<std::string_view> order() const;
    std::string line(Values const&) const;
    Values key_of(Values const&) const;

    storage::Reader const& db_;
    Selection selection_;
    Values last_key_;
    std::int64_t count_ = 0;
    enum class At { start, middle, end } at_ = At::start;
};

// The rows of a text that comes in parts. Refuses what RowsToText would not have written.
class TextToRows {
public:
    using Each = std::function<void(std::vector<storage::Value> const&)>; // in the order of the columns

    TextToRows(TableEntry const& table, Each each) : table_{table}, each_{std::move(each)} {}

    void add(std::string_view part);
    void finish();

    std::int64_t count() const { return count_; }

private:
    void read_line(std::string_view line);

    TableEntry const& table_;
    Each each_;
    std::string waiting_;
    std::int64_t count_ = 0;
    enum class At { start, middle, end } at_ = At::start;
};

} // namespace archive
