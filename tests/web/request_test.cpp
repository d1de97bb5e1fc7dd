#include "web/request.h"

#include <doctest/doctest.h>

namespace {

std::string read(std::string_view encoded, std::string_view name) {
    auto const form = web::read_form(encoded);
    return form ? form->text(name) : "no form";
}

} // namespace

TEST_CASE("a form is read as browsers write it") {
    struct Case {
        std::string_view encoded, value;
    };
    for (auto const& [encoded, value] : std::vector<Case>{
             {"a=b", "b"},
             {"a=b&a=c", "b"},
             {"x=1&a=b", "b"},
             {"&&a=b&&", "b"},
             {"a", ""},
             {"a=", ""},
             {"", ""},
             {"=b", ""},
             {"a=b=c", "b=c"},
             {"a=b+c%20d%2B", "b c d+"},
             {"%61=caf%C3%A9", "café"},
             {"a=cafe%cc%81", "café"},
             {"a=un%0D%0Adeux%0Dtrois", "un\ndeux\ntrois"},
             {"a=%FF", "\ufffd"},
             {"a=%ed%a0%80", "\ufffd\ufffd\ufffd"},
             {"a=x%00y", "xy"},
             {"a=x%E2%80%AEy", "xy"},
             {"a=é", "é"},
             {"a=%", "no form"},
             {"a=%4", "no form"},
             {"a=%zz", "no form"},
             {"a=%+1", "no form"},
             {"a=b\nc", "no form"},
             {std::string_view{"a=b\0", 4}, "no form"},
         }) {
        CAPTURE(encoded);
        CHECK(read(encoded, "a") == value);
    }
}

TEST_CASE("a form holds 2,000 fields, no more") {
    std::string fields;
    for (int count = 0; count < 2'000; ++count) fields += "a=b&";

    CHECK(web::read_form(fields).has_value());
    CHECK_FALSE(web::read_form(fields + "c=d").has_value());
}

TEST_CASE("a line has neither line ends within nor blanks around") {
    auto const form = web::read_form("a=+un%0Adeux+").value();

    CHECK(form.line("a") == "un deux");
    CHECK(form.text("a") == " un\ndeux ");
    CHECK(form.has("a"));
    CHECK_FALSE(form.has("b"));
}

TEST_CASE("of a cookie that comes twice the first counts") {
    struct Case {
        std::string cookies;
        std::optional<std::string> sid;
    };
    for (auto const& [cookies, sid] : std::vector<Case>{
             {"sid=a", "a"},
             {"x=y; sid=a; sid=b", "a"},
             {"sid=", ""},
             {"sid=a=b", "a=b"},
             {"  sid=a ;x=y", "a"},
             {"sid", std::nullopt},
             {"xsid=a", std::nullopt},
             {"Sid=a", std::nullopt},
             {"; ;=; sid=a", "a"},
             {"", std::nullopt},
         }) {
        CAPTURE(cookies);
        web::Request request;
        request.headers = {{"cookie", cookies}};
        CHECK(request.cookie("sid") == sid);
    }
    web::Request request;
    request.headers = {{"cookie", "a=1"}, {"host", "x"}, {"cookie", "sid=2"}, {"cookie", "sid=3"}};
    CHECK(request.cookie("sid") == "2");
}

TEST_CASE("what stands after ? is read like a form, or is nothing") {
    web::Request request;
    request.query = "filtre=retard&filtre=tout";
    CHECK(request.parameters().text("filtre") == "retard");

    request.query = "filtre=%zz";
    CHECK(request.parameters().fields().empty());
}

TEST_CASE("the first header of a name counts") {
    web::Request request;
    request.headers = {{"accept", "a"}, {"accept", "b"}};

    CHECK(request.header("accept") == "a");
    CHECK_FALSE(request.header("host").has_value());
}
