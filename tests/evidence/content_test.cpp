#include "evidence/content.h"

#include "core/unicode.h"
#include "evidence/evidence.h"
#include "evidence/image_header.h"
#include "evidence/samples.h"
#include "html/catalogue.h"

#include <doctest/doctest.h>

#include <set>

using namespace std::string_literals;
using evidence::Bytes, evidence::recognise, evidence::Refusal;

namespace {

Bytes looked_at(std::string const& bytes) {
    return {[&bytes](std::uint64_t offset, std::size_t count) {
                return bytes.substr(std::min<std::size_t>(static_cast<std::size_t>(offset), bytes.size()), count);
            },
        bytes.size()};
}

std::string type_of(std::string const& bytes) {
    auto const content = recognise(looked_at(bytes));
    return content ? std::string{content->type} : "refused " + std::to_string(static_cast<int>(content.error()));
}

} // namespace

TEST_CASE("a document is what its content says") {
    CHECK(type_of(samples::pdf()) == "application/pdf");
    CHECK(type_of(samples::png(3, 2)) == "image/png");
    CHECK(type_of(samples::jpeg()) == "image/jpeg");
    CHECK(type_of(samples::jpeg(samples::gps_segment())) == "image/jpeg");
    CHECK(type_of(samples::gif()) == "image/gif");
    CHECK(type_of(samples::odf("text")) == "application/vnd.oasis.opendocument.text");
    CHECK(type_of(samples::odf("spreadsheet")) == "application/vnd.oasis.opendocument.spreadsheet");
    CHECK(type_of(samples::odf("presentation")) == "application/vnd.oasis.opendocument.presentation");
    CHECK(type_of(samples::docx()) == "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    CHECK(type_of(samples::zip({{"[Content_Types].xml", "a"}, {"xl/workbook.xml", "a"}})).ends_with("spreadsheetml.sheet"));
    CHECK(type_of(samples::zip({{"[Content_Types].xml", "a"}, {"ppt/presentation.xml", "a"}})).ends_with("presentation"));
    CHECK(type_of("Compte rendu\nde l'assemblée générale") == "text/plain");
    CHECK(type_of("Compte rendu d'\xe9"
                  "t\xe9, comme Windows l'\xe9"
                  "crivait") == "text/plain");
    CHECK(type_of("\xef\xbb\xbfN\xc2\xb0;Niveau\r\n1;3\r\n2;4\r\n") == "text/csv");
    CHECK(type_of("a,b\n1,2") == "text/csv");
    CHECK(type_of("N°;Niveau\r\n1;3\r\n2;4\r\n3;4\r\n4;2\r\n\x1a") == "text/csv");
    CHECK(type_of("Compte rendu\x0b"
                  "de l'assemblée générale") == "text/plain");
    CHECK(type_of("Une phrase, avec une virgule.\nUne autre, sans rien, de plus.") == "text/plain");
}

TEST_CASE("an image tells its size before it is drawn") {
    for (auto const& [bytes, width, height] : std::vector<std::tuple<std::string, unsigned, unsigned>>{
             {samples::png(7, 5), 7, 5}, {samples::jpeg(samples::gps_segment()), 8, 8}, {samples::gif(), 1, 1}}) {
        auto const header = evidence::image_header(looked_at(bytes));
        REQUIRE(header);
        CHECK(header->width == width);
        CHECK(header->height == height);
    }
    auto const lossless = "RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0/\x09\x40\x01\0zzzzzzz"s;
    auto const header = evidence::image_header(looked_at(lossless));
    REQUIRE(header);
    CHECK(header->width == 10);
    CHECK(header->height == 6);
    CHECK(type_of(samples::png_sign + samples::chunk("IHDR", samples::big(30'000) + samples::big(30'000) + "\x08\0\0\0\0"s)) ==
          "refused " + std::to_string(static_cast<int>(Refusal::too_many_pixels)));
}

TEST_CASE("a PNG of endless small parts is refused before they are all read") {
    auto const parted = [](int count) {
        auto const part = samples::chunk("tEXt", "");
        std::string parts;
        for (int i = 0; i < count; ++i) parts += part;
        return samples::png(3, 2, parts);
    };
    CHECK(type_of(parted(10'000)) == "image/png");
    CHECK(type_of(parted(100'000)) == "refused " + std::to_string(static_cast<int>(Refusal::damaged)));
}

TEST_CASE("six drawings in SVG are refused as such") {
    for (auto const& drawing : samples::drawings())
        CHECK(type_of(drawing) == "refused " + std::to_string(static_cast<int>(Refusal::drawing)));
}

TEST_CASE("every refusal says what to do, in words of its own") {
    std::set<std::string> all;
    for (auto const refusal :
        {Refusal::empty, Refusal::too_large, Refusal::unknown, Refusal::drawing, Refusal::markup, Refusal::other_text,
            Refusal::macros, Refusal::damaged, Refusal::two_in_one, Refusal::swells, Refusal::too_many_pixels}) {
        auto const words = evidence::words(html::french(), refusal);
        CHECK(words.size() > 30);
        CHECK(all.insert(words).second);
    }
}

TEST_CASE("a name ends as its content asks, whatever it said") {
    CHECK(evidence::name_for_type("bilan.pdf", "application/pdf") == "bilan.pdf");
    CHECK(evidence::name_for_type("bilan.PDF", "application/pdf") == "bilan.PDF");
    CHECK(evidence::name_for_type("photo.jpeg", "image/jpeg") == "photo.jpeg");
    CHECK(evidence::name_for_type("page.php", "image/png") == "page.php.png");
    CHECK(evidence::name_for_type("page.php.png", "image/png") == "page.php.png");
    CHECK(evidence::name_for_type("notes", "text/plain") == "notes.txt");
}

TEST_CASE("an object is read back as it was written, and nothing else is one") {
    std::string const id = "01000000-0000-7000-8000-000000000312";
    for (auto const& object :
        {evidence::criterion_object(id, "exercice-du-pouvoir"), evidence::action_object(id), evidence::measure_object(id)})
        CHECK(parse<evidence::Object>(to_text(object)) == object);
    for (std::string const& wrong :
        {"critere." + id, "action." + id + ".x", "autre." + id, "action.x"s, ""s, "critere." + id + "./../x"})
        CHECK_FALSE(parse<evidence::Object>(wrong));
}

TEST_CASE("a document is told to end a month before, and to have ended the day after") {
    Date const today{std::chrono::year{2026} / 11 / 21};
    using evidence::freshness, evidence::Freshness;
    CHECK(freshness({}, today) == Freshness::lasting);
    CHECK(freshness(today + std::chrono::days{31}, today) == Freshness::lasting);
    CHECK(freshness(today + std::chrono::days{30}, today) == Freshness::soon);
    CHECK(freshness(today, today) == Freshness::soon);
    CHECK(freshness(today - std::chrono::days{1}, today) == Freshness::expired);
}
