#include "site/prose.h"

#include <doctest/doctest.h>

namespace {

html::Language const french;
html::Language const english{{}, {.code = "en", .decimal_mark = ".", .thousands_mark = ","}};

std::string body(std::string_view markdown, site::Inserts const& inserts = {}) {
    return std::string{site::read_prose(french, "# Titre\n\nChapeau.\n\n" + std::string{markdown}, inserts).body.text()};
}

} // namespace

TEST_CASE("a text is its title, its lead, its parts and what they say") {
    auto const read =
        site::read_prose(french, "# L'aide\n\nPour qui\ncherche.\n\n## Où ?\n\nIci.\n\n### Plus\n\n## Quand ?\n\nTôt.");

    CHECK(read.title == "L’aide");
    CHECK(read.lead == "Pour qui cherche.");
    REQUIRE(read.headings.size() == 2);
    CHECK(read.headings[1].title == "Quand\u00a0?");
    CHECK(read.headings[1].id == "partie-2");
    CHECK(read.body.text() ==
          "\n<h2 id=\"partie-1\">Où\u00a0?</h2>\n<p>Ici.</p>\n<h3>Plus</h3>\n<h2 id=\"partie-2\">Quand\u00a0?</h2>\n<p>Tôt.</p>");
}

TEST_CASE("lists, links and stress are printed, and signs of markup are escaped") {
    CHECK(
        body("- un\n- **deux** & *trois*") == "\n<ul>\n<li>un</li>\n<li><strong>deux</strong> &amp; <em>trois</em></li>\n</ul>");
    CHECK(body("1. un") == "\n<ol>\n<li>un</li>\n</ol>");
    CHECK(body("[ici](/aide)") == "\n<p><a href=\"/aide\">ici</a></p>");
    CHECK(body("1 &lt; 2") == "\n<p>1 &lt; 2</p>");
}

TEST_CASE("French typography holds across a word that is stressed") {
    CHECK(body("**Quoi** : l'essentiel") == "\n<p><strong>Quoi</strong>\u00a0: l’essentiel</p>");
}

TEST_CASE("an insert takes the place of its paragraph") {
    CHECK(body("Avant.\n\n{carte}\n\nAprès.", {{"carte", french.html("<hr>")}}) == "\n<p>Avant.</p><hr>\n<p>Après.</p>");
}

TEST_CASE("a text that asks for what is not there, or holds raw markup, is a fault of the program") {
    CHECK_THROWS(body("{carte}"));
    CHECK_THROWS(body("<b>gras</b>"));
    CHECK_THROWS(body("[ici](javascript:alert)"));
    CHECK_THROWS(site::read_prose(french, "# Titre"));
    CHECK_THROWS(site::prose(english, "absent"));
}
