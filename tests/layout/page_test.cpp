#include "layout/page.h"

#include "layout/components.h"
#include "layout/status.h"
#include "layout/words.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using html::Language, layout::Shell, layout::Sheet, layout::Surroundings;

namespace {

Language const t;

Shell workspace() {
    return {.t = t,
        .surroundings = Surroundings::workspace,
        .form_key = {"masked"},
        .path = "/structures/3?a=b",
        .entries = {{"accueil", "Accueil", Url::page({"structures", 3})},
            {"diagnostic", "Autodiagnostic", Url::page({"structures", 3, "diagnostic"}), 1}},
        .current = "diagnostic",
        .whereabouts = layout::Whereabouts{.structure = "Les Deux Rives", .cycle = "Démarche 2026"},
        .user = layout::SignedIn{.name = "Solène Kerbrat", .session_ends = Instant{std::chrono::milliseconds{1'700'000'000'000}}},
        .languages = {{"en", "English"}}};
}

std::string text_of(web::Response const& response) { return std::get<std::string>(response.body); }

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
    return found;
}

bool has(std::string_view text, std::string_view part) { return count(text, part) > 0; }

// Every id="…" of a page.
std::vector<std::string> ids_of(std::string const& page) {
    std::vector<std::string> ids;
    for (auto at = page.find(" id=\""); at != page.npos; at = page.find(" id=\"", at + 1))
        ids.push_back(page.substr(at + 5, page.find('"', at + 5) - at - 5));
    return ids;
}

} // namespace

TEST_CASE("a window is named by its page, its rubric and the service, and says so where something is wrong") {
    auto const shell = workspace();

    CHECK(layout::window_title(shell, {.section = "Autodiagnostic", .heading = "Travail et emploi"}) ==
          "Travail et emploi — Autodiagnostic — ESS Pratiques");
    CHECK(layout::window_title(shell, {.title = "Accueil", .heading = "Bonjour Solène"}) == "Accueil — ESS Pratiques");
    CHECK(layout::window_title(shell, {.heading = "Connexion", .problems = {{"email", "Saisissez une adresse"}}}) ==
          "Erreur\u00a0: Connexion — ESS Pratiques");
}

TEST_CASE("a page tells where one is, once") {
    auto const page = text_of(layout::page(workspace(), {.heading = "Travail <et> emploi",
                                                            .lead = "Une phrase.",
                                                            .trail = {{"Autodiagnostic", Url::page({"x"})}, {"Chapitre 4"}}}));

    CHECK(count(page, "<h1>") == 1);
    CHECK(count(page, "<main ") == 1);
    CHECK(has(page, "<h1>Travail &lt;et&gt; emploi</h1><p class=\"lead\">Une phrase.</p>"));
    CHECK(has(page, "<b>Les Deux Rives</b>"));
    CHECK_FALSE(has(page, "Changer")); // there is no other structure or cycle to go to
    CHECK(count(page, "aria-current=\"page\"") == 1);
    CHECK(has(page, R"(<li><a href="/x">Autodiagnostic</a></li><li>Chapitre 4</li>)"));
    CHECK(has(page, "<a class=\"skip-link\" href=\"#main\">"));
    CHECK(count(page, "role=\"status\"") == 1);
}

TEST_CASE("what is wrong comes first in main, with the status of the answer") {
    auto const response =
        layout::page(workspace(), {.heading = "Connexion", .problems = {{"email", "Saisissez une adresse"}}, .status = 422});
    auto const page = text_of(response);

    CHECK(response.status == 422);
    CHECK(page.find("Il y a un problème") < page.find("<h1>"));
    CHECK(page.find("<main ") < page.find("Il y a un problème"));
}

TEST_CASE("signing out and changing the language are forms with their key") {
    auto const page = text_of(layout::page(workspace(), {.heading = "Accueil"}));

    CHECK(has(page,
        R"(<form method="post" action="/deconnexion" novalidate data-module="sign-out"><input type="hidden" name="csrf" value="masked">)"));
    CHECK(has(page,
        R"(<input type="hidden" name="path" value="/structures/3?a=b"><button class="text-button" type="submit" name="lang" value="en" lang="en">English</button>)"));
    CHECK(has(page, R"(data-session-ends="1700000000000" data-extend-at="/compte/session" data-words="/paroles/fr-)"));
}

TEST_CASE("a network shows its name, its colours come after ours") {
    auto shell = workspace();
    shell.brand = layout::Brand{"Fédération <F>", Url::page({"reseaux", 1, "couleurs-abc.css"})};

    auto const page = text_of(layout::page(shell, {.heading = "Accueil"}));

    CHECK(has(page, "<b>Fédération &lt;F&gt;</b>"));
    CHECK(page.find("look-") < page.find("/reseaux/1/couleurs-abc.css"));
}

TEST_CASE("a bare page has neither steps nor account") {
    auto const page = text_of(layout::page({.t = t}, {.heading = "Connexion", .width = layout::Width::narrow}));

    CHECK_FALSE(has(page, "class=\"steps\""));
    CHECK_FALSE(has(page, "class=\"account\""));
    CHECK_FALSE(has(page, "data-session-ends"));
    CHECK(has(page, "wrap wrap--narrow"));
}

TEST_CASE("the site shows its rubrics and the way in") {
    auto const page = text_of(layout::page({.t = t,
                                               .surroundings = Surroundings::site,
                                               .entries = {{"methode", "La méthode", Url::page({"methode"})}},
                                               .current = "methode",
                                               .sign_in = layout::Link{"Se connecter", Url::page({"connexion"})}},
        {.content = t.html("<h1>{Savoir où l'on en est}</h1>"), .width = layout::Width::free}));

    CHECK(has(page, R"(<a href="/methode" aria-current="page">La méthode</a>)"));
    CHECK(has(page, R"(href="/connexion">Se connecter</a>)"));
    CHECK(count(page, "<h1>") == 1);
}

// Files are named by a digest of their content, which may happen to hold any number.
static std::string without_digests(std::string page) {
    for (auto at = page.find("/assets/"); at != page.npos; at = page.find("/assets/", at + 1)) {
        auto const dash = page.rfind('-', page.find_first_of("\"#", at));
        page.erase(dash, page.find('.', dash) - dash);
    }
    return page;
}

TEST_CASE("a status page says what happened and what to do, without jargon") {
    for (int const status : {400, 401, 403, 404, 405, 408, 409, 413, 422, 429, 431, 500, 503, 504, 507}) {
        auto const response = layout::status_page(t, status, "7F3A");
        auto const page = text_of(response);
        CAPTURE(status);
        CHECK(response.status == status);
        CHECK(count(page, "<h1>") == 1);
        CHECK(has(page, "Aller à l’accueil"));
        CHECK_FALSE(has(without_digests(page), std::to_string(status)));
        for (auto const* word : {"serveur", "requête", "HTTP", "URL", "Erreur", "token"}) CHECK_FALSE(has(page, word));
        CHECK(has(page, "7F3A") == (status == 500));
    }
    CHECK(text_of(layout::status_page(t, 404)) != text_of(layout::status_page(t, 403)));
}

TEST_CASE("every component is shown, and no id stands twice") {
    auto const shown = std::string{layout::components(t).text()};
    auto ids = ids_of(shown);
    std::ranges::sort(ids);

    CHECK(std::ranges::adjacent_find(ids) == ids.end());
    for (auto const* css_class :
        {"button", "field", "summary", "criterion", "chapters", "tally", "marks", "meter", "timing", "tiles", "lines", "stream",
            "notice", "toast", "empty", "dialog", "radar", "bars", "register", "facts", "icons", "degrees"}) {
        CAPTURE(css_class);
        CHECK(has(shown, std::string{"class=\""} + css_class));
    }
}

TEST_CASE("a link that asks first leads to a page, and opens the same question where scripts run") {
    layout::Confirmation const asked{.question = "Supprimer « Trier » ?",
        .consequence = "Elle ira à la corbeille.",
        .button = "Supprimer",
        .act_at = Url::page({"a", "suppression"}),
        .form_key = {"masked"},
        .back = Url::page({"a"}),
        .keep = "La garder"};

    for (auto const& shown : {layout::confirmation(t, asked), layout::confirmation_dialog(t, "supprimer", asked)}) {
        CHECK(has(shown.text(), R"(action="/a/suppression")"));
        CHECK(has(shown.text(), "Elle ira à la corbeille."));
        CHECK(has(shown.text(), "La garder"));
    }
    CHECK(has(layout::confirmation_dialog(t, "supprimer", asked).text(), R"(<dialog class="dialog" id="supprimer")"));
}

TEST_CASE("the script of a page finds all its words") {
    auto const words = layout::words(t);

    for (auto const* part :
        {"data-word=\"saving\"", "data-word=\"all-saved\"", "data-word=\"unsaved\"", "data-word=\"reason-missing\"",
            "data-word=\"restored\"", "data-notice=\"offline\"", "data-notice=\"refused\"", "data-notice=\"signed-out\"",
            "data-notice=\"conflict\"", "data-mine", "data-theirs", "data-by", "data-keep-mine", "data-take-theirs", "data-saved",
            "data-unsaved", "data-error", "data-text", "data-soon", "data-extend", "data-over"}) {
        CAPTURE(part);
        CHECK(has(words.text(), part));
    }
}
