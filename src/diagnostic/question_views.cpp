#include "diagnostic/question_views.h"

#include "charts/signs.h"
#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/chapter_views.h"
#include "diagnostic/pace.h"
#include "diagnostic/team_views.h"
#include "html/icon.h"
#include "layout/parts.h"
#include "layout/words.h"

namespace diagnostic {
namespace {

using accounts::Caller;
using html::Html, html::Language, html::when;
using referentiel::Criterion;

Html before_link(Language const& t, QuestionSheet const& sheet) {
    if (!sheet.before)
        return t.html(
            R"(<a class="button button--second" href="{}">{Revenir aux chapitres}</a>)", overview_url(sheet.diagnostic));
    return t.html(R"(<a class="button button--second" href="{}">{}{Précédent}</a>)",
        question_url(sheet.diagnostic, *sheet.before), html::icon(t, "back"));
}

std::string next_words(Language const& t, QuestionSheet const& sheet) {
    return sheet.after ? t.text("Suivant") : t.text("Voir les résultats");
}

Url next_url(QuestionSheet const& sheet) {
    return sheet.after ? question_url(sheet.diagnostic, *sheet.after) : results_url(sheet.diagnostic);
}

// The Enter key and the script take the button for what it is: it saves, then goes on.
Html form(Caller const& caller, QuestionSheet const& sheet, Draft const& draft, Html const& words) {
    auto const& t = caller.t;
    auto const& criterion = *draft.criterion;
    auto const acts = t.html(R"({}<a href="{}">{}</a>)", flag_button(t, criterion, sheet.team),
        review_url(sheet.diagnostic, criterion), t.text("Relecture du critère {}", {criterion.number}));
    auto const buttons = t.html(R"(
<div class="question__acts">{}<button class="button" type="submit" data-next="{}">{}{}</button></div>)",
        before_link(t, sheet), next_url(sheet).text(), next_words(t, sheet), html::icon(t, "next"));
    return html::form(t, question_url(sheet.diagnostic, criterion), caller.form_key,
        t.html(R"(
<button type="submit" hidden>{Enregistrer}</button>{}{})",
            criterion_card(caller, sheet.diagnostic, draft, help_url(sheet.diagnostic, criterion),
                t.html("{}{}", shortfall(caller, sheet.diagnostic, draft), words), acts),
            buttons),
        {.css_class = "question", .module = "chapter", .data = layout::with_words(t, sheet.user)});
}

Html reading(Caller const& caller, QuestionSheet const& sheet, Draft const& draft, Html const& words) {
    auto const& t = caller.t;
    return t.html(R"({}
<div class="question__acts">{}<a class="button button--second" href="{}">{}{}</a></div>)",
        criterion_read_only(caller, draft, Heading::second, words), before_link(t, sheet), next_url(sheet), next_words(t, sheet),
        html::icon(t, "next"));
}

} // namespace

Html question_page(Caller const& caller, QuestionSheet const& sheet, Draft const& draft) {
    auto const& t = caller.t;
    auto const words = team_words(caller, sheet.diagnostic, *draft.criterion, sheet.team, draft.saved.has_value(), sheet.user,
        draft.is_fixed ? Texts::to_read : Texts::to_take);
    auto const content = draft.is_fixed ? reading(caller, sheet, draft, words) : form(caller, sheet, draft, words);
    auto const status = when(!draft.is_fixed, [&] { return layout::autosave_status(t, ""); });
    auto const left = draft.is_fixed ? std::string{} : time_left(t, sheet.scores.total - sheet.scores.answered);
    return t.html(R"(
<div class="stack"><div class="cluster cluster--between chapter-state">{}{}</div><p class="small quiet">{}</p>{}</div>)",
        charts::tally(t, sheet.scores.answered, sheet.scores.total, t.text("critères évalués")), status, left, content);
}

} // namespace diagnostic
