#include "core/url.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>

TEST_CASE("whoever signs in is led to a page of ours, whatever the address asked for") {
    for (std::string const elsewhere :
        {"//ailleurs.exemple", "///ailleurs.exemple", "/\\ailleurs.exemple", "\\\\ailleurs.exemple", "https://ailleurs.exemple",
            "https:ailleurs.exemple", "HTTPS://ailleurs.exemple", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.fr",
            "ailleurs.exemple", "", "/%2f%2failleurs.exemple", "/%2Failleurs.exemple", "/%5cailleurs.exemple",
            "/%09/ailleurs.exemple", "/\t/ailleurs.exemple", "/compte\r\nSet-Cookie: session=x", "/compte\nx", "/%0d%0ax",
            "/../ailleurs", "/ /ailleurs.exemple", " /compte", "/compte\"><svg onload=alert(1)>", "/é"})
        CHECK_MESSAGE(!Url::own(elsewhere), elsewhere);
    CHECK(!Url::own(std::string_view{"/compte\0x", 9}));
}

TEST_CASE("a page of ours is one, with its parameters") {
    for (std::string const ours : {"/", "/compte", "/compte?fait=cle", "/structures/0/equipe?a=%2F%2F&b=1"})
        CHECK(Url::own(ours).value().text() == ours);
}

TEST_CASE("an address as people copy it becomes the one that a browser would ask for") {
    for (auto const& [copied, meant] :
        {std::pair{"https://fr.wikipedia.org/wiki/Économie_sociale", "https://fr.wikipedia.org/wiki/%C3%89conomie_sociale"},
            {"https://fr.wikipedia.org/wiki/L'%C3%89t\u00e9", "https://fr.wikipedia.org/wiki/L%27%C3%89t%C3%A9"},
            {"https://ex.fr/a b?c=d|e{f}#g h", "https://ex.fr/a%20b?c=d%7Ce%7Bf%7D#g%20h"},
            {"HTTPS://ex.fr/A", "https://ex.fr/A"}, {"Http://ex.fr:8080", "http://ex.fr:8080"},
            {"https://musée.fr", "https://xn--muse-dpa.fr"},
            {"https://MUSÉE.fr:8080/Été?à=ù", "https://xn--muse-dpa.fr:8080/%C3%89t%C3%A9?%C3%A0=%C3%B9"},
            {"https://ex.fr/a\\b\"<>^`", "https://ex.fr/a%5Cb%22%3C%3E%5E%60"}})
        CHECK(Url::copied(copied).value().text() == meant);
}

TEST_CASE("an address that is copied leads nowhere else than it seems to") {
    for (auto const* bad : {"", "ex.fr", "javascript:alert(1)", "data:text/html,é", "mailto:a@ex.fr", "ftp://ex.fr", "//ex.fr",
             " https://ex.fr", "https://", "https:///a", "https://banque.fr@ex.fr", "https://nom:secret@ex.fr/é",
             "https://ex.fr\\@b.fr/", "https://a b.fr", "https://banque.fr／ex.fr", "https://banque.fr＠ex.fr",
             "https://ex.fr/\n", "https://ex.fr/\x01", "https://ex.fr/\x7f", "https://ex.fr/\xff", "https://mus\xc3.fr",
             "https://-é-.fr", "https://é..fr", "https://é.fr:8080:é"}) {
        CAPTURE(bad);
        CHECK_FALSE(Url::copied(bad).has_value());
    }
}
