#include "core/url.h"

#include <doctest/doctest.h>

#include <string>

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
