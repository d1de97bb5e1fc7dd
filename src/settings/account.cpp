#include "settings/account.h"

#include "accounts/attempts.h"
#include "accounts/cookies.h"
#include "accounts/mailings.h"
#include "accounts/members.h"
#include "accounts/password_advice.h"
#include "accounts/posting.h"
#include "accounts/profile.h"
#include "core/secret.h"
#include "layout/frame.h"
#include "layout/parts.h"
#include "mail/words.h"
#include "settings/address.h"

#include <boost/json.hpp>

namespace settings {
namespace {

using accounts::Caller, accounts::Preparing, accounts::Right, accounts::SessionId, accounts::UserChange, accounts::UserVisit;
using html::Problem;
using web::Response;
namespace json = boost::json;

constexpr std::size_t most_keys = 20;

Url account_url() { return Url::page({"compte"}); }
Url done(std::string_view what, std::string_view section) { return account_url().with("fait", what).at(section); }

Response show_account(UserVisit& visit) {
    auto draft = draft_of(visit.user);
    draft.done = visit.request.parameters().line("fait");
    return account_page(visit, visit.db, draft);
}

Response save_person(UserChange& change) {
    auto const& t = change.t;
    auto draft = draft_of(change.user);
    draft.given = change.form.line("given");
    draft.family = change.form.line("family");
    draft.language = change.form.line("language");
    if (!accounts::is_name(draft.given))
        draft.problems.push_back({"given", t.text("Saisissez votre prénom, en 200 caractères au plus")});
    if (!accounts::is_name(draft.family))
        draft.problems.push_back({"family", t.text("Saisissez votre nom, en 200 caractères au plus")});
    if (draft.language != "fr" && draft.language != "en")
        draft.problems.push_back({"language", t.text("Choisissez une langue dans la liste")});
    if (!draft.problems.empty()) return account_page(change, change.db, draft);

    accounts::save_name(change.db, change.user.id, draft.given, draft.family);
    accounts::save_language(change.db, change.user.id, draft.language);
    account_trail(change).add("rename", change.user.id.text());
    auto response = web::see_other(done("personne", "vous"));
    set_language_cookie(response, change.desk.settings, draft.language);
    return response;
}

Response save_mailings(UserChange& change) {
    for (auto const mailing : accounts::all_mailings) {
        if (change.form.line(to_text(mailing)).empty()) accounts::stop(change.db, change.user.id, mailing, change.now);
        else accounts::resume(change.db, change.user.id, mailing);
    }
    account_trail(change).add("choose_mails", change.user.id.text());
    return web::see_other(done("messages", "messages"));
}

// --- A new password

struct PreparedPassword {
    std::vector<Problem> problems;
    bool is_wrong = false; // the current one
    std::string hash;
};

PreparedPassword prepare_password(Preparing& context) {
    auto const& user = context.signed_in->user;
    accounts::require_patience(context.db, password_bucket(user.id), accounts::sign_in_by_account, context.now);
    auto const kept = accounts::password_of(context.db, user.email).value_or(context.desk.passwords.nobodys());
    if (!context.desk.passwords.matches(kept, context.form.text("current_password")))
        return {
            {{"current_password", context.t.text("Ce n'est pas votre mot de passe actuel : saisissez-le de nouveau")}}, true, {}};

    auto const password = context.form.text("new_password");
    if (auto const problem = accounts::problem_with(password, accounts::personal_words(context.db, user)))
        return {{{"new_password", password_advice(context.t, *problem)}}, false, {}};
    return {{}, false, context.desk.passwords.hash(password)};
}

// Whoever else was signed in no longer is, and this session goes on under a new token.
Response save_password(UserChange& change, PreparedPassword const& prepared) {
    if (prepared.is_wrong) {
        accounts::count_attempt(change.db, password_bucket(change.user.id), accounts::sign_in_by_account, change.now);
        change.acts.push_back("refuse_password " + std::string{change.user.id.text()});
    }
    if (!prepared.problems.empty()) {
        auto draft = draft_of(change.user);
        draft.problems = prepared.problems;
        return account_page(change, change.db, draft);
    }
    accounts::save_password(change.db, change.user.id, prepared.hash);
    accounts::forget_attempts(change.db, password_bucket(change.user.id));
    accounts::close_sessions(change.db, change.user.id, change.signed_in->session.id);
    account_trail(change).add("change_password", change.user.id.text());
    auto const keys = accounts::api_keys(change.db, change.user.id).empty() ? mail::Keys::none : mail::Keys::kept;
    accounts::post(change, mail::password_changed(change.t, {change.user.email, change.user.name()},
                               change.desk.settings.address(Url::page({"mot-de-passe"})), keys));

    auto response = web::see_other(done("mot-de-passe", "mot-de-passe"));
    set_session_cookie(
        response, change.desk.settings, accounts::renew_session(change.db, *change.signed_in, change.now, change.desk.chance));
    return response;
}

// --- Where one is signed in

// Reading this page is what lengthens the session: the reception has noted it.
Response show_session(UserVisit& visit) {
    auto const& signed_in = *visit.signed_in;
    auto extended = signed_in;
    if (visit.now - signed_in.session.last_seen >= accounts::touch_step) extended.session.last_seen = visit.now;
    return web::json(json::serialize(json::object{{"ends", extended.ends().time_since_epoch().count()}}));
}

Response save_closure(UserChange& change, SessionId session) {
    accounts::close_session(change.db, change.user.id, session);
    account_trail(change).add("close_session", session.text());
    if (session != change.signed_in->session.id) return web::see_other(done("session", "sessions"));
    auto response = web::see_other(Url::page({"connexion"}));
    clear_session_cookie(response, change.desk.settings);
    return response;
}

Response save_other_closures(UserChange& change) {
    accounts::close_sessions(change.db, change.user.id, change.signed_in->session.id);
    account_trail(change).add("close_sessions", change.user.id.text());
    return web::see_other(done("sessions", "sessions"));
}

// --- Keys for programs

// What the form of a page was given makes one key, however often it is sent: a second click shows the key that the first one
// made.
std::string key_of(UserChange const& change) {
    auto const once = change.form.line("once");
    if (auto const bytes = from_base64url(once); !bytes || bytes->size() != 32) throw web::Refused{400};
    auto const made_of = "api key " + std::string{change.user.id.text()} + " " + once;
    return "essp_" + base64url(keyed_digest(change.desk.settings.secret, made_of));
}

Response new_key_page(UserChange& change, std::string key) {
    auto shown = draft_of(change.user);
    shown.new_key = std::move(key);
    auto response = account_page(change, change.db, shown);
    response.headers.emplace_back("Cache-Control", "private, no-store");
    return response;
}

Response save_key(UserChange& change) {
    auto const& t = change.t;
    auto key = key_of(change);
    change.db.wait_for("users", change.user.id);
    if (accounts::find_api_key(change.db, token_digest(key))) return new_key_page(change, std::move(key));

    auto draft = draft_of(change.user);
    draft.key_label = change.form.line("label");
    draft.key_scope = change.form.line("scope");
    if (!accounts::is_name(draft.key_label))
        draft.problems.push_back({"label", t.text("Donnez un nom à la clé, par exemple celui du programme qui s'en servira")});
    if (draft.key_scope != "read" && draft.key_scope != "write")
        draft.problems.push_back({"scope", t.text("Choisissez dans la liste ce que la clé permet")});
    if (accounts::api_keys(change.db, change.user.id).size() >= most_keys)
        draft.problems.push_back({"label", t.text("Supprimez d'abord une clé : un compte en a 20 au plus")});
    if (!draft.problems.empty()) return account_page(change, change.db, draft);

    auto const scope = draft.key_scope == "write" ? accounts::Scope::write : accounts::Scope::read;
    accounts::keep_api_key(change.db, change.user.id, key, draft.key_label, scope, change.now, change.desk.chance);
    account_trail(change).add("add_key", change.user.id.text(), json::serialize(json::object{{"scope", draft.key_scope}}));
    return new_key_page(change, std::move(key));
}

Response save_key_removal(UserChange& change, SessionId key) {
    accounts::remove_api_key(change.db, change.user.id, key);
    account_trail(change).add("remove_key", key.text());
    return web::see_other(done("cle", "cles"));
}

// --- One's structures

Response show_workplaces(UserVisit& visit) {
    auto const& t = visit.t;
    return layout::account_page(visit, {.section = t.text("Votre espace"),
                                           .heading = t.text("Mes structures"),
                                           .lead = t.text("Choisissez celle où vous travaillez aujourd'hui."),
                                           .actions = layout::second_button_link(t,
                                               Url::page({"compte", "structures", "nouvelle"}), t.text("Ajouter une structure")),
                                           .content = workplaces_view(visit, accounts::workplaces(visit.db, visit.user.id))});
}

} // namespace

Response account_page(Caller const& caller, storage::Reader const& db, AccountDraft const& draft) {
    auto const& t = caller.t;
    auto const& user = caller.signed_in->user;
    AccountFacts const facts{user, accounts::sessions(db, user.id, caller.now), accounts::api_keys(db, user.id),
        awaited_address(db, user.id, caller.now), new_token(caller.desk.chance), accounts::stopped_mailings(db, user.id)};
    return layout::account_page(caller, {.heading = t.text("Mon compte"),
                                            .content = account_view(caller, facts, draft),
                                            .problems = draft.problems,
                                            .status = draft.problems.empty() ? 200 : 422,
                                            .width = layout::Width::narrow});
}

std::string password_bucket(accounts::UserId const& user) { return "password " + std::string{user.text()}; }

audit::Trail account_trail(UserChange& change) {
    return {change.db, audit::instance_chain, change.user.id.text(), change.now, change.desk.chance, &change.acts};
}

void add_account_routes(accounts::Router& router) {
    router.get("/compte", Right::signed_in, show_account);
    router.post("/compte", Right::signed_in, save_person);
    router.post("/compte/messages", Right::signed_in, save_mailings);
    router.post("/compte/mot-de-passe", Right::signed_in, prepare_password, save_password);
    router.get("/compte/session", Right::signed_in, show_session);
    router.post("/compte/sessions/{}/fermeture", Right::signed_in, save_closure);
    router.post("/compte/sessions/autres/fermeture", Right::signed_in, save_other_closures);
    router.post("/compte/cles", Right::signed_in, save_key);
    router.post("/compte/cles/{}/suppression", Right::signed_in, save_key_removal);
    router.get("/compte/structures", Right::signed_in, show_workplaces);
}

} // namespace settings
