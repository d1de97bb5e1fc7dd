#include "site/referentiel_views.h"

#include "diagnostic/card.h"
#include "diagnostic/chapter_views.h"
#include "html/icon.h"
#include "layout/parts.h"
#include "layout/referentiel_words.h"
#include "referentiel/catalogues.h"
#include "referentiel/links.h"
#include "referentiel/offer.h"

#include <algorithm>

namespace site {
namespace {

using html::each, html::Html, html::Language, html::when;
using referentiel::Chapter, referentiel::Criterion, referentiel::Effect, referentiel::Level, referentiel::Node, referentiel::Text,
    referentiel::Version;

std::string card_id(Criterion const& criterion) { return "critere-" + std::string{criterion.key.text()}; }

// A title at the depth where it stands: the pages begin below their h1.
Html heading(Language const& t, int depth, std::string_view id, std::string_view text) {
    if (depth <= 2) return t.html(R"(<h2 id="{}">{}</h2>)", id, text);
    if (depth == 3) return t.html(R"(<h3 id="{}">{}</h3>)", id, text);
    return t.html(R"(<h4 id="{}">{}</h4>)", id, text);
}

std::string numbered(std::string const& number, std::string const& title) {
    return number.empty() ? title : number + ". " + title;
}

Html level_drawing(Language const& t, Level const& level) {
    return html::level_sign(t, level.strokes() <= 5 ? level.strokes() : 0);
}

Html level_line(Language const& t, Level const& level, std::string_view words) {
    return t.html(R"(
<li>{}<b>{}</b><span>{}</span></li>)",
        level_drawing(t, level), diagnostic::shown_code(level), words);
}

Html part(Language const& t, std::string_view title, Html const& content) {
    return t.html(R"(
<div class="document__part"><p class="label">{}</p>{}</div>)",
        title, content);
}

Html texts(Language const& t, std::string_view title, std::vector<Text> const& all) {
    if (all.empty()) return {};
    return part(
        t, title, t.html("<ul>{}</ul>", each(all, [&](Text const& text) { return t.html("<li>{}</li>", text.in(t.code())); })));
}

Html levels(Language const& t, Criterion const& criterion) {
    if (criterion.levels.empty()) return {}; // those of the scale, which its own page shows once
    auto const lines = each(
        criterion.scale->levels(), [&](Level const& level) { return level_line(t, level, criterion.wording(level, t.code())); });
    return part(t, t.text("Les niveaux"), t.html(R"(<ol class="levels lines lines--tight">{}</ol>)", lines));
}

Html example(Language const& t, referentiel::Example const& example) {
    auto const level = example.level.empty() ? std::string{} : t.text(" (niveau {})", {example.level});
    return t.html(R"(
<figure class="voice"><blockquote><p>{}</p></blockquote><figcaption class="small quiet">{}{}</figcaption></figure>)",
        example.practice.in(t.code()), example.who.in(t.code()), level);
}

Html examples(Language const& t, Criterion const& criterion) {
    if (criterion.examples.empty()) return {};
    return part(t, t.text("Exemples"), each(criterion.examples, [&](auto const& one) { return example(t, one); }));
}

std::string joined(std::vector<std::string> const& numbers) {
    std::string all;
    for (auto const& number : numbers) all += (all.empty() ? "" : ", ") + number;
    return all;
}

Html links(Language const& t, Criterion const& criterion) {
    if (criterion.links.empty()) return {};
    auto const lines = each(referentiel::named_links(t, criterion.links), [&](referentiel::NamedLinks const& link) {
        return t.html("<li><b>{}</b> {}</li>", link.name, referentiel::words_of(link));
    });
    return part(t, t.text("Proche de"), t.html(R"(<ul class="document__links">{}</ul>)", lines));
}

Html marks(Language const& t, bool is_imperative, bool is_outline) {
    auto const outline = when(is_outline, [&] { return t.html(R"( <span class="tag">{Ébauche}</span>)"); });
    return t.html("{}{}", layout::imperative_tag(t, is_imperative), outline);
}

Html plain_words(Language const& t, Text const& plain) {
    return when(!plain.empty(), [&] { return part(t, t.text("En langage simple"), t.html("<p>{}</p>", plain.in(t.code()))); });
}

Html item_line(Language const& t, Criterion const& item) {
    return t.html("<li>{}</li>", numbered(item.number, item.statement.in(t.code())));
}

Html items(Language const& t, Criterion const& criterion) {
    if (criterion.items.empty()) return {};
    return part(t, t.text("Éléments évalués"),
        t.html("<ul>{}</ul>", each(criterion.items, [&](auto const& item) { return item_line(t, item); })));
}

Html criterion_card(Language const& t, Criterion const& criterion, int depth) {
    auto const id = card_id(criterion);
    auto const head = t.html(R"(
<div class="criterion__head"><span class="criterion__code">{}</span><div>{}{}</div></div>)",
        criterion.number, heading(t, depth, id + "-titre", criterion.title.in(t.code())),
        marks(t, criterion.is_imperative, criterion.is_outline));
    auto const body = t.html(R"(<p class="document__statement">{}</p>{}{}{}{}{}{})", criterion.statement.in(t.code()),
        t.html("{}{}", layout::guidance(t, criterion.guidance), plain_words(t, criterion.plain)), levels(t, criterion),
        items(t, criterion), texts(t, t.text("Questions inspirantes"), criterion.questions), examples(t, criterion),
        texts(t, t.text("Ce qui peut servir de preuve"), criterion.evidence));
    return t.html(R"(
<article class="criterion document" id="{}" aria-labelledby="{}">{}<div class="criterion__body">{}{}</div></article>)",
        id, id + "-titre", head, body, links(t, criterion));
}

Html to_be_completed(Language const& t, Chapter const& chapter) {
    auto const is_empty = chapter.criterion_count == 0;
    return when(is_empty, [&] { return t.html(R"(<p class="quiet">{À compléter par l'import du texte de son éditeur.}</p>)"); });
}

Html nodes(Language const& t, Version const&, std::vector<Node> const&, int depth);

// A theme or an objective: its title above what stands below it.
Html folder(Language const& t, Version const& version, Chapter const& chapter, int depth) {
    auto const id = "partie-" + std::string{chapter.key.text()};
    auto const storey = version.storey_name(chapter.storey, t.code());
    auto const kind = when(!storey.empty(), [&] { return t.html(R"(<p class="quiet small">{}</p>)", storey); });
    return t.html(R"(
<section class="document__folder" aria-labelledby="{}">{}{}{}{}{}{}</section>)",
        id, kind, heading(t, depth, id, numbered(chapter.number, chapter.title.in(t.code()))),
        when(!chapter.statement.empty(), [&] { return t.html("<p>{}</p>", chapter.statement.in(t.code())); }),
        layout::guidance(t, chapter.guidance), to_be_completed(t, chapter),
        nodes(t, version, version.nodes_of(chapter), depth + 1));
}

Html nodes(Language const& t, Version const& version, std::vector<Node> const& all, int depth) {
    return each(all, [&](Node const& node) {
        if (auto const* chapter = std::get_if<Chapter const*>(&node)) return folder(t, version, **chapter, depth);
        return criterion_card(t, *std::get<Criterion const*>(node), depth);
    });
}

// Beside a chapter, the others.
Html chapter_list(Language const& t, Version const& version, Chapter const* open) {
    auto const lines = each(version.chapters(), [&](Chapter const* chapter) {
        auto const current = chapter == open ? std::optional<std::string>{"page"} : std::nullopt;
        return t.html(R"(
<li><a href="{}"{}><span class="chapters__name">{}</span><span class="number">{}</span></a></li>)",
            referentiel_chapter_url(version, *chapter), html::Attribute{"aria-current", current}, chapter->title.in(t.code()),
            chapter->criterion_count);
    });
    return t.html(R"(
<nav class="chapters" aria-labelledby="chapitres"><h2 class="section-title" id="chapitres">{Chapitres}</h2><ol class="chapters__list">{}</ol></nav>)",
        lines);
}

Html statement_line(Language const& t, Version const& version, Chapter const& top, Criterion const& criterion) {
    auto const link = t.html(R"(<a href="{}">{}</a>{})", referentiel_chapter_url(version, top).at(card_id(criterion)),
        numbered(criterion.number, criterion.title.in(t.code())), marks(t, criterion.is_imperative, false));
    return t.html(R"(
<li><p class="line__title">{}</p><p>{}</p></li>)",
        link, criterion.statement.in(t.code()));
}

Html chapter_statements(Language const& t, Version const& version, Chapter const& chapter, int number) {
    auto const id = "chapitre-" + std::string{chapter.key.text()};
    auto const lines = each(
        version.criteria_of(chapter), [&](Criterion const& criterion) { return statement_line(t, version, chapter, criterion); });
    auto const link = t.html(R"(<a href="{}">{Lire ce chapitre}<span class="unseen"> ({})</span></a>)",
        referentiel_chapter_url(version, chapter), chapter.title.in(t.code()));
    return t.html(R"(
<section aria-labelledby="{}">{}{}<ul class="lines">{}</ul></section>)",
        id, layout::section_title(t, id, std::to_string(number) + ". " + chapter.title.in(t.code()), link),
        to_be_completed(t, chapter), lines);
}

// Where criteria have sentences of their own, those of the scale are not the ones that are chosen.
std::string scale_note(Language const& t, Version const& version) {
    auto const has_own = std::ranges::any_of(referentiel::rated(version), [](auto const* one) { return !one->levels.empty(); });
    if (!has_own) return {};
    return t.text("Leur sens commun. Chaque critère les dit dans ses propres phrases : ce sont elles que l'on choisit.");
}

Html scale(Language const& t, Version const& version) {
    auto const& scale = version.default_scale();
    auto const row = [&](Level const& level) {
        return t.html(R"(
<tr><th scope="row"><span class="level-name">{}{}</span></th><td>{}</td><td>{}</td></tr>)",
            level_drawing(t, level), diagnostic::shown_code(level), level.label(t.code()), level.answer(t.code()));
    };
    return layout::register_table(
        t, {.id = "echelle",
               .caption = scale.title(t.code()).empty() ? t.text("Les niveaux") : scale.title(t.code()),
               .note = scale_note(t, version),
               .columns = {{t.text("Niveau")}, {t.text("Ce que montrent les résultats")}, {t.text("En une phrase")}},
               .rows = t.html("{}{}", each(scale.levels(), row), each(scale.specials(), row)),
               .css_class = "register stacks"});
}

Html profile_questions(Language const& t, Version const& version) {
    if (version.profile.empty()) return {};
    auto const lines = each(version.profile,
        [&](referentiel::Question const& question) { return t.html("<li>{}</li>", question.text.in(t.code())); });
    return t.html(R"(
<section aria-labelledby="profil">{}<div class="prose"><p>{Certains critères ne sont posés qu'aux structures qu'ils concernent. On le demande d'abord :}</p><ul>{}</ul></div></section>)",
        layout::section_title(t, "profil", t.text("Selon votre structure")), lines);
}

Html fact(Language const& t, std::string_view name, std::string_view value) {
    return when(!value.empty(), [&] { return t.html("<div><dt>{}</dt><dd>{}</dd></div>", name, value); });
}

Html facts(Language const& t, Version const& version) {
    return t.html(R"(<dl class="facts">{}{}{}{}</dl>)", fact(t, t.text("Version"), version.number),
        fact(t, t.text("En bref"), referentiel::size_words(t, version)), fact(t, t.text("Auteur"), version.owner),
        fact(t, t.text("Licence"), version.licence));
}

Html list_line(Language const& t, Version const& version) {
    auto const link = t.html(R"(<a href="{}">{}</a>)", referentiel_url(version), version.title.in(t.code()));
    return t.html(R"(
<li><h2 class="line__title">{}</h2><p class="small quiet">{}</p><p class="document__about">{}</p></li>)",
        link, referentiel::size_words(t, version), referentiel::choice_words(t, version));
}

std::string numbers_in(Criterion const& criterion, std::string_view catalogue) {
    auto const found = criterion.links.find(catalogue);
    return found == criterion.links.end() ? std::string{} : joined(found->second);
}

Html coverage_row(Language const& t, Version const& version, Criterion const& criterion) {
    auto const* top = criterion.chapter;
    while (top && top->parent) top = top->parent;
    auto const name = numbered(criterion.number, criterion.title.in(t.code()));
    auto const link = top ? t.html(R"(<a href="{}">{}</a>)", referentiel_chapter_url(version, *top).at(card_id(criterion)), name)
                          : t.html("{}", name);
    return t.html(R"(
<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>)",
        link, numbers_in(criterion, "guide-ess"), numbers_in(criterion, "iso26000"), numbers_in(criterion, "odd"),
        numbers_in(criterion, "vsme"));
}

// The entries of a catalogue that the criteria name, in its order.
Html legend_of(Language const& t, Version const& version, std::string_view code) {
    auto const* catalogue = referentiel::find_catalogue(code);
    if (!catalogue) return {};
    auto const is_named = [&](std::string const& number) {
        return std::ranges::any_of(version.criteria, [&](Criterion const& criterion) {
            auto const found = criterion.links.find(code);
            return found != criterion.links.end() && std::ranges::count(found->second, number) > 0;
        });
    };
    auto const entries = each(catalogue->entries, [&](referentiel::CatalogueEntry const& entry) {
        return when(
            is_named(entry.number), [&] { return t.html("<li><b>{}</b> {}</li>", entry.number, entry.title.in(t.code())); });
    });
    return t.html(R"(
<div><h3>{}</h3><ul class="lines lines--tight">{}</ul></div>)",
        referentiel::short_name(t, code), entries);
}

// What the numbers of the table stand for.
Html coverage_legend(Language const& t, Version const& version) {
    return t.html(R"(
<details class="fold"><summary>{Ce que disent ces numéros}</summary><div class="halves">{}{}{}{}</div></details>)",
        legend_of(t, version, "guide-ess"), legend_of(t, version, "iso26000"), legend_of(t, version, "odd"),
        legend_of(t, version, "vsme"));
}

} // namespace

Url referentiel_url(Version const& version) {
    return Url::page({"referentiels", version.code, std::string_view{version.number}});
}

Url referentiel_chapter_url(Version const& version, Chapter const& chapter) {
    return Url::page({"referentiels", version.code, std::string_view{version.number}, chapter.key});
}

Html referentiel_list(Language const& t, referentiel::Library const& library) {
    auto const lines = each(referentiel::choices(library), [&](Version const* version) { return list_line(t, *version); });
    return t.html(R"(
<ul class="lines">{}</ul>)",
        lines);
}

Html referentiel_page(Language const& t, Version const& version) {
    int number = 0;
    auto const chapters =
        each(version.chapters(), [&](Chapter const* chapter) { return chapter_statements(t, version, *chapter, ++number); });
    return t.html(R"(
<div class="with-aside">{}<div class="stack-wide">{}{}{}{}{}</div></div>)",
        chapter_list(t, version, nullptr), layout::notices(t, version), facts(t, version), scale(t, version),
        profile_questions(t, version), chapters);
}

Html referentiel_chapter(Language const& t, Version const& version, Chapter const& chapter) {
    return t.html(R"(
<div class="with-aside">{}<div>{}{}{}</div></div>)",
        chapter_list(t, version, &chapter), layout::notices(t, version), to_be_completed(t, chapter),
        nodes(t, version, version.nodes_of(chapter), 2));
}

Html coverage_table(Language const& t, Version const& version) {
    auto const rows = each(version.criteria, [&](Criterion const& criterion) { return coverage_row(t, version, criterion); });
    auto const table = layout::register_table(t,
        {.id = "couverture",
            .caption = t.text("Ce que chaque critère rejoint"),
            .note = t.text("Les liens sont notre lecture. Guide : ses thèmes, de 1 à 8. ISO 26000 : ses domaines d'action. ODD : "
                           "les objectifs de développement durable, de 1 à 17. VSME : la norme européenne volontaire."),
            .columns = {{t.text("Critère")}, {t.text("Guide de l'ESS")}, {t.text("ISO 26000")}, {t.text("ODD")},
                {t.text("VSME")}},
            .rows = rows});
    return t.html("{}{}", table, coverage_legend(t, version));
}

} // namespace site
