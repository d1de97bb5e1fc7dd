#include "app/plain_pdf.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <utility>
#include <vector>

namespace app {
namespace {

constexpr std::size_t longest_line = 88;
constexpr int page_height = 842, margin = 64, line_height = 17, title_height = 30;

// What a PDF calls WinAnsi: Latin-1, and a few signs of print beside it.
char in_win_ansi(std::uint32_t sign) {
    constexpr std::array<std::pair<std::uint32_t, unsigned char>, 8> others{{{0x2019, 0x92}, {0x2013, 0x96}, {0x2014, 0x97},
        {0x2026, 0x85}, {0x20ac, 0x80}, {0x153, 0x9c}, {0x2022, 0x95}, {0x202f, 0xa0}}};
    auto const found = std::find_if(others.begin(), others.end(), [&](auto const& one) { return one.first == sign; });
    if (found != others.end()) return static_cast<char>(found->second);
    return sign < 0x100 ? static_cast<char>(sign) : '?';
}

std::string win_ansi(std::string_view text) {
    std::string signs;
    for (std::size_t at = 0; at < text.size();) {
        auto const first = static_cast<unsigned char>(text[at]);
        auto const length = first < 0x80 ? 1u : first < 0xe0 ? 2u : 3u;
        std::uint32_t sign = first < 0x80 ? first : first & (0x3f >> (length - 1));
        for (std::size_t i = 1; i < length && at + i < text.size(); ++i)
            sign = sign << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3fu);
        signs += in_win_ansi(sign);
        at += length;
    }
    return signs;
}

std::vector<std::string> lines_of(std::string const& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at <= text.size();) {
        auto const end = std::min(text.find('\n', at), text.size());
        auto rest = text.substr(at, end - at);
        while (rest.size() > longest_line) {
            auto const blank = rest.rfind(' ', longest_line);
            auto const cut = blank == rest.npos || blank == 0 ? longest_line : blank;
            lines.push_back(rest.substr(0, cut));
            rest.erase(0, cut + (blank == rest.npos || blank == 0 ? 0 : 1));
        }
        lines.push_back(rest);
        at = end + 1;
    }
    return lines;
}

// As a PDF holds it: « (Charte) ».
std::string string_of(std::string const& text) {
    std::string escaped = "(";
    for (auto const sign : text) {
        if (sign == '(' || sign == ')' || sign == '\\') escaped += '\\';
        escaped += sign;
    }
    return escaped + ")";
}

std::string drawing_of(std::vector<std::string> const& lines) {
    auto drawing = "BT /F2 16 Tf " + std::to_string(margin) + " " + std::to_string(page_height - margin - 16) + " Td " +
                   string_of(lines.front()) + " Tj\n/F1 11 Tf 0 -" + std::to_string(title_height) + " Td\n";
    for (std::size_t i = 1; i < lines.size(); ++i)
        drawing += string_of(lines[i]) + " Tj 0 -" + std::to_string(line_height) + " Td\n";
    return drawing + "ET";
}

} // namespace

std::string plain_pdf(std::string_view text) {
    auto const lines = lines_of(win_ansi(text));
    auto const drawing = drawing_of(lines);
    std::vector<std::string> const objects{
        "<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) /ViewerPreferences << /DisplayDocTitle true >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 " + std::to_string(page_height) +
            "] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
        "<< /Length " + std::to_string(drawing.size()) + " >>\nstream\n" + drawing + "\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        "<< /Title " + string_of(lines.front()) + " >>"};

    std::string pdf = "%PDF-1.4\n";
    std::string places = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        std::array<char, 21> place{};
        std::snprintf(place.data(), place.size(), "%010zu 00000 n \n", pdf.size());
        places += place.data();
        pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    auto const count = std::to_string(objects.size() + 1);
    return pdf + "xref\n0 " + count + "\n" + places + "trailer\n<< /Size " + count + " /Root 1 0 R /Info 7 0 R >>\nstartxref\n" +
           std::to_string(pdf.size()) + "\n%%EOF\n";
}

} // namespace app
