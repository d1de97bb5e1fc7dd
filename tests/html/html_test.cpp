#include "html/html.h"

#include <doctest/doctest.h>

#include <limits>

using html::Attribute, html::Language;

TEST_CASE("what people wrote is shown as they wrote it, and never read as markup") {
    Language const t;

    CHECK(t.html(R"(<p title="{}">{}</p>)", "\"><b>", std::string{"'<script> & co"}).text() ==
          "<p title=\"&quot;&gt;&lt;b&gt;\">&#39;&lt;script&gt; &amp; co</p>");
    CHECK(t.html("<textarea>\n{}</textarea>", "\n</textarea>").text() == "<textarea>\n\n&lt;/textarea&gt;</textarea>");
}

TEST_CASE("a phrase is French, or its translation; doubled braces are braces") {
    Language const english{{{"Enregistrer", "Save <all>"}}, {.code = "en"}};

    CHECK(Language{}.html("<p>{Enregistrer} {{} {}</p>", 3).text() == "<p>Enregistrer {} 3</p>");
    CHECK(english.html("<p>{Enregistrer}</p>").text() == "<p>Save &lt;all&gt;</p>");
    CHECK(english.text("Enregistrer") == "Save <all>");
}

TEST_CASE("an attribute is there or not, with or without a value") {
    Language const t;

    CHECK(t.html("<input{}{}>", Attribute{"checked", true}, Attribute{"disabled", false}).text() == "<input checked>");
    CHECK(t.html("<p{}{}></p>", Attribute{"lang", "\"en\""}, Attribute{"title", std::nullopt}).text() ==
          "<p lang=\"&quot;en&quot;\"></p>");
}

TEST_CASE("a drawing takes self-closing elements and decimals with a point") {
    CHECK(Language{}.html(R"(<svg viewBox="0 0 9 9"><circle r="{}"/></svg>)", html::decimal(1.0 / 3)).text() ==
          R"(<svg viewBox="0 0 9 9"><circle r="0.33"/></svg>)");
    CHECK_THROWS((void)html::decimal(std::numeric_limits<double>::infinity()));
    CHECK(html::decimal(-0.001) == "0");
    CHECK(html::decimal(120) == "120");
}

TEST_CASE("a page's address keeps each part in its place") {
    CHECK(Url::page({"structures", 12, "a/b?c"}).with("filtre", "é&").at("x").with("page", 2).text() ==
          "/structures/12/a%2Fb%3Fc?filtre=%C3%A9%26&page=2#x");
    CHECK(Url::page({"/evil.example"}).text() == "/%2Fevil.example");
    for (auto const* segment : {"", ".", ".."}) CHECK_THROWS((void)Url::page({segment, "x"}));
}

TEST_CASE("an address elsewhere is http, https or mail, and leads where it seems to") {
    for (auto const* good : {"https://exemple.fr", "HTTP://exemple.fr:8080/a?b=c#d", "mailto:jean+a@exemple.fr"})
        CHECK(Url::external(good).has_value());
    for (auto const* bad : {"javascript:alert(1)", "java\nscript:alert(1)", " https://a.fr", "//a.fr", "/a", "https:a.fr",
             "https://", "https://banque.fr@a.fr", "https://a.fr\\@b.fr", "https://a.fr/\"", "data:text/html,x",
             "mailto:", "mailto:a@b.fr?cc=c@d.fr"})
        CHECK_FALSE(Url::external(bad).has_value());
}

TEST_CASE("a phrase may hold links, in the order of its language") {
    Language const t;
    Language const english{
        {{"Lisez les <1>conditions</1>, puis <2>l'aide</2>.", "Read the <1>terms</1> & <2>help</2>."}}, {.code = "en"}};

    CHECK(t.html("<p>{Lisez les <1>conditions</1>, puis <2>l'aide</2>.}</p>", Url::page({"a"}), Url::page({"b"})).text() ==
          "<p>Lisez les <a href=\"/a\">conditions</a>, puis <a href=\"/b\">l’aide</a>.</p>");
    CHECK(english.html("<p>{Lisez les <1>conditions</1>, puis <2>l'aide</2>.}</p>", Url::page({"a"}), Url::page({"b"})).text() ==
          "<p>Read the <a href=\"/a\">terms</a> &amp; <a href=\"/b\">help</a>.</p>");
}

TEST_CASE("counts, dates and shares are written as the language does") {
    using namespace std::chrono_literals;
    Language const t;

    CHECK(t.count(0, "{} action en retard", "{} actions en retard") == "0 action en retard");
    CHECK(t.count(1200, "{} action", "{} actions") == "1\u00a0200 actions");
    CHECK(t.date(Date{2026y / 3 / 1}) == "1er\u00a0mars 2026");
    CHECK(t.time({.day = {}, .hour = 14, .minute = 2}) == "14\u00a0h\u00a002");
    CHECK(t.percent(75) == "75\u00a0%");
    CHECK(t.text("Critère {} sur {}", {"2", "35"}) == "Critère 2 sur 35");
}
