#include "diagnostic/move_views.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "html/form.h"
#include "layout/parts.h"
#include "referentiel/links.h"

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Caller;
using html::each, html::Html, html::Language, html::when;
using referentiel::Criterion, referentiel::Passage, referentiel::Version, referentiel::Way;

std::string list_of(Language const& t, std::vector<Criterion const*> const& criteria) {
    std::string names;
    for (auto const* criterion : criteria)
        names += (names.empty() ? "" : t.is_french() ? "\u00a0; " : "; ") + numbered_title(t, *criterion);
    return names;
}

std::string way_words(Language const& t, Way way) {
    switch (way) {
        case Way::same: return t.text("sans changement");
        case Way::reworded: return t.text("phrase récrite");
        case Way::moved: return t.text("changé de place");
        case Way::merged: return t.text("réuni avec d'autres");
        case Way::split: return t.text("séparé en plusieurs");
        case Way::covered: return t.text("devient plusieurs critères");
        case Way::removed: return t.text("sans équivalent");
    }
    return {};
}

// --- One line of the preview

std::vector<Criterion const*> suggested_among(Preview const& preview, Passage const& passage) {
    std::vector<Criterion const*> criteria;
    for (auto const* to : passage.to)
        if (find_suggestion(preview.suggestions, *to)) criteria.push_back(to);
    return criteria;
}

// Where the text of an answer goes: the one among those it becomes whose suggestion holds it.
Criterion const* home_of_comment(Preview const& preview, Passage const& passage, SavedRating const& saved) {
    for (auto const* to : passage.to) {
        auto const* suggestion = find_suggestion(preview.suggestions, *to);
        if (suggestion && suggestion->rating.comment.find(saved.rating.comment) != std::string::npos) return to;
    }
    return nullptr;
}

std::string answer_words(Language const& t, SavedRating const* saved) {
    if (!saved) return t.text("Pas encore évalué");
    auto const& level = saved->rating.level;
    return t.text("{} : {}", {std::string{shown_code(level)}, level.short_label(t.code())});
}

std::string suggestion_words(Language const& t, Preview const& preview, Passage const& passage, SavedRating const* saved) {
    if (passage.to.empty()) return t.text("Aucun équivalent : la réponse reste à lire dans l'autodiagnostic d'avant.");
    if (!saved) return t.text("Rien encore, pour {}", {list_of(t, passage.to)});
    auto const taken = suggested_among(preview, passage);
    if (taken.empty()) return t.text("Rien, cette réponse n'étant pas possible pour {}", {list_of(t, passage.to)});
    return list_of(t, taken);
}

std::string comment_words(Language const& t, Preview const& preview, Passage const& passage, SavedRating const* saved) {
    if (!saved || saved->rating.comment.empty()) return t.text("Aucun");
    auto const* home = home_of_comment(preview, passage, *saved);
    return home ? t.text("Au critère {}", {home->number}) : t.text("Reste dans l'autodiagnostic d'avant");
}

Html passage_row(Language const& t, Preview const& preview, Passage const& passage) {
    auto const* saved = find_rating(preview.kept, *passage.from);
    return t.html(R"(
<tr><th scope="row">{}<br><span class="small quiet">{}</span></th><td data-name="{Votre réponse}">{}</td><td data-name="{Suggérée, à confirmer}">{}</td><td data-name="{Commentaire}">{}</td></tr>)",
        numbered_title(t, *passage.from), way_words(t, passage.way), answer_words(t, saved),
        suggestion_words(t, preview, passage, saved), comment_words(t, preview, passage, saved));
}

Html passages_table(Language const& t, Preview const& preview) {
    auto const rows = each(preview.passages.all, [&](Passage const& passage) { return passage_row(t, preview, passage); });
    return layout::register_table(
        t, {.id = "passage",
               .caption = t.text("Ce que devient chaque réponse"),
               .note = t.text("De {} à {}.", {version_name(t, preview.from.version()), version_name(t, preview.to)}),
               .columns = {{t.text("Critère d'aujourd'hui")}, {t.text("Votre réponse")}, {t.text("Suggérée, à confirmer")},
                   {t.text("Commentaire")}},
               .rows = rows,
               .css_class = "register stacks"});
}

// --- What it comes to

bool is_left_behind(Preview const& preview, Passage const& passage) {
    auto const* saved = find_rating(preview.kept, *passage.from);
    return saved && suggested_among(preview, passage).empty();
}

// Descriptions, priorities, documents and the plan go along; in a longer référentiel to the main criterion alone.
std::string following_words(Language const& t, Preview const& preview) {
    if (preview.following.empty())
        return t.text("Les descriptions, les priorités, les documents et le plan d'actions suivent ; ce qui n'a pas d'équivalent "
                      "reste à lire.");
    std::string list;
    for (auto const& words : preview.following) list += (list.empty() ? "" : ", ") + words;
    if (std::ranges::count(preview.passages.all, Way::covered, &Passage::way) > 0)
        return t.text("Ce qui suivra, au critère principal : {}. Ce qui n'a pas d'équivalent reste à lire.", {list});
    return t.text("Ce qui suivra : {}. Ce qui n'a pas d'équivalent reste à lire.", {list});
}

Html facts(Language const& t, Preview const& preview) {
    auto const count = [](auto number) { return static_cast<std::int64_t>(number); };
    auto const comments =
        std::ranges::count_if(preview.suggestions, [](Suggestion const& one) { return !one.rating.comment.empty(); });
    auto const left =
        std::ranges::count_if(preview.passages.all, [&](Passage const& passage) { return is_left_behind(preview, passage); });
    auto const suggested = t.count(count(preview.suggestions.size()), "{} réponse sera suggérée, à confirmer.",
        "{} réponses seront suggérées, à confirmer.");
    auto const texts = when(comments > 0, [&] {
        return t.html("<li>{}</li>",
            t.count(count(comments), "{} commentaire suivra, écrit à un seul critère là où sa réponse mène à plusieurs.",
                "{} commentaires suivront, chacun écrit à un seul critère là où sa réponse mène à plusieurs."));
    });
    auto const behind = when(left > 0, [&] {
        return t.html("<li>{}</li>", t.count(count(left), "{} réponse n'a pas d'équivalent : elle reste à lire.",
                                         "{} réponses n'ont pas d'équivalent : elles restent à lire."));
    });
    auto const back = when(preview.already > 0, [&] {
        return t.html("<li>{}</li>",
            t.count(count(preview.already), "Vous retrouverez {} réponse que vous y aviez déjà donnée : elle ne change pas.",
                "Vous retrouverez {} réponses que vous y aviez déjà données : elles ne changent pas."));
    });
    return t.html(R"(
<ul><li>{}</li>{}{}{}<li>{Une réponse à confirmer ne compte dans aucune moyenne tant que personne ne l'a confirmée ou changée.}</li><li>{Vos réponses d'aujourd'hui restent telles qu'elles sont. Vous pouvez y revenir pendant 30 jours, tant que la démarche est ouverte.}</li><li>{}</li><li>{Les relectures et les avis de l'équipe restent avec vos réponses d'aujourd'hui.}</li></ul>)",
        suggested, texts, behind, back, following_words(t, preview));
}

Html added_section(Language const& t, Preview const& preview) {
    return when(!preview.passages.added.empty(), [&] {
        auto const lines = each(preview.passages.added,
            [&](Criterion const* criterion) { return t.html("<li>{}</li>", numbered_title(t, *criterion)); });
        return t.html(R"(
<section aria-labelledby="nouveaux">{}<div class="prose"><p>{Aucune de vos réponses n'y mène : ils seront à évaluer.}</p><ul>{}</ul></div></section>)",
            layout::section_title(t, "nouveaux", t.text("Critères nouveaux")), lines);
    });
}

// Why an act that a page still offered was not done.
Html refusal(Language const& t, MovesSheet const& sheet) {
    if (sheet.refused == "retour")
        return layout::notice(t, layout::Tone::care, t.text("Ce retour n'est plus possible : rien n'a été changé."),
            t.text("On peut revenir pendant 30 jours après un passage, tant que la démarche est ouverte."));
    if (sheet.refused == "passage")
        return layout::notice(t, layout::Tone::care, t.text("Ce passage n'est plus possible : rien n'a été changé."),
            t.text(
                "Le référentiel de cet autodiagnostic a changé entre-temps : relisez cette page avant de choisir de nouveau."));
    return {};
}

Html replaced_lines(Caller const& caller, MovesSheet const& sheet) {
    auto const& t = caller.t;
    return each(sheet.replaced, [&](Replaced const& one) {
        return t.html(R"(<li><a href="{}">{}</a>, {}</li>)", replaced_url(sheet.diagnostic.organisation(), one.id),
            version_name(t, *one.version), t.text("commencé le {}", {t.date(caller.local(one.created).day)}));
    });
}

} // namespace

std::string version_name(Language const& t, Version const& version) {
    return t.text("{}, version {}", {version.title.in(t.code()), version.number});
}

std::string move_words(Language const& t, Version const& from, Version const& to) {
    if (from.code == to.code) return t.text("Passer à la version {}", {to.number});
    if (to.code.text() == "ess-complet") return t.text("Passer au référentiel complet");
    return t.text("Passer au référentiel {}", {referentiel::short_name(t, to.code.text())});
}

std::string undo_words(Language const& t, Move const& move, Diagnostic const& diagnostic) {
    auto const& to = move.former.version();
    if (to.code == diagnostic.version().code) return t.text("Revenir à la version {}", {to.number});
    if (to.code.text() == "ess-simplifie") return t.text("Revenir au simplifié");
    return t.text("Revenir au référentiel {}", {referentiel::short_name(t, to.code.text())});
}

Html preview_page(Caller const& caller, Preview const& preview) {
    auto const& t = caller.t;
    auto const form = html::form(t, move_url(preview.from), caller.form_key,
        t.html(R"(<input type="hidden" name="id" value="{}"><input type="hidden" name="version" value="{}">
<div class="buttons"><button class="button" type="submit">{}</button><a href="{}">{Rester où j'en suis}</a></div>)",
            preview.id, preview.to.hash, move_words(t, preview.from.version(), preview.to), overview_url(preview.from)));
    auto const overtaken = when(preview.is_overtaken, [&] {
        return layout::notice(t, layout::Tone::care, t.text("Une version plus récente a été publiée entre-temps."),
            t.text("Rien n'a été fait. Relisez ce que vos réponses y deviennent, puis choisissez le bouton du bas de la page si "
                   "cela vous convient toujours."));
    });
    return t.html(R"(
<div class="stack-wide">{}<section aria-labelledby="resume">{}<div class="prose">{}</div></section>{}{}{}</div>)",
        overtaken, layout::section_title(t, "resume", t.text("En bref")), facts(t, preview), passages_table(t, preview),
        added_section(t, preview), form);
}

Html undo_page(Caller const& caller, Diagnostic const& diagnostic, Move const& move) {
    auto const& t = caller.t;
    auto const until = caller.local(move.moved + longest_undo).day;
    auto const form = html::form(t, undo_url(diagnostic), caller.form_key,
        t.html(R"(<input type="hidden" name="id" value="{}">
<div class="buttons"><button class="button" type="submit">{}</button><a href="{}">{Rester où j'en suis}</a></div>)",
            diagnostic.id(), undo_words(t, move, diagnostic), overview_url(diagnostic)));
    return t.html(R"(
<div class="stack-wide"><div class="prose"><p>{}</p><p>{}</p><p>{}</p></div>{}</div>)",
        t.text("Vous retrouverez vos réponses à « {} » comme vous les avez laissées. Les descriptions, les priorités et le plan "
               "d'actions y reviennent avec ce qui a changé depuis.",
            {version_name(t, move.former.version())}),
        t.text("Ce que vous avez répondu dans « {} » est gardé, et vous attend si vous y repassez.",
            {version_name(t, diagnostic.version())}),
        t.text("C'est possible jusqu'au {}, tant que la démarche est ouverte.", {t.date(until)}), form);
}

Html moves_view(Caller const& caller, MovesSheet const& sheet) {
    auto const& t = caller.t;
    auto const& diagnostic = sheet.diagnostic;
    auto const count = static_cast<std::int64_t>(sheet.to_confirm);
    auto const confirm = when(count > 0, [&] {
        return layout::notice(t, layout::Tone::care, t.count(count, "{} réponse à confirmer.", "{} réponses à confirmer."),
            t.text("Elles sont reprises de réponses que vous avez déjà données, et ne comptent pas encore : chaque chapitre "
                   "montre les siennes."));
    });
    auto const links = t.html("{}{}",
        each(sheet.next,
            [&](Version const* version) {
                return layout::second_button_link(
                    t, move_url(diagnostic, *version), move_words(t, diagnostic.version(), *version));
            }),
        when(sheet.undoable.has_value(),
            [&] { return layout::second_button_link(t, undo_url(diagnostic), undo_words(t, *sheet.undoable, diagnostic)); }));
    auto const acts = when(!links.text().empty(), [&] {
        return t.html(R"(
<div class="cluster">{}</div>)",
            links);
    });
    auto const aside = when(!sheet.replaced.empty(), [&] {
        return t.html(R"(
<details class="fold"><summary>{Réponses mises de côté}</summary><ul>{}</ul></details>)",
            replaced_lines(caller, sheet));
    });
    return t.html("{}{}{}{}", refusal(t, sheet), confirm, acts, aside);
}

} // namespace diagnostic
