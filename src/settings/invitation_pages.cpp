#include "settings/invitation_pages.h"

#include "accounts/cookies.h"
#include "accounts/members.h"
#include "accounts/password_advice.h"
#include "accounts/posting.h"
#include "accounts/profile.h"
#include "layout/frame.h"
#include "mail/words.h"
#include "settings/address.h"
#include "settings/invitation_views.h"

namespace settings {
namespace {

using accounts::Caller, accounts::Guest, accounts::GuestChange, accounts::Preparing, accounts::Right, accounts::UserId;
using html::Html, html::Problem;
using layout::unreferred;
using web::Response;

InvitationLinks links_of(std::string_view token) {
    auto const page = Url::page({"invitation", token});
    return {page, Url::page({"invitation", token, "refus"}), Url::page({"connexion"}).with("retour", page.text())};
}

// Expired, withdrawn, used or never sent: nothing tells which.
Response gone_page(Caller const& caller) {
    auto const& t = caller.t;
    return unreferred(layout::bare_page(caller,
        {.section = t.text("Invitation"),
            .heading = t.text("Cette invitation ne vaut plus"),
            .lead = t.text(
                "Elle a expiré, a été annulée ou a déjà servi. Demandez-en une nouvelle à la personne qui vous l'a envoyée."),
            .status = 404,
            .width = layout::Width::narrow}));
}

bool is_for(Invitation const& invitation, Caller const& caller) {
    return caller.signed_in && caller.signed_in->user.email == invitation.email;
}

Html answer_view(Caller const& caller, storage::Reader const& db, Invitation const& invitation, std::string_view token,
    Newcomer const& newcomer, std::span<Problem const> problems) {
    auto const links = links_of(token);
    if (is_for(invitation, caller)) return joining_view(caller, links);
    if (caller.signed_in) return other_address_view(caller, invitation);
    if (accounts::is_taken(db, invitation.email)) return sign_in_view(caller, invitation, links);
    return newcomer_view(caller, invitation, links, newcomer, problems);
}

Response invitation_page(Caller const& caller, storage::Reader const& db, Invitation const& invitation, std::string_view token,
    Newcomer const& newcomer, std::vector<Problem> problems, int status) {
    auto const& t = caller.t;
    auto const inviter = accounts::find_user(db, invitation.invited_by);
    auto const offer = offer_view(t, invitation, inviter ? inviter->name() : t.text("Une personne de l'équipe"));
    auto const content = t.html(R"(
<div class="stack-wide"><div class="stack">{}</div>{}</div>)",
        offer, answer_view(caller, db, invitation, token, newcomer, problems));
    return unreferred(layout::bare_page(caller, {.section = t.text("Invitation"),
                                                    .heading = t.text("Rejoindre {}", {invitation.organisation_name}),
                                                    .content = content,
                                                    .problems = std::move(problems),
                                                    .status = status,
                                                    .width = layout::Width::narrow}));
}

Response show_invitation(Guest& guest, std::string token) {
    auto const invitation = find_invitation(guest.db, token, guest.now);
    if (!invitation) return gone_page(guest);
    return invitation_page(guest, guest.db, *invitation, token, {}, {}, 200);
}

struct Joining {
    Newcomer newcomer;
    std::vector<Problem> problems;
    std::string hash; // of a new account's password
};

// Only somebody without an account chooses a password here.
Joining prepare_joining(Preparing& context, std::string token) {
    auto const invitation = find_invitation(context.db, token, context.now);
    if (!invitation || context.signed_in || accounts::is_taken(context.db, invitation->email)) return {};

    auto const& t = context.t;
    Joining joining{{context.form.line("given"), context.form.line("family")}, {}, {}};
    auto const& [given, family] = joining.newcomer;
    if (!accounts::is_name(given))
        joining.problems.push_back({"given", t.text("Saisissez votre prénom, en 200 caractères au plus")});
    if (!accounts::is_name(family))
        joining.problems.push_back({"family", t.text("Saisissez votre nom, en 200 caractères au plus")});
    auto const password = context.form.text("password");
    std::vector<std::string> const personal{given, family, invitation->organisation_name, invitation->email,
        invitation->email.substr(0, invitation->email.find('@'))};
    if (auto const problem = accounts::problem_with(password, personal))
        joining.problems.push_back({"password", password_advice(t, *problem)});
    if (joining.problems.empty()) joining.hash = context.desk.passwords.hash(password);
    return joining;
}

// Their address needs no other proof than this link, which was sent to it.
UserId add_newcomer(GuestChange& change, Invitation const& invitation, Joining const& joining) {
    auto const& [given, family] = joining.newcomer;
    auto const user = accounts::add_user(
        change.db, {invitation.email, joining.hash, given, family, std::string{change.t.code()}}, change.now, change.desk.chance);
    auto const home = change.desk.settings.address(Url::page({"structures", invitation.organisation}));
    accounts::post(change, mail::welcome(change.t, {invitation.email, given + " " + family}, invitation.organisation_name, home));
    return user;
}

// Rights have changed: a session that was open before goes on under a new token.
std::string session_token(GuestChange& change, UserId const& user) {
    auto const& chance = change.desk.chance;
    if (change.signed_in) return accounts::renew_session(change.db, *change.signed_in, change.now, chance);
    change.acts.push_back("sign_in " + std::string{user.text()});
    return accounts::open_session(change.db, user, change.request.header("user-agent").value_or(""), change.now, chance);
}

// Of several answers at once one is heard. A member keeps the role they have.
Response save_joining(GuestChange& change, Joining const& joining, std::string token) {
    auto const invitation = find_invitation(change.db, token, change.now);
    if (!invitation) return gone_page(change);
    change.db.wait_for("organisations", invitation->organisation);
    if (change.signed_in && !is_for(*invitation, change))
        return invitation_page(change, change.db, *invitation, token, {}, {}, 403);
    if (!change.signed_in) accounts::wait_for_address(change.db, invitation->email, change.now);
    if (!change.signed_in && accounts::is_taken(change.db, invitation->email))
        return unreferred(web::see_other(links_of(token).sign_in));
    if (!joining.problems.empty())
        return invitation_page(change, change.db, *invitation, token, joining.newcomer, joining.problems, 422);
    if (!change.signed_in && joining.hash.empty()) return unreferred(web::see_other(links_of(token).page));
    if (!remove_invitation(change.db, invitation->organisation, invitation->id)) return gone_page(change);

    auto const user = change.signed_in ? change.signed_in->user.id : add_newcomer(change, *invitation, joining);
    accounts::add_member(change.db, invitation->organisation, user, invitation->role, change.now, change.desk.chance);
    audit::Trail{change.db, invitation->organisation.text(), user.text(), change.now, change.desk.chance, &change.acts}.add(
        "join", invitation->id.text());

    auto response = unreferred(web::see_other(Url::page({"structures", invitation->organisation})));
    set_session_cookie(response, change.desk.settings, session_token(change, user));
    return response;
}

Response save_refusal(GuestChange& change, std::string token) {
    auto const invitation = find_invitation(change.db, token, change.now);
    if (!invitation) return gone_page(change);
    change.db.wait_for("organisations", invitation->organisation);
    if (!remove_invitation(change.db, invitation->organisation, invitation->id)) return gone_page(change);
    // Nobody needs an account to refuse: the trail names the invitation.
    audit::Trail{change.db, invitation->organisation.text(), invitation->id.text(), change.now, change.desk.chance, &change.acts}
        .add("refuse_invitation", invitation->id.text());
    return unreferred(web::see_other(Url::page({"invitation", "refusee"})));
}

Response show_refused(Guest& guest) {
    auto const& t = guest.t;
    return layout::bare_page(
        guest, {.section = t.text("Invitation"),
                   .heading = t.text("C'est noté"),
                   .lead = t.text("Vous avez refusé l'invitation. Son lien ne fonctionne plus, et rien n'a été créé."),
                   .width = layout::Width::narrow});
}

} // namespace

void add_invitation_routes(accounts::Router& router) {
    router.get("/invitation/{}", Right::anyone, show_invitation);
    router.post("/invitation/{}", Right::anyone, prepare_joining, save_joining);
    router.post("/invitation/{}/refus", Right::anyone, save_refusal);
    router.get("/invitation/refusee", Right::anyone, show_refused);
}

} // namespace settings
