#pragma once

#include "accounts/visit.h"
#include "diagnostic/diagnostic.h"
#include "html/html.h"
#include "web/response.h"

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
};

// The answer to its form: nothing is saved, and what was typed is shown, to be taken along. Its script is told to send the whole
// form, which leads to that page. Nothing where all that was sent is on the page as it is now.
std::optional<web::Response> outdated_answer(
    accounts::Change&, Diagnostic const&, std::vector<referentiel::Criterion const*> const& on_page);

html::Html outdated_page(html::Language const& t, Diagnostic const&, std::vector<Typed> const&);

} // namespace diagnostic
