#pragma once

#include "core/embedded.h"
#include "storage/storage.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace storage {

enum class Engine { sqlite, postgresql };

// Applies what is missing, each file in one transaction with the line that says so: killed at any step, it goes on from there.
// Throws where the database knows a migration that this program does not, or one with another content.
void migrate(Connection&, Engine, std::span<embedded::File const> files);

// The statements of one file, without comments between them.
std::vector<std::string> statements(std::string_view file);

} // namespace storage
