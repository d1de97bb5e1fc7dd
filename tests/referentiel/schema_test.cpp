#include "core/embedded.h"
#include "files.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

// « referentiels/schema.json » says to other programs what our reader takes: neither knows a word that the other does not.
namespace json = boost::json;
using files::changed;

namespace {

using Words = std::set<std::string>;

json::value const& schema() {
    static auto const value = [] {
        auto const all = embedded::referentiels();
        return json::parse(std::string{std::ranges::find(all, "schema.json", &embedded::File::path)->content});
    }();
    return value;
}

Words fields(std::string const& pointer) {
    Words words;
    for (auto const& field : schema().at_pointer(pointer + "/properties").as_object()) words.emplace(field.key());
    return words;
}

Words choices(std::string const& pointer) {
    Words words;
    for (auto const& choice : schema().at_pointer(pointer + "/enum").as_array()) words.emplace(choice.as_string());
    return words;
}

// « mots connus : a, b », of the remedy to a word that nobody knows.
Words listed(std::string const& file) {
    for (auto const& fault : files::read(file).faults) {
        auto const colon = fault.remedy.find("\u00a0: ");
        if (fault.what.find("qqqqqqqqqq") == fault.what.npos || colon == fault.remedy.npos) continue;
        Words words;
        auto const list = fault.remedy.substr(colon + 4);
        for (std::size_t at = 0; at < list.size();) {
            auto const end = std::min(list.find(", ", at), list.size());
            words.insert(list.substr(at, end - at));
            at = end + 2;
        }
        return words;
    }
    return {};
}

Words known_after(std::string const& place, std::string const& with) { return listed(changed(place, place + with)); }

std::string const unknown = "qqqqqqqqqq: 1, ";

} // namespace

TEST_CASE("the schema and the reader know the same words, wherever they stand") {
    auto const lineage = std::string{files::small} + "lineage: {from: \"0.9\", changes: [{change: new, new: [comptes]}]}\n";
    auto const covering = changed("        levels:\n", "        covers: {main: a, referentiel: b}\n        levels:\n");

    CHECK(listed("qqqqqqqqqq: 1\n" + std::string{files::small}) == fields(""));
    CHECK(listed(changed("{key: salaries", "{qqqqqqqqqq: 1, key: salaries")) == fields("/properties/profile/items"));
    CHECK(known_after("  - key: maturite\n", "    qqqqqqqqqq: 1\n") == fields("/$defs/scale"));
    CHECK(listed(changed("{code: \"1\"", "{qqqqqqqqqq: 1, code: \"1\"")) == fields("/$defs/scale/properties/levels/items"));
    CHECK(listed(changed("{code: NC", "{qqqqqqqqqq: 1, code: NC")) == fields("/$defs/scale/properties/special/items"));
    CHECK(known_after("score: {", unknown) == fields("/$defs/score"));
    CHECK(known_after("      - criterion: comptes\n", "        qqqqqqqqqq: 1\n") == fields("/$defs/node"));
    CHECK(listed(changed("{kind: association", "{qqqqqqqqqq: 1, kind: association")) ==
          fields("/$defs/node/properties/examples/items"));
    CHECK(listed(changed("{main: a", "{qqqqqqqqqq: 1, main: a", covering)) == fields("/$defs/node/properties/covers"));
    CHECK(listed(changed("{from:", "{qqqqqqqqqq: 1, from:", lineage)) == fields("/$defs/lineage"));
    CHECK(listed(changed("[{change:", "[{qqqqqqqqqq: 1, change:", lineage)) == fields("/$defs/lineage/properties/changes/items"));
}

TEST_CASE("the schema and the reader choose among the same values") {
    auto const lineage = std::string{files::small} + "lineage: {from: \"0.9\", changes: [{change: new, new: [comptes]}]}\n";

    CHECK(listed(changed("average: criteria", "average: qqqqqqqqqq")) == choices("/$defs/score/properties/average"));
    CHECK(listed(changed("{average: criteria", "{average: criteria, rounding: qqqqqqqqqq")) ==
          choices("/$defs/score/properties/rounding"));
    CHECK(listed(changed("kind: association", "kind: qqqqqqqqqq")) == choices("/$defs/kind"));
    CHECK(listed(changed("effect: not_concerned", "effect: qqqqqqqqqq")) ==
          choices("/$defs/scale/properties/special/items/properties/effect"));
    CHECK(listed(changed("reason: required", "reason: qqqqqqqqqq")) ==
          choices("/$defs/scale/properties/special/items/properties/reason"));
    CHECK(listed(changed("{change: new", "{change: qqqqqqqqqq", lineage)) ==
          choices("/$defs/lineage/properties/changes/items/properties/change"));
    CHECK(choices("/$defs/kind").size() == 10);
}
