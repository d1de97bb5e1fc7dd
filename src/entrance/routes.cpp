#include "entrance/routes.h"

#include "accounts/attempts.h"
#include "accounts/cookies.h"
#include "accounts/members.h"
#include "accounts/password_advice.h"
#include "core/secret.h"
#include "diagnostic/queries.h"
#include "entrance/demonstration.h"
#include "entrance/queries.h"
#include "entrance/views.h"
#include "layout/frame.h"
#include "mail/words.h"
#include "referentiel/imported.h"
#include "referentiel/offer.h"
#include "web/log.h"

namespace entrance {
namespace {

using accounts::Caller, accounts::Guest, accounts::GuestChange, accounts::OrganisationId, accounts::Preparing, accounts::Right,
    accounts::UserChange, accounts::UserVisit;
using html::Problem;
using web::Response, web::require;

Response narrow_page(Caller const& caller, layout::Sheet sheet) {
    sheet.width = layout::Width::narrow;
    return layout::bare_page(caller, std::move(sheet));
}

// The address of this page opens something: no other site may learn it.
Response unreferred(Response response) {
    response.headers.emplace_back("Referrer-Policy", "no-referrer");
    return response;
}

std::string agent_of(Caller const& caller) { return std::string{caller.request.header("user-agent").value_or("")}; }

// One's own structure if there is one only, else the list of them.
Url home_of(storage::Reader const& db, accounts::UserId const& user) {
    auto const places = accounts::workplaces(db, user);
    return places.size() == 1 ? Url::page({"structures", places.front().organisation}) : Url::page({"compte", "structures"});
}

auto choices(Caller const& caller) { return referentiel::choices(caller.desk.library); }

// Whoever was signed in at this browser no longer is.
void sign_in(GuestChange& change, Response& response, accounts::UserId const& user) {
    if (change.signed_in) accounts::close_session(change.db, change.signed_in->digest);
    set_session_cookie(response, change.desk.settings,
        accounts::open_session(change.db, user, agent_of(change), change.now, change.desk.chance));
    change.acts.push_back("sign_in " + std::string{user.text()});
}

// --- Signing up

Response signup_page(Caller const& caller, Signup const& signup, std::vector<Problem> problems) {
    auto const& t = caller.t;
    auto const form = signup_form(caller, signup, choices(caller), problems);
    auto const status = problems.empty() ? 200 : 422;
    return narrow_page(caller,
        {.section = t.text("Inscription"),
            .heading = t.text("Créer votre espace"),
            .lead = t.text(
                "Trois mois pour tout essayer, gratuitement et sans carte bancaire. Ensuite, vous décidez ; rien n'est effacé."),
            .content = form,
            .problems = std::move(problems),
            .status = status});
}

Response show_signup(Guest& guest) {
    if (guest.signed_in) return web::see_other(new_structure_url());
    referentiel::learn(guest.db, guest.desk.library);
    return signup_page(guest, {}, {});
}

struct PreparedSignup {
    Signup signup;
    std::vector<Problem> problems;
    std::string hash;
};

PreparedSignup prepare_signup(Preparing& context) {
    accounts::require_patience(context.db, "signup " + context.request.address, accounts::sign_up_by_address, context.now);
    PreparedSignup prepared{read_signup(context.form), {}, {}};
    referentiel::learn(context.db, context.desk.library);
    prepared.problems = problems_of(context.t, prepared.signup, choices(context));
    if (prepared.problems.empty()) prepared.hash = context.desk.passwords.hash(prepared.signup.password);
    return prepared;
}

Response save_signup(GuestChange& change, PreparedSignup const& prepared) {
    if (!prepared.problems.empty()) return signup_page(change, prepared.signup, prepared.problems);
    accounts::count_attempt(change.db, "signup " + change.request.address, accounts::sign_up_by_address, change.now);
    keep_signup(change.db, prepared.signup, prepared.hash, change.t.code(), change.now, change.desk.chance);
    change.after_commit.push_back(change.desk.bells.errand_posted);
    return web::see_other(Url::page({"inscription", "envoyee"}));
}

Response show_signup_sent(Guest& guest) {
    auto const& t = guest.t;
    return narrow_page(
        guest, {.section = t.text("Inscription"),
                   .heading = t.text("Plus qu'un clic"),
                   .content = mail_sent(guest, t.text("Nous venons de vous écrire : ouvrez le lien du message pour confirmer "
                                                      "votre adresse. Il est valable deux jours."))});
}

Url confirmation_url(std::string_view token) { return Url::page({"confirmation", token}); }

Response show_confirmation(Guest& guest, std::string token) {
    auto const& t = guest.t;
    auto const kept = require(find_signup(guest.db, token, guest.now));
    return unreferred(narrow_page(guest, {.section = t.text("Inscription"),
                                             .heading = t.text("Bonjour {}", {kept.signup.given}),
                                             .content = confirmation_form(guest, confirmation_url(token), kept.signup)}));
}

// A structure of this user, with the cycle of the year open.
template <typename AnyChange>
void open_space(AnyChange& change, OrganisationId const& id, Signup const& signup, accounts::UserId const& user) {
    auto const& chance = change.desk.chance;
    referentiel::learn(change.db, change.desk.library);
    accounts::add_organisation(change.db, id, signup.profile, change.now);
    accounts::add_member(change.db, id, user, accounts::Role::owner, change.now, chance);
    auto const year = std::chrono::year_month_day{change.today()}.year();
    auto const cycle = accounts::add_cycle(change.db, id, std::to_string(int{year}), change.now, chance);
    diagnostic::open(change.db, id, cycle, require(change.desk.library.latest(signup.referentiel)), change.now, chance);
    audit::Trail{change.db, id.text(), user.text(), change.now, chance, &change.acts}.add("open_space", id.text());
}

Response save_confirmation(GuestChange& change, std::string token) {
    auto const kept = require(find_signup(change.db, token, change.now));
    accounts::wait_for_address(change.db, kept.signup.email, change.now);
    remove_signups(change.db, kept.signup.email);
    if (accounts::is_taken(change.db, kept.signup.email)) return web::see_other(Url::page({"connexion"}));

    auto const& signup = kept.signup;
    auto const user = accounts::add_user(
        change.db, {signup.email, signup.password, signup.given, signup.family, kept.language}, change.now, change.desk.chance);
    auto const organisation = new_id<accounts::Organisation>(change.now, change.desk.chance);
    open_space(change, organisation, signup, user);
    auto const home = Url::page({"structures", organisation});
    mail::post(change.db,
        mail::welcome(change.desk.language(kept.language), {signup.email, signup.given + " " + signup.family},
            signup.profile.name, change.desk.settings.address(home)),
        change.now, change.desk.chance);
    change.after_commit.push_back(change.desk.bells.mail_posted);

    auto response = web::see_other(home);
    sign_in(change, response, user);
    return response;
}

// --- Another structure, for somebody who has an account

Response structure_page(Caller const& caller, OrganisationId const& id, Signup const& signup, std::vector<Problem> problems) {
    auto const& t = caller.t;
    auto const form = structure_form(caller, id, signup, choices(caller), problems);
    auto const status = problems.empty() ? 200 : 422;
    return layout::account_page(caller,
        {.section = t.text("Votre espace"),
            .heading = t.text("Ajouter une structure"),
            .lead = t.text("Vous en tiendrez le pilotage, avec votre compte et son mot de passe. Trois mois pour tout essayer, "
                           "gratuitement."),
            .content = form,
            .problems = std::move(problems),
            .status = status,
            .width = layout::Width::narrow});
}

Response show_new_structure(UserVisit& visit) {
    referentiel::learn(visit.db, visit.desk.library);
    return structure_page(visit, new_id<accounts::Organisation>(visit.now, visit.desk.chance), {}, {});
}

// A form that is sent twice, even at once, adds one structure.
Response save_new_structure(UserChange& change) {
    auto const id = OrganisationId::parse(change.form.line("id"));
    if (!id) throw web::Refused{400};
    change.db.wait_for("users", change.user.id);
    auto const home = Url::page({"structures", *id});
    if (accounts::find_member(change.db, *id, change.user)) return web::see_other(home);
    if (accounts::find_organisation(change.db, *id)) throw web::Refused{404};

    auto const bucket = "signup " + change.request.address;
    accounts::require_patience(change.db, bucket, accounts::sign_up_by_address, change.now);
    auto const signup = read_signup(change.form);
    referentiel::learn(change.db, change.desk.library);
    auto problems = structure_problems_of(change.t, signup, choices(change));
    if (!problems.empty()) return structure_page(change, *id, signup, std::move(problems));

    accounts::count_attempt(change.db, bucket, accounts::sign_up_by_address, change.now);
    open_space(change, *id, signup, change.user.id);
    return web::see_other(home);
}

// --- Signing in and out

Response signin_page(Caller const& caller, std::string_view email, std::string_view back, std::vector<Problem> problems) {
    auto const& t = caller.t;
    auto const form = signin_form(caller, email, back, problems);
    auto const status = problems.empty() ? 200 : 422;
    return narrow_page(caller, {.section = t.text("Votre espace"),
                                   .heading = t.text("Se connecter"),
                                   .content = form,
                                   .problems = std::move(problems),
                                   .status = status});
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

// --- A forgotten password

Response forgotten_page(Caller const& caller, std::string_view email, std::vector<Problem> problems) {
    auto const& t = caller.t;
    auto const form = forgotten_form(caller, email, problems);
    auto const status = problems.empty() ? 200 : 422;
    return narrow_page(caller, {.section = t.text("Votre espace"),
                                   .heading = t.text("Mot de passe oublié"),
                                   .content = form,
                                   .problems = std::move(problems),
                                   .status = status});
}

Response show_forgotten(Guest& guest) { return forgotten_page(guest, "", {}); }

Response save_forgotten(GuestChange& change) {
    accounts::require_patience(change.db, "reset " + change.request.address, accounts::reset_by_address, change.now);
    auto const email = change.form.line("email");
    if (!accounts::is_email(email))
        return forgotten_page(
            change, email, {{"email", change.t.text("Saisissez une adresse complète, par exemple prenom.nom@exemple.fr")}});
    accounts::count_attempt(change.db, "reset " + change.request.address, accounts::reset_by_address, change.now);
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
    auto const status = problems.empty() ? 200 : 422;
    return unreferred(narrow_page(caller, {.section = t.text("Votre espace"),
                                              .heading = t.text("Choisir un nouveau mot de passe"),
                                              .content = form,
                                              .problems = std::move(problems),
                                              .status = status}));
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
    std::vector<std::string> personal{user.given, user.family, user.email, user.email.substr(0, user.email.find('@'))};
    for (auto const& place : accounts::workplaces(context.db, user.id)) personal.push_back(place.name);
    if (auto const problem = accounts::problem_with(password, personal))
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
    mail::post(change.db,
        mail::password_changed(change.desk.language(user.language), {user.email, user.name()},
            change.desk.settings.address(Url::page({"mot-de-passe"})), keys),
        change.now, change.desk.chance);
    change.after_commit.push_back(change.desk.bells.mail_posted);

    auto response = web::see_other(home_of(change.db, user.id));
    sign_in(change, response, user.id);
    return response;
}

// --- The language of the pages

Response save_language(GuestChange& change) {
    auto const language = change.form.line("lang") == "en" ? "en" : "fr";
    if (change.signed_in) accounts::save_language(change.db, change.signed_in->user.id, language);
    auto response = web::see_other(Url::own(change.form.text("path")).value_or(Url::page({})));
    set_language_cookie(response, change.desk.settings, language);
    return response;
}

} // namespace

void add_routes(accounts::Router& router) {
    router.get("/inscription", Right::anyone, show_signup);
    router.post("/inscription", Right::anyone, prepare_signup, save_signup);
    router.get("/inscription/envoyee", Right::anyone, show_signup_sent);
    router.get("/confirmation/{}", Right::anyone, show_confirmation);
    router.post("/confirmation/{}", Right::anyone, save_confirmation);
    router.get("/compte/structures/nouvelle", Right::signed_in, show_new_structure);
    router.post("/compte/structures/nouvelle", Right::signed_in, save_new_structure);
    router.get("/connexion", Right::anyone, show_signin);
    router.post("/connexion", Right::anyone, prepare_signin, save_signin);
    router.post("/deconnexion", Right::anyone, save_signout);
    router.get("/mot-de-passe", Right::anyone, show_forgotten);
    router.post("/mot-de-passe", Right::anyone, save_forgotten);
    router.get("/mot-de-passe/envoye", Right::anyone, show_forgotten_sent);
    router.get("/mot-de-passe/{}", Right::anyone, show_reset);
    router.post("/mot-de-passe/{}", Right::anyone, prepare_reset, save_reset);
    router.post("/langue", Right::anyone, save_language);
    add_demonstration_routes(router);
}

} // namespace entrance
