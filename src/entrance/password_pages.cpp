#include "entrance/password_pages.h"

#include "accounts/attempts.h"
#include "accounts/members.h"
#include "accounts/password_advice.h"
#include "accounts/posting.h"
#include "entrance/pages.h"
#include "entrance/queries.h"
#include "entrance/views.h"
#include "mail/words.h"

namespace entrance {
namespace {

using accounts::Caller, accounts::Guest, accounts::GuestChange, accounts::Preparing, accounts::Right;
using html::Problem;
using web::require, web::Response;

Response forgotten_page(Caller const& caller, std::string_view email, std::vector<Problem> problems) {
    auto const& t = caller.t;
    auto const form = forgotten_form(caller, email, problems);
    return narrow_page(caller, {.section = t.text("Votre espace"),
                                   .heading = t.text("Mot de passe oublié"),
                                   .content = form,
                                   .problems = std::move(problems)});
}

Response show_forgotten(Guest& guest) { return forgotten_page(guest, "", {}); }

std::string bucket(Caller const& caller) { return "reset " + caller.request.address; }

Response save_forgotten(GuestChange& change) {
    accounts::require_patience(change.db, bucket(change), accounts::reset_by_address, change.now);
    auto const email = change.form.line("email");
    if (!accounts::is_email(email))
        return forgotten_page(
            change, email, {{"email", change.t.text("Saisissez une adresse complète, par exemple prenom.nom@exemple.fr")}});
    accounts::count_attempt(change.db, bucket(change), accounts::reset_by_address, change.now);
    keep_reset_request(change.db, email, change.now, change.desk.chance);
    change.after_commit.push_back(change.desk.bells.errand_posted);
    return web::see_other(Url::page({"mot-de-passe", "envoye"}));
}

Response show_forgotten_sent(Guest& guest) {
    auto const& t = guest.t;
    return narrow_page(
        guest, {.section = t.text("Votre espace"),
                   .heading = t.text("Un lien est en route"),
                   .content = mail_sent(guest, t.text("Si cette adresse a un compte, un lien pour choisir un nouveau mot de "
                                                      "passe vient d'y partir. Il sert une fois, pendant une heure."))});
}

Url reset_url(std::string_view token) { return Url::page({"mot-de-passe", token}); }

Response reset_page(Caller const& caller, std::string_view token, std::vector<Problem> problems) {
    auto const& t = caller.t;
    auto const form = new_password_form(caller, reset_url(token), problems);
    return layout::unreferred(narrow_page(caller, {.section = t.text("Votre espace"),
                                                      .heading = t.text("Choisir un nouveau mot de passe"),
                                                      .content = form,
                                                      .problems = std::move(problems)}));
}

Response show_reset(Guest& guest, std::string token) {
    require(find_reset(guest.db, token, guest.now));
    return reset_page(guest, token, {});
}

struct PreparedReset {
    std::vector<Problem> problems;
    std::string hash;
};

PreparedReset prepare_reset(Preparing& context, std::string token) {
    auto const user = require(find_reset(context.db, token, context.now));
    auto const password = context.form.text("password");
    if (auto const problem = accounts::problem_with(password, accounts::personal_words(context.db, user)))
        return {{{"password", password_advice(context.t, *problem)}}, {}};
    return {{}, context.desk.passwords.hash(password)};
}

// The link serves once. Whoever else was signed in no longer is, and no key that others may have made serves on.
Response save_reset(GuestChange& change, PreparedReset const& prepared, std::string token) {
    auto const user = require(find_reset(change.db, token, change.now));
    if (!prepared.problems.empty()) return reset_page(change, token, prepared.problems);
    if (!use_reset(change.db, token)) throw web::Refused{404};

    accounts::save_password(change.db, user.id, prepared.hash);
    accounts::close_sessions(change.db, user.id);
    auto const keys = accounts::remove_api_keys(change.db, user.id) > 0 ? mail::Keys::removed : mail::Keys::none;
    audit::Trail{change.db, audit::instance_chain, user.id.text(), change.now, change.desk.chance, &change.acts}.add(
        "reset_password", user.id.text());
    accounts::post(change, mail::password_changed(change.desk.language(user.language), {user.email, user.name()},
                               change.desk.settings.address(Url::page({"mot-de-passe"})), keys));

    auto response = web::see_other(home_of(change.db, user.id));
    sign_in(change, response, user.id);
    return response;
}

} // namespace

void add_password_routes(accounts::Router& router) {
    router.get("/mot-de-passe", Right::anyone, show_forgotten);
    router.post("/mot-de-passe", Right::anyone, save_forgotten);
    router.get("/mot-de-passe/envoye", Right::anyone, show_forgotten_sent);
    router.get("/mot-de-passe/{}", Right::anyone, show_reset);
    router.post("/mot-de-passe/{}", Right::anyone, prepare_reset, save_reset);
}

} // namespace entrance
