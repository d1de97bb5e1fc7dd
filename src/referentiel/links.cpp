#include "referentiel/links.h"

#include "html/html.h"
#include "referentiel/catalogues.h"

#include <algorithm>
#include <array>

namespace referentiel {
namespace {

constexpr std::array<std::string_view, 4> catalogues{"guide-ess", "iso26000", "odd", "vsme"};

std::size_t place_of(std::string_view code) {
    return static_cast<std::size_t>(std::ranges::find(catalogues, code) - catalogues.begin());
}

std::string title_in(html::Language const& t, std::string_view code, std::string_view number) {
    auto const* catalogue = find_catalogue(code);
    auto const* entry = catalogue ? catalogue->find(number) : nullptr;
    return entry ? entry->title.in(t.code()) : std::string{};
}

} // namespace

std::string short_name(html::Language const& t, std::string_view code) {
    if (code == "guide-ess") return t.text("Guide de l'ESS");
    if (code == "iso26000") return t.text("ISO 26000");
    if (code == "odd") return t.text("ODD");
    if (code == "vsme") return t.text("VSME");
    if (code == "rsei") return t.text("RSEi");
    if (code == "essms") return t.text("ESSMS");
    if (code == "ess-complet") return t.text("ESS complet");
    if (code == "ess-simplifie") return t.text("ESS simplifié");
    return std::string{code};
}

std::vector<NamedLinks> named_links(html::Language const& t, Links const& links) {
    std::vector<std::pair<std::string, std::vector<std::string>>> sorted{links.begin(), links.end()};
    std::ranges::stable_sort(sorted, {}, [](auto const& link) { return place_of(link.first); });
    std::vector<NamedLinks> named;
    for (auto const& [code, numbers] : sorted) {
        named.push_back({short_name(t, code), {}});
        for (auto const& number : numbers) named.back().links.push_back({number, title_in(t, code, number)});
    }
    return named;
}

std::string words_of(NamedLinks const& named) {
    std::string words;
    for (auto const& [number, title] : named.links) {
        words += (words.empty() ? "" : ", ") + number;
        if (!title.empty()) words += " (" + title + ")";
    }
    return words;
}

} // namespace referentiel
