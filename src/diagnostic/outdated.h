#pragma once

#include "accounts/visit.h"
#include "diagnostic/diagnostic.h"
#include "html/html.h"
#include "layout/frame.h"
#include "web/response.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

// A page that rates, left open while the cycle was closed or its diagnostic went on with other criteria.
namespace diagnostic {

// What was typed there of one criterion.
struct Typed {
    std::string number; // of the criterion; empty where it is not known any more
    std::string title;
    std::string level; // in words; empty where none was chosen
    std::string reason;
    std::string comment;
    std::vector<std::pair<std::string, std::string>> others = {}; // other texts of the page, each with what it is
};

// What such a page holds besides its ratings, and where the way goes on from it.
struct OldPage {
    std::string section;
    Url overview;
    std::string way_on;
    layout::Standing standing;
    std::vector<std::string> records = {}; // of other records: « practice » of the fields practice-KEY, practice-revision-KEY…
    std::function<std::vector<std::pair<std::string, std::string>>(std::string const& key)> others = [](auto const&) {
        return std::vector<std::pair<std::string, std::string>>{};
    };
};

// The answer to its form: nothing is saved, and what was typed is shown, to be taken along. Its script is told to send the whole
// form, which leads to that page. Nothing where all that was sent is on the page as it is now.
std::optional<web::Response> outdated_answer(
    accounts::Change&, Diagnostic const&, std::vector<referentiel::Criterion const*> const& on_page);
std::optional<web::Response> outdated_answer(
    accounts::Change&, Diagnostic const&, std::vector<referentiel::Criterion const*> const& on_page, OldPage const&);

// The same where it is known that what was typed has no place any more.
web::Response outdated_answer(accounts::Change&, Diagnostic const&, OldPage const&, std::vector<Typed> const&);

// What the page of that chapter asks now; nothing where there is no such page any more.
std::vector<referentiel::Criterion const*> asked_there(Diagnostic const&, referentiel::ChapterKey const&);

html::Html outdated_page(html::Language const& t, OldPage const&, std::vector<Typed> const&);

} // namespace diagnostic
