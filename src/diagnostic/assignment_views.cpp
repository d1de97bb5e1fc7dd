#include "diagnostic/assignment_views.h"

#include "accounts/members.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/profile.h"
#include "diagnostic/saving.h"
#include "html/form.h"
#include "layout/parts.h"

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Caller, accounts::Member;
using html::Html, html::Language, html::each;
using referentiel::Chapter, referentiel::Criterion;

std::vector<html::Option> options(std::string const& nobody, std::span<Member const> team) {
    std::vector<html::Option> all{{"", nobody}};
    for (auto const& member : team) all.push_back({std::string{member.user.id.text()}, accounts::called(team, member)});
    return all;
}

Html criterion_field(
    Language const& t, Criterion const& criterion, std::span<Member const> team, std::span<Assignment const> given) {
    auto const found = std::ranges::find(given, criterion.key, &Assignment::criterion);
    return html::select_field(t,
        {.name = "a-" + std::string{criterion.key.text()},
            .label = numbered_title(t, criterion),
            .value = found == given.end() ? "" : std::string{found->user.text()},
            .css_class = "input input--medium"},
        options(t.text("Personne en particulier"), team));
}

Html chapter_form(Caller const& caller, Diagnostic const& diagnostic, Chapter const& chapter, std::span<Member const> team,
    std::span<Assignment const> given) {
    auto const& t = caller.t;
    auto const name = chapter.title.in(t.code());
    auto const fields =
        each(asked(diagnostic, chapter), [&](Criterion const* criterion) { return criterion_field(t, *criterion, team, given); });
    auto const whole = t.html(R"(
<div class="field"><label for="{}">{Tout le chapitre}</label><select class="input input--medium" id="{}" name="tout">{}</select></div>)",
        "tout-" + std::string{chapter.key.text()}, "tout-" + std::string{chapter.key.text()},
        each(options(t.text("Critère par critère, ci-dessous"), team),
            [&](html::Option const& option) { return t.html(R"(<option value="{}">{}</option>)", option.value, option.label); }));
    auto const button = t.html(R"(
<div class="buttons after"><button class="button button--second" type="submit">{Enregistrer}<span class="unseen"> {}</span></button></div>)",
        name);
    return t.html(R"(
<section class="stack" aria-labelledby="{}">{}{}</section>)",
        chapter.key, layout::section_title(t, chapter.key.text(), name),
        html::form(t, assignments_url(diagnostic), caller.form_key,
            t.html(R"(<input type="hidden" name="chapitre" value="{}">{}<div class="fields-aside">{}</div>{})", chapter.key,
                whole, fields, button)));
}

} // namespace

Html assignments_page(
    Caller const& caller, Diagnostic const& diagnostic, std::span<Member const> team, std::span<Assignment const> given) {
    return caller.t.html(R"(
<div class="stack-wide narrow">{}</div>)",
        each(diagnostic.version().chapters(),
            [&](Chapter const* chapter) { return chapter_form(caller, diagnostic, *chapter, team, given); }));
}

Html own_criteria_page(Caller const& caller, Diagnostic const& diagnostic, std::span<OwnCriterion const> own) {
    auto const& t = caller.t;
    if (own.empty())
        return layout::empty(t, {.title = t.text("Aucun critère ne vous est confié"),
                                    .text = t.text("Vous pouvez évaluer ceux que vous connaissez, chapitre par chapitre."),
                                    .action = layout::button_link(t, overview_url(diagnostic), t.text("Voir les chapitres"))});
    return t.html(R"(
<ul class="lines">{}</ul>)",
        each(own, [&](OwnCriterion const& one) {
            auto const state = one.is_flagged ? t.text("À reprendre") : one.is_rated ? t.text("Évalué") : t.text("À évaluer");
            auto const& criterion = *one.criterion;
            return t.html(R"(
<li class="line line--3"><p class="line__title"><a href="{}">{}</a></p><p><span class="tag">{}</span></p><p class="quiet small">{}</p></li>)",
                question_url(diagnostic, criterion), numbered_title(t, criterion), state, criterion.chapter->title.in(t.code()));
        }));
}

} // namespace diagnostic
