#include "settings/address.h"

#include "accounts/attempts.h"
#include "accounts/cookies.h"
#include "accounts/members.h"
#include "accounts/posting.h"
#include "core/secret.h"
#include "layout/frame.h"
#include "layout/parts.h"
#include "mail/words.h"
#include "settings/account.h"

namespace settings {
namespace {

using accounts::Preparing, accounts::Right, accounts::UserChange, accounts::UserId, accounts::UserVisit;
using web::Response, web::require;

std::string replace_token(storage::Writer& db, UserId const& user, std::string_view email, Instant now, Chance const& chance) {
    auto token = new_token(chance);
    db.change("DELETE FROM user_tokens WHERE user_id = $1 AND purpose = 'email'", {user});
    db.change("INSERT INTO user_tokens (digest, user_id, purpose, email, created, expires) VALUES ($1, $2, 'email', $3, $4, $5)",
        {token_digest(token), user, email, now, now + address_validity});
    return token;
}

// The new address, if this link was sent to this user.
std::optional<std::string> find_address(storage::Reader const& db, UserId const& user, std::string_view token, Instant now) {
    return db.row("SELECT email FROM user_tokens WHERE digest = $1 AND purpose = 'email' AND user_id = $2 AND expires > $3",
        {token_digest(token), user, now}, [](storage::Row& row) { return row.next<std::string>(); });
}

// A link that was used, or one of two that were followed at once, finds nothing.
bool use_token(storage::Writer& db, std::string_view token) {
    return db.change("DELETE FROM user_tokens WHERE digest = $1", {token_digest(token)}) == 1;
}

Url page_of(std::string_view token) { return Url::page({"compte", "adresse", token}); }

// Someone else may sit at an open session: they do not know the password.
enum class Proof { fresh, right, wrong };

Proof prepare_address(Preparing& context) {
    if (is_freshly_confirmed(context)) return Proof::fresh;
    auto const& user = context.signed_in->user;
    accounts::require_patience(context.db, password_bucket(user.id), accounts::sign_in_by_account, context.now);
    auto const kept = accounts::password_of(context.db, user.email).value_or(context.desk.passwords.nobodys());
    return context.desk.passwords.matches(kept, context.form.text("address_password")) ? Proof::right : Proof::wrong;
}

// The same page whether the address has an account or not: only its owner is told.
mail::Mail letter_to(UserChange& change, std::string const& email) {
    auto const token = replace_token(change.db, change.user.id, email, change.now, change.desk.chance);
    if (!accounts::is_taken(change.db, email))
        return mail::new_address(
            change.t, {email, change.user.name()}, {change.desk.settings.address(page_of(token)), address_validity});
    auto const owner = accounts::find_user(change.db, email);
    auto const& t = owner ? change.desk.language(owner->language) : change.t;
    return mail::address_in_use(t, {email, owner ? owner->name() : ""});
}

Response save_wish(UserChange& change, Proof const& proof) {
    auto const& t = change.t;
    auto const email = accounts::comparable_email(change.form.line("email"));
    auto draft = draft_of(change.user);
    draft.email = change.form.line("email");
    if (!accounts::is_email(email))
        draft.problems.push_back({"email", t.text("Saisissez une adresse complète, par exemple prenom.nom@exemple.fr")});
    else if (email == change.user.email)
        draft.problems.push_back({"email", t.text("C'est déjà l'adresse de votre compte : saisissez-en une autre")});
    if (proof == Proof::wrong) {
        accounts::count_attempt(change.db, password_bucket(change.user.id), accounts::sign_in_by_account, change.now);
        change.acts.push_back("refuse_password " + std::string{change.user.id.text()});
        draft.problems.push_back(
            {"address_password", t.text("Ce n'est pas votre mot de passe actuel : saisissez-le de nouveau")});
    }
    if (!draft.problems.empty()) return account_page(change, change.db, draft);

    auto const bucket = "address " + std::string{change.user.id.text()};
    accounts::require_patience(change.db, bucket, accounts::mails_by_account, change.now);
    accounts::count_attempt(change.db, bucket, accounts::mails_by_account, change.now);
    accounts::post(change, letter_to(change, email));
    return web::see_other(Url::page({"compte"}).with("fait", "adresse-demandee").at("adresse"));
}

Response show_address(UserVisit& visit, std::string token) {
    auto const email = require(find_address(visit.db, visit.user.id, token, visit.now));
    return layout::unreferred(layout::account_page(visit, {.heading = visit.t.text("Confirmer votre nouvelle adresse"),
                                                              .content = address_view(visit, page_of(token), email),
                                                              .width = layout::Width::narrow}));
}

// Whoever holds the old address learns of it, and whoever was signed in elsewhere no longer is.
Response save_address(UserChange& change, std::string token) {
    auto const email = require(find_address(change.db, change.user.id, token, change.now));
    if (!use_token(change.db, token)) throw web::Refused{404};
    accounts::wait_for_address(change.db, email, change.now);
    if (accounts::is_taken(change.db, email)) {
        auto draft = draft_of(change.user);
        draft.email = email;
        draft.problems.push_back(
            {"email", change.t.text("Cette adresse est maintenant celle d'un autre compte : choisissez-en une autre")});
        return account_page(change, change.db, draft);
    }
    accounts::save_email(change.db, change.user.id, email);
    accounts::close_sessions(change.db, change.user.id, change.signed_in->session.id);
    account_trail(change).add("change_address", change.user.id.text());
    accounts::post(change, mail::address_changed(change.t, {change.user.email, change.user.name()}, email,
                               change.desk.settings.address(Url::page({"aide"}))));

    auto response = web::see_other(Url::page({"compte"}).with("fait", "adresse").at("adresse"));
    set_session_cookie(
        response, change.desk.settings, accounts::renew_session(change.db, *change.signed_in, change.now, change.desk.chance));
    return response;
}

} // namespace

std::optional<std::string> awaited_address(storage::Reader const& db, UserId const& user, Instant now) {
    return db.row("SELECT email FROM user_tokens WHERE user_id = $1 AND purpose = 'email' AND expires > $2", {user, now},
        [](storage::Row& row) { return row.next<std::string>(); });
}

void add_address_routes(accounts::Router& router) {
    router.post("/compte/adresse", Right::signed_in, prepare_address, save_wish);
    router.get("/compte/adresse/{}", Right::signed_in, show_address);
    router.post("/compte/adresse/{}", Right::signed_in, save_address);
}

} // namespace settings
