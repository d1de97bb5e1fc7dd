#include "diagnostic/card.h"

#include "diagnostic/addresses.h"
#include "diagnostic/taking.h"
#include "html/icon.h"
#include "layout/parts.h"

namespace diagnostic {
namespace {

using accounts::Caller;
using html::Attribute, html::Attributes, html::Html, html::Language, html::each, html::when;
using referentiel::Chapter, referentiel::Criterion, referentiel::Effect, referentiel::Level;

std::string field(std::string_view name, Criterion const& criterion) {
    return std::string{name} + "-" + std::string{criterion.key.text()};
}

// Where a problem's link leads: the first choice, or the reason that is missing.
std::string problem_field(Draft const& draft) {
    if (draft.problem == RatingProblem::reason_missing) return field("reason", *draft.criterion);
    return first_choice_id(*draft.criterion);
}

// N is the key that answers « non concerné ».
std::string_view rank_words(Level const& level) { return level.effect() == Effect::not_concerned ? "N" : shown_code(level); }

// Its problem, or a link from elsewhere, leads to the first level of a card; a page of many cards names it only where it is
// wrong.
enum class Card { full, little };

// What all the levels of a criterion have in common.
struct Group {
    Language const& t;
    Draft const& draft;
    Card card;
    std::string name = field("level", *draft.criterion);
    std::vector<Level> levels = draft.criterion->scale->levels_for(*draft.criterion);
    std::optional<std::string> wrong =
        draft.problem || draft.is_withdrawn ? std::optional<std::string>{problem_field(draft) + "-error"} : std::nullopt;

    std::optional<std::string> id(Level const& level) const {
        auto const is_led_to = card == Card::full || !draft.is_saved();
        if (!is_led_to || level.code() != levels.front().code()) return std::nullopt;
        return first_choice_id(*draft.criterion);
    }
};

// What only some of them have: what leads to it, and what is wrong.
Attributes rare_attributes(Group const& group, Level const& level) {
    Attributes rare;
    if (auto id = group.id(level)) rare.push_back(Attribute{"id", std::move(id)});
    if (group.wrong) rare.push_back(Attribute{"aria-describedby", group.wrong});
    return rare;
}

// The words stand bare in their label: a page may hold two hundred of them.
Html choice(Group const& group, Level const& level) {
    return group.t.html(R"(
<label{}><input type="radio" name="{}" value="{}"{}{}><b>{}</b>{}</label>)",
        Attribute{"data-asks", level.is_reason_required()}, group.name, level.code(),
        Attribute{"checked", group.draft.level == level.code()}, rare_attributes(group, level), rank_words(level),
        group.draft.criterion->wording(level, group.t.code()));
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
<div class="degrees__reason"><label for="{}">{Pourquoi ce critère ne vous concerne-t-il pas ?}</label>{}<textarea class="input" id="{}" name="{}" rows="2"{}>
{}</textarea></div>)",
        name, problem, name, name, Attributes{{"aria-invalid", invalid}, {"aria-describedby", described}}, draft.reason);
}

// Special codes stand apart; « non concerné » shows the field for its reason, on a page of many only while it is chosen.
Html special_choice(Group const& group, Level const& level) {
    auto const is_shown = group.card == Card::full || group.draft.level == level.code();
    auto const why =
        when(level.effect() == Effect::not_concerned && is_shown, [&] { return reason_field(group.t, group.draft); });
    return group.t.html(R"({}{})", choice(group, level), why);
}

Html choices(Language const& t, Draft const& draft, Card card) {
    Group const group{t, draft, card};
    auto const is_ordinary = [](Level const& level) { return level.effect() == Effect::ordinary; };
    Html const ordinary =
        each(group.levels, [&](Level const& level) { return is_ordinary(level) ? choice(group, level) : Html{}; });
    Html const special =
        each(group.levels, [&](Level const& level) { return is_ordinary(level) ? Html{} : special_choice(group, level); });
    auto const apart = when(!special.text().empty(), [&] {
        return t.html(R"(
<div class="degrees degrees--apart">{}
</div>)",
            special);
    });
    return t.html(R"(<div class="degrees">{}
</div>{})",
        ordinary, apart);
}

Html comment_field(Language const& t, Draft const& draft) {
    auto const text = t.html(R"(<label class="field">{Commentaire (facultatif)}<textarea class="input" id="{}" name="{}" rows="3">
{}</textarea></label>)",
        comment_id(*draft.criterion), comment_id(*draft.criterion), draft.comment);
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
    if (draft.is_saved() || draft.problem == RatingProblem::reason_missing) return {};
    auto const at = problem_field(draft);
    return html::error_message(caller.t, at, std::vector<html::Problem>{{at, explanation(caller.t, draft)}});
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
    return t.html(R"(<b class="criterion__code">{}</b> <span>{}</span>)", criterion.number, title_of(t, criterion));
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

Html level_drawing(Language const& t, Level const& level) {
    return when(level.strokes() <= 5, [&] { return html::level_sign(t, level.strokes()); });
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

Html criterion_card(
    Caller const& caller, Diagnostic const& diagnostic, Draft const& draft, Html const& beside, Html const& acts) {
    auto const& t = caller.t;
    auto const& criterion = *draft.criterion;
    auto const body = t.html(R"(
<fieldset><legend>{}</legend>
{}{}
<div class="criterion__more">{}{}</div>{}
</fieldset>)",
        criterion.statement.in(t.code()), t.html("{}{}", note(caller, draft), suggestion_mark(t, draft)),
        choices(t, draft, Card::full), described_elsewhere(t, diagnostic, draft),
        t.html("{}{}", comment_field(t, draft), former_text(t, draft)), what_was_shown(t, draft));
    auto const foot = t.html(R"(
<div class="criterion__foot">{}{}<a href="{}" data-module="help">{}</a></div>)",
        state(caller, draft), acts, help_url(diagnostic, criterion),
        t.text("Questions et exemples du critère {}", {criterion.number}));
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
        criterion.statement.in(t.code()), t.html("{}{}", note(caller, draft), suggestion_mark(t, draft)),
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
<h3><b class="criterion__code">{}</b> <a href="{}">{}</a></h3>{}{}
</article>)",
        card_id(criterion), criterion.number, Url::beside({"question", criterion.key}), title_of(t, criterion), body, foot);
}

Html rating_fields(Caller const& caller, Draft const& draft) {
    auto const& t = caller.t;
    return t.html(
        "{}{}{}{}", note(caller, draft), suggestion_mark(t, draft), choices(t, draft, Card::full), what_was_shown(t, draft));
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
{}<div class="criterion__body stack"><p>{}</p>{}</div>{}</article>)",
        card_id(criterion), name, criterion.statement.in(t.code()), answer, beside);
}

} // namespace diagnostic
