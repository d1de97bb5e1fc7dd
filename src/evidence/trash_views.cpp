#include "evidence/trash_views.h"

#include "evidence/addresses.h"
#include "evidence/parts.h"
#include "html/form.h"
#include "layout/paged.h"
#include "layout/parts.h"

namespace evidence {

using accounts::Caller, accounts::OrganisationId;
using html::each, html::Html, html::when;

Html trash_view(
    Caller const& caller, OrganisationId const& organisation, std::span<accounts::Removed const> all, bool may_change) {
    auto const& t = caller.t;
    auto const done = done_notice(t, caller.request.parameters().line("fait"));
    if (all.empty())
        return t.html("{}{}", done,
            layout::empty(t, {t.text("La corbeille est vide"),
                                 t.text("Un document retiré y attend trente jours, pour qui voudrait le reprendre."),
                                 layout::second_button_link(t, list_url(organisation), t.text("Revenir aux documents"))}));
    auto const act = [&](accounts::Removed const& one, std::string_view what, std::string_view label) {
        return html::button_form(t,
            Url::page({"structures", organisation, "documents", "corbeille", std::string_view{one.id}, what}), caller.form_key,
            t.html(
                R"(<button class="button button--second button--small" type="submit">{}<span class="unseen"> {}</span></button>)",
                label, one.title));
    };
    auto const line = [&](accounts::Removed const& one) {
        auto const until = caller.local(one.at + accounts::trash_is_kept).day;
        auto const acts = when(may_change, [&] {
            return t.html(R"(<div class="cluster">{}{}</div>)", act(one, "restauration", t.text("Restaurer")),
                act(one, "suppression", t.text("Supprimer définitivement")));
        });
        return t.html(R"(
<li class="line"><p class="line__title">{}</p><p class="small quiet">{}</p>{}</li>)",
            one.title,
            t.text("Retiré le {} par {}, gardé jusqu'au {}.", {t.date(caller.local(one.at).day), one.by, t.date(until)}), acts);
    };
    auto const page = layout::paged(caller, all, act_url(organisation, "corbeille"), "apres",
        [](accounts::Removed const& one) { return std::string_view{one.id}; });
    return t.html(R"(<div class="stack-wide">{}<ul class="lines">{}</ul>{}</div>)", done, each(page.shown, line), page.more);
}

} // namespace evidence
