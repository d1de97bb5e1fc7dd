#include "entrance/signin_pages.h"

#include "accounts/attempts.h"
#include "accounts/cookies.h"
#include "accounts/members.h"
#include "core/secret.h"
#include "entrance/pages.h"
#include "entrance/views.h"
#include "web/log.h"

namespace entrance {
namespace {

using accounts::Caller, accounts::Guest, accounts::GuestChange, accounts::Preparing, accounts::Right;
using html::Problem;
using web::Response;

Response signin_page(Caller const& caller, std::string_view email, std::string_view back, std::vector<Problem> problems) {
    auto const& t = caller.t;
    auto const form = signin_form(caller, email, back, problems);
    return narrow_page(caller,
        {.section = t.text("Votre espace"), .heading = t.text("Se connecter"), .content = form, .problems = std::move(problems)});
}

Response show_signin(Guest& guest) {
    auto const back = guest.request.parameters().text("retour");
    if (guest.signed_in) return web::see_other(Url::own(back).value_or(home_of(guest.db, guest.signed_in->user.id)));
    return signin_page(guest, "", back, {});
}

std::string account_bucket(Caller const& caller, std::string_view email) {
    return "signin " + accounts::comparable_email(email).substr(0, 254) + " " + caller.request.address;
}

std::string address_bucket(Caller const& caller) { return "signin " + caller.request.address; }

struct PreparedSignin {
    bool is_right = false;
};

void require_signin_patience(Caller const& caller, storage::Reader const& db, std::string_view email) {
    accounts::require_patience(db, account_bucket(caller, email), accounts::sign_in_by_account, caller.now);
    accounts::require_patience(db, address_bucket(caller), accounts::sign_in_by_address, caller.now);
}

// A stranger who fails on purpose locks out nobody but their own address.
PreparedSignin prepare_signin(Preparing& context) {
    auto const email = context.form.line("email");
    require_signin_patience(context, context.db, email);
    auto const kept = accounts::password_of(context.db, email);
    auto const is_same =
        context.desk.passwords.matches(kept.value_or(context.desk.passwords.nobodys()), context.form.text("password"));
    return {kept && is_same};
}

Response save_signin(GuestChange& change, PreparedSignin const& prepared) {
    auto const email = change.form.line("email");
    require_signin_patience(change, change.db, email); // again: others may have tried while this password was hashed
    auto const user = accounts::find_user(change.db, email);
    if (!user || !prepared.is_right) {
        auto const is_heard =
            accounts::count_attempt(change.db, account_bucket(change, email), accounts::sign_in_by_account, change.now) &&
            accounts::count_attempt(change.db, address_bucket(change), accounts::sign_in_by_address, change.now);
        if (!is_heard)
            throw web::Refused{
                429, seconds_to_wait(change.db, account_bucket(change, email), accounts::sign_in_by_account, change.now)};
        change.after_commit.push_back([reference = change.request.reference, whose = user ? std::string{user->id.text()} : ""] {
            web::log({.level = web::Level::warning, .event = "sign-in refused", .reference = reference, .user = whose});
        });
        return signin_page(change, email, change.form.text("retour"),
            {{"email", change.t.text("L'adresse ou le mot de passe ne correspond pas : vérifiez les deux")}});
    }
    accounts::forget_attempts(change.db, account_bucket(change, email));
    auto response = web::see_other(Url::own(change.form.text("retour")).value_or(home_of(change.db, user->id)));
    sign_in(change, response, user->id);
    return response;
}

Response save_signout(GuestChange& change) {
    // Also that of a visitor of the demonstration, who is signed in nowhere else.
    if (auto const token = change.request.cookie(change.desk.settings.cookie("session")))
        accounts::close_session(change.db, token_digest(*token));
    if (change.signed_in) change.acts.push_back("sign_out " + std::string{change.signed_in->user.id.text()});
    auto response = web::see_other(Url::page({"connexion"}));
    clear_session_cookie(response, change.desk.settings);
    response.headers.emplace_back("Clear-Site-Data", "\"cache\", \"storage\"");
    return response;
}

} // namespace

void add_signin_routes(accounts::Router& router) {
    router.get("/connexion", Right::anyone, show_signin);
    router.post("/connexion", Right::anyone, prepare_signin, save_signin);
    router.post("/deconnexion", Right::anyone, save_signout);
}

} // namespace entrance
