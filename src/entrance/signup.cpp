#include "entrance/signup.h"

#include "accounts/password_advice.h"
#include "accounts/profile.h"

#include <algorithm>

namespace entrance {

Signup read_signup(web::Form const& form) {
    return {.profile = {.name = form.line("organisation"),
                .legal_form = form.line("legal_form"),
                .sector = form.line("sector"),
                .staff = form.line("staff"),
                .region = form.line("region")},
        .referentiel = form.line("referentiel"),
        .given = form.line("given"),
        .family = form.line("family"),
        .email = form.line("email"),
        .password = form.text("password"),
        .accepts_terms = form.line("terms") == "oui"};
}

std::vector<html::Problem> structure_problems_of(
    html::Language const& t, Signup const& signup, std::vector<referentiel::Version const*> const& offered) {
    std::vector<html::Problem> problems;
    auto const wrong = [&](bool is_wrong, std::string_view field, std::string text) {
        if (is_wrong) problems.push_back({std::string{field}, std::move(text)});
    };
    auto const& profile = signup.profile;
    wrong(!accounts::is_name(profile.name), "organisation",
        t.text("Saisissez le nom de votre structure, en 200 caractères au plus"));
    wrong(
        !accounts::is_known_legal_form(profile.legal_form), "legal_form", t.text("Choisissez une forme juridique dans la liste"));
    wrong(!accounts::is_known_sector(profile.sector), "sector", t.text("Choisissez un secteur d'activité dans la liste"));
    wrong(!accounts::is_known_staff(profile.staff), "staff", t.text("Choisissez un nombre de personnes salariées dans la liste"));
    wrong(!accounts::is_known_region(profile.region), "region", t.text("Choisissez une région dans la liste"));
    wrong(std::ranges::none_of(offered, [&](auto const* version) { return version->code.text() == signup.referentiel; }),
        "referentiel", t.text("Choisissez un référentiel dans la liste"));
    return problems;
}

std::vector<html::Problem> problems_of(
    html::Language const& t, Signup const& signup, std::vector<referentiel::Version const*> const& offered) {
    auto problems = structure_problems_of(t, signup, offered);
    auto const wrong = [&](bool is_wrong, std::string_view field, std::string text) {
        if (is_wrong) problems.push_back({std::string{field}, std::move(text)});
    };
    wrong(!accounts::is_name(signup.given), "given", t.text("Saisissez votre prénom"));
    wrong(!accounts::is_name(signup.family), "family", t.text("Saisissez votre nom"));
    wrong(
        !accounts::is_email(signup.email), "email", t.text("Saisissez une adresse complète, par exemple prenom.nom@exemple.fr"));
    std::vector<std::string> const personal{
        signup.profile.name, signup.given, signup.family, signup.email.substr(0, signup.email.find('@')), signup.email};
    if (auto const problem = accounts::problem_with(signup.password, personal))
        wrong(true, "password", password_advice(t, *problem));
    wrong(
        !signup.accepts_terms, "terms", t.text("Cochez cette case : sans votre accord, nous ne pouvons pas garder vos données"));
    return problems;
}

} // namespace entrance
