#include "diagnostic/snapshot_views.h"

#include "diagnostic/addresses.h"
#include "layout/paged.h"
#include "layout/parts.h"

namespace diagnostic {
namespace {

using accounts::Caller, accounts::OrganisationId;
using html::Html, html::each;

// Enough of it to tell two apart.
std::string short_digest(std::string_view sha256) { return std::string{sha256.substr(0, 12)}; }

std::string taken_words(Caller const& caller, SnapshotHead const& head) {
    auto const& t = caller.t;
    auto const local = caller.local(head.taken);
    return t.text("Pris le {} à {} par {}", {t.date(local.day), t.time(local), head.by});
}

Html line(Caller const& caller, Diagnostic const& diagnostic, SnapshotHead const& head) {
    auto const& t = caller.t;
    auto const name =
        t.html(R"(<p class="line__title"><a href="{}">{}</a></p>)", snapshot_url(diagnostic.organisation(), head.id), head.label);
    auto const compare = results_url(diagnostic).with("avec", head.id);
    return t.html(R"(
<li class="round"><div>{}<p class="small quiet">{}</p></div><p class="round__acts"><a href="{}">{Comparer avec aujourd'hui}<span class="unseen"> {}</span></a></p></li>)",
        name, taken_words(caller, head), compare, head.label);
}

Html taking_form(Caller const& caller, Diagnostic const& diagnostic, SnapshotDraft const& draft) {
    auto const& t = caller.t;
    auto const label = html::text_field(t,
        {.name = "label",
            .label = t.text("Nom de l'instantané"),
            .value = draft.label,
            .hint = t.text("Par exemple : avant le conseil du 12 mars"),
            .autocomplete = "off",
            .css_class = "input input--medium"},
        draft.problems);
    auto const content = t.html(R"(<input type="hidden" name="id" value="{}">{}
<div class="buttons after"><button class="button" type="submit">{Prendre un instantané}</button></div>)",
        draft.id, label);
    return t.html(R"(
<section aria-labelledby="prendre" class="stack">{}{}</section>)",
        layout::section_title(t, "prendre", t.text("Figer les réponses d'aujourd'hui")),
        html::form(t, snapshots_url(diagnostic), caller.form_key, content));
}

} // namespace

Url snapshot_url(OrganisationId const& organisation, SnapshotId const& id) {
    return Url::page({"structures", organisation, "instantanes", id});
}

Url snapshot_file_url(OrganisationId const& organisation, SnapshotId const& id) {
    return Url::page({"structures", organisation, "instantanes", id, "instantane.json"});
}

Html snapshots_view(Caller const& caller, Diagnostic const& diagnostic, std::span<SnapshotHead const> heads,
    std::optional<SnapshotDraft> const& draft) {
    auto const& t = caller.t;
    auto const page =
        layout::paged(caller, heads, snapshots_url(diagnostic), "apres", [](SnapshotHead const& head) { return head.id.text(); });
    auto const list =
        heads.empty()
            ? layout::empty(t, {.title = t.text("Aucun instantané"),
                                   .text = t.text("Prenez-en un avant un conseil, un audit ou un grand changement : vous "
                                                  "pourrez comparer.")})
            : t.html(R"(<ul class="lines">{}</ul>{})",
                  each(page.shown, [&](SnapshotHead const& head) { return line(caller, diagnostic, head); }), page.more);
    auto const form = html::when(draft.has_value(), [&] { return taking_form(caller, diagnostic, *draft); });
    return t.html(R"(
<div class="stack-wide">{}{}</div>)",
        list, form);
}

Html snapshot_facts(Caller const& caller, Snapshot const& snapshot) {
    auto const& t = caller.t;
    auto const& version = snapshot.reading.diagnostic.version();
    auto const digest = t.html(
        R"(<details class="fold"><summary>{Empreinte} <code>{}</code></summary><p class="small">{Empreinte SHA-256 du fichier, qui change si une seule lettre change :}</p><p class="digest-code"><code>{}</code></p><p class="small"><a href="{}">{Télécharger le fichier (JSON)}</a></p></details>)",
        short_digest(snapshot.head.sha256), snapshot.head.sha256,
        snapshot_file_url(snapshot.reading.diagnostic.organisation(), snapshot.head.id));
    return t.html(R"(
<section class="stack" aria-label="{Ce qui est figé}"><p>{}. {}</p>{}</section>)",
        taken_words(caller, snapshot.head), t.text("{}, version {}.", {version.title.in(t.code()), version.number}), digest);
}

} // namespace diagnostic
