#include "archive/manifest.h"

#include "archive/refused.h"
#include "core/embedded.h"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace archive {
namespace {

namespace json = boost::json;

constexpr std::string_view prefix = "esspratiques-";

std::string text_of(json::value const& value) { return std::string{value.as_string()}; }

json::array columns_of(TableEntry const& table) {
    json::array columns;
    for (auto const& column : table.columns) columns.push_back({{"name", column.name}, {"type", to_text(column.type)}});
    return columns;
}

Type type_of(std::string_view word) {
    for (auto const type : {Type::text, Type::whole, Type::decimal, Type::bytes})
        if (to_text(type) == word) return type;
    throw Refused{"Cette archive est abîmée : elle parle d'une sorte de donnée inconnue."};
}

// Names become parts of statements.
std::string name_of(json::value const& value) {
    auto name = text_of(value);
    auto const is_letter = [](char sign) { return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || sign == '_'; };
    if (name.empty() || name.size() > 60 || !std::ranges::all_of(name, is_letter))
        throw Refused{"Cette archive n'est pas de celles que fait ESS Pratiques : un nom y est inattendu."};
    return name;
}

TableEntry read_table(json::value const& value) {
    TableEntry table{name_of(value.at("table")), {}, text_of(value.at("sha256")), value.at("count").as_int64()};
    for (auto const& column : value.at("columns").as_array())
        table.columns.push_back({name_of(column.at("name")), type_of(column.at("type").as_string())});
    return table;
}

std::int64_t number_of(std::string_view path) {
    std::int64_t number = 0;
    std::from_chars(path.data(), path.data() + path.size(), number);
    return number;
}

void require_readable(json::value const& read, Content wanted) {
    auto const content = text_of(read.at("content"));
    if (content != std::string{prefix} + std::string{to_text(wanted)})
        throw Refused{wanted == Content::backup ? "Ce fichier n'est pas une sauvegarde d'ESS Pratiques."
                                                : "Ce fichier n'est pas l'export d'une structure d'ESS Pratiques."};
    if (read.at("format").as_int64() > format_version || read.at("schema").as_int64() > known_schema())
        throw Refused{"Cette archive vient d'une version plus récente d'ESS Pratiques (" + text_of(read.at("program")) +
                      ") : installez cette version, puis recommencez. Rien n'a été changé."};
}

Manifest read_fields(json::value const& read, Content wanted) {
    require_readable(read, wanted);
    Manifest manifest{.content = wanted,
        .format = read.at("format").as_int64(),
        .program = text_of(read.at("program")),
        .schema = read.at("schema").as_int64(),
        .made = text_of(read.at("made"))};
    if (wanted == Content::structure) manifest.organisation = text_of(read.at("organisation"));
    for (auto const& one : read.at("referentiels").as_array())
        manifest.referentiels.push_back({text_of(one.at("code")), text_of(one.at("version")), text_of(one.at("sha256"))});
    for (auto const& table : read.at("tables").as_array()) manifest.tables.push_back(read_table(table));
    for (auto const& file : read.at("files").as_array())
        manifest.files.push_back({text_of(file.at("name")), text_of(file.at("sha256"))});
    return manifest;
}

} // namespace

std::string_view to_text(Content content) { return content == Content::backup ? "backup" : "structure"; }

TableEntry const* Manifest::find_table(std::string_view name) const {
    auto const found = std::ranges::find(tables, name, &TableEntry::name);
    return found == tables.end() ? nullptr : &*found;
}

std::string to_json(Manifest const& manifest) {
    json::array referentiels, tables, files;
    for (auto const& one : manifest.referentiels)
        referentiels.push_back({{"code", one.code}, {"version", one.number}, {"sha256", one.sha256}});
    for (auto const& table : manifest.tables)
        tables.push_back({{"table", table.name}, {"file", table.file()}, {"sha256", table.sha256}, {"count", table.count},
            {"columns", columns_of(table)}});
    for (auto const& file : manifest.files) files.push_back({{"name", file.name}, {"sha256", file.sha256}});

    json::object written{{"content", std::string{prefix} + std::string{to_text(manifest.content)}}, {"format", manifest.format},
        {"program", manifest.program}, {"schema", manifest.schema}, {"made", manifest.made}};
    if (manifest.content == Content::structure) written["organisation"] = manifest.organisation;
    written["referentiels"] = std::move(referentiels);
    written["tables"] = std::move(tables);
    written["files"] = std::move(files);
    return json::serialize(written) + "\n";
}

// Whatever is not as we write it throws out of the reading of JSON, wherever that may be.
Manifest read_manifest(std::string_view text, Content wanted) {
    try {
        return read_fields(json::parse(json::string_view{text.data(), text.size()}), wanted);
    } catch (Refused const&) { throw; } catch (std::exception const&) {
        throw Refused{"Cette archive est abîmée ou n'est pas de celles que fait ESS Pratiques : son sommaire ne se lit pas."};
    }
}

std::int64_t known_schema() {
    std::int64_t last = 0;
    for (auto const& file : embedded::migrations()) last = std::max(last, number_of(file.path));
    return last;
}

std::string iso(Instant instant) {
    auto const day = std::chrono::floor<std::chrono::days>(instant);
    std::chrono::hh_mm_ss const time{instant - day};
    char text[32];
    std::snprintf(text, sizeof text, "T%02d:%02d:%02d.%03dZ", static_cast<int>(time.hours().count()),
        static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
        static_cast<int>(time.subseconds().count()));
    return ::iso(Date{day}) + text;
}

} // namespace archive
