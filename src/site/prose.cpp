#include "site/prose.h"

#include "core/embedded.h"
#include "core/typography.h"
#include "prose/views.h"

#include <stdexcept>

namespace site {
namespace {

using html::Html, html::Language;
using prose::Block, prose::bare;

// « {tarifs} » alone in its paragraph.
std::optional<Html> insert(Block const& block, Inserts const& inserts) {
    auto const text = bare(block.words);
    if (block.kind != Block::Kind::paragraph || !text.starts_with('{') || !text.ends_with('}')) return std::nullopt;
    auto const found = inserts.find(text.substr(1, text.size() - 2));
    if (found == inserts.end()) throw std::logic_error{"a text asks for what is not there: " + text};
    return found->second;
}

// The parts of a page have names, which its table of contents leads to.
std::optional<Html> part(Language const& t, Block const& block, std::vector<Heading>& headings) {
    if (block.kind != Block::Kind::heading || block.level > 2) return std::nullopt;
    headings.push_back({"partie-" + std::to_string(headings.size() + 1), bare(block.words)});
    return t.html("\n<h2 id=\"{}\">{}</h2>", headings.back().id, headings.back().title);
}

} // namespace

Prose read_prose(Language const& t, std::string_view markdown, Inserts const& inserts) {
    auto const source = t.is_french() ? french_typography(markdown) : std::string{markdown};
    auto document = prose::read(source, {.author = prose::Author::program, .has_typewriter_quotes = !t.is_french()});
    if (!document.faults.empty()) throw std::logic_error{"a text holds what it may not: " + document.faults.front()};
    if (document.blocks.size() < 2) throw std::logic_error{"a text begins with its title and its lead"};

    Prose read{bare(document.blocks[0].words), bare(document.blocks[1].words), {}, {}};
    document.blocks.erase(document.blocks.begin(), document.blocks.begin() + 2);
    read.body = prose::html(t, document, {.heading = 1, .own = [&](Block const& block) {
                                              auto own = insert(block, inserts);
                                              return own ? own : part(t, block, read.headings);
                                          }});
    return read;
}

Prose prose(Language const& t, std::string_view name, Inserts const& inserts) {
    auto const path = std::string{t.code()} + "/" + std::string{name} + ".md";
    for (auto const& file : embedded::texts())
        if (file.path == path) return read_prose(t, file.content, inserts);
    throw std::logic_error{"no such text: " + path};
}

} // namespace site
