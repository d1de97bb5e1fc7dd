#include "reports/cover.h"

#include "core/secret.h"

#include <boost/json.hpp>

#include <span>

namespace reports {
namespace {

namespace json = boost::json;

// The template puts the numbers of the page in these places.
constexpr char const* page_place = "<page>";
constexpr char const* pages_place = "<pages>";

json::object words(html::Language const& t) {
    return {
        {"brand", "ESS Pratiques"}, {"page", t.text("page {} sur {}", {page_place, pages_place})},
        {"contents", t.text("Sommaire")}, {"notice", t.text("À savoir")},
        {"colon", t.text("{} : {}", {"", ""})}, // with the blanks of the language
    };
}

// The worker lays a « png » beside the template, and leaves its name in this place.
json::object logo(Cover const& cover) {
    auto const bytes = std::as_bytes(std::span{cover.logo_png});
    return {{"png", cover.logo_png.empty() ? "" : base64url(bytes)}, {"alt", cover.logo_words}};
}

json::object to_value(Cover const& cover) {
    json::array facts;
    for (auto const& [label, value] : cover.facts)
        if (!value.empty()) facts.push_back({{"label", label}, {"value", value}});
    return {
        {"structure", cover.structure},
        {"title", cover.title},
        {"logo", logo(cover)},
        {"facts", std::move(facts)},
        {"notices", json::array(cover.notices.begin(), cover.notices.end())},
        {"step", cover.step},
    };
}

} // namespace

json::object framed(Cover const& cover, html::Language const& t) {
    return {{"language", t.code()}, {"words", words(t)}, {"cover", to_value(cover)}};
}

} // namespace reports
