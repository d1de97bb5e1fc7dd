#include "reports/sheets.h"

#include "html/catalogue.h"
#include "referentiel/files.h"
#include "referentiel/library.h"
#include "reports/pdf_text.h"
#include "reports/workshop.h"

#include <fstream>

using namespace reports;

TEST_CASE("each criterion of the référentiels that we ship is one page of the sheets, in both languages") {
    if (!has_worker() || !has_pdftotext()) return;
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
            CHECK(pages.end() - first == std::ssize(version->criteria));
        }
}

TEST_CASE("a criterion whose items are rated is one page, with a line to fill for each of them") {
    if (!has_worker() || !has_pdftotext()) return;
    Workshop workshop{test_settings()};
    std::ifstream stream{SOURCE_FOLDER "/tests/fixtures/referentiel/essms.extract.yaml"};
    auto const library = files::library(std::string{std::istreambuf_iterator{stream}, {}});
    auto const french = html::french();

    auto const made = make_now(workshop, {"sheets", sheets_json(*library.latest("essms"), french), "a"});

    REQUIRE_MESSAGE(made, (made ? "" : made.error().reason));
    auto const pages = pages_of(made->bytes);
    CHECK(std::ranges::count_if(pages, [](auto const& page) { return page.find("Niveau retenu") != page.npos; }) == 1);
    auto const& sheet = pages.back();
    for (auto const* words : {"2.2.1. Aller et venir librement", "soutiennent la liberté", "2.2.1.a", "à remplacer par"})
        CHECK(sheet.find(words) != sheet.npos);
}
