#include "diagnostic/help_views.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/chapter_views.h"
#include "layout/parts.h"
#include "layout/referentiel_words.h"
#include "referentiel/links.h"

namespace diagnostic {
namespace {

using accounts::Caller;
using html::Html, html::Language, html::each, html::when;
using referentiel::Criterion;

Html text_list(Language const& t, std::vector<referentiel::Text> const& texts) {
    return t.html(
        "<ul>{}</ul>", each(texts, [&](referentiel::Text const& text) { return t.html("<li>{}</li>", text.in(t.code())); }));
}

Html example(Language const& t, referentiel::Example const& example) {
    return t.html(R"(
<figure class="voice"><blockquote>{}</blockquote><figcaption class="small quiet">{}{}</figcaption></figure>)",
        example.practice.in(t.code()), example.who.in(t.code()),
        example.level.empty() ? std::string{} : t.text(" (niveau {})", {example.level}));
}

// What it is close to elsewhere: the Guide, ISO 26000, the sustainable development goals, VSME.
Html link_list(Language const& t, Criterion const& criterion) {
    return t.html("<ul>{}</ul>", each(referentiel::named_links(t, criterion.links), [&](referentiel::NamedLinks const& link) {
        return t.html("<li><b>{}</b> {}</li>", link.name, referentiel::words_of(link));
    }));
}

// Those of an item and those of its criterion stand on one page: their ids say whose they are.
Html help_of(Language const& t, Criterion const& criterion) {
    auto const section = [&](std::string const& name, std::string const& title, Html const& content) {
        auto const id = name + "-" + std::string{criterion.key.text()};
        return t.html(R"(
<section aria-labelledby="{}">{}<div class="prose">{}</div></section>)",
            id, layout::section_title(t, id, title), content);
    };
    auto const plain = when(!criterion.plain.empty(),
        [&] { return section("simple", t.text("En langage simple"), t.html("<p>{}</p>", criterion.plain.in(t.code()))); });
    auto const questions = when(!criterion.questions.empty(),
        [&] { return section("questions", t.text("Questions inspirantes"), text_list(t, criterion.questions)); });
    auto const examples = when(!criterion.examples.empty(), [&] {
        return section(
            "exemples", t.text("Exemples"), each(criterion.examples, [&](auto const& one) { return example(t, one); }));
    });
    auto const evidence = when(!criterion.evidence.empty(),
        [&] { return section("preuves", t.text("Ce qui peut servir de preuve"), text_list(t, criterion.evidence)); });
    auto const close =
        when(!criterion.links.empty(), [&] { return section("proche", t.text("Proche de"), link_list(t, criterion)); });
    return t.html("{}{}{}{}{}", plain, questions, examples, evidence, close);
}

// What is said of a criterion helps with each of its items.
Html help_of_criterion(Language const& t, Criterion const& criterion) {
    return t.html(R"(
<div class="stack"><p class="prose"><b>{}</b> {}</p>{}</div>{})",
        numbered_title(t, criterion), criterion.statement.in(t.code()), layout::guidance(t, criterion.guidance),
        help_of(t, criterion));
}

} // namespace

Html help_page(Caller const& caller, Diagnostic const& diagnostic, Criterion const& criterion) {
    auto const& t = caller.t;
    auto const of_criterion = when(criterion.parent != nullptr, [&] { return help_of_criterion(t, *criterion.parent); });
    auto const back = layout::button_link(t, card_url(diagnostic, criterion), t.text("Répondre à ce critère"));
    return t.html(R"(
<div class="stack-wide"><div class="stack"><p class="prose">{}</p>{}</div><div class="stack-wide" data-help>{}{}</div><p>{}</p></div>)",
        criterion.statement.in(t.code()), layout::guidance(t, criterion.guidance), help_of(t, criterion), of_criterion, back);
}

} // namespace diagnostic
