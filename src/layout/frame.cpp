#include "layout/frame.h"

#include "layout/referentiel_words.h"

namespace layout {
namespace {

using accounts::Caller, accounts::Member;

std::string path_of(web::Request const& request) { return request.path + (request.query.empty() ? "" : "?" + request.query); }

bool is_demonstration(Caller const& caller) { return caller.signed_in && caller.signed_in->demonstration; }

Shell shell_of(Caller const& caller, Surroundings surroundings) {
    Shell shell{.t = caller.t, .surroundings = surroundings, .form_key = caller.form_key, .path = path_of(caller.request)};
    // Each language is named in itself.
    if (caller.t.is_french()) shell.languages = {{"en", "English"}};
    else shell.languages = {{"fr", "Français"}};
    if (is_demonstration(caller)) shell.leave_demonstration = Url::page({"deconnexion"});
    else if (caller.signed_in)
        shell.user = SignedIn{.name = caller.signed_in->user.name(), .session_ends = caller.signed_in->ends()};
    return shell;
}

std::vector<Entry> entries_of(
    html::Language const& t, accounts::OrganisationId const& organisation, std::optional<accounts::Cycle> const& cycle) {
    auto const home =
        cycle ? Url::page({"structures", organisation, "cycles", cycle->id}) : Url::page({"structures", organisation});
    auto const step = [&](char const* slug) {
        return cycle ? Url::page({"structures", organisation, "cycles", cycle->id, slug})
                     : Url::page({"structures", organisation, slug});
    };
    return {{"accueil", t.text("Accueil"), home, 0, "home"}, {"diagnostic", t.text("Autodiagnostic"), step("diagnostic"), 1, ""},
        {"pratiques", t.text("Bonnes pratiques"), step("pratiques"), 2, ""},
        {"engagements", t.text("Plan d'actions"), step("engagements"), 3, ""},
        {"documents", t.text("Documents"), Url::page({"structures", organisation, "documents"}), 0, "file"},
        {"equipe", t.text("Équipe"), Url::page({"structures", organisation, "equipe"}), 0, "people"}};
}

// What is read in a closed cycle is history: each of its pages says so.
html::Html with_closure(Caller const& caller, accounts::Cycle const& cycle, html::Html const& content) {
    auto const& t = caller.t;
    return t.html(R"(
<div class="stack-wide">{}{}</div>)",
        notice(t, Tone::plain, t.text("Démarche close le {}.", {t.date(caller.local(*cycle.closed).day)}),
            t.text("Ses pages se lisent, et ses réponses ne changent plus.")),
        content);
}

html::Html with_notices(html::Language const& t, referentiel::Version const& version, html::Html content) {
    auto const words = notices(t, version);
    if (words.text().empty()) return content;
    return t.html(R"(
<div class="stack-wide">{}{}</div>)",
        words, content);
}

std::vector<Entry> site_entries(html::Language const& t) {
    return {{"methode", t.text("La méthode"), Url::page({"methode"})},
        {"referentiels", t.text("Référentiels"), Url::page({"referentiels"})},
        {"tarifs", t.text("Tarifs"), Url::page({"tarifs"})}};
}

} // namespace

// Another logo is at another address, so that it may be kept by the browser.
Url logo_url(Member const& member) {
    return Url::page({"structures", member.organisation, "logo"}).with("v", std::string_view{member.logo}.substr(0, 12));
}

web::Response structure_page(Caller const& caller, Member const& member, Standing const& standing, Sheet sheet) {
    auto const& t = caller.t;
    auto shell = shell_of(caller, Surroundings::workspace);
    shell.home = Url::page({"structures", member.organisation});
    shell.entries = entries_of(t, member.organisation, standing.cycle);
    shell.current = standing.entry;
    shell.whereabouts = Whereabouts{.structure = member.organisation_name};
    if (!member.logo.empty()) shell.whereabouts->logo = logo_url(member);
    if (!is_demonstration(caller)) shell.whereabouts->structures = Url::page({"compte", "structures"});
    shell.whereabouts->cycles = Url::page({"structures", member.organisation, "cycles"});
    if (standing.version) sheet.content = with_notices(t, *standing.version, std::move(sheet.content));
    if (auto const& cycle = standing.cycle) {
        shell.whereabouts->cycle =
            cycle->closed ? t.text("Démarche {} (close)", {cycle->label}) : t.text("Démarche {}", {cycle->label});
        if (cycle->closed) sheet.content = with_closure(caller, *cycle, sheet.content);
    } else if (!member.cycle.empty()) {
        shell.whereabouts->cycle = t.text("Démarche {}", {member.cycle});
        shell.whereabouts->to_cycle = shell.home;
    }
    shell.elsewhere = sheet.heading;
    if (sheet.section.empty()) sheet.section = member.organisation_name;
    return page(shell, std::move(sheet));
}

web::Response account_page(Caller const& caller, Sheet sheet) {
    auto const& t = caller.t;
    auto shell = shell_of(caller, Surroundings::workspace);
    shell.home = Url::page({"compte", "structures"});
    shell.entries = {{"structures", t.text("Mes structures"), Url::page({"compte", "structures"}), 0, "home"},
        {"compte", t.text("Mon compte"), Url::page({"compte"}), 0, "person"}};
    shell.current = caller.request.path.starts_with("/compte/structures") ? "structures" : "compte";
    if (sheet.section.empty()) sheet.section = t.text("Mon compte");
    return page(shell, std::move(sheet));
}

web::Response site_page(Caller const& caller, std::string_view entry, Sheet sheet) {
    auto const& t = caller.t;
    auto shell = shell_of(caller, Surroundings::site);
    shell.entries = site_entries(t);
    shell.current = entry;
    if (!caller.signed_in) shell.sign_in = Link{t.text("Se connecter"), Url::page({"connexion"})};
    return page(shell, std::move(sheet));
}

web::Response demonstration_refusal(Caller const& caller) {
    auto const& t = caller.t;
    return bare_page(caller,
        {.heading = t.text("Dans la démonstration, rien ne s'enregistre"),
            .lead =
                t.text("Cette structure est inventée : vous pouvez tout lire, et rien n'y change. Pour évaluer vos pratiques, "
                       "créez votre espace : c'est gratuit trois mois."),
            .content = t.html(R"(
<div class="buttons">{}{}</div>)",
                button_link(t, Url::page({"inscription"}), t.text("Créer mon espace")),
                second_button_link(
                    t, Url::page({"structures", *caller.signed_in->demonstration}), t.text("Revenir à la démonstration"))),
            .status = 403,
            .width = Width::narrow});
}

web::Response bare_page(Caller const& caller, Sheet sheet) {
    auto shell = shell_of(caller, Surroundings::bare);
    return page(shell, std::move(sheet));
}

web::Response unreferred(web::Response response) {
    response.headers.emplace_back("Referrer-Policy", "no-referrer");
    return response;
}

} // namespace layout
