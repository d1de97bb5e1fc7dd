#include "practices/practice_views.h"

#include "accounts/members.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/profile.h"
#include "layout/paged.h"
#include "layout/parts.h"
#include "layout/referentiel_words.h"
#include "practices/addresses.h"
#include "practices/chapter_views.h"
#include "practices/saving.h"
#include "prose/views.h"

#include <algorithm>

namespace practices {
namespace {

using accounts::Caller;
using html::Html, html::Language, html::each, html::when;
using referentiel::Criterion;

constexpr std::string_view comments_before = "avant-commentaire";

std::string_view key_of(Comment const& comment) { return comment.id.text(); }

std::string line_id(CommentId const& id) { return "commentaire-" + std::string{id.text()}; }

Html section(Language const& t, std::string_view id, std::string const& title, Html const& content) {
    return t.html(R"(
<section aria-labelledby="{}">{}{}</section>)",
        id, layout::section_title(t, id, title), content);
}

std::string moment(Caller const& caller, Instant at) {
    auto const local = caller.local(at);
    return caller.t.text("{} à {}", {caller.t.date(local.day), caller.t.time(local)});
}

// --- What is there now

Html now(Caller const& caller, PracticeSheet const& sheet) {
    auto const& t = caller.t;
    auto const* practice = sheet.described.practice(sheet.criterion);
    auto const priority = sheet.described.priority(sheet.criterion);
    auto const text = practice && practice->is_described()
                          ? t.html(R"(<div class="prose">{}</div>)", prose::html(t, prose::read(practice->text), {.heading = 3}))
                      : sheet.described_at ? described_elsewhere(t, sheet.diagnostic, sheet.described_at)
                                           : t.html(R"(<p class="quiet">{Pas encore décrit}</p>)");
    auto const said = when(practice != nullptr, [&] { return layout::saved(t, saved_words(caller, *practice)); });
    auto const mark = when(
        priority != Priority::none, [&] { return t.html(R"(<p>{Niveau de priorisation :} {}</p>)", priority_tag(t, priority)); });
    auto const level = when(sheet.rating != nullptr, [&] {
        auto const& level = sheet.rating->rating.level;
        return t.html(R"(<p>{Degré de maturité initial :} <b>{}</b> {}</p>)", diagnostic::shown_code(level),
            sheet.criterion.wording(level, t.code()));
    });
    return t.html(R"(
<div class="stack"><p class="statement">{}</p>{}{}{}{}{}{}</div>)",
        sheet.criterion.statement.in(t.code()), layout::guidance(t, sheet.criterion.guidance), level, text, said, mark,
        sheet.documents);
}

// --- Versions

Html line(Language const& t, Line const& line) {
    auto const text = line.text.empty() ? t.html("<br>") : t.html("{}", line.text);
    switch (line.fate) {
        case Line::Fate::removed: return t.html(R"(<p class="change change--removed"><del>{}</del></p>)", text);
        case Line::Fate::added: return t.html(R"(<p class="change change--added"><ins>{}</ins></p>)", text);
        case Line::Fate::kept: return t.html(R"(<p class="change">{}</p>)", text);
    }
    return {};
}

Html restore_button(Caller const& caller, PracticeSheet const& sheet, Earlier const& version) {
    auto const& t = caller.t;
    auto const* practice = sheet.described.practice(sheet.criterion);
    return html::form(t, practice_url(sheet.diagnostic, sheet.criterion, "reprise"), caller.form_key,
        t.html(
            R"(<input type="hidden" name="number" value="{}"><input type="hidden" name="revision" value="{}"><button class="button button--second button--small" type="submit">{Reprendre cette version}<span class="unseen">{}</span></button>)",
            version.number, to_text(base_of(*practice)), t.text(" : version {}", {std::to_string(version.number)})));
}

Html comparison(Caller const& caller, PracticeSheet const& sheet) {
    auto const& t = caller.t;
    auto const* practice = sheet.described.practice(sheet.criterion);
    if (!sheet.compared || !practice) return {};
    auto const lines = difference(sheet.compared->text, practice->text);
    auto const act = when(sheet.may_write && practice->text != sheet.compared->text,
        [&] { return restore_button(caller, sheet, *sheet.compared); });
    return t.html(R"(
<div class="sheet stack" id="comparaison"><h3>{}</h3><p class="small quiet">{Barré : ce qui n'y est plus. Souligné : ce qui est venu depuis.}</p><div class="changes">{}</div>{}</div>)",
        t.text("De la version {} à aujourd'hui", {std::to_string(sheet.compared->number)}),
        each(lines, [&](Line const& one) { return line(t, one); }), act);
}

Html version_line(Caller const& caller, PracticeSheet const& sheet, Version const& version, bool is_newest) {
    auto const& t = caller.t;
    auto const number = std::to_string(version.number);
    auto const compare = Url::page({"structures", sheet.diagnostic.organisation(), "cycles", sheet.diagnostic.cycle().id,
                                       "pratiques", "criteres", sheet.criterion.key})
                             .with("version", version.number)
                             .at("comparaison");
    auto const link = is_newest ? t.html(R"(<p class="small quiet">{C'est la version d'aujourd'hui.}</p>)")
                                : t.html(R"(<p><a href="{}">{}</a></p>)", compare,
                                      t.text("Comparer la version {} à celle d'aujourd'hui", {number}));
    return t.html(R"(
<li><p class="stream__when"><b>{}</b> {}</p>{}</li>)",
        version.by, moment(caller, version.saved), link);
}

Html versions(Caller const& caller, PracticeSheet const& sheet) {
    auto const& t = caller.t;
    if (sheet.versions.empty())
        return section(t, "versions", t.text("Versions"),
            t.html(R"(<p class="quiet">{Chaque description gardera ici ses versions, avec leur date et leur auteur.}</p>)"));
    auto const page = layout::paged(caller, sheet.versions, practice_url(sheet.diagnostic, sheet.criterion).at("versions"),
        "avant-version", [](Version const& version) { return std::to_string(version.number); });
    auto const lines = each(page.shown,
        [&](Version const& version) { return version_line(caller, sheet, version, &version == &sheet.versions.front()); });
    return section(t, "versions", t.text("Versions"),
        t.html(R"({}<ol class="stream">{}</ol>{})", comparison(caller, sheet), lines, page.more));
}

// --- One practice for several criteria

Html other_link(Language const& t, PracticeSheet const& sheet, Criterion const& criterion) {
    return t.html(R"(<li><a href="{}">{}. {}</a></li>)", practice_url(sheet.diagnostic, criterion), criterion.number,
        diagnostic::title_of(t, criterion));
}

Html parting(Caller const& caller, PracticeSheet const& sheet) {
    auto const& t = caller.t;
    return html::button_form(t, practice_url(sheet.diagnostic, sheet.criterion, "separation"), caller.form_key,
        t.html(R"(<button class="button button--second" type="submit">{Donner à ce critère sa propre description}</button>)"));
}

Html sharing_form(Caller const& caller, PracticeSheet const& sheet, std::span<html::Problem const> problems) {
    auto const& t = caller.t;
    std::vector<html::Option> options{{"", t.text("Choisir…")}};
    for (auto const* criterion : sheet.others)
        options.push_back(
            {std::string{criterion->key.text()}, t.text("{}. {}", {criterion->number, diagnostic::title_of(t, *criterion)})});
    auto const field = html::select_field(t,
        {.name = "with",
            .label = t.text("Critère dont la description convient ici aussi"),
            .hint = t.text("Les deux critères auront la même description. Ce qui est déjà écrit ici y est ajouté."),
            .css_class = "input input--medium"},
        options, problems);
    return html::form(t, practice_url(sheet.diagnostic, sheet.criterion, "partage"), caller.form_key,
        t.html(
            R"({}<div class="buttons after"><button class="button button--second" type="submit">{Partager cette description}</button></div>)",
            field));
}

Html sharing(Caller const& caller, PracticeSheet const& sheet, std::span<html::Problem const> problems) {
    auto const& t = caller.t;
    auto const* practice = sheet.described.practice(sheet.criterion);
    auto same =
        practice ? sheet.described.served(practice->id, diagnostic::asked(sheet.diagnostic)) : std::vector<Criterion const*>{};
    std::erase(same, &sheet.criterion);
    auto const list = when(!same.empty(), [&] {
        return t.html(R"(<p>{La même description sert aussi à :}</p><ul>{}</ul>{})",
            each(same, [&](Criterion const* criterion) { return other_link(t, sheet, *criterion); }),
            when(sheet.may_write, [&] { return parting(caller, sheet); }));
    });
    auto const form = when(!sheet.others.empty(), [&] { return sharing_form(caller, sheet, problems); });
    if (list.text().empty() && form.text().empty()) return {};
    return section(
        t, "partage", t.text("Une description pour plusieurs critères"), t.html(R"(<div class="stack">{}{}</div>)", list, form));
}

// --- Comments

Html comment_act(Caller const& caller, PracticeSheet const& sheet, Comment const& comment) {
    auto const& t = caller.t;
    auto const act = comment.resolved ? "reouverture" : "resolution";
    auto const at = Url::page({"structures", sheet.diagnostic.organisation(), "cycles", sheet.diagnostic.cycle().id, "pratiques",
        "criteres", sheet.criterion.key, "commentaires", comment.id, act});
    return html::button_form(t, at, caller.form_key,
        t.html(R"(<button class="button button--second button--small" type="submit">{}<span class="unseen">{}</span></button>)",
            comment.resolved ? t.text("Rouvrir") : t.text("Marquer comme résolu"),
            t.text(" : commentaire de {}, {}", {comment.by, moment(caller, comment.written)})));
}

Html edit_form(Caller const& caller, PracticeSheet const& sheet, Comment const& comment, CommentDraft const& draft) {
    auto const& t = caller.t;
    auto const is_refused = draft.correction && draft.correction->of == comment.id;
    auto const at = Url::page({"structures", sheet.diagnostic.organisation(), "cycles", sheet.diagnostic.cycle().id, "pratiques",
        "criteres", sheet.criterion.key, "commentaires", comment.id});
    auto const field = html::long_text_field(t,
        {.name = "text-" + std::string{comment.id.text()},
            .label = t.text("Votre commentaire"),
            .value = is_refused ? draft.correction->text : comment.text},
        3, draft.problems);
    return t.html(R"(<details class="fold"{}><summary>{Corriger}</summary>{}</details>)", html::Attribute{"open", is_refused},
        html::form(t, at, caller.form_key,
            t.html(
                R"({}<div class="buttons after"><button class="button button--second" type="submit">{Enregistrer la correction}</button></div>)",
                field)));
}

Html comment_acts(Caller const& caller, PracticeSheet const& sheet, Comment const& comment, CommentDraft const& draft) {
    auto const& t = caller.t;
    if (!sheet.may_write) return {};
    auto const edit =
        when(may_be_edited(comment, sheet.member.user, caller.now), [&] { return edit_form(caller, sheet, comment, draft); });
    return t.html(R"(<div class="cluster">{}{}</div>)", comment_act(caller, sheet, comment), edit);
}

Html comment_form(Caller const& caller, PracticeSheet const& sheet, CommentDraft const& draft) {
    auto const& t = caller.t;
    std::vector<html::Option> options{{"", t.text("Personne en particulier")}};
    for (auto const& member : sheet.team)
        if (member.user.id != sheet.member.user.id)
            options.push_back({std::string{member.user.id.text()}, accounts::called(sheet.team, member)});
    auto const text = html::long_text_field(t,
        {.name = "text",
            .label = t.text("Votre commentaire"),
            .value = draft.text,
            .hint =
                t.text("L'équipe le lit ici. Il n'entre dans aucun rapport. « @Prénom Nom » prévient la personne par courriel.")},
        3, draft.problems);
    auto const who = html::select_field(t,
        {.name = "mention",
            .label = t.text("Prévenir quelqu'un par courriel"),
            .value = draft.mention,
            .is_optional = true,
            .css_class = "input input--medium"},
        options, draft.problems);
    return html::form(t, practice_url(sheet.diagnostic, sheet.criterion, "commentaires"), caller.form_key,
        t.html(
            R"(<input type="hidden" name="id" value="{}">{}{}<div class="buttons after"><button class="button button--second" type="submit">{Publier le commentaire}</button></div>)",
            draft.id, text, who));
}

Html comments(Caller const& caller, PracticeSheet const& sheet, CommentDraft const& draft) {
    auto const& t = caller.t;
    auto const page = layout::paged_from_end(
        caller, sheet.comments, practice_url(sheet.diagnostic, sheet.criterion).at("commentaires"), comments_before, key_of);
    auto const list = sheet.comments.empty()
                          ? t.html(R"(<p class="quiet">{Aucun commentaire sur ce critère.}</p>)")
                          : t.html(R"({}<ol class="stream">{}</ol>)", page.more, each(page.shown, [&](Comment const& comment) {
                                return comment_line(caller, comment, comment_acts(caller, sheet, comment, draft));
                            }));
    auto const form = when(sheet.may_write, [&] { return comment_form(caller, sheet, draft); });
    return section(t, "commentaires", t.text("Commentaires"), t.html(R"(<div class="stack">{}{}</div>)", list, form));
}

} // namespace

Html comment_line(Caller const& caller, Comment const& comment, Html const& acts) {
    auto const& t = caller.t;
    std::string called;
    for (auto const& name : comment.mentions) called += (called.empty() ? "" : ", ") + name;
    auto const to = when(
        !called.empty(), [&] { return t.html(R"(<p class="small quiet">{}</p>)", t.text("À l'attention de {}", {called})); });
    auto const edited =
        when(comment.edited.has_value(), [&] { return t.html(R"( <span class="small quiet">{(corrigé)}</span>)"); });
    auto const done = when(comment.resolved.has_value(), [&] {
        return t.html(R"(<p class="small quiet">{}</p>)",
            t.text("Résolu par {}, {}.", {comment.resolved_by, moment(caller, *comment.resolved)}));
    });
    return t.html(R"(
<li id="{}"><p class="stream__when"><b>{}</b> {}{}</p>{}<div class="prose">{}</div>{}</li>)",
        line_id(comment.id), comment.by, moment(caller, comment.written), edited, to, prose::html(t, prose::read(comment.text)),
        t.html("{}{}", done, acts));
}

Url comment_url(diagnostic::Diagnostic const& diagnostic, referentiel::Criterion const& criterion, std::span<Comment const> all,
    CommentId const& id) {
    return layout::page_from_end(all, practice_url(diagnostic, criterion), comments_before, key_of, id.text()).at(line_id(id));
}

Html practice_page(Caller const& caller, PracticeSheet const& sheet, CommentDraft const& draft) {
    auto const& t = caller.t;
    return t.html(R"(
<div class="stack-wide">{}{}{}{}</div>)",
        now(caller, sheet), comments(caller, sheet, draft), versions(caller, sheet), sharing(caller, sheet, draft.problems));
}

} // namespace practices
