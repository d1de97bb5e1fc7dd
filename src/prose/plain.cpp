#include "prose/plain.h"

namespace prose {
namespace {

std::string plain(std::vector<Inline> const& words) {
    std::string text;
    for (auto const& word : words) {
        if (word.kind == Inline::Kind::line_break) text += '\n';
        else if (word.kind == Inline::Kind::soft_break) text += ' ';
        else text += word.text + plain(word.inside);
        auto const leads = word.kind == Inline::Kind::link ? word.address->text() : std::string_view{};
        if (!leads.empty() && leads != bare(word.inside)) text += " (" + std::string{leads} + ")";
    }
    return text;
}

std::string plain(Block const&);

std::string plain(std::vector<Block> const& blocks, bool is_tight) {
    std::string text;
    for (auto const& block : blocks) {
        if (!text.empty()) text += is_tight ? "\n" : "\n\n";
        text += plain(block);
    }
    return text;
}

// The lines after the first stand below its text.
std::string item(Block const& block, std::string const& mark, bool is_tight) {
    std::string const indent(mark.size(), ' ');
    auto text = mark;
    auto is_at_start = false;
    for (char const sign : plain(block.blocks, is_tight)) {
        if (is_at_start && sign != '\n') text += indent;
        is_at_start = sign == '\n';
        text += sign;
    }
    return text;
}

std::string list(Block const& block) {
    std::string text;
    auto number = block.first.value_or(0);
    for (auto const& one : block.blocks) {
        if (!text.empty()) text += '\n';
        text += item(one, block.first ? std::to_string(number++) + ". " : "- ", block.is_tight);
    }
    return text;
}

std::string plain(Block const& block) {
    switch (block.kind) {
        case Block::Kind::paragraph:
        case Block::Kind::heading: return plain(block.words);
        case Block::Kind::list: return list(block);
        case Block::Kind::item:
        case Block::Kind::quote: return plain(block.blocks, false);
        case Block::Kind::rule: return "—";
    }
    return {};
}

} // namespace

std::string plain(Document const& document) { return plain(document.blocks, false); }

std::string excerpt(Document const& document, std::size_t signs) {
    std::string line;
    for (char const sign : plain(document)) {
        auto const is_blank = sign == ' ' || sign == '\n';
        if (!is_blank) line += sign;
        else if (!line.empty() && line.back() != ' ') line += ' ';
    }
    std::size_t count = 0;
    std::size_t last_blank = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if ((static_cast<unsigned char>(line[at]) & 0xc0) == 0x80) continue; // the inside of a character
        if (line[at] == ' ') last_blank = at;
        if (++count > signs) return line.substr(0, last_blank > 0 ? last_blank : at) + "…";
    }
    return line;
}

} // namespace prose
