#include "prose/json.h"

#include <boost/json.hpp>

namespace prose {
namespace {

namespace json = boost::json;

// How a run of signs looks, from what it stands in.
struct Looks {
    bool is_strong = false;
    bool is_emphasised = false;
    std::string link = {};
};

void add(json::array& runs, std::vector<Inline> const& words, Looks const& looks) {
    for (auto const& word : words) {
        auto inner = looks;
        if (word.kind == Inline::Kind::strong) inner.is_strong = true;
        if (word.kind == Inline::Kind::emphasis) inner.is_emphasised = true;
        if (word.kind == Inline::Kind::link) inner.link = word.address->text();
        auto const is_break = word.kind == Inline::Kind::line_break;
        auto const text = is_break ? "\n" : word.kind == Inline::Kind::soft_break ? " " : word.text;
        if (!text.empty())
            runs.push_back(json::object{
                {"text", text}, {"strong", inner.is_strong}, {"emphasis", inner.is_emphasised}, {"link", inner.link}});
        add(runs, word.inside, inner);
    }
}

json::array runs(std::vector<Inline> const& words) {
    json::array all;
    add(all, words, {});
    return all;
}

json::array blocks(std::vector<Block> const&);

json::object block(Block const& block) {
    switch (block.kind) {
        case Block::Kind::paragraph: return {{"kind", "paragraph"}, {"words", runs(block.words)}};
        case Block::Kind::heading: return {{"kind", "heading"}, {"words", runs(block.words)}};
        case Block::Kind::list:
            return {{"kind", "list"}, {"first", block.first ? json::value(*block.first) : json::value(nullptr)},
                {"items", blocks(block.blocks)}};
        case Block::Kind::item: return {{"kind", "item"}, {"blocks", blocks(block.blocks)}};
        case Block::Kind::quote: return {{"kind", "quote"}, {"blocks", blocks(block.blocks)}};
        case Block::Kind::rule: return {{"kind", "rule"}};
    }
    return {};
}

json::array blocks(std::vector<Block> const& all) {
    json::array made;
    for (auto const& one : all) made.push_back(block(one));
    return made;
}

} // namespace

std::string json(Document const& document) { return json::serialize(blocks(document.blocks)); }

} // namespace prose
