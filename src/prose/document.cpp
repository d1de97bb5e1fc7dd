#include "prose/document.h"

#include "core/unicode.h"
#include "prose/addresses.h"

#include <algorithm>
#include <memory>

#include <cmark.h>

namespace prose {
namespace {

// Deeper than any list that people can read; what lies below is one line of text. Texts are read and freed by functions that
// call themselves, which endless nesting would break.
constexpr int deepest = 12;

struct Free {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
    void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using Parsed = std::unique_ptr<cmark_node, Free>;
using Iterator = std::unique_ptr<cmark_iter, Free>;

std::string text_of(char const* text) { return text ? text : ""; }

// « one\ntwo » is two lines, also where Markdown would not break them.
std::vector<Inline> lines(std::string_view text) {
    std::vector<Inline> words;
    while (text.ends_with('\n')) text.remove_suffix(1);
    while (!text.empty()) {
        auto const end = std::min(text.find('\n'), text.size());
        if (end > 0) words.push_back({.text = std::string{text.substr(0, end)}});
        if (end < text.size()) words.push_back({.kind = Inline::Kind::line_break});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

// All that a node holds, whatever its depth.
std::string flat_text(cmark_node* node) {
    Iterator const iterator{cmark_iter_new(node)};
    std::string text;
    for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(iterator.get())) {
        if (event != CMARK_EVENT_ENTER) continue;
        auto const literal = text_of(cmark_node_get_literal(cmark_iter_get_node(iterator.get())));
        if (!text.empty() && !literal.empty() && !text.ends_with(' ')) text += ' ';
        text += literal;
    }
    return text;
}

class Reader {
public:
    explicit Reader(Author author) : document_{.author = author} {}

    Document read(cmark_node* from) {
        document_.blocks = blocks(from, 0);
        return std::move(document_);
    }

private:
    std::vector<Block> blocks(cmark_node* parent, int depth) {
        std::vector<Block> found;
        for (auto* node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) found.push_back(block(node, depth));
        return found;
    }

    Block block(cmark_node* node, int depth) {
        using Kind = Block::Kind;
        if (depth == deepest) return {.words = {{.text = flat_text(node)}}};
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_PARAGRAPH: return {.words = words(node, depth, false)};
            case CMARK_NODE_HEADING:
                return {.kind = Kind::heading, .words = words(node, depth, false), .level = cmark_node_get_heading_level(node)};
            case CMARK_NODE_LIST: return list(node, depth);
            case CMARK_NODE_ITEM: return {.kind = Kind::item, .blocks = blocks(node, depth + 1)};
            case CMARK_NODE_BLOCK_QUOTE: return {.kind = Kind::quote, .blocks = blocks(node, depth + 1)};
            case CMARK_NODE_THEMATIC_BREAK: return {.kind = Kind::rule};
            default: // raw markup, and lines that begin with four blanks
                document_.faults.push_back(text_of(cmark_node_get_literal(node)));
                return {.words = lines(text_of(cmark_node_get_literal(node)))};
        }
    }

    Block list(cmark_node* node, int depth) {
        auto const is_numbered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
        return {.kind = Block::Kind::list,
            .blocks = blocks(node, depth + 1),
            .first = is_numbered ? std::optional{cmark_node_get_list_start(node)} : std::nullopt,
            .is_tight = cmark_node_get_list_tight(node) != 0};
    }

    std::vector<Inline> words(cmark_node* parent, int depth, bool is_in_link) {
        std::vector<Inline> found;
        for (auto* node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) add(found, node, depth, is_in_link);
        return found;
    }

    void add(std::vector<Inline>& to, cmark_node* node, int depth, bool is_in_link) {
        using Kind = Inline::Kind;
        if (depth == deepest) return to.push_back({.text = flat_text(node)});
        auto const is_of_visitor = document_.author == Author::visitor;
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_TEXT: return add_text(to, text_of(cmark_node_get_literal(node)), is_in_link || !is_of_visitor);
            case CMARK_NODE_SOFTBREAK: return to.push_back({.kind = is_of_visitor ? Kind::line_break : Kind::soft_break});
            case CMARK_NODE_LINEBREAK: return to.push_back({.kind = Kind::line_break});
            case CMARK_NODE_CODE: return to.push_back({.kind = Kind::code, .text = text_of(cmark_node_get_literal(node))});
            case CMARK_NODE_EMPH: return to.push_back({.kind = Kind::emphasis, .inside = words(node, depth + 1, is_in_link)});
            case CMARK_NODE_STRONG: return to.push_back({.kind = Kind::strong, .inside = words(node, depth + 1, is_in_link)});
            case CMARK_NODE_LINK:
            case CMARK_NODE_IMAGE: return add_link(to, node, depth, is_in_link);
            default: // raw markup
                document_.faults.push_back(text_of(cmark_node_get_literal(node)));
                return to.push_back({.text = text_of(cmark_node_get_literal(node))});
        }
    }

    // A picture would be asked of another site: its words lead there.
    void add_link(std::vector<Inline>& to, cmark_node* node, int depth, bool is_in_link) {
        auto const text = text_of(cmark_node_get_url(node));
        auto const is_own = document_.author == Author::program && text.starts_with('/');
        auto address = is_own ? Url::own(text) : Url::external(text);
        auto const is_picture = cmark_node_get_type(node) == CMARK_NODE_IMAGE;
        if (!address || is_picture) document_.faults.push_back(text);
        auto inside = words(node, depth + 1, is_in_link || address);
        if (inside.empty()) inside.push_back({.text = text});
        if (address && !is_in_link)
            return to.push_back({.kind = Inline::Kind::link, .address = std::move(address), .inside = std::move(inside)});
        to.insert(to.end(), std::make_move_iterator(inside.begin()), std::make_move_iterator(inside.end()));
    }

    // Addresses that stand in the text lead there too.
    static void add_text(std::vector<Inline>& to, std::string_view text, bool is_plain) {
        std::size_t told = 0;
        auto const tell_until = [&](std::size_t end) {
            if (end > told) to.push_back({.text = std::string{text.substr(told, end - told)}});
        };
        for (auto& [begin, shown, leads_to] : is_plain ? std::vector<Address>{} : addresses_in(text)) {
            tell_until(begin);
            to.push_back({.kind = Inline::Kind::link, .address = std::move(leads_to), .inside = {{.text = std::string{shown}}}});
            told = begin + shown.size();
        }
        tell_until(text.size());
    }

    Document document_;
};

} // namespace

Document read(std::string_view markdown, Reading const& reading) {
    if (length(markdown) > longest) return {.author = reading.author, .blocks = {{.words = lines(markdown)}}};
    auto const options = CMARK_OPT_VALIDATE_UTF8 | (reading.has_typewriter_quotes ? CMARK_OPT_SMART : CMARK_OPT_DEFAULT);
    Parsed const parsed{cmark_parse_document(markdown.data(), markdown.size(), options)};
    cmark_consolidate_text_nodes(parsed.get());
    return Reader{reading.author}.read(parsed.get());
}

std::string bare(std::vector<Inline> const& words) {
    std::string text;
    for (auto const& word : words) {
        auto const is_break = word.kind == Inline::Kind::soft_break || word.kind == Inline::Kind::line_break;
        text += is_break ? " " : word.text + bare(word.inside);
    }
    return text;
}

} // namespace prose
