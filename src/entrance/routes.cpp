#include "entrance/routes.h"

#include "accounts/cookies.h"
#include "accounts/members.h"
#include "entrance/demonstration.h"
#include "entrance/password_pages.h"
#include "entrance/signin_pages.h"
#include "entrance/signup_pages.h"

namespace entrance {
namespace {

using accounts::GuestChange, accounts::Right;
using web::Response;

Response save_language(GuestChange& change) {
    auto const language = change.form.line("lang") == "en" ? "en" : "fr";
    if (change.signed_in) accounts::save_language(change.db, change.signed_in->user.id, language);
    auto response = web::see_other(Url::own(change.form.text("path")).value_or(Url::page({})));
    set_language_cookie(response, change.desk.settings, language);
    return response;
}

} // namespace

void add_routes(accounts::Router& router) {
    add_signup_routes(router);
    add_signin_routes(router);
    add_password_routes(router);
    router.post("/langue", Right::anyone, save_language);
    add_demonstration_routes(router);
}

} // namespace entrance
