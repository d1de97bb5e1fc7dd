#include "diagnostic/review_views.h"

#include "diagnostic/addresses.h"
#include "layout/paged.h"
#include "layout/parts.h"

namespace diagnostic {
namespace {

using accounts::Caller;
using html::Html, html::each, html::when;

Html note_line(Caller const& caller, ReviewSheet const& sheet, Note const& note) {
    auto const& t = caller.t;
    auto const day = [&](Instant at) { return t.date(caller.local(at).day); };
    auto const done = when(note.resolved.has_value(), [&] {
        return t.html(
            R"(<p class="small quiet">{}</p>)", t.text("Traitée par {}, le {}.", {note.resolved_by, day(*note.resolved)}));
    });
    auto const act = when(!note.resolved && sheet.may_write, [&] {
        auto const resolve = Url::page({"structures", sheet.diagnostic.organisation(), "cycles", sheet.diagnostic.cycle().id,
            "diagnostic", "criteres", sheet.criterion.key, "relecture", note.id, "resolution"});
        return html::button_form(t, resolve, caller.form_key,
            t.html(
                R"(<button class="button button--second button--small" type="submit">{C'est traité}<span class="unseen">{}</span></button>)",
                t.text(" : note de {}, le {}", {note.by, day(note.at)})));
    });
    return t.html(R"(
<li><p class="stream__when"><b>{}</b> {}</p><p class="stream__note">{}</p>{}{}</li>)",
        note.by, day(note.at), note.text, done, act);
}

Html note_form(Caller const& caller, ReviewSheet const& sheet, NoteDraft const& draft) {
    auto const& t = caller.t;
    auto const field = html::long_text_field(t,
        {.name = "note",
            .label = t.text("Note de relecture"),
            .value = draft.text,
            .hint = t.text("Par exemple : le registre de 2025 manque, ou ce niveau me semble haut.")},
        4, draft.problems);
    return html::form(t, review_url(sheet.diagnostic, sheet.criterion), caller.form_key,
        t.html(R"(<input type="hidden" name="id" value="{}">{}
<div class="buttons after"><button class="button" type="submit">{Ajouter la note}</button></div>)",
            draft.id, field));
}

} // namespace

Html review_page(Caller const& caller, ReviewSheet const& sheet, NoteDraft const& draft) {
    auto const& t = caller.t;
    auto const page = layout::paged_from_end(caller, std::span<Note const>{sheet.notes},
        review_url(sheet.diagnostic, sheet.criterion), "avant", [](Note const& note) { return note.id.text(); });
    auto const notes = sheet.notes.empty()
                           ? t.html(R"(<p class="quiet">{Aucune note pour ce critère.}</p>)")
                           : t.html(R"({}<ol class="stream">{}</ol>)", page.more,
                                 each(page.shown, [&](Note const& note) { return note_line(caller, sheet, note); }));
    auto const form = when(sheet.may_write, [&] { return note_form(caller, sheet, draft); });
    return t.html(R"(
<div class="stack-wide"><p class="prose">{}</p>{}{}<p><a href="{}">{Revenir au critère}</a></p></div>)",
        sheet.criterion.statement.in(t.code()), notes, form, card_url(sheet.diagnostic, sheet.criterion));
}

} // namespace diagnostic
