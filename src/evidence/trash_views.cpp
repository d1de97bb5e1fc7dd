#include "evidence/trash_views.h"

#include "core/secret.h"
#include "evidence/addresses.h"
#include "evidence/parts.h"
#include "html/form.h"
#include "layout/paged.h"
#include "layout/parts.h"

#include <algorithm>

namespace evidence {

using accounts::Caller, accounts::OrganisationId;
using html::each, html::Html, html::Language, html::when;

namespace {

Url trash_url(OrganisationId const& organisation, std::string_view act) {
    return Url::page({"structures", organisation, "documents", "corbeille", act});
}

Url removed_url(OrganisationId const& organisation, accounts::Removed const& removed, std::string_view act) {
    return Url::page({"structures", organisation, "documents", "corbeille", std::string_view{removed.id}, act});
}

} // namespace

Html removal_view(Caller const& caller, OrganisationId const& organisation, Evidence const& evidence, std::size_t uses) {
    auto const& t = caller.t;
    auto const count = static_cast<std::int64_t>(uses);
    auto const consequence =
        uses == 0
            ? t.text("Toutes ses versions vont dans la corbeille, pour trente jours.")
            : t.count(count,
                  "Il disparaît de {} endroit qui l'utilise, et va dans la corbeille avec ses versions, pour trente jours.",
                  "Il disparaît de {} endroits qui l'utilisent, et va dans la corbeille avec ses versions, pour trente jours.");
    return layout::confirmation(t, {.question = {},
                                       .consequence = consequence,
                                       .button = t.text("Retirer ce document"),
                                       .act_at = document_url(organisation, evidence.id, "retrait"),
                                       .form_key = caller.form_key,
                                       .back = document_url(organisation, evidence.id),
                                       .keep = t.text("Le garder")});
}

Html staying_view(Language const& t, OrganisationId const& organisation, Evidence const& evidence, Users::Objects const& users) {
    auto const is_closed = std::any_of(users.begin(), users.end(), [](auto const& one) { return one.second.closed.has_value(); });
    auto const reason =
        is_closed
            ? t.text("Il montre ce qui a été dit d'un cycle clos, qui reste tel quel. Vous pouvez le remplacer par une nouvelle "
                     "version : l'ancienne reste lisible.")
            : t.text("Il est joint à des critères ou à des actions qui ne vous sont pas confiés : demandez à une personne au "
                     "pilotage de le retirer.");
    auto const holders = each(users, [&](auto const& one) {
        return when(!one.second.may_change,
            [&] { return t.html(R"(<li><a href="{}">{}</a></li>)", one.second.address, one.second.title); });
    });
    return t.html(R"(
<div class="stack"><p>{}</p><ul>{}</ul><p><a href="{}">{Revenir}</a></p></div>)",
        reason, holders, document_url(organisation, evidence.id));
}

Html trash_view(
    Caller const& caller, OrganisationId const& organisation, std::span<accounts::Removed const> all, bool may_change) {
    auto const& t = caller.t;
    auto const done = done_notice(t, caller.request.parameters().line("fait"));
    if (all.empty())
        return t.html("{}{}", done,
            layout::empty(t, {t.text("La corbeille est vide"),
                                 t.text("Un document retiré y attend trente jours, pour qui voudrait le reprendre."),
                                 layout::second_button_link(t, list_url(organisation), t.text("Revenir aux documents"))}));
    auto const restoring = [&](accounts::Removed const& one) {
        return html::button_form(t, removed_url(organisation, one, "restauration"), caller.form_key,
            t.html(
                R"(<button class="button button--second button--small" type="submit">{Restaurer}<span class="unseen"> {}</span></button>)",
                one.title));
    };
    auto const line = [&](accounts::Removed const& one) {
        auto const until = caller.local(one.at + accounts::trash_is_kept).day;
        auto const acts = when(may_change, [&] {
            return t.html(R"(
<div class="cluster">{}<a class="button button--plain button--small" href="{}">{Supprimer définitivement}<span class="unseen"> {}</span></a></div>)",
                restoring(one), removed_url(organisation, one, "suppression"), one.title);
        });
        return t.html(R"(
<li class="line"><p class="line__title">{}</p><p class="small quiet">{}</p>{}</li>)",
            one.title,
            t.text("Retiré le {} par {}, gardé jusqu'au {}.", {t.date(caller.local(one.at).day), one.by, t.date(until)}), acts);
    };
    auto const page = layout::paged(caller, all, act_url(organisation, "corbeille"), "apres",
        [](accounts::Removed const& one) { return std::string_view{one.id}; });
    auto const emptying = when(
        may_change, [&] { return t.html(R"(<p><a href="{}">{Vider la corbeille}</a></p>)", trash_url(organisation, "vidage")); });
    return t.html(
        R"(<div class="stack-wide">{}<ul class="lines">{}</ul>{}{}</div>)", done, each(page.shown, line), page.more, emptying);
}

Html end_view(Caller const& caller, OrganisationId const& organisation, accounts::Removed const& removed) {
    auto const& t = caller.t;
    return layout::confirmation(
        t, {.question = {},
               .consequence = t.text("Ses versions sont supprimées avec lui. Personne ne pourra le reprendre."),
               .button = t.text("Supprimer définitivement"),
               .act_at = removed_url(organisation, removed, "suppression"),
               .form_key = caller.form_key,
               .back = act_url(organisation, "corbeille"),
               .keep = t.text("Le garder")});
}

Html emptying_view(Caller const& caller, OrganisationId const& organisation, std::span<accounts::Removed const> all) {
    auto const& t = caller.t;
    auto const count = static_cast<std::int64_t>(all.size());
    auto const line = [&](accounts::Removed const& one) {
        return t.html(R"(
<li class="line"><p class="line__title">{}</p></li>)",
            one.title);
    };
    auto const asked = layout::confirmation(
        t, {.question = {},
               .consequence = t.count(count, "{} document est supprimé avec ses versions. Personne ne pourra le reprendre.",
                   "{} documents sont supprimés avec leurs versions. Personne ne pourra les reprendre."),
               .button = t.text("Vider la corbeille"),
               .act_at = trash_url(organisation, "vidage").with("empreinte", std::string_view{fingerprint(all)}),
               .form_key = caller.form_key,
               .back = act_url(organisation, "corbeille"),
               .keep = t.text("Tout garder")});
    return t.html(R"(
<div class="stack-wide"><ul class="lines">{}</ul>{}</div>)",
        each(all, line), asked);
}

std::string fingerprint(std::span<accounts::Removed const> all) {
    std::string ids;
    for (auto const& one : all) ids += one.id + '\n';
    return base64url(sha256(ids));
}

} // namespace evidence
