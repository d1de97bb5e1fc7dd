#include "diagnostic/imperatives.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "layout/parts.h"

namespace diagnostic {
namespace {

using html::Html, html::Language;
using referentiel::Imperative;

Html row(Language const& t, Diagnostic const& diagnostic, ImperativeScore const& score) {
    auto const& criterion = *score.criterion;
    auto const name = numbered_title(t, criterion);
    auto const link =
        diagnostic.is_current() ? t.html(R"(<a href="{}">{}</a>)", card_url(diagnostic, criterion), name) : t.html("{}", name);
    return t.html(R"(
<tr><th scope="row">{}</th><td><span class="tag">{}</span></td></tr>)",
        link, words_of(t, score.state));
}

} // namespace

Html imperatives_section(Language const& t, Diagnostic const& diagnostic, Scores const& scores) {
    if (scores.imperatives.empty()) return {};
    return layout::register_table(
        t, {.id = "imperatifs",
               .caption = t.text("Critères impératifs"),
               .note = imperative_rule(t, diagnostic.version()) + " " + imperatives_count(t, scores),
               .columns = {{t.text("Critère")}, {t.text("État")}},
               .rows = html::each(scores.imperatives, [&](ImperativeScore const& score) { return row(t, diagnostic, score); })});
}

std::string words_of(Language const& t, Imperative state) {
    switch (state) {
        case Imperative::met: return t.text("Satisfait");
        case Imperative::not_met: return t.text("Non satisfait");
        case Imperative::undecided: break;
    }
    return t.text("À évaluer");
}

std::string imperatives_count(Language const& t, Scores const& scores) {
    return t.text("Satisfaits : {} sur {}. Non satisfaits : {}. À évaluer : {}.",
        {std::to_string(scores.imperatives_that_are(Imperative::met)), std::to_string(scores.imperatives.size()),
            std::to_string(scores.imperatives_that_are(Imperative::not_met)),
            std::to_string(scores.imperatives_that_are(Imperative::undecided))});
}

std::string imperative_rule(Language const& t, referentiel::Version const& version) {
    return t.text("Un critère impératif est satisfait quand il atteint le niveau {}, et chacun de ses éléments s'il en a : la "
                  "moyenne n'y change rien.",
        {version.score.imperative_from});
}

} // namespace diagnostic
