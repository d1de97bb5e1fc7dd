#include "reports/sheets.h"

#include "html/catalogue.h"
#include "referentiel/library.h"
#include "reports/workshop.h"

#include <array>
#include <cstdio>
#include <fstream>

#include <unistd.h>

using namespace reports;

namespace {

// The text of each page.
std::vector<std::string> pages_of(std::string const& pdf) {
    auto const path = std::filesystem::temp_directory_path() / ("sheets-" + std::to_string(::getpid()) + ".pdf");
    std::ofstream{path, std::ios::binary} << pdf;
    auto* const pipe = popen(("pdftotext -raw '" + path.string() + "' - 2> /dev/null").c_str(), "r");
    std::vector<std::string> pages(1);
    std::array<char, 4096> part;
    while (auto const size = fread(part.data(), 1, part.size(), pipe))
        for (auto const sign : std::string_view{part.data(), size}) {
            if (sign == '\f') pages.emplace_back();
            else pages.back() += sign;
        }
    pclose(pipe);
    std::filesystem::remove(path);
    if (pages.back().empty()) pages.pop_back();
    return pages;
}

} // namespace

TEST_CASE("each criterion of the référentiels that we ship is one page of the sheets, in both languages") {
    if (!has_worker() || std::system("pdftotext -v > /dev/null 2>&1") != 0) return;
    Workshop workshop{test_settings()};
    auto const library = referentiel::embedded_library();
    auto const french = html::french(), english = html::english();

    for (auto const* version : library.offered())
        for (auto const* t : {&french, &english}) {
            CAPTURE(version->code.text());
            CAPTURE(t->code());
            auto const made = make_now(workshop, {"sheets", sheets_json(*version, *t), "a"});
            REQUIRE_MESSAGE(made, (made ? "" : made.error().reason));
            auto const pages = pages_of(made->bytes);
            auto const retained = t->text("Niveau retenu");
            auto const is_sheet = [&](std::string const& page) { return page.find(retained) != page.npos; };
            auto const first = std::ranges::find_if(pages, is_sheet);
            CHECK(std::count_if(first, pages.end(), is_sheet) == pages.end() - first);
            CHECK(pages.end() - first == static_cast<std::ptrdiff_t>(referentiel::rated(*version).size()));
        }
}
