#include "diagnostic/card.h"

#include "diagnostic/addresses.h"
#include "diagnostic/level_choices.h"
#include "diagnostic/slots.h"
#include "diagnostic/taking.h"
#include "html/icon.h"
#include "layout/parts.h"
#include "layout/referentiel_words.h"
#include "referentiel/score.h"

namespace diagnostic {
namespace {

using accounts::Caller;
using html::Attribute, html::Attributes, html::Html, html::Language, html::each, html::when;
using referentiel::Chapter, referentiel::Criterion, referentiel::Effect, referentiel::Level;

Html comment_field(Language const& t, Draft const& draft) {
    auto const id = comment_id(*draft.criterion);
    auto const text = t.html(
        R"({}<label class="field">{Commentaire} <span class="optional">{(facultatif)}</span><textarea class="input" id="{}" name="{}" rows="3"{}>
{}</textarea></label>)",
        problem_at(t, draft, id), id, id, wrong_attributes(draft, id), draft.comment);
    if (!draft.comment.empty()) return text;
    return t.html(R"(<details class="fold"><summary>{}</summary>{}</details>)",
        t.text("Commenter le critère {}", {draft.criterion->number}), text);
}

Html what_was_shown(Language const& t, Draft const& draft) {
    return t.html(R"(<input type="hidden" name="{}" value="{}"><input type="hidden" name="{}" value="{}">)",
        field("revision", *draft.criterion), draft.revision.number, field("shown", *draft.criterion), draft.shown);
}

// Someone else's answer beside one's own: saving again puts one's own in its place.
Html their_rating(Caller const& caller, Criterion const& criterion, SavedRating const& theirs) {
    auto const& t = caller.t;
    auto const& [key, level, reason, comment] = theirs.rating;
    auto const text = reason.empty() ? comment : reason + "\n" + comment;
    auto const answer = t.html(R"(
<blockquote><p>{}. {}</p><p>{}</p></blockquote>)",
        shown_code(level), level.label(t.code()), text);
    return t.html(R"(
<div class="notice notice--care">{}<div><p><b>{}</b> {Votre réponse est restée dans le formulaire : laquelle garder ?}</p>{}{}</div></div>)",
        html::icon(t, "warning"), t.text("{} a aussi modifié ce critère, à {}.", {theirs.by, t.time(caller.local(theirs.at))}),
        answer, conflict_buttons(t, criterion));
}

Html note(Caller const& caller, Draft const& draft) {
    if (draft.theirs) return their_rating(caller, *draft.criterion, *draft.theirs);
    return problem_at(caller.t, draft, first_choice_id(*draft.criterion));
}

Html paragraph(Language const& t, std::string const& text) {
    return when(!text.empty(), [&] { return t.html("<p>{}</p>", text); });
}

// Nothing is retyped, and nothing stands twice: the text is with one of the criteria that came of an answer.
Html described_elsewhere(Language const& t, Diagnostic const& diagnostic, Draft const& draft) {
    return when(draft.described_at, [&] {
        return t.html(R"(<p class="small"><a href="{}">{}</a></p>)", card_url(diagnostic, *draft.described_at),
            t.text("Décrit au critère {}", {draft.described_at->number}));
    });
}

// What was written elsewhere, as in an earlier cycle, stays at hand once something else is kept.
Html former_text(Language const& t, Draft const& draft) {
    return when(draft.former.has_value(), [&] {
        auto const& former = *draft.former;
        return t.html(R"(
<details class="fold former"><summary>{}</summary><p><b>{}</b> {}</p><p>{}</p><p>{}</p></details>)",
            t.text("Ce qui était écrit, {}", {origin_words(t, former)}), shown_code(former.rating.level),
            draft.criterion->wording(former.rating.level, t.code()), former.rating.comment,
            take_former_button(t, *draft.criterion));
    });
}

std::string to_confirm(Language const& t, Suggestion const& suggestion) {
    return t.text("À confirmer, {}", {origin_words(t, suggestion)});
}

Html suggested_answer(Language const& t, Draft const& draft) {
    auto const& level = draft.suggestion->rating.level;
    return t.html(R"(<p class="suggested"><b class="tag">{}</b></p><p><b>{}</b> {}</p>{}{})", to_confirm(t, *draft.suggestion),
        shown_code(level), draft.criterion->wording(level, t.code()), paragraph(t, draft.reason), paragraph(t, draft.comment));
}

Html state(Caller const& caller, Draft const& draft) {
    auto const& t = caller.t;
    if (draft.suggestion) return t.html(R"(<span class="saved">{À confirmer}</span>)");
    if (draft.saved) return layout::saved(t, saved_words(caller, *draft.saved));
    return t.html(R"(<span class="saved">{Pas encore évalué}</span>)");
}

Html title(Language const& t, Criterion const& criterion) {
    return t.html(R"(<b class="criterion__code">{}</b> <span>{}</span>{})", criterion.number, title_of(t, criterion),
        layout::imperative_tag(t, criterion.is_imperative));
}

} // namespace

Html suggestion_mark(Language const& t, Draft const& draft) {
    if (!draft.suggestion) return {};
    return t.html(R"(
<div class="suggested" data-suggested><p><b class="tag">{}</b></p><button class="button button--second" type="submit" name="confirmer" value="{}">{Confirmer}<span class="unseen">{}</span></button></div>)",
        to_confirm(t, *draft.suggestion), draft.criterion->key, t.text(" : critère {}", {draft.criterion->number}));
}

std::string_view shown_code(Level const& level) { return level.code() == "*" ? "★" : level.code(); }

std::string title_of(Language const& t, Criterion const& criterion) {
    auto const& title = criterion.title.in(t.code());
    return title.empty() ? t.text("Élément {}", {criterion.number}) : title;
}

std::string numbered_title(Language const& t, Criterion const& criterion) {
    if (criterion.title.empty()) return title_of(t, criterion);
    return t.text("{}. {}", {criterion.number, title_of(t, criterion)});
}

Html level_drawing(Language const& t, Level const& level) {
    return when(level.strokes() <= 5, [&] { return html::level_sign(t, level.strokes()); });
}

std::string possible_levels(Language const& t, Criterion const& criterion) {
    auto const ordinary = criterion.scale->levels();
    auto const is_run = ordinary.size() > 2 && std::ranges::all_of(ordinary, [](Level const& level) {
        return level.code() == std::to_string(level.rank());
    });
    std::string words;
    if (is_run) words = t.text("{} à {}", {std::string{ordinary.front().code()}, std::string{ordinary.back().code()}});
    for (auto const& level : criterion.scale->levels_for(criterion)) {
        if (is_run && level.effect() == referentiel::Effect::ordinary) continue;
        words += (words.empty() ? "" : ", ") + std::string{shown_code(level)};
    }
    return words;
}

std::string explanation(Language const& t, Draft const& draft) {
    if (draft.is_withdrawn)
        return t.text("La réponse que vous modifiiez a été retirée entre-temps : enregistrez de nouveau pour garder la vôtre");
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

std::string saved_words(Caller const& caller, SavedRating const& saved) { return saved_words(caller, saved.by, saved.at); }

std::string saved_words(Caller const& caller, std::string const& by, Instant at) {
    auto const& t = caller.t;
    auto const local = caller.local(at);
    auto const is_own = caller.signed_in && caller.signed_in->user.name() == by;
    if (local.day == caller.today())
        return is_own ? t.text("Enregistré à {}", {t.time(local)}) : t.text("Enregistré à {} par {}", {t.time(local), by});
    return is_own ? t.text("Enregistré le {}", {t.date(local.day)}) : t.text("Enregistré le {} par {}", {t.date(local.day), by});
}

Html criterion_card(Caller const& caller, Diagnostic const& diagnostic, Draft const& draft, Url const& help, Html const& beside,
    Html const& acts) {
    auto const& t = caller.t;
    auto const& criterion = *draft.criterion;
    auto const body = t.html(R"(
<fieldset><legend>{}</legend>
{}{}
<div class="criterion__more">{}{}</div>{}
</fieldset>)",
        criterion.statement.in(t.code()),
        t.html("{}{}{}", layout::guidance(t, criterion.guidance), note(caller, draft), suggestion_mark(t, draft)),
        choices(t, draft, Card::full), described_elsewhere(t, diagnostic, draft),
        t.html("{}{}", comment_field(t, draft), former_text(t, draft)), what_was_shown(t, draft));
    auto const foot = t.html(R"(
<div class="criterion__foot">{}{}<a href="{}" data-module="help">{}</a></div>)",
        state(caller, draft), acts, help, t.text("Questions et exemples du critère {}", {criterion.number}));
    return t.html(R"(
<article class="criterion" id="{}">
<h2>{}</h2>{}{}{}
</article>)",
        card_id(criterion), title(t, criterion), body, beside, foot);
}

Html short_card(Caller const& caller, Draft const& draft) {
    auto const& t = caller.t;
    auto const& criterion = *draft.criterion;
    auto const body = t.html(R"(
<fieldset><legend>{}</legend>{}
{}{}</fieldset>)",
        criterion.statement.in(t.code()),
        t.html("{}{}{}", layout::guidance(t, criterion.guidance), note(caller, draft), suggestion_mark(t, draft)),
        choices(t, draft, Card::little), what_was_shown(t, draft));
    // What was saved today is worth its line; the page of the criterion says the rest.
    auto const is_fresh = draft.saved && caller.local(draft.saved->at).day == caller.today();
    auto const foot = when(is_fresh, [&] {
        return t.html(R"(
<p class="criterion__foot">{}</p>)",
            state(caller, draft));
    });
    return t.html(R"(
<article class="criterion" id="{}">
<h3><b class="criterion__code">{}</b> <a href="{}">{}</a>{}</h3>{}{}
</article>)",
        card_id(criterion), criterion.number, Url::beside({"question", criterion.key}), title_of(t, criterion),
        layout::imperative_tag(t, criterion.is_imperative), body, foot);
}

Html shortfall(Caller const& caller, Diagnostic const& diagnostic, Draft const& draft) {
    auto const& t = caller.t;
    auto const& criterion = *draft.criterion;
    auto const address = caller.desk.slots.of<Beside>().critical_form(diagnostic, criterion);
    if (!address) return {};
    auto const& version = diagnostic.version();
    std::string codes;
    for (auto const& level : criterion.scale->levels_for(criterion))
        if (falls_short(version, criterion, level)) codes += (codes.empty() ? "" : " ") + std::string{level.code()};
    auto const is_short = draft.saved && falls_short(version, criterion, draft.saved->rating.level);
    return t.html(R"(
<p class="criterion__team" data-short="{}"{}>{} <a href="{}">{}</a></p>)",
        codes, Attribute{"hidden", !is_short},
        t.text("Ce critère impératif n'atteint pas le niveau {}.", {version.score.imperative_from}), *address,
        t.text("Dire ce qui sera fait pour le critère {}", {criterion.number}));
}

Html rating_fields(Caller const& caller, Draft const& draft) {
    auto const& t = caller.t;
    return t.html("{}{}{}{}{}", layout::guidance(t, draft.criterion->guidance), note(caller, draft), suggestion_mark(t, draft),
        choices(t, draft, Card::full), what_was_shown(t, draft));
}

Html answer_words(Language const& t, Draft const& draft) {
    if (draft.suggestion) return suggested_answer(t, draft);
    if (!draft.saved) return t.html(R"(<p class="quiet">{Pas encore évalué}</p>)");
    auto const& level = draft.saved->rating.level;
    return t.html(R"(<p><b>{}</b> {}</p>{}{})", shown_code(level), draft.criterion->wording(level, t.code()),
        paragraph(t, draft.reason), paragraph(t, draft.comment));
}

Html criterion_read_only(Caller const& caller, Draft const& draft, Heading heading, Html const& beside) {
    auto const& t = caller.t;
    auto const& criterion = *draft.criterion;
    auto const answer = answer_words(t, draft);
    auto const name =
        heading == Heading::second ? t.html("<h2>{}</h2>", title(t, criterion)) : t.html("<h3>{}</h3>", title(t, criterion));
    return t.html(R"(
<article class="criterion" id="{}">
{}<div class="criterion__body stack"><p>{}</p>{}{}</div>{}</article>)",
        card_id(criterion), name, criterion.statement.in(t.code()), layout::guidance(t, criterion.guidance), answer, beside);
}

} // namespace diagnostic
