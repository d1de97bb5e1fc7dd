#include "diagnostic/tree.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "layout/parts.h"
#include "layout/referentiel_words.h"

#include <algorithm>

namespace diagnostic {
namespace {

using html::each, html::Html, html::Language;
using referentiel::Chapter, referentiel::Criterion;

std::string numbered(std::string const& number, std::string const& title) {
    return number.empty() ? title : number + ". " + title;
}

class Tree {
public:
    Tree(Language const& t, Diagnostic const& diagnostic, std::span<Draft const> drafts,
        std::function<Html(Draft const&)> const& draw)
        : t{t}, diagnostic_{diagnostic}, drafts_{drafts}, draw_{draw} {}

    // Recursion ends: a tree has at most eight storeys.
    Html inside(Chapter const& chapter) const {
        if (is_to_be_filled(chapter)) return t.html(R"(<p class="quiet">{}</p>)", outline_words(t));
        return each(diagnostic_.version().nodes_of(chapter),
            [&](referentiel::Node const& node) { return std::visit([&](auto const* one) { return drawn(*one); }, node); });
    }

private:
    Html drawn(Chapter const& chapter) const {
        if (!is_asked(diagnostic_, chapter)) return {};
        return t.html(R"(
<section class="stack-wide" aria-labelledby="{}">{}{}{}</section>)",
            id(chapter), title(chapter), layout::guidance(t, chapter.guidance), inside(chapter));
    }

    // Titles of cards are h2, as those of folders: what stands below what, the storey's name says.
    Html title(Chapter const& chapter) const {
        auto const& storey = diagnostic_.version().storey_name(chapter.storey, t.code());
        auto const name = numbered(chapter.number, chapter.title.in(t.code()));
        return layout::section_title(t, id(chapter), storey.empty() ? name : t.text("{} : {}", {storey, name}));
    }

    Html drawn(Criterion const& criterion) const {
        if (!is_asked(diagnostic_, criterion)) return {};
        if (criterion.items.empty()) return card(criterion);
        auto const id = card_id(criterion);
        auto const help = t.html(R"(<p><a href="{}" data-module="help">{}</a></p>)", help_url(diagnostic_, criterion),
            t.text("Questions et exemples du critère {}", {criterion.number}));
        return t.html(R"(
<section class="stack-wide" id="{}" aria-labelledby="{}">{}<p class="prose">{}</p>{}{}{}</section>)",
            id, id + "-titre", layout::section_title(t, id + "-titre", numbered_title(t, criterion)),
            criterion.statement.in(t.code()), layout::guidance(t, criterion.guidance), help,
            each(criterion.items, [&](Criterion const& item) { return card(item); }));
    }

    Html card(Criterion const& criterion) const {
        auto const found = std::ranges::find(drafts_, &criterion, &Draft::criterion);
        return found == drafts_.end() ? Html{} : draw_(*found);
    }

    static std::string id(Chapter const& chapter) { return "chapitre-" + std::string{chapter.key.text()}; }

    Language const& t;
    Diagnostic const& diagnostic_;
    std::span<Draft const> drafts_;
    std::function<Html(Draft const&)> const& draw_;
};

} // namespace

Html chapter_tree(Language const& t, Diagnostic const& diagnostic, Chapter const& chapter, std::span<Draft const> drafts,
    std::function<Html(Draft const&)> const& draw) {
    return t.html("{}{}", layout::guidance(t, chapter.guidance), Tree{t, diagnostic, drafts, draw}.inside(chapter));
}

std::string outline_words(Language const& t) { return t.text("Pas encore de critères ici : à compléter par l'import."); }

bool is_to_be_filled(Chapter const& chapter) { return chapter.criterion_count == 0; }

} // namespace diagnostic
