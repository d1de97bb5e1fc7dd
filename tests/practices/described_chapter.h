#pragma once

#include "diagnostic/rated_chapter.h"
#include "practices/queries.h"
#include "support/criteria.h"

#include <optional>
#include <string>
#include <vector>

// What the tests of this folder ask of an office besides.
namespace support {

inline std::string const practices_of_governance = "/pratiques/gouvernance", practices_of_jobs = "/pratiques/politique-sociale";

// The priority that a page shows as chosen, or nothing.
inline std::string chosen_priority(Page const& page, std::string const& criterion) {
    for (std::string const code : {"1", "2", "3"})
        if (page.shows("name=\"priority-" + criterion + "\" value=\"" + code + "\" checked")) return code;
    return {};
}

// The form of a chapter's practices as a browser would send it back.
inline Browser::Fields practices_form(Page const& page, std::string const& editor = {}) {
    Browser::Fields fields{{"editor", editor}, {"csrf", page.field("csrf")}};
    for (auto const& key : criteria_of(page)) {
        for (std::string const name : {"revision-", "shown-", "reason-", "practice-", "practice-revision-", "practice-shown-",
                 "priority-revision-", "priority-shown-"})
            if (page.shows("name=\"" + name + key + "\"")) fields[name + key] = page.field(name + key);
        if (auto const level = chosen(page, key); !level.empty()) fields["level-" + key] = level;
        if (auto const priority = chosen_priority(page, key); !priority.empty()) fields["priority-" + key] = priority;
    }
    return fields;
}

// What the script of the page sends: one record of one criterion.
inline Browser::Fields record_of(Browser::Fields const& form, std::string const& record, std::string const& criterion) {
    Browser::Fields fields{
        {"criterion", criterion}, {"record", record}, {"editor", form.at("editor")}, {"csrf", form.at("csrf")}};
    for (std::string const name : {"-", "-revision-", "-shown-"})
        if (form.contains(record + name + criterion)) fields[record + name + criterion] = form.at(record + name + criterion);
    return fields;
}

inline practices::Described described(Office& office) {
    return office.db().found([&](storage::Reader const& db) { return practices::described(db, diagnostic_of(office, db)); });
}

inline std::string text_of(Office& office, std::string const& key) {
    auto const there = described(office);
    auto const* practice = there.practice(criterion(office, key));
    return practice ? practice->text : std::string{};
}

inline int priority_of(Office& office, std::string const& key) {
    auto const there = described(office);
    return static_cast<int>(there.priority(criterion(office, key)));
}

inline Page describe(Browser& browser, std::string const& path, std::string const& key, std::string const& text) {
    auto form = practices_form(browser.get(path));
    form["practice-" + key] = text;
    return browser.post(path, form);
}

inline Page prioritise(Browser& browser, std::string const& path, std::string const& key, std::string const& priority) {
    auto form = practices_form(browser.get(path));
    form["priority-" + key] = priority;
    return browser.post(path, form);
}

struct WrittenVersion {
    std::string text, by;
};

inline std::vector<WrittenVersion> practice_versions(Office& office, std::string const& key) {
    return office.db().found([&](storage::Reader const& db) {
        auto const diagnostic = diagnostic_of(office, db);
        std::vector<WrittenVersion> all;
        if (auto const practice = practices::find_practice(db, diagnostic, criterion(office, key).key))
            for (auto const& version : practices::versions(db, diagnostic, practice->id))
                all.push_back({practices::text_of_version(db, diagnostic, practice->id, version.number).value(), version.by});
        return all;
    });
}

} // namespace support
