#include "archive/rows.h"

#include "archive/refused.h"
#include "core/secret.h"

#include <boost/json.hpp>

#include <algorithm>

namespace archive {
namespace {

namespace json = boost::json;
using storage::Blob, storage::Row, storage::Value;

constexpr int rows_in_a_page = 200;
constexpr std::size_t longest_line = std::size_t{64} << 20;

[[noreturn]] void refuse(std::string_view table) {
    throw Refused{"Cette archive est abîmée : « " + std::string{table} + " » ne se lit pas. Rien n'a été changé."};
}

std::string joined(std::vector<std::string_view> const& names) {
    std::string text;
    for (auto const name : names) (text += text.empty() ? "" : ", ") += name;
    return text;
}

struct ToJson {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return json::serialize(json::value(number)); }
    std::string operator()(std::string const& text) const { return json::serialize(json::value(text)); }
    std::string operator()(Blob const& bytes) const { return '"' + base64url(bytes) + '"'; }
};

Value value_of(json::value const& read, Type type) {
    if (read.is_null()) return {};
    if (type == Type::whole) return read.as_int64();
    if (type == Type::decimal) return read.to_number<double>();
    std::string_view const text{read.as_string().data(), read.as_string().size()};
    if (type == Type::text) return text;
    return from_base64url(text).value();
}

} // namespace

TableEntry entry_of(Selection const& selection) {
    TableEntry entry{std::string{selection.table.name}, {}};
    for (auto const& column : selection.columns) entry.columns.push_back({std::string{column.name}, column.type});
    return entry;
}

std::string insertion(std::string_view table, std::vector<std::string_view> const& columns) {
    std::string places;
    for (std::size_t i = 1; i <= columns.size(); ++i) places += (i == 1 ? "$" : ", $") + std::to_string(i);
    return "INSERT INTO " + std::string{table} + " (" + joined(columns) + ") VALUES (" + places + ")";
}

std::string RowsToText::next() {
    if (at_ == At::end) return {};
    std::string text = at_ == At::start ? "[" : "";
    at_ = At::middle;
    auto const rows = page();
    for (auto const& row : rows) {
        text += count_ == 0 ? "\n" : ",\n";
        text += line(row);
        ++count_;
    }
    if (!rows.empty()) last_key_ = key_of(rows.back());
    if (rows.size() < rows_in_a_page) {
        text += "\n]\n";
        at_ = At::end;
    }
    return text;
}

std::vector<RowsToText::Values> RowsToText::page() {
    auto values = selection_.values;
    values.insert(values.end(), last_key_.begin(), last_key_.end());
    return db_.rows(statement(), values, [&](Row& row) {
        Values read;
        for (std::size_t i = 0; i < selection_.columns.size(); ++i) read.push_back(row.next<Value>());
        return read;
    });
}

std::string RowsToText::statement() const {
    std::vector<std::string_view> names;
    for (auto const& column : selection_.columns) names.push_back(column.name);
    auto condition = selection_.condition;
    if (!last_key_.empty()) {
        std::string places;
        for (std::size_t i = 1; i <= last_key_.size(); ++i)
            places += (places.empty() ? "$" : ", $") + std::to_string(selection_.values.size() + i);
        condition += (condition.empty() ? "(" : " AND (") + joined(order()) + ") > (" + places + ")";
    }
    return "SELECT " + joined(names) + " FROM " + std::string{selection_.table.name} + (condition.empty() ? "" : " WHERE ") +
           condition + " ORDER BY " + joined(order()) + " LIMIT " + std::to_string(rows_in_a_page);
}

// The columns of the key that are not the same in all of the rows.
std::vector<std::string_view> RowsToText::order() const {
    std::vector<std::string_view> order;
    for (auto const name : selection_.table.order)
        if (std::ranges::find(selection_.columns, name, &Column::name) != selection_.columns.end()) order.push_back(name);
    if (order.empty()) order = selection_.table.order; // one row: that of the structure itself
    return order;
}

std::string RowsToText::line(Values const& values) const {
    std::string text;
    for (std::size_t i = 0; i < values.size(); ++i) {
        text += (text.empty() ? "{\"" : ",\"") + std::string{selection_.columns[i].name} + "\":";
        text += std::visit(ToJson{}, values[i].content);
    }
    return text + "}";
}

RowsToText::Values RowsToText::key_of(Values const& row) const {
    Values key;
    for (auto const name : order()) {
        auto const column = std::ranges::find(selection_.columns, name, &Column::name);
        if (column != selection_.columns.end()) key.push_back(row[static_cast<std::size_t>(column - selection_.columns.begin())]);
    }
    return key;
}

void TextToRows::add(std::string_view part) {
    waiting_ += part;
    std::size_t start = 0;
    for (auto end = waiting_.find('\n'); end != waiting_.npos; end = waiting_.find('\n', start)) {
        read_line(std::string_view{waiting_}.substr(start, end - start));
        start = end + 1;
    }
    waiting_.erase(0, start);
    if (waiting_.size() > longest_line) refuse(table_.name);
}

void TextToRows::finish() {
    if (at_ != At::end || !waiting_.empty()) refuse(table_.name);
}

void TextToRows::read_line(std::string_view line) {
    if (at_ == At::start && line == "[") {
        at_ = At::middle;
        return;
    }
    if (at_ == At::middle && line == "]") {
        at_ = At::end;
        return;
    }
    if (at_ != At::middle) refuse(table_.name);
    if (line.ends_with(',')) line.remove_suffix(1);

    std::vector<Value> values;
    try {
        auto const object = json::parse(json::string_view{line.data(), line.size()}).as_object();
        if (object.size() != table_.columns.size()) refuse(table_.name);
        for (auto const& [name, type] : table_.columns) values.push_back(value_of(object.at(name), type));
    } catch (Refused const&) { throw; } catch (std::exception const&) {
        refuse(table_.name);
    }
    ++count_;
    each_(values);
}

} // namespace archive
