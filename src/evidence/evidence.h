#pragma once

#include "core/date.h"
#include "core/id.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What shows that something is done: a file or a link, kept once, used by several criteria and actions, replaced by newer
// versions of itself.
namespace evidence {

struct Evidence;
using EvidenceId = Id<Evidence>;

struct Version;
using VersionId = Id<Version>;

enum class Kind { file, link };

std::string_view to_text(Kind);

// What a document is joined to: a criterion of a diagnostic, an action, a measure.
struct Object {
    enum class Kind { criterion, action, measure };

    Kind kind;
    std::string id;        // of the diagnostic, the action, the measure
    std::string node = {}; // key of the criterion; empty for the others

    auto operator<=>(Object const&) const = default;
};

Object criterion_object(std::string_view diagnostic, std::string_view criterion);
Object action_object(std::string_view action);
Object measure_object(std::string_view measure);

std::string_view to_text(Object::Kind);

// « critere.DIAGNOSTIC.CLE », « action.ID », « mesure.ID », as addresses and forms carry it.
std::string to_text(Object const&);

// One file or one address, as it was at its time.
struct Version {
    VersionId id;
    int number = 1;
    std::string name = {};   // of the file, as it is kept on one's computer
    std::string type = {};   // « application/pdf », told by its content
    std::int64_t size = 0;   // in bytes; 0 for a link
    std::string sha256 = {}; // empty for a link
    std::string link = {};
    std::string by = {}; // who added it
    Instant at = {};
    std::optional<Date> expires = {};
};

struct Evidence {
    EvidenceId id;
    Kind kind = Kind::file;
    std::string title;
    std::optional<int> year = {}; // of an archived report, kept year after year
    Version version;              // the newest
};

// The title, year and expiry that a form starts from: another mark where somebody changed them meanwhile.
std::string mark_of_facts(Evidence const&);

enum class Freshness { lasting, soon, expired };

// From how many days before its expiry a document is said to expire soon.
constexpr std::chrono::days soon{30};

Freshness freshness(std::optional<Date> expires, Date today);

// « a.pdf » for a PDF, whatever it was called: what a type is opened with is never the name's to say.
std::string name_for_type(std::string_view name, std::string_view type);

// Largest file, and all files of a structure together, in bytes.
constexpr std::int64_t most_bytes_of_file = std::int64_t{20} << 20;
constexpr std::int64_t most_bytes_of_structure = std::int64_t{500} << 20;

} // namespace evidence

template <>
std::optional<evidence::Kind> parse<evidence::Kind>(std::string_view);

template <>
std::optional<evidence::Object> parse<evidence::Object>(std::string_view);

template <>
std::optional<evidence::Object::Kind> parse<evidence::Object::Kind>(std::string_view);
