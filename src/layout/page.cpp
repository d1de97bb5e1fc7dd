#include "layout/page.h"

#include "html/document.h"
#include "html/icon.h"
#include "layout/components.h"
#include "layout/words.h"

#include <algorithm>

namespace layout {
namespace {

using html::Attribute, html::each, html::Html, html::Language, html::when;

Html band(Language const& t, Brand const& brand) {
    return t.html(R"(
<div class="network-band"><div class="wrap"><svg width="28" height="20" viewBox="0 0 28 20" aria-hidden="true"><path d="M2 18V9l6-6 6 6v9zM14 18V9l6-6 6 6v9z" fill="none" stroke="currentColor" stroke-width="2"/></svg><p>{Espace proposé par} <b>{}</b></p></div></div>)",
        brand.name);
}

// Each page of the demonstration says that it is one.
Html demonstration_band(Shell const& shell, Url const& leave) {
    auto const& t = shell.t;
    auto const out = html::form(t, leave, shell.form_key,
        t.html(R"(<button class="text-button" type="submit">{Quitter la démonstration}</button>)"), {.module = "sign-out"});
    return t.html(R"(
<div class="network-band"><div class="wrap"><p><b>{Démonstration :}</b> {rien n'est enregistré.} <a href="{}">{Créer mon espace}</a></p>{}</div></div>)",
        Url::page({"inscription"}), out);
}

Html bands(Shell const& shell) {
    return shell.t.html("{}{}",
        when(shell.leave_demonstration.has_value(), [&] { return demonstration_band(shell, *shell.leave_demonstration); }),
        when(shell.brand.has_value(), [&] { return band(shell.t, *shell.brand); }));
}

Html service_name(Shell const& shell) {
    return shell.t.html(R"(
<a class="brand" href="{}"><svg class="brand__mark" viewBox="0 0 24 24" aria-hidden="true"><path class="diagonal" d="M3.8 20.8 20.4 3.5"/><path d="M5.2 20.6 4.8 3.4M3.4 4.8 20.6 5.2M19 3.4 19.4 20.6M20.6 19.2 3.4 19.5"/></svg>ESS Pratiques</a>)",
        shell.home);
}

Html change(Language const& t, std::optional<Url> const& address, std::string_view what) {
    if (!address) return {};
    return t.html(R"( <a href="{}">{Changer}<span class="unseen"> {}</span></a>)", *address, what);
}

Html cycle_of(Language const& t, Whereabouts const& here) {
    auto const name = here.to_cycle ? t.html(R"(<a href="{}">{}</a>)", *here.to_cycle, here.cycle) : t.html("{}", here.cycle);
    if (!here.cycle.empty()) return t.html(" <span>{}{}</span>", name, change(t, here.cycles, t.text("de démarche")));
    return when(here.cycles.has_value(), [&] { return t.html(R"( <span><a href="{}">{Démarches}</a></span>)", *here.cycles); });
}

Html whereabouts(Language const& t, Whereabouts const& here) {
    auto const cycle = cycle_of(t, here);
    auto const logo = when(here.logo.has_value(),
        [&] { return t.html(R"(<img class="whereabouts__logo" src="{}" alt="" width="32" height="32">)", *here.logo); });
    return t.html(R"(
<p class="whereabouts">{}<span><b>{}</b>{}</span>{}</p>)",
        logo, here.structure, change(t, here.structures, t.text("de structure")), cycle);
}

Html sign_out(Shell const& shell, SignedIn const& user) {
    return html::form(shell.t, user.sign_out, shell.form_key,
        shell.t.html(R"(<button class="text-button" type="submit">{Se déconnecter}</button>)"), {.module = "sign-out"});
}

Html account(Shell const& shell, SignedIn const& user) {
    auto const& t = shell.t;
    return t.html(R"(
<div class="account"><a href="{}">{}<span class="label">{Aide}</span></a><details class="menu" data-module="menu"><summary>{}<span class="label">{}</span>{}</summary><ul class="menu__list"><li><a href="{}">{Mon compte}</a></li><li>{}</li></ul></details></div>)",
        shell.footer.help, html::icon(t, "help"), html::icon(t, "person"), user.name, html::icon(t, "down"), user.account,
        sign_out(shell, user));
}

Html site_navigation(Shell const& shell) {
    auto const& t = shell.t;
    auto const entries = each(shell.entries, [&](Entry const& entry) {
        return t.html(R"(<li><a href="{}"{}>{}</a></li>)", entry.address,
            Attribute{"aria-current", entry.key == shell.current ? std::optional<std::string>{"page"} : std::nullopt},
            entry.label);
    });
    auto const sign_in = when(shell.sign_in.has_value(), [&] {
        return t.html(R"(<li><a class="button button--second button--small" href="{}">{}</a></li>)", shell.sign_in->address,
            shell.sign_in->label);
    });
    return t.html(R"(
<nav class="public-nav" aria-label="{Rubriques}"><ul class="public-nav__list">{}{}</ul></nav>)",
        entries, sign_in);
}

Html masthead(Shell const& shell) {
    auto const is_site = shell.surroundings == Surroundings::site;
    return shell.t.html(R"(
<div class="masthead"><div class="wrap">{}{}{}{}</div></div>)",
        service_name(shell), when(shell.whereabouts.has_value(), [&] { return whereabouts(shell.t, *shell.whereabouts); }),
        when(is_site, [&] { return site_navigation(shell); }),
        when(shell.user.has_value(), [&] { return account(shell, *shell.user); }));
}

Html sign_of(Language const& t, Entry const& entry) {
    return entry.side > 0 ? html::side_sign(t, entry.side) : html::icon(t, entry.icon);
}

Html step(Shell const& shell, Entry const& entry) {
    auto const current = entry.key == shell.current ? std::optional<std::string>{"page"} : std::nullopt;
    return shell.t.html(R"(<li><a href="{}"{}>{}{}</a></li>)", entry.address, Attribute{"aria-current", current},
        sign_of(shell.t, entry), entry.label);
}

// On a phone the list is a sheet, which a button with the name of the open step brings up.
Html steps_button(Shell const& shell) {
    auto const& t = shell.t;
    auto const open = std::ranges::find(shell.entries, shell.current, &Entry::key);
    auto const has_open = open != shell.entries.end();
    auto const name =
        has_open ? t.html(R"({}<span><span class="unseen">{Étape ouverte :} </span>{}</span>)", sign_of(t, *open), open->label)
                 : t.html("<span>{}</span>", shell.elsewhere);
    return t.html(
        R"(<button class="steps__button" type="button" popovertarget="steps">{}<span class="menu-word">{Menu}</span>{}</button>)",
        name, html::icon(t, "down"));
}

Html steps(Shell const& shell) {
    if (shell.surroundings != Surroundings::workspace || shell.entries.empty()) return {};
    auto const list = each(shell.entries, [&](Entry const& entry) { return step(shell, entry); });
    return shell.t.html(R"(
<nav class="steps" aria-label="{Étapes de la démarche}"><div class="wrap">{}<ul class="steps__list" id="steps" popover data-module="sheet">{}</ul></div></nav>)",
        steps_button(shell), list);
}

// The script of a session says before it ends that it will.
Html session_end(Shell const& shell) {
    if (!shell.user || !shell.user->session_ends) return {};
    auto const& t = shell.t;
    return t.html(R"(
<div class="session" data-module="session" data-session-ends="{}" data-extend-at="{}" data-words="{}"></div>)",
        shell.user->session_ends->time_since_epoch().count(), shell.user->extend_session.text(), words_url(t).text());
}

Html languages(Shell const& shell) {
    if (shell.languages.empty()) return {};
    auto const& t = shell.t;
    auto const buttons = each(shell.languages, [&](html::Option const& language) {
        return t.html(R"(<button class="text-button" type="submit" name="lang" value="{}" lang="{}">{}</button>)", language.value,
            language.value, language.label);
    });
    return html::form(t, Url::page({"langue"}), shell.form_key,
        t.html(R"(<input type="hidden" name="path" value="{}">{})", shell.path, buttons), {.css_class = "languages"});
}

Html footer(Shell const& shell) {
    auto const& t = shell.t;
    auto const& links = shell.footer;
    auto const legal = t.html(
        R"(<li><a href="{}">{Conditions d'utilisation}</a></li><li><a href="{}">{Mentions légales}</a></li><li><a href="{}">{Code source}</a></li>)",
        links.terms, links.legal_notice, links.source);
    auto const list = t.html(R"(
<ul class="footer__links"><li><a href="{}">ESS Pratiques</a></li><li><a href="{}">{Aide et contact}</a></li><li><a href="{}">{Usage des données}</a></li><li><a href="{}">{Accessibilité : partiellement conforme}</a></li>{}</ul>)",
        Url::page({}), links.help, links.data_use, links.accessibility, legal);
    return t.html(R"(
<footer class="footer"><div class="wrap">{}<p>{Une coopérative d'intérêt collectif. Vos données restent les vôtres.}</p>{}</div></footer>)",
        list, languages(shell));
}

Html main_content(Language const& t, Sheet const& sheet) {
    auto const summary = html::problems(t, sheet.problems);
    if (sheet.width == Width::free) return t.html("{}{}", summary, sheet.content);
    auto const head = page_head(t, {sheet.heading, sheet.lead, sheet.trail, sheet.actions});
    return t.html(R"(
<div class="{}">{}{}<div class="page-body">{}
</div></div>)",
        sheet.width == Width::narrow ? "wrap wrap--narrow" : "wrap", summary, head, sheet.content);
}

Html above_main(Shell const& shell) {
    return shell.t.html(R"(
<header>{}{}
</header>{})",
        bands(shell), masthead(shell), steps(shell));
}

Html body(Shell const& shell, Sheet const& sheet) {
    auto const& t = shell.t;
    return t.html(R"(<a class="skip-link" href="{}">{Aller au contenu}</a>{}
<main id="main" tabindex="-1">{}
</main>{}
<p class="unseen" role="status" id="status"></p>{})",
        Url::here("main"), above_main(shell), main_content(t, sheet), footer(shell), session_end(shell));
}

} // namespace

Html head_of(Shell const& shell) { return above_main(shell); }

std::string window_title(Shell const& shell, Sheet const& sheet) {
    auto title = html::title_with_problems(shell.t, sheet.title.empty() ? sheet.heading : sheet.title, sheet.problems);
    if (!sheet.section.empty()) title += " — " + sheet.section;
    return title + " — ESS Pratiques";
}

web::Response page(Shell const& shell, Sheet sheet) {
    html::Head head{.title = window_title(shell, sheet), .description = sheet.description, .scripts = {"app.js"}};
    if (shell.brand && shell.brand->colours) head.styles.push_back(*shell.brand->colours);
    if (sheet.is_printed_wide) head.body_class = "print-wide";
    head.is_indexed = sheet.is_indexed;
    return web::page(html::document(shell.t, head, body(shell, sheet)), sheet.status);
}

} // namespace layout
