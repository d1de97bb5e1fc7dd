#pragma once

#include "core/embedded.h"
#include "storage/storage.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace storage {

// This program and this database do not go together; says to the operator, in French, what to do.
class Refused : public Failed {
    using Failed::Failed;
};

// Applies what is missing, each file in one transaction with the line that says so: killed at any step, it goes on from there.
// Refused where the database knows a migration that this program does not, or one with another content.
// Files are « 0001_accounts.sql », or « 0007_search.sqlite.sql » and « 0007_search.postgresql.sql » where engines differ.
void migrate(Connection&, std::span<embedded::File const> files);

// The statements of one file, without comments. No $$ quotes, no triggers.
std::vector<std::string> statements(std::string_view file);

} // namespace storage
