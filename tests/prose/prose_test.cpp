#include "prose/addresses.h"
#include "prose/json.h"
#include "prose/plain.h"
#include "prose/views.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <chrono>

namespace {

html::Language const french;

std::string page(std::string_view markdown, prose::Printing const& printing = {}) {
    return std::string{prose::html(french, prose::read(markdown), printing).text()};
}

std::string plain(std::string_view markdown) { return prose::plain(prose::read(markdown)); }

std::string times(int count, std::string_view text) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
}

} // namespace

TEST_CASE("what is typed without any sign reads as it was typed, line by line") {
    CHECK(page("Une réunion par mois.\nLe compte rendu est affiché.\n\nEt en août : rien.") ==
          "\n<p>Une réunion par mois.<br>Le compte rendu est affiché.</p>\n<p>Et en août : rien.</p>");
    CHECK(page("    une ligne en retrait\n    et la suite") == "\n<p>une ligne en retrait<br>et la suite</p>");
    CHECK(page("").empty());
}

TEST_CASE("lists, bold, italic and quotes are shown as such") {
    CHECK(page("- un\n- **deux**, *trois*") == "\n<ul>\n<li>un</li>\n<li><strong>deux</strong>, <em>trois</em></li>\n</ul>");
    CHECK(page("3. un\n4. deux") == "\n<ol start=\"3\">\n<li>un</li>\n<li>deux</li>\n</ol>");
    CHECK(page("> dit-elle") == "\n<blockquote>\n<p>dit-elle</p>\n</blockquote>");
    CHECK(page("avant\n\n---") == "\n<p>avant</p>\n<hr>");
}

TEST_CASE("headings stand below the title of what they are part of") {
    CHECK(page("# Haut\n\n## Bas\n\n#### Encore") == "\n<h4>Haut</h4>\n<h5>Bas</h5>\n<h6>Encore</h6>");
    CHECK(page("# Haut", {.heading = 3}) == "\n<h3>Haut</h3>");
}

TEST_CASE("a link of a visitor leads to the web or to a mailbox, and says whose it is") {
    CHECK(page("[le site](https://exemple.fr/a?b=1)") ==
          "\n<p><a href=\"https://exemple.fr/a?b=1\" rel=\"noopener nofollow ugc\">le site</a></p>");
    CHECK(page("[écrire](mailto:jo@exemple.fr)").find("href=\"mailto:jo@exemple.fr\"") != std::string::npos);
    for (std::string_view const address :
        {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<b>", "vbscript:x", "java&#x09;script:alert(1)",
            "<java\tscript:alert(1)>", "//autre.fr", "/structures", "\\autre.fr", "file:///etc/passwd"}) {
        CAPTURE(address);
        CHECK(page("[mots](" + std::string{address} + ")").find("href") == std::string::npos);
        CHECK(page("[mots](" + std::string{address} + ")").find("mots") != std::string::npos);
    }
}

TEST_CASE("an address in the text leads there, without the point that ends the sentence") {
    CHECK(page("Voir https://exemple.fr/guide.") ==
          "\n<p>Voir <a href=\"https://exemple.fr/guide\" rel=\"noopener nofollow ugc\">https://exemple.fr/guide</a>.</p>");
    CHECK(page("http ou https, sans plus") == "\n<p>http ou https, sans plus</p>");
    CHECK(page("[https://a.fr](https://b.fr)") ==
          "\n<p><a href=\"https://b.fr\" rel=\"noopener nofollow ugc\">https://a.fr</a></p>");
}

TEST_CASE("however often a text says http, no sign of it is read twice as an address") {
    for (std::string_view const part :
        {"http", "http:", "http://", "https://", "http://a", "http://a/", "http://a. ", "http://a\"", "(http://", "http://|"}) {
        CAPTURE(part);
        auto const text = times(static_cast<int>(prose::longest / part.size()), part);
        std::size_t signs = 0;

        auto const found = prose::addresses_in(text, [&](std::string_view shown) {
            signs += shown.size();
            return Url::external(shown);
        });

        CHECK(signs <= text.size());
        CHECK(found.size() <= text.size() / part.size());
    }
}

TEST_CASE("a picture of another site is not fetched: its words lead there") {
    CHECK(page("![la charte](https://exemple.fr/a.png)") ==
          "\n<p><a href=\"https://exemple.fr/a.png\" rel=\"noopener nofollow ugc\">la charte</a></p>");
    CHECK(page("[![logo](https://a.fr/a.png)](https://b.fr)") ==
          "\n<p><a href=\"https://b.fr\" rel=\"noopener nofollow ugc\">logo</a></p>");
}

TEST_CASE("markup and signs of templates are words like any others") {
    for (std::string_view const typed : {"\"><svg onload=alert(1)>", "</script><script>alert(1)</script>", "<b>gras</b>",
             "<img src=x onerror=alert(1)>", "texte <a href=\"javascript:alert(1)\">x</a>", "<!-- rien -->", "<![CDATA[x]]>",
             "`<b>`", "&lt;b&gt;", "[<b>](https://a.fr)", "[x](https://a.fr \"\\\"><b>\")"}) {
        CAPTURE(typed);
        auto shown = page(typed);
        for (std::string_view const ours :
            {"<p>", "</p>", "<br>", "<code>", "</code>", "</a>", "<a href=\"https://a.fr\" rel=\"noopener nofollow ugc\">"})
            for (auto at = shown.find(ours); at != shown.npos; at = shown.find(ours)) shown.erase(at, ours.size());
        CHECK(shown.find_first_of("<>\"") == shown.npos);
    }
    for (std::string_view const typed : {"{{7*7}}", "${7*7}", "&lt;%= 7*7 %&gt;", "#{7*7}"})
        CHECK(page(typed) == "\n<p>" + std::string{typed} + "</p>");
}

TEST_CASE("in a calendar a text keeps its dashes, its numbers and the addresses it leads to") {
    CHECK(plain("Le **conseil** se réunit :\n\n- chaque *mois*\n- l'été aussi\n\nVoir [le site](https://a.fr).") ==
          "Le conseil se réunit :\n\n- chaque mois\n- l'été aussi\n\nVoir le site (https://a.fr).");
    CHECK(plain("1. un\n   - sous un\n2. deux") == "1. un\n   - sous un\n2. deux");
    CHECK(plain("https://a.fr") == "https://a.fr");
}

TEST_CASE("the beginning of a text ends between two words") {
    auto const read = prose::read("Les **adhérents** élisent\n\n- le conseil");
    CHECK(prose::excerpt(read, 100) == "Les adhérents élisent - le conseil");
    CHECK(prose::excerpt(read, 16) == "Les adhérents…");
}

TEST_CASE("paper is given the blocks and how each run of words looks") {
    auto const blocks = boost::json::parse(prose::json(prose::read("Un **[lien](https://a.fr)**\nici\n\n2. deux"))).as_array();

    REQUIRE(blocks.size() == 2);
    auto const& words = blocks[0].at("words").as_array();
    REQUIRE(words.size() == 4);
    CHECK(words[1].at("text") == "lien");
    CHECK(words[1].at("strong") == true);
    CHECK(words[1].at("link") == "https://a.fr");
    CHECK(words[2].at("text") == "\n");
    CHECK(blocks[1].at("kind") == "list");
    CHECK(blocks[1].at("first") == 2);
    CHECK(boost::json::parse(prose::json(prose::read("0. rien"))).at(0).at("first") == 0);
    CHECK(boost::json::parse(prose::json(prose::read("- rien"))).at(0).at("first").is_null());
    CHECK(blocks[1].at("items").at(0).at("blocks").at(0).at("words").at(0).at("text") == "deux");
}

TEST_CASE("endless nesting is read as text, and in time") {
    auto const began = std::chrono::steady_clock::now();
    for (std::string_view const part : {"> ", "- ", "*", "**a ", "[", "![", "](", "`", "<", "&", "1. ", "_a", "[a](", "<a "}) {
        auto const typed = times(static_cast<int>(prose::longest / part.size()) - 1, part) + "fin";
        CAPTURE(part);
        auto const read = prose::read(typed);
        CHECK(page(typed).find("fin") != std::string::npos);
        CHECK(prose::json(read).find("fin") != std::string::npos);
    }
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds{20});
}

TEST_CASE("a text that is too long is shown without its signs being read") {
    CHECK(page("**" + times(static_cast<int>(prose::longest) - 4, "é") + "**").starts_with("\n<p><strong>é"));
    auto const shown = page("**" + times(static_cast<int>(prose::longest), "a") + "**\nfin");
    CHECK(shown.find("<strong>") == std::string::npos);
    CHECK(shown.ends_with("**<br>fin</p>"));
}
