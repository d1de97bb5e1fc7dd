#include "entrance/signup_pages.h"

#include "accounts/attempts.h"
#include "accounts/members.h"
#include "accounts/posting.h"
#include "diagnostic/queries.h"
#include "entrance/pages.h"
#include "entrance/queries.h"
#include "entrance/views.h"
#include "mail/words.h"
#include "referentiel/imported.h"
#include "referentiel/offer.h"

namespace entrance {
namespace {

using accounts::Caller, accounts::Guest, accounts::GuestChange, accounts::OrganisationId, accounts::Preparing, accounts::Right,
    accounts::UserChange, accounts::UserVisit;
using html::Problem;
using web::require, web::Response;

auto choices(Caller const& caller) { return referentiel::choices(caller.desk.library); }

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

// --- Signing up

Response signup_page(Caller const& caller, Signup const& signup, std::vector<Problem> problems) {
    auto const& t = caller.t;
    auto const form = signup_form(caller, signup, choices(caller), problems);
    return narrow_page(caller,
        {.section = t.text("Inscription"),
            .heading = t.text("Créer votre espace"),
            .lead = t.text(
                "Trois mois pour tout essayer, gratuitement et sans carte bancaire. Ensuite, vous décidez ; rien n'est effacé."),
            .content = form,
            .problems = std::move(problems)});
}

Response show_signup(Guest& guest) {
    if (guest.signed_in) return web::see_other(new_structure_url());
    referentiel::learn(guest.db, guest.desk.library);
    return signup_page(guest, {}, {});
}

std::string bucket(Caller const& caller) { return "signup " + caller.request.address; }

struct PreparedSignup {
    Signup signup;
    std::vector<Problem> problems;
    std::string hash;
};

PreparedSignup prepare_signup(Preparing& context) {
    accounts::require_patience(context.db, bucket(context), accounts::sign_up_by_address, context.now);
    PreparedSignup prepared{read_signup(context.form), {}, {}};
    referentiel::learn(context.db, context.desk.library);
    prepared.problems = problems_of(context.t, prepared.signup, choices(context));
    if (prepared.problems.empty()) prepared.hash = context.desk.passwords.hash(prepared.signup.password);
    return prepared;
}

Response save_signup(GuestChange& change, PreparedSignup const& prepared) {
    if (!prepared.problems.empty()) return signup_page(change, prepared.signup, prepared.problems);
    accounts::count_attempt(change.db, bucket(change), accounts::sign_up_by_address, change.now);
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
    return layout::unreferred(narrow_page(guest, {.section = t.text("Inscription"),
                                                     .heading = t.text("Bonjour {}", {kept.signup.given}),
                                                     .content = confirmation_form(guest, confirmation_url(token), kept.signup)}));
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
    accounts::post(change, mail::welcome(change.desk.language(kept.language), {signup.email, signup.given + " " + signup.family},
                               signup.profile.name, change.desk.settings.address(home)));

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

    accounts::require_patience(change.db, bucket(change), accounts::sign_up_by_address, change.now);
    auto const signup = read_signup(change.form);
    referentiel::learn(change.db, change.desk.library);
    auto problems = structure_problems_of(change.t, signup, choices(change));
    if (!problems.empty()) return structure_page(change, *id, signup, std::move(problems));

    accounts::count_attempt(change.db, bucket(change), accounts::sign_up_by_address, change.now);
    open_space(change, *id, signup, change.user.id);
    return web::see_other(home);
}

} // namespace

void add_signup_routes(accounts::Router& router) {
    router.get("/inscription", Right::anyone, show_signup);
    router.post("/inscription", Right::anyone, prepare_signup, save_signup);
    router.get("/inscription/envoyee", Right::anyone, show_signup_sent);
    router.get("/confirmation/{}", Right::anyone, show_confirmation);
    router.post("/confirmation/{}", Right::anyone, save_confirmation);
    router.get("/compte/structures/nouvelle", Right::signed_in, show_new_structure);
    router.post("/compte/structures/nouvelle", Right::signed_in, save_new_structure);
}

} // namespace entrance
