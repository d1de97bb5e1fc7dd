#include "site/prose.h"

#include "core/embedded.h"
#include "core/typography.h"

#include <memory>
#include <stdexcept>

#include <cmark.h>

namespace site {
namespace {

using html::Html, html::Language, html::Writer;

struct Free {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Document = std::unique_ptr<cmark_node, Free>;

std::string literal(cmark_node* node) {
    auto const* text = cmark_node_get_literal(node);
    return text ? text : "";
}

// The words of a heading or a paragraph, without what they look like.
std::string words(cmark_node* node) {
    if (cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK) return " ";
    auto text = literal(node);
    for (auto* child = cmark_node_first_child(node); child; child = cmark_node_next(child)) text += words(child);
    return text;
}

Url address(cmark_node* link) {
    std::string const text = cmark_node_get_url(link);
    auto url = text.starts_with('/') ? Url::own(text) : Url::external(text);
    if (!url) throw std::logic_error{"a text leads nowhere: " + text};
    return *std::move(url);
}

// From the nodes of a document to markup, each part escaped as in any view.
class Printer {
public:
    Printer(Language const& t, Inserts const& inserts) : t_{t}, inserts_{inserts} {}

    std::vector<Heading> headings;

    Html all(cmark_node* from) {
        Writer writer;
        for (auto* node = from; node; node = cmark_node_next(node)) writer.put(one(node));
        return writer.finish();
    }

private:
    Html inside(cmark_node* node) { return all(cmark_node_first_child(node)); }

    Html one(cmark_node* node) {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_TEXT: return t_.html("{}", literal(node));
            case CMARK_NODE_SOFTBREAK: return t_.html("\n");
            case CMARK_NODE_LINEBREAK: return t_.html("<br>");
            case CMARK_NODE_CODE: return t_.html("<code>{}</code>", literal(node));
            case CMARK_NODE_EMPH: return t_.html("<em>{}</em>", inside(node));
            case CMARK_NODE_STRONG: return t_.html("<strong>{}</strong>", inside(node));
            case CMARK_NODE_LINK: return t_.html(R"(<a href="{}">{}</a>)", address(node), inside(node));
            case CMARK_NODE_PARAGRAPH: return paragraph(node);
            case CMARK_NODE_HEADING: return heading(node);
            case CMARK_NODE_LIST: return list(node);
            case CMARK_NODE_ITEM: return t_.html("\n<li>{}</li>", inside(node));
            default: throw std::logic_error{std::string{"a text holds what it may not: "} + cmark_node_get_type_string(node)};
        }
    }

    // The lines of a tight list stand in no paragraph of their own.
    static bool stands_in_tight_list(cmark_node* paragraph) {
        auto* list = cmark_node_parent(cmark_node_parent(paragraph));
        return list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
    }

    Html paragraph(cmark_node* node) {
        auto const text = words(node);
        if (text.starts_with('{') && text.ends_with('}')) {
            auto const found = inserts_.find(text.substr(1, text.size() - 2));
            if (found == inserts_.end()) throw std::logic_error{"a text asks for what is not there: " + text};
            return found->second;
        }
        if (stands_in_tight_list(node)) return inside(node);
        return t_.html("\n<p>{}</p>", inside(node));
    }

    Html heading(cmark_node* node) {
        if (cmark_node_get_heading_level(node) > 2) return t_.html("\n<h3>{}</h3>", inside(node));
        headings.push_back({"partie-" + std::to_string(headings.size() + 1), words(node)});
        return t_.html("\n<h2 id=\"{}\">{}</h2>", headings.back().id, inside(node));
    }

    Html list(cmark_node* node) {
        if (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST) return t_.html("\n<ol>{}\n</ol>", inside(node));
        return t_.html("\n<ul>{}\n</ul>", inside(node));
    }

    Language const& t_;
    Inserts const& inserts_;
};

} // namespace

Prose read_prose(Language const& t, std::string_view markdown, Inserts const& inserts) {
    auto const source = t.is_french() ? french_typography(markdown) : std::string{markdown};
    Document const document{
        cmark_parse_document(source.data(), source.size(), t.is_french() ? CMARK_OPT_DEFAULT : CMARK_OPT_SMART)};
    cmark_consolidate_text_nodes(document.get());

    auto* const title = cmark_node_first_child(document.get());
    auto* const lead = title ? cmark_node_next(title) : nullptr;
    if (!lead) throw std::logic_error{"a text begins with its title and its lead"};
    Printer printer{t, inserts};
    Html body = printer.all(cmark_node_next(lead));
    return {words(title), words(lead), std::move(printer.headings), std::move(body)};
}

Prose prose(Language const& t, std::string_view name, Inserts const& inserts) {
    auto const path = std::string{t.code()} + "/" + std::string{name} + ".md";
    for (auto const& file : embedded::texts())
        if (file.path == path) return read_prose(t, file.content, inserts);
    throw std::logic_error{"no such text: " + path};
}

} // namespace site
