#pragma once

#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

// What a PDF says, as pdftotext reads it.
namespace reports {

// Says so where nothing can be tested, since a silence would look like a success.
inline bool has_pdftotext() {
    auto const found = std::system("pdftotext -v > /dev/null 2>&1") == 0;
    if (!found) MESSAGE("SKIPPED: no pdftotext (poppler-utils)");
    return found;
}

enum class Order { of_reading, of_lines };

// The text of each page, in the order of reading or as its lines stand on paper.
inline std::vector<std::string> pages_of(std::string const& pdf, Order order = Order::of_reading) {
    auto const path = std::filesystem::temp_directory_path() / ("pages-" + std::to_string(::getpid()) + ".pdf");
    std::ofstream{path, std::ios::binary} << pdf;
    std::string const option = order == Order::of_lines ? "-layout" : "-raw";
    auto* const pipe = popen(("pdftotext " + option + " '" + path.string() + "' - 2> /dev/null").c_str(), "r");
    std::vector<std::string> pages(1);
    std::array<char, 4096> part;
    while (auto const size = fread(part.data(), 1, part.size(), pipe))
        for (auto const sign : std::string_view{part.data(), size}) {
            if (sign == '\f') pages.emplace_back();
            else pages.back() += sign;
        }
    pclose(pipe);
    std::filesystem::remove(path);
    if (pages.back().empty()) pages.pop_back();
    return pages;
}

// One blank where there are several.
inline std::string with_single_blanks(std::string_view text, std::string_view blanks) {
    std::string all;
    for (auto const sign : text) {
        auto const is_blank = blanks.find(sign) != blanks.npos;
        if (!is_blank) all += sign;
        else if (!all.ends_with(' ')) all += ' ';
    }
    return all;
}

// Its words, all of them on one line.
inline std::string words_of(std::string const& pdf) {
    std::string all;
    for (auto const& page : pages_of(pdf)) all += page + '\n';
    return with_single_blanks(all, " \n");
}

// Its lines as they stand on paper.
inline std::string lines_of(std::string const& pdf) {
    std::string all;
    for (auto const& page : pages_of(pdf, Order::of_lines)) all += page + '\n';
    return with_single_blanks(all, " ");
}

} // namespace reports
