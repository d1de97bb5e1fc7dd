#include "archive/registry.h"

#include "archive/tables.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace archive {
namespace {

std::vector<Table> every_table() {
    std::vector<Table> all;
    for (auto const part :
        {account_tables, instance_tables, diagnostic_tables, practice_tables, plan_tables, workshop_tables, document_tables}) {
        auto some = part();
        std::ranges::move(some, std::back_inserter(all));
    }
    return all;
}

} // namespace

std::span<Table const> tables() {
    static auto const all = every_table();
    return all;
}

bool Table::leaves_by(Leaves way) const { return std::ranges::find(leaves, way) != leaves.end(); }

Column const* Table::find(std::string_view column) const {
    auto const found = std::ranges::find(columns, column, &Column::name);
    return found == columns.end() ? nullptr : &*found;
}

Column const* Table::organisation() const {
    auto const found = std::ranges::find(columns, Meaning::organisation, &Column::meaning);
    return found == columns.end() ? nullptr : &*found;
}

Table const* find_table(std::string_view name) {
    auto const found = std::ranges::find(tables(), name, &Table::name);
    return found == tables().end() ? nullptr : &*found;
}

bool is_exported(Column const& column) {
    return column.meaning != Meaning::secret && column.meaning != Meaning::local && column.meaning != Meaning::organisation;
}

std::string_view to_text(Type type) {
    constexpr std::array<std::string_view, 4> words{"text", "whole", "decimal", "bytes"};
    return words[static_cast<std::size_t>(type)];
}

std::string_view to_text(Whose whose) {
    constexpr std::array<std::string_view, 4> words{"structure", "person", "instance", "technical"};
    return words[static_cast<std::size_t>(whose)];
}

std::string_view to_text(Leaves leaves) {
    constexpr std::array<std::string_view, 3> words{"with_structure", "with_person", "in_backups"};
    return words[static_cast<std::size_t>(leaves)];
}

std::string_view to_text(Erased erased) {
    constexpr std::array<std::string_view, 5> words{"with_structure", "with_person", "emptied_of_person", "by_itself", "never"};
    return words[static_cast<std::size_t>(erased)];
}

} // namespace archive
