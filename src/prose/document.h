#pragma once

#include "core/url.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Texts that are more than a line: Markdown, read once, then shown on a page, in a cell or on paper. What is typed without
// knowing any of its signs reads as it was typed.
namespace prose {

// Characters of one text; a form refuses more, and what is longer all the same is shown without its signs being read.
inline constexpr std::size_t longest = 100'000;

// Who wrote it: what people write may lead to other sites only, and their line ends are kept; the texts of the program may lead
// to its own pages.
enum class Author { visitor, program };

// A part of a line. Only what may be shown is made: raw markup is text like any other, a link without a harmless address is its
// words.
struct Inline {
    enum class Kind { text, soft_break, line_break, code, emphasis, strong, link };

    Kind kind = Kind::text;
    std::string text = {};           // of text and code
    std::optional<Url> address = {}; // of a link
    std::vector<Inline> inside = {}; // of emphasis, strong and link
};

struct Block {
    enum class Kind { paragraph, heading, list, item, quote, rule };

    Kind kind = Kind::paragraph;
    std::vector<Inline> words = {}; // of a paragraph and a heading
    std::vector<Block> blocks = {}; // of a list its items; of an item and a quote what they hold
    int level = 0;                  // of a heading, from 1
    std::optional<int> first = {};  // of a numbered list, the number of its first item
    bool is_tight = false;          // of a list whose items are lines
};

struct Document {
    Author author = Author::visitor;
    std::vector<Block> blocks = {};
    std::vector<std::string> faults = {}; // what it holds that is not shown as its author meant
};

struct Reading {
    Author author = Author::visitor;
    bool has_typewriter_quotes = false; // "so" becomes “so”
};

Document read(std::string_view markdown, Reading const& = {});

// The words without what they look like, on one line.
std::string bare(std::vector<Inline> const&);

} // namespace prose
