#pragma once

#include "archive/registry.h"
#include "core/date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace archive {

// What an archive says of itself, in « manifest.json ».

inline constexpr std::string_view manifest_name = "manifest.json";

// Raised where a program that knows the former one only could not read what is written now.
inline constexpr std::int64_t format_version = 1;

enum class Content { structure, backup };

std::string_view to_text(Content);

// The rows of one table, all of them with these columns.
struct TableEntry {
    struct Column {
        std::string name;
        Type type;
    };

    std::string name;
    std::vector<Column> columns;
    std::string sha256 = {};
    std::int64_t count = 0;

    std::string file() const { return name + ".json"; }
};

struct FileEntry {
    std::string name; // « files/… », « secret »
    std::string sha256;
};

// A version of a référentiel that the archive leans on.
struct HeldVersion {
    std::string code;
    std::string number;
    std::string sha256;
};

struct Manifest {
    Content content;
    std::int64_t format = format_version;
    std::string program;
    std::int64_t schema = 0; // the number of the last migration
    std::string made = {};   // « 2026-11-21T09:00:00.000Z »
    std::string organisation = {};
    std::vector<HeldVersion> referentiels = {};
    std::vector<TableEntry> tables = {};
    std::vector<FileEntry> files = {};

    TableEntry const* find_table(std::string_view name) const;
};

std::string to_json(Manifest const&);

// Refused where it is none, is of other content, or comes from a newer program.
Manifest read_manifest(std::string_view json, Content wanted);

// The number of the last migration that this program knows.
std::int64_t known_schema();

std::string iso(Instant);

} // namespace archive
