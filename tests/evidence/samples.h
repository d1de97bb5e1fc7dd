#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Files as people upload them, made here byte by byte.
namespace samples {

using namespace std::string_literals;

inline std::string big(std::uint32_t number, int bytes = 4) {
    std::string text;
    for (auto shift = 8 * (bytes - 1); shift >= 0; shift -= 8) text += static_cast<char>(number >> shift & 0xff);
    return text;
}
inline std::string little(std::uint32_t number, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(number >> 8 * i & 0xff);
    return text;
}

inline std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t sum = 0xffffffff;
    for (unsigned char const byte : bytes) {
        sum ^= byte;
        for (int i = 0; i < 8; ++i) sum = sum >> 1 ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum;
}

// --- Images

inline std::string chunk(std::string const& kind, std::string const& content) {
    return big(static_cast<std::uint32_t>(content.size())) + kind + content + big(crc32(kind + content));
}

// What zlib calls stored: not packed at all.
inline std::string stored(std::string const& bytes) {
    std::uint32_t a = 1, b = 0;
    for (unsigned char const byte : bytes) {
        a = (a + byte) % 65521;
        b = (b + a) % 65521;
    }
    std::string text = "\x78\x01";
    for (std::size_t at = 0; at < bytes.size(); at += 65'535) {
        auto const part = bytes.substr(at, 65'535);
        auto const size = static_cast<std::uint32_t>(part.size());
        text += (at + 65'535 >= bytes.size() ? "\x01"s : "\x00"s) + little(size, 2) + little(~size, 2) + part;
    }
    return text + big(b << 16 | a);
}

inline std::string const png_sign = "\x89PNG\r\n\x1a\n";

// Grey, all of one shade.
inline std::string png(std::uint32_t width, std::uint32_t height, std::string const& more = "") {
    std::string rows;
    for (std::uint32_t y = 0; y < height; ++y) rows += "\0"s + std::string(width, '\x77');
    return png_sign + chunk("IHDR", big(width) + big(height) + "\x08\0\0\0\0"s) + more + chunk("IDAT", stored(rows)) +
           chunk("IEND", "");
}

// 8 × 8 of one grey, as a camera would write it, with what it says beside it.
inline std::string jpeg(std::string const& more = "") {
    std::string table(64, '\x01');
    auto const segment = [](unsigned char mark, std::string const& content) {
        return "\xff"s + static_cast<char>(mark) + big(static_cast<std::uint32_t>(content.size() + 2), 2) + content;
    };
    std::string const lengths_of_one = "\x01"s + std::string(15, '\0'); // one code of one bit
    return "\xff\xd8"s + more + segment(0xdb, "\0"s + table) +
           segment(0xc0, "\x08"s + big(8, 2) + big(8, 2) + "\x01\x01\x11\0"s) + segment(0xc4, "\0"s + lengths_of_one + "\0"s) +
           segment(0xc4, "\x10"s + lengths_of_one + "\0"s) + segment(0xda, "\x01\x01\0\0\x3f\0"s) + "\x3f" + "\xff\xd9"s;
}

// Where a picture was taken, as telephones write it: 48° 51' N.
inline std::string gps_segment() {
    std::string const le = "II*\0"s + little(8, 4);
    auto const entry = [](std::uint32_t tag, std::uint32_t type, std::uint32_t count, std::uint32_t value) {
        return little(tag, 2) + little(type, 2) + little(count, 4) + little(value, 4);
    };
    auto const first = little(1, 2) + entry(0x8825, 4, 1, 26) + little(0, 4);
    auto const gps = little(2, 2) + entry(1, 2, 2, 'N') + entry(2, 5, 3, 56) + little(0, 4);
    auto const position = little(48, 4) + little(1, 4) + little(51, 4) + little(1, 4) + little(0, 4) + little(1, 4);
    auto const content = "Exif\0\0"s + le + first + gps + position + "GPSPOSITION-4851";
    return "\xff\xe1"s + big(static_cast<std::uint32_t>(content.size() + 2), 2) + content;
}

// 1 × 1.
inline std::string gif() {
    return "GIF89a"s + little(1, 2) + little(1, 2) + "\x80\0\0"s + "\0\0\0\xff\xff\xff"s + ","s + little(0, 2) + little(0, 2) +
           little(1, 2) + little(1, 2) + "\0\x02\x02\x44\x01\0;"s;
}

// So many images, each another at its corner.
inline std::string animation(std::uint32_t width, std::uint32_t height, int frames) {
    std::string text = "GIF89a"s + little(width, 2) + little(height, 2) + "\x80\0\0"s + "\0\0\0\xff\xff\xff"s;
    for (int i = 0; i < frames; ++i)
        text += "!\xf9\x04\0\x0a\0\0\0"s + ","s + little(0, 2) + little(0, 2) + little(1, 2) + little(1, 2) + "\0\x02\x02"s +
                (i % 2 == 0 ? "\x44" : "\x4c") + "\x01\0"s;
    return text + ";";
}

// --- Archives

struct Entry {
    std::string name;
    std::string content;
    std::uint32_t unpacked = 0; // what it says of itself; 0: the truth
};

// Nothing in it is packed.
inline std::string zip(std::vector<Entry> const& entries) {
    std::string all, directory;
    for (auto const& [name, content, said] : entries) {
        auto const size = static_cast<std::uint32_t>(content.size()), length = static_cast<std::uint32_t>(name.size());
        auto const facts = little(0, 2) + little(0, 2) + little(0, 4) + little(crc32(content), 4) + little(size, 4) +
                           little(said == 0 ? size : said, 4) + little(length, 2) + little(0, 2);
        directory += "PK\x01\x02"s + little(20, 2) + little(20, 2) + facts + little(0, 2) + little(0, 2) + little(0, 2) +
                     little(0, 4) + little(static_cast<std::uint32_t>(all.size()), 4) + name;
        all += "PK\x03\x04"s + little(20, 2) + facts + name + content;
    }
    auto const count = static_cast<std::uint32_t>(entries.size());
    return all + directory + "PK\x05\x06"s + little(0, 4) + little(count, 2) + little(count, 2) +
           little(static_cast<std::uint32_t>(directory.size()), 4) + little(static_cast<std::uint32_t>(all.size()), 4) +
           little(0, 2);
}

inline std::string docx(std::vector<Entry> more = {}) {
    std::vector<Entry> entries{{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<document/>"}};
    entries.insert(entries.end(), more.begin(), more.end());
    return zip(entries);
}
inline std::string odf(std::string const& kind, std::vector<Entry> more = {}) {
    std::vector<Entry> entries{{"mimetype", "application/vnd.oasis.opendocument." + kind}, {"content.xml", "<content/>"}};
    entries.insert(entries.end(), more.begin(), more.end());
    return zip(entries);
}

inline std::string pdf() { return "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"; }

struct Named {
    std::string what;
    std::string bytes;
};

// Thirty-odd uploads that are damaged, or pose as something else.
inline std::vector<Named> damaged() {
    auto const whole = png(20, 20);
    auto wrong_sum = whole;
    wrong_sum[wrong_sum.size() - 20] ^= 1; // within IDAT, whose check no longer fits
    auto wrong_check = whole;
    wrong_check[wrong_check.size() - 13] ^= 1; // the check itself, of an image that is whole
    auto no_size = whole;
    no_size.replace(16, 4, big(0));
    auto const photo = jpeg();
    auto const office = docx();
    auto bad_directory = office;
    bad_directory.replace(bad_directory.size() - 6, 4, little(7, 4));
    auto many = office;
    many.replace(many.size() - 12, 2, little(60'000, 2));
    auto const huge =
        png_sign + chunk("IHDR", big(30'000) + big(30'000) + "\x08\0\0\0\0"s) + chunk("IDAT", stored("x")) + chunk("IEND", "");
    return {{"nothing", ""}, {"a truncated PNG", whole.substr(0, whole.size() / 2)}, {"a PNG with a wrong sum", wrong_sum},
        {"a PNG with a wrong check", wrong_check}, {"a PNG of 30 000 × 30 000", huge}, {"a PNG of no width", no_size},
        {"the sign of a PNG alone", png_sign},
        {"a PNG without its image", png_sign + chunk("IHDR", big(9) + big(9) + "\x08\0\0\0\0"s) + chunk("IEND", "")},
        {"a JPEG cut in its head", photo.substr(0, 60)}, {"a JPEG without its image", photo.substr(0, 90)},
        {"the sign of a JPEG alone", "\xff\xd8\xff"s}, {"a JPEG of endless filling", "\xff\xd8"s + std::string(5'000, '\xff')},
        {"a GIF that is a script", "GIF89a/*\1\0*/=alert(1)//"s}, {"a GIF cut short", gif().substr(0, 12)},
        {"a WebP without an image", "RIFF\x10\0\0\0WEBPVP8 \0\0\0\0"s}, {"a WebP of nothing but its sign", "RIFF\0\0\0\0WEBP"s},
        {"a ZIP bomb posing as DOCX", docx({{"word/media/a.bin", "x", 4'000'000'000}})}, {"a DOCX of too many files", many},
        {"a DOCX cut short", office.substr(0, office.size() - 30)}, {"a DOCX whose list stands elsewhere", bad_directory},
        {"a DOCX with a program", docx({{"word/vbaProject.bin", "x"}})},
        {"an ODT with a program", odf("text", {{"Basic/script-lc.xml", "x"}})}, {"an ODF that is no document", odf("formula")},
        {"an ODT without its text", zip({{"mimetype", "application/vnd.oasis.opendocument.text"}})},
        {"a plain archive", zip({{"a.txt", "a"}})}, {"a PDF cut short", "%PDF-1.4\n1 0 obj"},
        {"a PDF that is an archive too", pdf() + zip({{"a.txt", "a"}})}, {"a page", "<!doctype html><script>alert(1)</script>"},
        {"a PHP program called .png", "<?php system($_GET['x']); ?>"}, {"a program of the shell", "#!/bin/sh\nrm -rf /\n"},
        {"a program of Windows", "MZ\x90\0\x03\0\0\0"s},
        {"a text in UTF-16", "\xff\xfe"
                             "a\0b\0"s},
        {"noise", "\x01\x02\x03\x04\xff\xfe"s}};
}

inline std::vector<std::string> drawings() {
    std::string const open = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    return {open + "/>", "<?xml version=\"1.0\"?>\n" + open + "><script>alert(1)</script></svg>",
        "\xef\xbb\xbf  " + open + " onload=\"alert(1)\"/>",
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\">" + open + "><foreignObject/></svg>",
        "<!-- a drawing -->\n" + open + "><image href=\"https://ailleurs.exemple.fr/x.png\"/></svg>",
        "<SVG><a href=\"javascript:alert(1)\"/></SVG>"};
}

} // namespace samples
