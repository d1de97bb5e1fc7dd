#pragma once

#include <optional>
#include <string>
#include <string_view>

bool is_utf8(std::string_view);

// An image, a program, an archive, and no text in UTF-8 or in the older ways of one byte a sign: it holds NUL, or more control
// signs than the few that people paste and old programs add (about one in a hundred).
bool is_binary(std::string_view);

// A text in UTF-16 whose mark tells the order of its bytes, in UTF-8; nothing where it is none.
bool has_mark_of_utf16(std::string_view);
std::optional<std::string> from_utf16(std::string_view);

// What people wrote, as it is kept: composed (NFC), line ends LF, without control signs or signs that turn the direction of
// writing; what is not UTF-8 became U+FFFD. Blanks at both ends are kept.
std::string cleaned(std::string_view);

// The same on one line, without blanks at its ends: names, titles, addresses.
std::string cleaned_line(std::string_view);

// Without blanks, hyphens and dashes, seen or unseen: codes, as people copy them.
std::string without_gaps(std::string_view);

// Characters, as the person who wrote them counts them (code points).
std::size_t length(std::string_view utf8);

// As much of its beginning as so many bytes hold, cut between two characters.
std::string shortened(std::string_view utf8, std::size_t bytes);

// Orders texts as a French dictionary does, É next to E: comparing two keys byte by byte compares the texts.
std::string sort_key(std::string_view);

// Small letters without accents, for searching.
std::string folded(std::string_view);
