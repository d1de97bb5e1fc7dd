#include "accounts/addresses.h"
#include "app/program.h"
#include "support/golden.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace accounts;
using support::Addresses, support::Office;

namespace {

// « /structures/{}/cycles/{}/engagements/{} » is kept as pages/structures-cycles-engagements-one.html.
std::string name_of(std::string_view pattern) {
    std::string name;
    for (std::size_t at = 1; at < pattern.size();) {
        auto const end = std::min(pattern.find('/', at), pattern.size());
        auto const part = pattern.substr(at, end - at);
        auto const is_owner = part == "{}" && (name == "structures" || name == "structures-cycles") && end < pattern.size();
        if (!is_owner) name += (name.empty() ? "" : "-") + std::string{part == "{}" ? "one" : part};
        at = end + 1;
    }
    return name.empty() ? "presentation" : name;
}

// The same page stands below a cycle, too.
bool is_short_for_another(std::set<std::string> const& patterns, std::string const& pattern) {
    std::string const structure = "/structures/{}";
    return pattern.starts_with(structure) && patterns.contains(structure + "/cycles/{}" + pattern.substr(structure.size()));
}

// What is drawn anew shows on these, and others of theirs are kept: workshop-join, workshop-plan.
bool is_kept_elsewhere(std::string const& pattern) {
    return pattern == "/atelier/{}" || pattern == "/atelier" || pattern == "/structures/{}/ateliers/{}";
}

} // namespace

// So that no view of ours stays without: what is no page (files, answers to scripts) and what leads elsewhere has nothing to
// keep.
TEST_CASE("the pages of every address read as they did") {
    auto const router = app::routes();
    std::set<std::string> patterns;
    for (auto const& route : router.routes()) patterns.insert(route.pattern);
    Office office;
    Addresses const addresses{office};
    auto pages = 0;
    for (auto const& route : router.routes()) {
        if (route.method != "GET" || route.pattern.starts_with("/api/") || is_short_for_another(patterns, route.pattern) ||
            is_kept_elsewhere(route.pattern))
            continue;
        auto browser = route.right == Right::anyone ? office.visitor() : office.signed_in(office.solene);
        auto const page =
            browser.get(Addresses::path(route.pattern, std::string{office.deux_rives.text()}, addresses.at(route.pattern).own));
        auto const is_page = page.header("Content-Type").starts_with("text/html") && page.shows("</main>");
        if (page.status != 200 || !is_page) continue;
        ++pages;
        CAPTURE(route.pattern);
        support::check_golden("pages/" + name_of(route.pattern), page);
    }
    CHECK(pages > 60);
}
