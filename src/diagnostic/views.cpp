#include "diagnostic/views.h"

#include "charts/signs.h"
#include "diagnostic/imperatives.h"
#include "diagnostic/level_counts.h"
#include "diagnostic/profile.h"
#include "diagnostic/tree.h"
#include "html/icon.h"
#include "layout/parts.h"

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Caller;
using html::Attribute, html::Attributes, html::Html, html::Language, html::each, html::when;
using referentiel::Chapter, referentiel::Criterion, referentiel::Effect, referentiel::Level;

std::string field(std::string_view name, Criterion const& criterion) {
    return std::string{name} + "-" + std::string{criterion.key.text()};
}

std::string choice_id(Criterion const& criterion, std::string_view code) {
    return field("level", criterion) + "-" + (code == "*" ? "etoile" : std::string{code});
}

std::string card_id(Criterion const& criterion) { return field("critere", criterion); }

// Where a problem's link leads: the first choice, or the reason that is missing.
std::string problem_field(Draft const& draft) {
    if (draft.problem == RatingProblem::reason_missing) return field("reason", *draft.criterion);
    return choice_id(*draft.criterion, draft.criterion->scale->levels().front().code());
}

// The square of levels 1 to 5 has a drawing for each; other scales show their code alone.
Html level_drawing(Language const& t, Level const& level) {
    auto const rank = level.effect() == Effect::ordinary ? level.rank() : 0;
    return when(rank <= 5, [&] { return html::level_sign(t, rank); });
}

// N is the key that answers « non concerné ».
std::string_view rank_words(Level const& level) { return level.effect() == Effect::not_concerned ? "N" : level.code(); }

Html radio(Language const& t, Draft const& draft, Level const& level) {
    auto const& criterion = *draft.criterion;
    auto const id = choice_id(criterion, level.code());
    auto const wrong = draft.problem ? std::optional<std::string>{problem_field(draft) + "-error"} : std::nullopt;
    auto const chosen = draft.level == level.code();
    auto const input = t.html(R"(<input type="radio" name="{}" id="{}" value="{}"{}>)", field("level", criterion), id,
        level.code(), Attributes{{"checked", chosen}, {"aria-describedby", wrong}});
    return t.html(R"({}<label for="{}">{}<span class="choice__rank">{}</span><span>{}</span></label>)", input, id,
        level_drawing(t, level), rank_words(level), criterion.wording(level, t.code()));
}

Html choice(Language const& t, Draft const& draft, Level const& level) {
    return t.html(R"(
<div class="choice">{}</div>)",
        radio(t, draft, level));
}

Html reason_field(Language const& t, Draft const& draft) {
    auto const name = field("reason", *draft.criterion);
    auto const is_missing = draft.problem == RatingProblem::reason_missing;
    auto const invalid = is_missing ? std::optional<std::string>{"true"} : std::nullopt;
    auto const described = is_missing ? std::optional<std::string>{name + "-error"} : std::nullopt;
    auto const problem = when(is_missing, [&] {
        return html::error_message(t, name, std::vector<html::Problem>{{name, explanation(t, draft)}});
    });
    return t.html(R"(
<div class="choice__reason field"><label for="{}">{Pourquoi ce critère ne vous concerne-t-il pas ?}</label>{}<textarea class="input" id="{}" name="{}" rows="2"{}>
{}</textarea></div>)",
        name, problem, name, name, Attributes{{"aria-invalid", invalid}, {"aria-describedby", described}}, draft.reason);
}

// Special codes stand apart; « non concerné » shows the field for its reason while it is chosen.
Html special_choice(Language const& t, Draft const& draft, Level const& level) {
    auto const reason = when(level.effect() == Effect::not_concerned, [&] { return reason_field(t, draft); });
    return t.html(R"(
<div class="criterion__aside"><div class="choice">{}{}</div></div>)",
        radio(t, draft, level), reason);
}

Html choices(Language const& t, Draft const& draft) {
    auto const levels = draft.criterion->scale->levels_for(*draft.criterion);
    auto const is_ordinary = [](Level const& level) { return level.effect() == Effect::ordinary; };
    Html const ordinary = each(levels, [&](Level const& level) { return is_ordinary(level) ? choice(t, draft, level) : Html{}; });
    Html const special =
        each(levels, [&](Level const& level) { return is_ordinary(level) ? Html{} : special_choice(t, draft, level); });
    return t.html(R"(<div class="choices">{}
</div>{})",
        ordinary, special);
}

Html comment_field(Language const& t, Draft const& draft) {
    auto const name = field("comment", *draft.criterion);
    auto const text = t.html(R"(
<div class="field"><label for="{}">{Commentaire} <span class="optional">{(facultatif)}</span></label><textarea class="input" id="{}" name="{}" rows="3">
{}</textarea></div>)",
        name, name, name, draft.comment);
    if (!draft.comment.empty()) return text;
    return t.html(
        R"(<details class="fold"><summary>{Ajouter un commentaire} <span class="unseen">{}</span></summary>{}</details>)",
        t.text("au critère {}", {draft.criterion->number}), text);
}

Html what_was_shown(Language const& t, Draft const& draft) {
    return t.html(R"(<input type="hidden" name="{}" value="{}"><input type="hidden" name="{}" value="{}">)",
        field("revision", *draft.criterion), draft.revision.number, field("shown", *draft.criterion), draft.shown);
}

// Someone else's answer beside one's own: saving again puts one's own in its place.
Html their_rating(Caller const& caller, SavedRating const& theirs) {
    auto const& t = caller.t;
    auto const& [criterion, level, reason, comment] = theirs.rating;
    auto const text = reason.empty() ? comment : reason + "\n" + comment;
    return t.html(R"(
<div class="notice notice--care">{}<div><p><b>{}</b> {Votre réponse est restée dans le formulaire : l'enregistrer de nouveau la met à la place de celle-ci.}</p>
<blockquote><p>{}. {}</p><p>{}</p></blockquote></div></div>)",
        html::icon(t, "warning"), t.text("{} a aussi modifié ce critère, à {}.", {theirs.by, t.time(caller.local(theirs.at))}),
        level.code(), level.label(t.code()), text);
}

Html note(Caller const& caller, Draft const& draft) {
    if (draft.theirs) return their_rating(caller, *draft.theirs);
    if (!draft.problem || draft.problem == RatingProblem::reason_missing) return {};
    auto const at = problem_field(draft);
    return html::error_message(caller.t, at, std::vector<html::Problem>{{at, explanation(caller.t, draft)}});
}

Html foot(Caller const& caller, ChapterSheet const& sheet, Draft const& draft) {
    auto const& t = caller.t;
    auto const state = draft.saved ? layout::saved(t, saved_words(caller, *draft.saved))
                                   : t.html(R"(<span class="saved">{Pas encore évalué}</span>)");
    auto const& diagnostic = sheet.diagnostic;
    auto const help = Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "diagnostic",
        "criteres", draft.criterion->key});
    return t.html(R"(
<div class="criterion__foot">{}<a href="{}">{Questions et exemples}<span class="unseen"> {}</span></a></div>)",
        state, help, t.text("pour le critère {}", {draft.criterion->number}));
}

// Items have a number and a statement, and mostly no title.
std::string title_of(Language const& t, Criterion const& criterion) {
    auto const& title = criterion.title.in(t.code());
    return title.empty() ? t.text("Élément {}", {criterion.number}) : title;
}

Html head(Language const& t, Criterion const& criterion) {
    return t.html(R"(
<div class="criterion__head"><span class="criterion__code" aria-hidden="true">{}</span><h2 id="{}"><span class="unseen">{} </span>{}</h2></div>)",
        criterion.number, card_id(criterion) + "-titre", t.text("Critère {} :", {criterion.number}), title_of(t, criterion));
}

Html criterion_card(Caller const& caller, ChapterSheet const& sheet, Draft const& draft) {
    auto const& t = caller.t;
    auto const& criterion = *draft.criterion;
    auto const body = t.html(R"(
<fieldset class="criterion__body"><legend>{}</legend>
{}{}
<div class="criterion__more">{}</div>{}
</fieldset>)",
        criterion.statement.in(t.code()), note(caller, draft), choices(t, draft), comment_field(t, draft),
        what_was_shown(t, draft));
    return t.html(R"(
<article class="criterion" id="{}" data-criterion="{}" aria-labelledby="{}">{}{}{}
</article>)",
        card_id(criterion), criterion.key, card_id(criterion) + "-titre", head(t, criterion), body, foot(caller, sheet, draft));
}

Html paragraph(Language const& t, std::string const& text) {
    return when(!text.empty(), [&] { return t.html("<p>{}</p>", text); });
}

// What a reader sees, and everybody once the cycle is closed.
Html criterion_read_only(Caller const& caller, Draft const& draft) {
    auto const& t = caller.t;
    auto const& criterion = *draft.criterion;
    auto const answer = draft.saved ? t.html(R"(<p><b>{}</b> {}</p>{}{})", draft.saved->rating.level.code(),
                                          criterion.wording(draft.saved->rating.level, t.code()), paragraph(t, draft.reason),
                                          paragraph(t, draft.comment))
                                    : t.html(R"(<p class="quiet">{Pas encore évalué}</p>)");
    return t.html(R"(
<article class="criterion" id="{}" aria-labelledby="{}">{}<div class="criterion__body stack"><p>{}</p>{}</div></article>)",
        card_id(criterion), card_id(criterion) + "-titre", head(t, criterion), criterion.statement.in(t.code()), answer);
}

Html chapter_link(Caller const& caller, ChapterSheet const& sheet, ChapterScore const& score, std::size_t number) {
    auto const& t = caller.t;
    auto const is_open = score.chapter == &sheet.chapter;
    auto const current = is_open ? std::optional<std::string>{"page"} : std::nullopt;
    auto const done = t.html(R"(<span data-done{}>{}</span>)", Attribute{"hidden", !score.is_done()}, html::icon(t, "check"));
    auto const figures = t.html(R"({}&nbsp;/&nbsp;{})", score.answered, score.total);
    // The script of the page counts on in the chapter that is open.
    auto const count = is_open ? t.html(R"(<span class="number done">{}<span data-progress>{}</span></span>)", done, figures)
                               : t.html(R"(<span class="number done">{}{}</span>)",
                                     when(score.is_done(), [&] { return html::icon(t, "check"); }), figures);
    return t.html(R"(
<li><a href="{}"{}><span class="number">{}</span><span class="chapters__name">{}</span>{}</a></li>)",
        chapter_url(sheet.diagnostic, *score.chapter), Attribute{"aria-current", current}, number,
        score.chapter->title.in(t.code()), count);
}

Html chapter_list(Caller const& caller, ChapterSheet const& sheet) {
    auto const& t = caller.t;
    std::size_t number = 0;
    auto const links =
        each(sheet.scores.chapters, [&](auto const& score) { return chapter_link(caller, sheet, score, ++number); });
    auto const keyboard = when(sheet.may_rate, [&] {
        return t.html(R"(
<details class="fold"><summary>{Au clavier}</summary><p class="small">{}</p></details>)",
            t.text("De 1 à {} pour évaluer, N pour « non concerné », les flèches pour passer d'un niveau à l'autre.",
                {std::to_string(sheet.scores.top)}));
    });
    return t.html(R"(
<aside class="chapters" aria-labelledby="chapters"><h2 id="chapters" class="section-title">{Chapitres}</h2><ol class="chapters__list">{}</ol>{}</aside>)",
        links, keyboard);
}

Html pager_link(Language const& t, Diagnostic const& diagnostic, Chapter const* chapter, bool is_next) {
    if (!chapter) return {};
    auto const& title = chapter->title.in(t.code());
    if (is_next)
        return t.html(R"(<a class="button button--second" href="{}">{}{}</a>)", chapter_url(diagnostic, *chapter), title,
            html::icon(t, "next"));
    return t.html(R"(<a class="button button--second" href="{}">{}{}</a>)", chapter_url(diagnostic, *chapter),
        html::icon(t, "back"), title);
}

Html pager(Language const& t, ChapterSheet const& sheet) {
    auto const& all = sheet.scores.chapters;
    auto const here = std::ranges::find(all, &sheet.chapter, &ChapterScore::chapter);
    auto const* before = here == all.begin() ? nullptr : std::prev(here)->chapter;
    auto const* after = std::next(here) == all.end() ? nullptr : std::next(here)->chapter;
    auto const results = when(!after, [&] {
        return t.html(R"(<a class="button button--second" href="{}">{Voir les résultats}{}</a>)", results_url(sheet.diagnostic),
            html::icon(t, "next"));
    });
    return t.html(R"(
<nav class="cluster cluster--between pager" aria-label="{Chapitres voisins}">{}{}{}</nav>)",
        pager_link(t, sheet.diagnostic, before, false), pager_link(t, sheet.diagnostic, after, true), results);
}

Html progress(Caller const& caller, ChapterSheet const& sheet) {
    auto const& t = caller.t;
    auto const& score = sheet.scores.of(sheet.chapter);
    auto const status = when(sheet.may_rate, [&] { return layout::autosave_status(t, ""); });
    return t.html(R"(
<div class="cluster cluster--between chapter-state">{}{}</div>)",
        charts::tally(
            t, score.answered, score.total, score.total < 2 ? t.text("critère du chapitre") : t.text("critères du chapitre")),
        status);
}

Html rating_form(Caller const& caller, ChapterSheet const& sheet, std::span<Draft const> drafts) {
    auto const& t = caller.t;
    auto const cards = chapter_tree(
        t, sheet.diagnostic, sheet.chapter, drafts, [&](Draft const& draft) { return criterion_card(caller, sheet, draft); });
    auto const content = t.html(R"(
<input type="hidden" name="editor" value="">{}
<div class="buttons after" data-save><button class="button" type="submit">{Enregistrer le chapitre}</button></div>{})",
        cards, layout::autosave_words(t, sheet.user, Url::page({"connexion"})));
    return html::form(t, chapter_url(sheet.diagnostic, sheet.chapter), caller.form_key, content, {.module = "chapter"});
}

std::string figure(Language const& t, std::optional<Decimal> const& mean) { return mean ? t.number(*mean) : "–"; }

Html score_row(Language const& t, Diagnostic const& diagnostic, ChapterScore const& score, int number, int top) {
    charts::Axis const axis{std::to_string(number), score.chapter->title.in(t.code()), score.mean};
    auto const name = t.html(R"(<a href="{}">{}. {}</a>)", chapter_url(diagnostic, *score.chapter), number, axis.name);
    auto const count = t.html(R"(<td class="figure">{}&nbsp;/&nbsp;{}</td>)", score.answered, score.total);
    return t.html(R"(
<tr><th scope="row">{}</th>{}<td>{}</td><td class="figure"><b>{}</b></td></tr>)",
        name, count, charts::bar(t, axis, top), figure(t, score.mean));
}

// A theme or an objective, by its own number.
Html folder_row(Language const& t, Diagnostic const& diagnostic, ChapterScore const& score, int top) {
    charts::Axis const axis{"", score.chapter->title.in(t.code()), score.mean};
    auto const& number = score.chapter->number;
    auto const link = chapter_url(diagnostic, *score.chapter).at("chapitre-" + std::string{score.chapter->key.text()});
    auto const name = t.html(R"(<a href="{}">{}</a>)", link, number.empty() ? axis.name : number + ". " + axis.name);
    auto const count = t.html(R"(<td class="figure">{}&nbsp;/&nbsp;{}</td>)", score.answered, score.total);
    return t.html(R"(
<tr><th scope="row"><span class="small">{}</span></th>{}<td>{}</td><td class="figure">{}</td></tr>)",
        name, count, charts::bar(t, axis, top), figure(t, score.mean));
}

Html score_table(Language const& t, Diagnostic const& diagnostic, Scores const& scores) {
    int number = 0;
    auto const rows = each(scores.folders, [&](auto const& score) {
        return score.chapter->parent ? folder_row(t, diagnostic, score, scores.top)
                                     : score_row(t, diagnostic, score, ++number, scores.top);
    });
    auto const foot = t.html(R"(
<tr><th scope="row">{Ensemble}</th><td class="figure">{}&nbsp;/&nbsp;{}</td><td>{}</td><td class="figure">{}</td></tr>)",
        scores.answered, scores.total, charts::bar(t, {"", "", scores.mean}, scores.top), figure(t, scores.mean));
    return layout::register_table(
        t, {.id = "chiffres",
               .caption = t.text("Les mêmes chiffres, en barres et en nombres"),
               .note = t.text("Moyennes sur {}, des critères évalués qui vous concernent.", {std::to_string(scores.top)}),
               .columns = {{t.text("Chapitre")}, {t.text("Critères"), layout::Column::figure},
                   {t.text("De 1 à {}", {std::to_string(scores.top)})}, {t.text("Maturité"), layout::Column::figure}},
               .rows = rows,
               .foot = foot,
               .css_class = "register bars"});
}

Html answer_row(Language const& t, Diagnostic const& diagnostic, Criterion const& criterion, SavedRating const* saved) {
    auto const link =
        t.html(R"(<a href="{}">{}. {}</a>)", criterion_url(diagnostic, criterion), criterion.number, title_of(t, criterion));
    if (!saved)
        return t.html(R"(
<tr><th scope="row">{}</th><td class="quiet">{À évaluer}</td><td></td></tr>)",
            link);
    auto const& level = saved->rating.level;
    auto const text = saved->rating.reason.empty() ? saved->rating.comment : saved->rating.reason;
    return t.html(R"(
<tr><th scope="row">{}</th><td><span class="answer">{}<span><b>{}</b> {}</span></span></td><td>{}</td></tr>)",
        link, level_drawing(t, level), level.code(), level.label(t.code()), text);
}

Html answer_table(Language const& t, Diagnostic const& diagnostic, std::span<SavedRating const> ratings) {
    auto const rows = each(asked(diagnostic),
        [&](Criterion const* criterion) { return answer_row(t, diagnostic, *criterion, find_rating(ratings, *criterion)); });
    return layout::register_table(
        t, {.id = "reponses",
               .caption = t.text("Critère par critère"),
               .columns = {{t.text("Critère")}, {t.text("Degré de maturité")}, {t.text("Commentaire ou raison")}},
               .rows = rows,
               .css_class = "register answers stacks"});
}

Html legend(Language const& t, Diagnostic const& diagnostic) {
    auto const lines = each(diagnostic.version().default_scale().levels(), [&](Level const& level) {
        return t.html(
            R"(<li>{}<b>{}</b><span class="small">{}</span></li>)", level_drawing(t, level), level.code(), level.label(t.code()));
    });
    return t.html(R"(
<section aria-labelledby="niveaux">{}<ol class="levels lines lines--tight">{}</ol></section>)",
        layout::section_title(t, "niveaux", t.text("Les niveaux")), lines);
}

Html notices(Language const& t, Diagnostic const& diagnostic) {
    return each(diagnostic.version().notices, [&](referentiel::Text const& text) {
        return layout::notice(t, layout::Tone::care, t.text("À savoir."), text.in(t.code()));
    });
}

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

} // namespace

Url overview_url(Diagnostic const& diagnostic) {
    return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "diagnostic"});
}

Url chapter_url(Diagnostic const& diagnostic, Chapter const& chapter) {
    auto const* top = &chapter;
    while (top->parent) top = top->parent;
    return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "diagnostic", top->key});
}

Url criterion_url(Diagnostic const& diagnostic, Criterion const& criterion) {
    return chapter_url(diagnostic, *criterion.chapter).at(card_id(criterion));
}

Url results_url(Diagnostic const& diagnostic) {
    return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "diagnostic", "resultats"});
}

std::string explanation(Language const& t, Draft const& draft) {
    if (draft.theirs) return t.text("Une autre personne a répondu à ce critère entre-temps : choisissez la réponse à garder");
    switch (draft.problem.value()) {
        case RatingProblem::level_missing: return t.text("Choisissez un degré de maturité pour garder ce texte");
        case RatingProblem::level_not_for_it: return t.text("Choisissez l'un des degrés proposés pour ce critère");
        case RatingProblem::reason_missing:
            return t.text("Il manque la raison : dites en une phrase pourquoi ce critère ne vous concerne pas");
        case RatingProblem::text_too_long: return t.text("Raccourcissez ce texte : il dépasse 100 000 caractères");
    }
    return {};
}

std::vector<html::Problem> problems_of(Language const& t, std::span<Draft const> drafts) {
    std::vector<html::Problem> problems;
    for (auto const& draft : drafts)
        if (!draft.is_saved())
            problems.push_back({problem_field(draft), t.text("{}. {}", {draft.criterion->number, explanation(t, draft)})});
    return problems;
}

std::string saved_words(Caller const& caller, SavedRating const& saved) {
    auto const& t = caller.t;
    auto const local = caller.local(saved.at);
    auto const is_own = caller.signed_in && caller.signed_in->user.name() == saved.by;
    if (local.day == caller.today())
        return is_own ? t.text("Enregistré à {}", {t.time(local)}) : t.text("Enregistré à {} par {}", {t.time(local), saved.by});
    return is_own ? t.text("Enregistré le {}", {t.date(local.day)})
                  : t.text("Enregistré le {} par {}", {t.date(local.day), saved.by});
}

Html chapter_page(Caller const& caller, ChapterSheet const& sheet, std::span<Draft const> drafts) {
    auto const& t = caller.t;
    auto const cards = sheet.may_rate ? rating_form(caller, sheet, drafts)
                                      : chapter_tree(t, sheet.diagnostic, sheet.chapter, drafts,
                                            [&](Draft const& draft) { return criterion_read_only(caller, draft); });
    return t.html(R"(
<div class="with-aside">{}<div>{}{}{}{}</div></div>)",
        chapter_list(caller, sheet), notices(t, sheet.diagnostic), progress(caller, sheet), cards, pager(t, sheet));
}

Html help_page(Caller const& caller, Diagnostic const& diagnostic, Criterion const& criterion) {
    auto const& t = caller.t;
    auto const section = [&](std::string_view id, std::string const& title, Html const& content) {
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
    auto const back = layout::button_link(t, criterion_url(diagnostic, criterion), t.text("Répondre à ce critère"));
    return t.html(R"(
<div class="stack-wide">{}<p class="prose">{}</p>{}{}{}{}<p>{}</p></div>)",
        notices(t, diagnostic), criterion.statement.in(t.code()), plain, questions, examples, evidence, back);
}

Html overview_page(Caller const& caller, Diagnostic const& diagnostic, Scores const& scores, Html const& before) {
    auto const& t = caller.t;
    int number = 0;
    auto const lines = each(scores.chapters, [&](ChapterScore const& score) {
        auto const state = score.total == 0      ? t.text("À compléter par l'import")
                           : score.answered == 0 ? t.text("Pas commencé")
                           : score.is_done()     ? t.text("Terminé")
                                                 : t.text("En cours");
        auto const id = "etat-" + std::string{score.chapter->key.text()};
        auto const link = t.html(R"(<a href="{}" aria-describedby="{}">{}. {}</a>)", chapter_url(diagnostic, *score.chapter), id,
            ++number, score.chapter->title.in(t.code()));
        return t.html(R"(
<li class="line line--3"><p class="line__title">{}</p><p><span class="tag" id="{}">{}</span></p><p class="number">{}&nbsp;/&nbsp;{}</p></li>)",
            link, id, state, score.answered, score.total);
    });
    auto const about = when(!diagnostic.version().about.empty(), [&] {
        return t.html(R"(
<section aria-labelledby="referentiel">{}<div class="prose"><p>{}</p></div></section>)",
            layout::section_title(t, "referentiel", t.text("Le référentiel")), diagnostic.version().about.in(t.code()));
    });
    return t.html(R"(
<div class="stack-wide">{}{}{}<section aria-labelledby="chapitres">{}<ul class="lines">{}</ul></section>{}{}</div>)",
        notices(t, diagnostic), before, charts::tally(t, scores.answered, scores.total, t.text("critères évalués")),
        layout::section_title(t, "chapitres", t.text("Chapitres")), lines, legend(t, diagnostic), about);
}

charts::Chart radar_of(Language const& t, Scores const& scores) {
    charts::Chart chart{.id = "radar",
        .title = t.text("Radar des chapitres : maturité actuelle"),
        .current = t.text("Maturité actuelle"),
        .top = scores.top,
        .described_by = "en-bref"};
    int number = 0;
    for (auto const& score : scores.chapters)
        chart.axes.push_back({std::to_string(++number), score.chapter->title.in(t.code()), score.mean});
    return chart;
}

std::vector<std::string> digest(Language const& t, Scores const& scores) {
    if (!scores.has_means) return level_counts_sentences(t, scores);
    if (!scores.mean) return {t.text("Rien n'est encore évalué : le radar se dessine dès la première réponse.")};

    std::vector<std::string> sentences{
        t.text("Votre organisation se situe en moyenne à {} sur {}.", {t.number(*scores.mean), std::to_string(scores.top)})};
    std::vector<ChapterScore> sorted;
    for (auto const& score : scores.chapters)
        if (score.mean) sorted.push_back(score);
    std::ranges::stable_sort(sorted, std::ranges::greater{}, [](auto const& score) { return score.mean->digits; });
    auto const named = [&](ChapterScore const& score) {
        return score.chapter->title.in(t.code()) + " (" + t.number(*score.mean) + ")";
    };
    if (sorted.front().mean != sorted.back().mean) {
        sentences.push_back(t.text("Appui solide : {}.", {named(sorted.front())}));
        sentences.push_back(t.text("À travailler d'abord : {}.", {named(sorted.back())}));
    }
    if (scores.not_concerned > 0)
        sentences.push_back(t.count(scores.not_concerned, "{} critère ne vous concerne pas : il ne compte pas dans les moyennes.",
            "{} critères ne vous concernent pas : ils ne comptent pas dans les moyennes."));
    return sentences;
}

static Html radar_figure(Language const& t, Scores const& scores) {
    auto const chart = radar_of(t, scores);
    return t.html(R"(
<figure class="chart"><figcaption><h2>{Par chapitre}</h2>{}</figcaption>{}</figure>)",
        charts::keys(t, chart), charts::radar(t, chart));
}

Html results_page(
    Caller const& caller, Diagnostic const& diagnostic, Scores const& scores, std::span<SavedRating const> ratings) {
    auto const& t = caller.t;
    auto const figure = scores.has_means ? radar_figure(t, scores) : level_counts_figure(t, diagnostic, scores);
    auto const table = scores.has_means ? score_table(t, diagnostic, scores) : level_counts_table(t, diagnostic, scores);
    auto const words = t.html(R"(
<div class="stack-wide"><section aria-labelledby="bref">{}<div class="prose digest" id="en-bref">{}</div></section>{}</div>)",
        layout::section_title(t, "bref", t.text("En bref")),
        each(digest(t, scores), [&](std::string const& sentence) { return t.html("<p>{}</p>", sentence); }),
        legend(t, diagnostic));
    return t.html(R"(
<div class="stack-wide">{}<div class="with-aside with-aside--end">{}{}</div>{}{}{}</div>)",
        notices(t, diagnostic), figure, words, imperatives_section(t, diagnostic, scores), table,
        answer_table(t, diagnostic, ratings));
}

} // namespace diagnostic
