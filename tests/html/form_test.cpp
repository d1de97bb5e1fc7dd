#include "html/form.h"

#include <doctest/doctest.h>

using html::Language;

namespace {

bool shows(html::Html const& page, std::string_view text) { return page.text().find(text) != std::string_view::npos; }

} // namespace

TEST_CASE("a form carries its key, and lets our page explain what is missing") {
    auto const form = html::form(Language{}, Url::page({"connexion"}), {"masked"}, {});

    CHECK(shows(form, R"(action="/connexion" novalidate)"));
    CHECK(shows(form, R"(name="csrf" value="masked")"));
}

TEST_CASE("what is wrong with a field is said at the field and above the form, in the same words") {
    Language const t;
    std::vector<html::Problem> const problems{{"email", "Saisissez une adresse complète"}};
    html::Field const field{
        .name = "email", .label = "Adresse électronique", .value = "a@<b>", .hint = "Un lien y sera envoyé.", .type = "email"};

    auto const shown = html::text_field(t, field, problems);
    CHECK(shows(shown, R"(aria-invalid="true" aria-describedby="email-hint email-error")"));
    CHECK(shows(shown, R"(value="a@&lt;b&gt;")"));
    CHECK(shows(shown, R"(<label for="email">Adresse électronique</label>)"));
    CHECK(shows(shown, R"(id="email-error")"));
    CHECK(shows(html::problems(t, problems), R"(<a href="#email">Saisissez une adresse complète</a>)"));
    CHECK(html::title_with_problems(t, "Connexion", problems) == "Erreur\u00a0: Connexion");
}

TEST_CASE("a password never comes back, a longer text keeps its first line end") {
    Language const t;

    CHECK_FALSE(shows(
        html::text_field(t, {.name = "password", .label = "Mot de passe", .value = "secret", .type = "password"}), "secret"));
    CHECK(shows(html::long_text_field(t, {.name = "c", .label = "C", .value = "\nfin"}, 3),
        "<textarea class=\"input\" rows=\"3\" id=\"c\" name=\"c\">\n\nfin</textarea>"));
}
