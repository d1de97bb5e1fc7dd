#include "charts/text_width.h"

#include <algorithm>

namespace charts {
namespace {

constexpr double ellipsis_width = 0.75;

// Letters of several bytes count at their first one: those of French are lower-case vowels, but for a few.
bool continues_a_letter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Measured on Atkinson Hyperlegible Next at weight 600, rounded up by class of letters; in shares of the font's size.
double letter_width(char letter) {
    auto const is_among = [&](std::string_view letters) { return letters.find(letter) != letters.npos; };
    if (is_among(" '|,.:;jil!()[]f`")) return 0.35;
    if (is_among("tr\"-{}_I/\\1")) return 0.44;
    if (is_among("acksvxyzJL?7*")) return 0.55;
    if (is_among("mMW@%")) return 0.96;
    if (is_among("wACDGHKNOQUX0&#")) return 0.75;
    return 0.64;
}

// Where the letter that stands at that byte ends.
std::size_t end_of_letter(std::string_view text, std::size_t at) {
    for (++at; at < text.size() && continues_a_letter(text[at]);) ++at;
    return at;
}

// The longest beginning that fits; one letter at least, so that breaking always goes on.
std::string_view fitting_beginning(std::string_view text, double font_size, double width) {
    auto end = end_of_letter(text, 0);
    while (end < text.size() && text_width(text.substr(0, end_of_letter(text, end)), font_size) <= width)
        end = end_of_letter(text, end);
    return text.substr(0, end);
}

// As many words as fit, or a part of the first.
std::string_view next_line(std::string_view text, double font_size, double width) {
    auto line = text.substr(0, 0);
    for (auto end = std::min(text.find(' '), text.size());; end = std::min(text.find(' ', end + 1), text.size())) {
        if (text_width(text.substr(0, end), font_size) > width) break;
        line = text.substr(0, end);
        if (end == text.size()) break;
    }
    return line.empty() ? fitting_beginning(text, font_size, width) : line;
}

std::string shortened(std::string_view line, double font_size, double width) {
    auto beginning = fitting_beginning(line, font_size, width - ellipsis_width * font_size);
    if (auto const blank = beginning.find_last_of(' '); blank != beginning.npos && blank > beginning.size() / 2)
        beginning = beginning.substr(0, blank); // rather at a word's end
    return std::string{beginning.substr(0, beginning.find_last_not_of(' ') + 1)} + "…";
}

} // namespace

double text_width(std::string_view text, double font_size) {
    double width = 0;
    for (char const letter : text)
        if (!continues_a_letter(letter)) width += letter_width(letter);
    return width * font_size;
}

std::vector<std::string> wrapped(std::string_view text, double font_size, double width, std::size_t lines) {
    std::vector<std::string> result;
    while (!text.empty()) {
        if (result.size() + 1 == lines && text_width(text, font_size) > width) {
            result.push_back(shortened(text, font_size, width));
            break;
        }
        auto const line = next_line(text, font_size, width);
        result.emplace_back(line);
        text.remove_prefix(line.size());
        text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    }
    return result;
}

} // namespace charts
