#include "web/response.h"

#include "web/assets.h"
#include "web/outgoing.h"
#include "web/percent.h"
#include "web/proxies.h"

#include <doctest/doctest.h>

#include <zlib.h>

namespace {

std::string unzipped(std::string_view bytes) {
    z_stream stream{};
    inflateInit2(&stream, MAX_WBITS + 16);
    std::string text(1'000'000, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    auto const status = inflate(&stream, Z_FINISH);
    text.resize(stream.total_out);
    inflateEnd(&stream);
    return status == Z_STREAM_END ? text : "not gzip";
}

web::Outgoing answered(web::Response response, std::string_view accepted, bool is_head = false) {
    web::Request request;
    request.method = "GET";
    request.headers = {{"accept-encoding", std::string{accepted}}};
    web::Writing writing{false};
    return writing.outgoing(std::move(response), {.is_head = is_head, .request = &request});
}

bool has(web::Outgoing const& outgoing, std::string_view line) {
    return outgoing.head.find("\r\n" + std::string{line} + "\r\n") != std::string::npos;
}

web::Response page_of(std::size_t size, std::string type = "text/html; charset=utf-8") {
    return {200, {{"Content-Type", std::move(type)}}, std::string(size, 'a')};
}

} // namespace

TEST_CASE("the name of a file cannot break out of its header") {
    struct Case {
        std::string_view name, header;
    };
    for (auto const& [name, header] :
        std::vector<Case>{
            {"plan.pdf", R"(attachment; filename="plan.pdf"; filename*=UTF-8''plan.pdf)"},
            {"Plan d'actions é\".pdf\r\nX: y",
                R"(attachment; filename="Plan d'actions __.pdf X_ y"; filename*=UTF-8''Plan%20d%27actions%20%C3%A9_.pdf%20X_%20y)"},
            {"../../etc/passwd", R"(attachment; filename="_.._etc_passwd"; filename*=UTF-8''_.._etc_passwd)"},
            {"C:\\x", R"(attachment; filename="C__x"; filename*=UTF-8''C__x)"},
            {".htaccess", R"(attachment; filename="htaccess"; filename*=UTF-8''htaccess)"},
            {"50%20.csv", R"(attachment; filename="50_20.csv"; filename*=UTF-8''50%2520.csv)"},
            {"", R"(attachment; filename="document"; filename*=UTF-8''document)"},
            {"..", R"(attachment; filename="document"; filename*=UTF-8''document)"},
        }) {
        CHECK(web::attachment(name) == std::pair<std::string, std::string>{"Content-Disposition", header});
    }
}

TEST_CASE("percent signs are read back as they were written") {
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);

    CHECK(web::percent_decoded(web::percent_encoded(all)) == all);
    for (auto const* broken : {"%", "%a", "a%4", "%zz", "%0x41", "% 1", "%-1"})
        CHECK_FALSE(web::percent_decoded(broken).has_value());
}

TEST_CASE("text is compressed for those who can read it") {
    struct Case {
        char const* accepted;
        bool is_compressed;
    };
    for (auto const& [accepted, is_compressed] : std::vector<Case>{{"gzip", true}, {"gzip, deflate, br", true}, {"*", true},
             {"GZIP;q=0.5", true}, {"br, *;q=0.1", true}, {"", false}, {"br", false}, {"gzip;q=0", false},
             {"gzip; q=0.000", false}, {"*;q=0", false}, {"*, gzip;q=0", false}, {"xgzip", false}}) {
        CAPTURE(accepted);
        auto const outgoing = answered(page_of(5'000), accepted);
        CHECK(has(outgoing, "Content-Encoding: gzip") == is_compressed);
        CHECK(has(outgoing, "Vary: Accept-Encoding"));
        CHECK((is_compressed ? unzipped(outgoing.body()) : std::string{outgoing.body()}) == std::string(5'000, 'a'));
        CHECK(has(outgoing, "Content-Length: " + std::to_string(outgoing.body().size())));
        CHECK(answered(page_of(5'000), accepted, true).head.size() == outgoing.head.size());
    }
}

TEST_CASE("long and short pages come back whole, in any order") {
    std::string lines;
    for (int line = 0; lines.size() < 90'000; ++line) lines += "Ligne " + std::to_string(line * 7919 % 1000) + " du texte.\n";
    web::Gzip gzip;
    for (auto const size : {5'000, 90'000, 5'000, 90'000, 64'000, 63'999})
        CHECK(unzipped(gzip.compressed(lines.substr(0, static_cast<std::size_t>(size)))) ==
              lines.substr(0, static_cast<std::size_t>(size)));
}

TEST_CASE("what is small, or compressed already, is sent as it is") {
    CHECK_FALSE(has(answered(page_of(1'000), "gzip"), "Content-Encoding: gzip"));
    for (auto const* type : {"application/pdf", "image/png", "font/woff2", "application/octet-stream"})
        CHECK_FALSE(has(answered(page_of(5'000, type), "gzip"), "Content-Encoding: gzip"));
    for (auto const* type : {"text/csv", "image/svg+xml", "application/json", "text/css", "application/ld+json; charset=utf-8"})
        CHECK(has(answered(page_of(5'000, type), "gzip"), "Content-Encoding: gzip"));

    auto encoded = page_of(5'000);
    encoded.headers.emplace_back("Content-Encoding", "br");
    CHECK(answered(encoded, "gzip").body() == std::string(5'000, 'a'));
}

TEST_CASE("the name of a content says when other bytes may carry it") {
    auto named = page_of(5'000);
    named.headers.emplace_back("ETag", "\"a\"");

    CHECK(has(answered(named, "gzip"), "ETag: W/\"a\""));
    CHECK(has(answered(named, ""), "ETag: \"a\""));
}

TEST_CASE("an asset is kept for good and comes in its brotli form") {
    std::string const look(2'000, 'b');
    embedded::File const files[] = {{"icon-11.svg", "<svg/>"}, {"look-3f.css", look}, {"look-3f.css.br", "brotli"},
        {"manifest.txt", "look.css look-3f.css\nicon.svg icon-11.svg\ngone.js gone-00.js\n"}, {"unlisted.css", "x"}};
    web::Assets const assets{files};

    auto const compressed = answered(assets.find("look-3f.css").value(), "gzip, br");
    CHECK(compressed.body() == "brotli");
    CHECK(has(compressed, "Content-Encoding: br"));
    CHECK(has(compressed, "Content-Type: text/css; charset=utf-8"));
    CHECK(has(compressed, "Cache-Control: public, max-age=31536000, immutable"));
    CHECK(has(compressed, "ETag: W/\"look-3f.css\""));
    CHECK(has(compressed, "Vary: Accept-Encoding"));

    CHECK(answered(assets.find("look-3f.css").value(), "br;q=0").body() == look);
    CHECK(unzipped(answered(assets.find("look-3f.css").value(), "gzip").body()) == look);
    CHECK(has(answered(assets.find("icon-11.svg").value(), "br"), "Content-Type: image/svg+xml"));
    for (auto const* absent : {"look.css", "look-3f.css.br", "manifest.txt", "unlisted.css", "gone-00.js", "", "../look-3f.css"})
        CHECK_FALSE(assets.find(absent).has_value());
}

TEST_CASE("the assets of the program are there") {
    web::Assets const assets;
    for (auto const& [path, content] : embedded::assets())
        if (path != "manifest.txt" && !path.ends_with(".br")) CHECK(assets.find(path).has_value());
}

TEST_CASE("the visitor is the last hop that no proxy of ours is") {
    web::Proxies const proxies{{"10.0.0.0/8", "192.168.1.1", "2001:db8::/33", "::1"}};
    struct Case {
        std::string_view peer, forwarded, visitor;
    };
    for (auto const& [peer, forwarded, visitor] : std::vector<Case>{
             {"203.0.113.1", "", "203.0.113.1"},
             {"203.0.113.1", "198.51.100.1", "203.0.113.1"},
             {"10.1.1.1", "", "10.1.1.1"},
             {"10.1.1.1", "198.51.100.1", "198.51.100.1"},
             {"10.1.1.1", "1.2.3.4, 198.51.100.1", "198.51.100.1"},
             {"10.1.1.1", "1.2.3.4, 198.51.100.1 ,10.2.2.2,192.168.1.1", "198.51.100.1"},
             {"10.1.1.1", "10.3.3.3, 10.2.2.2", "10.3.3.3"},
             {"11.1.1.1", "198.51.100.1", "11.1.1.1"},
             {"192.168.1.2", "198.51.100.1", "192.168.1.2"},
             {"::ffff:10.1.1.1", "198.51.100.1", "198.51.100.1"},
             {"::1", "2001:db8:8000::1", "2001:db8:8000::1"},
             {"::1", "198.51.100.1, 2001:db8:7fff::1", "198.51.100.1"},
             {"::1", "[2001:DB8:8000::1]:443", "2001:db8:8000::1"},
             {"::1", "198.51.100.1:5678", "198.51.100.1"},
             {"::1", "junk", "::1"},
             {"::1", "198.51.100.1, junk", "::1"},
             {"::1", "198.51.100.1, junk, 10.0.0.1", "10.0.0.1"},
             {"::1", ",,", "::1"},
             {"::1", "[", "::1"},
             {"::1", "1.2.3", "::1"},
         }) {
        CAPTURE(peer);
        CAPTURE(forwarded);
        CHECK(proxies.visitor(peer, forwarded) == visitor);
    }
    CHECK(web::Proxies{{"0.0.0.0/0"}}.trusts("203.0.113.1"));
    CHECK_FALSE(web::Proxies{{"0.0.0.0/0"}}.trusts("2001:db8::1"));
    for (auto const* range : {"", "10", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8x", "::/129", "10.0.0.0/-1", "proxy.example"})
        CHECK_THROWS(web::Proxies{{range}});
}
