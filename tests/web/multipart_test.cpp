#include "web/multipart.h"

#include <doctest/doctest.h>

using namespace web;

namespace {

constexpr std::string_view type = "multipart/form-data; boundary=frontiere";

std::string part(std::string const& head, std::string const& content) {
    return "--frontiere\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + content + "\r\n";
}

std::string const end = "--frontiere--\r\n";

} // namespace

TEST_CASE("a form with a file holds its fields and the file as it came") {
    std::string const bytes = "PK\x03\x04\r\n--not-the-end\r\n\xFF";
    auto const form =
        read_multipart(type, part("name=\"csrf\"", "clé") + part("name=\"fichier\"; filename=\"plan.xlsx\"", bytes) + end);

    REQUIRE(form);
    CHECK(form->text("csrf") == "clé");
    REQUIRE(form->file("fichier"));
    CHECK(form->file("fichier")->name == "plan.xlsx");
    CHECK(form->file("fichier")->bytes == bytes);
    CHECK(form->file("autre") == nullptr);
}

TEST_CASE("a file keeps its name alone, whatever folders were sent with it") {
    for (std::string const path : {"C:\\Users\\plan.csv", "../../plan.csv", "/etc/plan.csv", "plan.csv"}) {
        auto const form = read_multipart(type, part("name=\"f\"; filename=\"" + path + "\"", "a") + end);
        REQUIRE(form);
        CHECK(form->file("f")->name == "plan.csv");
    }
}

TEST_CASE("a boundary may stand between quotes, and names of headers in any case") {
    auto const form = read_multipart("multipart/form-data; Boundary=\"frontiere\"",
        "--frontiere\r\nCONTENT-TYPE: text/plain\r\ncontent-disposition: form-data; name=a\r\n\r\nb\r\n" + end);
    REQUIRE(form);
    CHECK(form->text("a") == "b");
}

TEST_CASE("a body that is cut short or made by hand is refused") {
    auto const whole = part("name=\"a\"", "b") + end;
    REQUIRE(read_multipart(type, whole));
    for (std::size_t size = 0; size + 2 < whole.size(); ++size) CHECK_FALSE(read_multipart(type, whole.substr(0, size)));
    CHECK_FALSE(read_multipart("multipart/form-data", whole));
    CHECK_FALSE(read_multipart("multipart/form-data; boundary=" + std::string(80, 'x'), whole));
    CHECK_FALSE(read_multipart(type, "--frontiere\r\n\r\nno head\r\n" + end));
    CHECK_FALSE(read_multipart(type, part("filename=\"x\"", "no name") + end));
    std::string many;
    for (int i = 0; i < 2'100; ++i) many += part("name=\"a\"", "");
    CHECK_FALSE(read_multipart(type, many + end));
}
