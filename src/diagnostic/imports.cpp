#include "diagnostic/imports.h"

#include "diagnostic/queries.h"

#include <boost/json.hpp>

namespace diagnostic {
namespace {

namespace json = boost::json;
using storage::Row;

std::string to_text(std::vector<ReplacedRating> const& all) {
    json::array array;
    for (auto const& [criterion, before, after] : all) {
        json::object one{{"criterion", criterion.text()}, {"after", after.number}};
        if (before) {
            one["level"] = before->level.code();
            one["reason"] = before->reason;
            one["comment"] = before->comment;
        }
        array.push_back(std::move(one));
    }
    return json::serialize(array);
}

std::vector<ReplacedRating> read_replaced(Diagnostic const& diagnostic, std::string const& text) {
    std::vector<ReplacedRating> all;
    auto const value = json::parse(text);
    for (auto const& one : value.as_array()) {
        auto const* criterion = find_rated(diagnostic.version(), std::string{one.at("criterion").as_string()});
        if (!criterion) throw storage::Failed{"an import is of a criterion that its référentiel does not have"};
        ReplacedRating replaced{criterion->key, std::nullopt, {one.at("after").as_int64()}};
        if (auto const* code = one.as_object().if_contains("level")) {
            auto const level = criterion->scale->level(std::string{code->as_string()});
            if (!level) throw storage::Failed{"an import holds a level that its référentiel does not have"};
            replaced.before = Rating{
                criterion->key, *level, std::string{one.at("reason").as_string()}, std::string{one.at("comment").as_string()}};
        }
        all.push_back(std::move(replaced));
    }
    return all;
}

auto reading_imports_of(Diagnostic const& diagnostic) {
    return [&diagnostic](Row& row) {
        auto id = row.next<RatingImportId>();
        auto file = row.next<std::string>(), by = row.next<std::string>();
        auto const at = row.next<Instant>();
        auto const undone = row.maybe<Instant>();
        return RatingImport{
            std::move(id), std::move(file), std::move(by), at, undone, read_replaced(diagnostic, row.next<std::string>())};
    };
}

} // namespace

std::vector<RatingImport> imports(storage::Reader const& db, Diagnostic const& diagnostic) {
    return db.rows(R"(
        SELECT id, file_name, imported_by_name, imported_at, undone_at, before FROM rating_imports
        WHERE organisation_id = $1 AND diagnostic_id = $2 ORDER BY imported_at DESC, id DESC LIMIT 20)",
        {diagnostic.organisation(), diagnostic.id()}, reading_imports_of(diagnostic));
}

std::optional<RatingImport> find_import(storage::Reader const& db, Diagnostic const& diagnostic, RatingImportId const& id) {
    return db.row(R"(
        SELECT id, file_name, imported_by_name, imported_at, undone_at, before FROM rating_imports
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND id = $3)",
        {diagnostic.organisation(), diagnostic.id(), id}, reading_imports_of(diagnostic));
}

void add_import(storage::Writer& db, Diagnostic const& diagnostic, RatingImport const& import, accounts::User const& by) {
    db.change(R"(
        INSERT INTO rating_imports
            (organisation_id, id, diagnostic_id, file_name, imported_by, imported_by_name, imported_at, before)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8))",
        {diagnostic.organisation(), import.id, diagnostic.id(), import.file_name, by.id, by.name(), import.at,
            to_text(import.replaced)});
}

int undo(storage::Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, RatingImport const& import,
    accounts::User const& by, Instant now) {
    int put_back = 0;
    for (auto const& [key, before, after] : import.replaced) { // as many saves as the import made
        if (before) {
            if (save(db, trail, diagnostic, *before, {by, "", after, now})) ++put_back;
        } else if (withdraw(db, trail, diagnostic, key, after)) ++put_back;
    }
    db.change("UPDATE rating_imports SET undone_at = $3 WHERE organisation_id = $1 AND id = $2",
        {diagnostic.organisation(), import.id, now});
    trail.add("undo_import", import.id.text());
    return put_back;
}

} // namespace diagnostic
