#pragma once

#include "support/office.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

// What the tests of this folder ask of an office besides.
namespace support {

inline std::string const governance = "/diagnostic/gouvernance", social = "/diagnostic/politique-sociale";
inline std::string const power = "exercice-du-pouvoir", jobs = "qualite-de-l-emploi", life = "qualite-de-vie-au-travail";

// The criteria of a chapter's page, in order.
inline std::vector<std::string> criteria_of(Page const& page) {
    std::vector<std::string> keys;
    constexpr std::string_view sign = "<article class=\"criterion\" id=\"critere-";
    for (auto at = page.body.find(sign); at != page.body.npos; at = page.body.find(sign, at + 1))
        keys.push_back(page.body.substr(at + sign.size(), page.body.find('"', at + sign.size()) - at - sign.size()));
    return keys;
}

// The level that a page shows as chosen, or nothing.
inline std::string chosen(Page const& page, std::string const& criterion) {
    for (std::string const code : {"1", "2", "3", "4", "5", "*", "NC", "RI"})
        if (page.shows("name=\"level-" + criterion + "\" value=\"" + code + "\" checked")) return code;
    return {};
}

// The form of a chapter as a browser would send it back.
inline Browser::Fields form_of(Page const& page, std::string const& editor = {}) {
    Browser::Fields fields{{"editor", editor}, {"csrf", page.field("csrf")}};
    for (auto const& key : criteria_of(page)) {
        for (std::string const name : {"revision-", "shown-", "reason-", "comment-"}) fields[name + key] = page.field(name + key);
        if (auto const level = chosen(page, key); !level.empty()) fields["level-" + key] = level;
    }
    return fields;
}

// What the script of the page sends: one criterion.
inline Browser::Fields one_of(Browser::Fields const& form, std::string const& criterion) {
    Browser::Fields fields{{"criterion", criterion}, {"editor", form.at("editor")}, {"csrf", form.at("csrf")}};
    for (std::string const name : {"revision-", "shown-", "reason-", "comment-", "level-"})
        if (form.contains(name + criterion)) fields[name + criterion] = form.at(name + criterion);
    return fields;
}

inline std::optional<diagnostic::SavedRating> rating(Office& office, std::string const& criterion) {
    auto const all = office.ratings();
    auto const found = std::ranges::find(all, criterion, [](auto const& saved) { return saved.rating.criterion.text(); });
    if (found == all.end()) return std::nullopt;
    return *found;
}

inline Page rate(Browser& browser, std::string const& path, std::string const& criterion, std::string const& level,
    std::string const& comment = {}, std::string const& reason = {}) {
    auto form = form_of(browser.get(path));
    form["level-" + criterion] = level;
    form["comment-" + criterion] = comment;
    form["reason-" + criterion] = reason;
    return browser.post(path, form);
}

inline void close_cycle(Office& office) {
    office.db().write([&](storage::Writer& db) {
        db.change("UPDATE cycles SET closed = $2 WHERE organisation_id = $1", {office.deux_rives, office.now});
    });
}

// The versions of one criterion, as « number level comment author ».
inline std::vector<std::string> versions(Office& office, std::string const& criterion) {
    return office.db().found([&](storage::Reader const& db) {
        return db.rows("SELECT number, level, comment, saved_by_name FROM rating_versions WHERE organisation_id = $1 AND node = "
                       "$2 ORDER BY number",
            {office.deux_rives, criterion}, [](storage::Row& row) {
                auto const number = std::to_string(row.next<std::int64_t>());
                auto const level = row.next<std::string>(), comment = row.next<std::string>();
                return number + " " + level + " " + comment + " " + row.next<std::string>();
            });
    });
}

} // namespace support
