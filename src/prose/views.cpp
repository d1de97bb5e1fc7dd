#include "prose/views.h"

#include <algorithm>

namespace prose {
namespace {

using html::Html, html::Language, html::each;

// From what was read to markup, each part escaped as in any view.
class Printer {
public:
    Printer(Language const& t, Author author, Printing const& printing) : t_{t}, author_{author}, printing_{printing} {}

    Html all(std::vector<Block> const& blocks, bool is_tight) const {
        return each(blocks, [&](Block const& block) { return one(block, is_tight); });
    }

private:
    Html one(Block const& block, bool is_tight) const {
        if (printing_.own)
            if (auto own = printing_.own(block)) return *std::move(own);
        switch (block.kind) {
            // The lines of a tight list stand in no paragraph of their own.
            case Block::Kind::paragraph: return is_tight ? all(block.words) : t_.html("\n<p>{}</p>", all(block.words));
            case Block::Kind::heading: return heading(block);
            case Block::Kind::list: return list(block);
            case Block::Kind::item: return t_.html("\n<li>{}</li>", all(block.blocks, is_tight));
            case Block::Kind::quote: return t_.html("\n<blockquote>{}\n</blockquote>", all(block.blocks, false));
            case Block::Kind::rule: return t_.html("\n<hr>");
        }
        return {};
    }

    Html heading(Block const& block) const {
        auto const words = all(block.words);
        switch (std::min(printing_.heading + block.level - 1, 6)) {
            case 2: return t_.html("\n<h2>{}</h2>", words);
            case 3: return t_.html("\n<h3>{}</h3>", words);
            case 4: return t_.html("\n<h4>{}</h4>", words);
            case 5: return t_.html("\n<h5>{}</h5>", words);
            default: return t_.html("\n<h6>{}</h6>", words);
        }
    }

    Html list(Block const& block) const {
        auto const items = all(block.blocks, block.is_tight);
        if (!block.first) return t_.html("\n<ul>{}\n</ul>", items);
        if (*block.first == 1) return t_.html("\n<ol>{}\n</ol>", items);
        return t_.html(R"(
<ol start="{}">{}
</ol>)",
            *block.first, items);
    }

    Html all(std::vector<Inline> const& words) const {
        return each(words, [&](Inline const& word) { return one(word); });
    }

    Html one(Inline const& word) const {
        switch (word.kind) {
            case Inline::Kind::text: return t_.html("{}", word.text);
            case Inline::Kind::soft_break: return t_.html("\n");
            case Inline::Kind::line_break: return t_.html("<br>");
            case Inline::Kind::code: return t_.html("<code>{}</code>", word.text);
            case Inline::Kind::emphasis: return t_.html("<em>{}</em>", all(word.inside));
            case Inline::Kind::strong: return t_.html("<strong>{}</strong>", all(word.inside));
            case Inline::Kind::link: return link(word);
        }
        return {};
    }

    // Where people lead, search engines need not follow, and the page there learns nothing of ours.
    Html link(Inline const& word) const {
        auto const words = all(word.inside);
        if (author_ == Author::program) return t_.html(R"(<a href="{}">{}</a>)", *word.address, words);
        return t_.html(R"(<a href="{}" rel="noopener nofollow ugc">{}</a>)", *word.address, words);
    }

    Language const& t_;
    Author author_;
    Printing const& printing_;
};

} // namespace

Html html(Language const& t, Document const& document, Printing const& printing) {
    return Printer{t, document.author, printing}.all(document.blocks, false);
}

} // namespace prose
