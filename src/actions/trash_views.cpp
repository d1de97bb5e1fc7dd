#include "actions/trash_views.h"

#include "actions/addresses.h"
#include "html/form.h"
#include "layout/paged.h"
#include "layout/parts.h"

namespace actions {
namespace {

using accounts::Caller, accounts::Removed;
using diagnostic::Diagnostic;
using html::Html;

Html restore_button(Caller const& caller, Diagnostic const& diagnostic, std::string_view id, std::string const& title) {
    auto const& t = caller.t;
    return html::button_form(t, plan_url(diagnostic, "corbeille"), caller.form_key,
        t.html(
            R"(<input type="hidden" name="id" value="{}"><button class="button button--second button--small" type="submit">{Remettre dans le plan}<span class="unseen"> {}</span></button>)",
            id, title));
}

} // namespace

Html trash_page(Caller const& caller, Planning const& planning, std::span<Removed const> all) {
    auto const& t = caller.t;
    auto const& diagnostic = planning.diagnostic;
    if (all.empty())
        return layout::empty(t, {t.text("La corbeille est vide"), t.text("Rien n'a été retiré du plan depuis trente jours."),
                                    layout::button_link(t, plan_url(diagnostic), t.text("Voir le plan"))});
    auto const page = layout::paged(
        caller, all, plan_url(diagnostic, "corbeille"), "apres", [](Removed const& one) { return std::string_view{one.id}; });
    return t.html(R"(
<ul class="lines" id="corbeille">{}</ul>{})",
        html::each(page.shown,
            [&](Removed const& one) {
                return t.html(R"(<li class="round"><div><b>{}</b><span class="small quiet">{}</span></div><div>{}</div></li>)",
                    one.title, t.text("Retiré le {} par {}", {t.date(caller.local(one.at).day), one.by}),
                    html::when(planning.may_restore(one), [&] { return restore_button(caller, diagnostic, one.id, one.title); }));
            }),
        page.more);
}

Html removal_notice(Caller const& caller, Planning const& planning, Removed const& removed) {
    auto const& t = caller.t;
    if (!planning.may_restore(removed)) return {};
    return layout::notice(t, layout::Tone::done, t.text("C'est retiré du plan."), t.text("La corbeille le garde trente jours."),
        t.html(R"(<div class="buttons">{}</div>)", restore_button(caller, planning.diagnostic, removed.id, {})));
}

Html plan_foot(Caller const& caller, Diagnostic const& diagnostic, bool may_plan) {
    auto const& t = caller.t;
    if (!may_plan) return {};
    return t.html(R"(
<ul class="cluster small no-print"><li><a href="{}">{Personnes nommées dans le plan}</a></li><li><a href="{}">{Corbeille du plan}</a></li></ul>)",
        people_url(diagnostic.organisation()), plan_url(diagnostic, "corbeille"));
}

} // namespace actions
