#include "settings/team.h"

#include "accounts/attempts.h"
#include "accounts/cookies.h"
#include "accounts/members.h"
#include "accounts/posting.h"
#include "layout/frame.h"
#include "mail/words.h"
#include "settings/roles.h"
#include "settings/team_views.h"

#include <boost/json.hpp>

#include <algorithm>

namespace settings {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::MemberId, accounts::Right, accounts::Role, accounts::Visit;
using html::Problem;
using web::Response, web::require;
namespace json = boost::json;

Member require_colleague(storage::Reader const& db, Member const& viewer, MemberId const& id) {
    auto const team = accounts::members(db, viewer.organisation);
    auto const found = std::ranges::find(team, id, &Member::id);
    if (found == team.end()) throw web::Refused{404};
    return *found;
}

Response to_team(Member const& member, std::string_view done) {
    return web::see_other(team_url(member.organisation).with("fait", done));
}

std::string as_json(Role role) { return json::serialize(json::object{{"role", to_text(role)}}); }

layout::Sheet member_sheet(Caller const& caller, Member const& member) {
    auto const& t = caller.t;
    return {.section = t.text("Équipe"),
        .heading = member.user.name(),
        .trail = {{t.text("Équipe"), team_url(member.organisation)}, {member.user.name()}},
        .width = layout::Width::narrow};
}

// --- The team

Response team_page(
    Caller const& caller, storage::Reader const& db, Member const& viewer, InvitationDraft const& draft, int status) {
    auto const& t = caller.t;
    Team team{viewer, accounts::members(db, viewer.organisation), {}};
    if (team.may_manage()) team.invitations = invitations(db, viewer.organisation);
    return layout::structure_page(caller, viewer, {.entry = "equipe"},
        {.section = viewer.organisation_name,
            .heading = t.text("Équipe"),
            .lead = t.text("Les personnes qui travaillent dans cette structure, et ce que chacune peut y faire."),
            .actions = layout::second_button_link(
                t, Url::page({"structures", viewer.organisation, "parametres"}), t.text("Paramètres de la structure")),
            .content = team_view(caller, team, draft),
            .problems = draft.problems,
            .status = status});
}

InvitationDraft empty_draft(Caller const& caller) { return {.id = new_uuid(caller.now, caller.desk.chance)}; }

Response show_team(Visit& visit) {
    auto draft = empty_draft(visit);
    draft.done = visit.request.parameters().line("fait");
    return team_page(visit, visit.db, visit.member, draft, 200);
}

// --- One member

Response member_page(Caller const& caller, Member const& viewer, Member const& member, std::vector<Problem> problems) {
    auto sheet = member_sheet(caller, member);
    sheet.content = member_view(caller, viewer, member, problems);
    sheet.status = problems.empty() ? 200 : 422;
    sheet.problems = std::move(problems);
    return layout::structure_page(caller, viewer, {.entry = "equipe"}, std::move(sheet));
}

Response show_member(Visit& visit, MemberId id) {
    return member_page(visit, visit.member, require_colleague(visit.db, visit.member, id), {});
}

// A structure without anyone who may manage it would be lost to its people.
bool is_last_owner(storage::Reader const& db, Member const& member) {
    return member.role == Role::owner && accounts::owners(db, member.organisation) < 2;
}

Response refuse_last_owner(Change& change, Member const& member) {
    return member_page(change, change.member, member,
        {{"role", change.t.text("Il faut au moins une personne au pilotage : donnez d'abord ce rôle à quelqu'un d'autre")}});
}

Response save_role(Change& change, MemberId id) {
    auto const member = require_colleague(change.db, change.member, id);
    auto const role = parse<Role>(change.form.line("role"));
    if (!role) return member_page(change, change.member, member, {{"role", change.t.text("Choisissez un rôle dans la liste")}});
    if (*role != Role::owner && is_last_owner(change.db, member)) return refuse_last_owner(change, member);

    if (*role != member.role) {
        accounts::save_role(change.db, member.organisation, member.id, *role);
        change.trail.add("change_role", member.id.text(), as_json(*role));
    }
    // The switch is not on every form: one that lacks it leaves it as it is.
    auto const is_only_assigned = change.form.has("only_assigned") || (member.only_assigned && !change.form.has("reach"));
    if (is_only_assigned != member.only_assigned) {
        accounts::save_only_assigned(change.db, member.organisation, member.id, is_only_assigned);
        change.trail.add("change_reach", member.id.text());
    }
    return to_team(member, "role");
}

Response show_removal(Visit& visit, MemberId id) {
    auto const member = require_colleague(visit.db, visit.member, id);
    auto sheet = member_sheet(visit, member);
    sheet.heading = visit.t.text("Retirer {} de l'équipe ?", {member.user.name()});
    sheet.content = removal_view(visit, member);
    return layout::structure_page(visit, visit.member, {.entry = "equipe"}, std::move(sheet));
}

Response save_removal(Change& change, MemberId id) {
    auto const member = require_colleague(change.db, change.member, id);
    if (is_last_owner(change.db, member)) return refuse_last_owner(change, member);

    accounts::remove_member(change.db, member.organisation, member.id);
    change.trail.add("remove_member", member.id.text());
    if (member.id == change.member.id) return web::see_other(Url::page({"compte", "structures"}));
    return to_team(member, "retrait");
}

Response show_hand_over(Visit& visit, MemberId id) {
    auto const member = require_colleague(visit.db, visit.member, id);
    if (member.role == Role::owner) throw web::Refused{404}; // there is nothing left to hand over to them
    auto sheet = member_sheet(visit, member);
    sheet.heading = visit.t.text("Transmettre le pilotage à {} ?", {member.user.name()});
    sheet.content = hand_over_view(visit, member);
    return layout::structure_page(visit, visit.member, {.entry = "equipe"}, std::move(sheet));
}

// One act, so that there is always somebody in charge; the session goes on under a new token, since its rights have changed.
Response save_hand_over(Change& change, MemberId id) {
    auto const member = require_colleague(change.db, change.member, id);
    if (member.role == Role::owner) throw web::Refused{404};

    accounts::save_role(change.db, member.organisation, member.id, Role::owner);
    accounts::save_role(change.db, member.organisation, change.member.id, Role::contributor);
    change.trail.add("hand_over", member.id.text());
    auto response = to_team(member, "relais");
    set_session_cookie(
        response, change.desk.settings, accounts::renew_session(change.db, *change.signed_in, change.now, change.desk.chance));
    return response;
}

// --- Invitations

std::string mails_bucket(Member const& member) { return "invitations " + std::string{member.organisation.text()}; }

// In the language of the account, where there is one: the team sees no difference.
void send(Change& change, std::string const& email, Role role, std::string_view token) {
    auto const& desk = change.desk;
    auto const guest = accounts::find_user(change.db, email);
    auto const& t = guest ? desk.language(guest->language) : change.t;
    auto letter = mail::invitation(t, {email}, {change.member.user.name(), change.member.organisation_name, role_name(t, role)},
        {desk.settings.address(Url::page({"invitation", token})), invitation_validity});
    letter.organisation = std::string{change.member.organisation.text()};
    letter.reply_to = change.member.user.email;
    accounts::count_attempt(change.db, mails_bucket(change.member), accounts::mails_by_organisation, change.now);
    accounts::post(change, letter);
}

Response too_many(Change& change, InvitationDraft draft, int seconds) {
    draft.problems = {
        {"email", change.t.text("Cinquante invitations sont parties en un jour, et c'est le plus : recommencez demain")}};
    auto response = team_page(change, change.db, change.member, draft, 429);
    response.headers.emplace_back("Retry-After", std::to_string(seconds));
    return response;
}

std::vector<Problem> problems_of(Change& change, InvitationDraft const& draft, std::span<Invitation const> open) {
    auto const& t = change.t;
    auto const email = accounts::comparable_email(draft.email);
    std::vector<Problem> problems;
    auto const is_member = [&](Member const& member) { return member.user.email == email; };
    if (!accounts::is_email(email))
        problems.push_back({"email", t.text("Saisissez une adresse complète, par exemple prenom.nom@exemple.fr")});
    else if (std::ranges::any_of(accounts::members(change.db, change.member.organisation), is_member))
        problems.push_back({"email", t.text("Cette personne fait déjà partie de l'équipe")});
    else if (std::ranges::find(open, email, &Invitation::email) != open.end())
        problems.push_back(
            {"email", t.text("Cette personne est déjà invitée : renvoyez l'invitation, ci-dessous, ou annulez-la")});
    if (!parse<Role>(draft.role)) problems.push_back({"role", t.text("Choisissez un rôle dans la liste")});
    return problems;
}

Response save_invitation(Change& change) {
    InvitationDraft draft{change.form.line("id"), change.form.line("email"), change.form.line("role")};
    auto id = InvitationId::parse(draft.id);
    if (!id) throw web::Refused{400};
    auto const open = invitations(change.db, change.member.organisation);
    if (std::ranges::find(open, *id, &Invitation::id) != open.end()) return to_team(change.member, "invitation");

    draft.problems = problems_of(change, draft, open);
    if (!draft.problems.empty()) return team_page(change, change.db, change.member, draft, 422);
    if (auto const seconds =
            accounts::seconds_to_wait(change.db, mails_bucket(change.member), accounts::mails_by_organisation, change.now))
        return too_many(change, draft, seconds);

    auto const email = accounts::comparable_email(draft.email);
    auto const role = parse<Role>(draft.role).value();
    auto const token = add_invitation(
        change.db, change.member.organisation, {*id, email, role, change.member.user.id}, change.now, change.desk.chance);
    send(change, email, role, token);
    change.trail.add("invite", id->text(), json::serialize(json::object{{"email", email}, {"role", to_text(role)}}));
    return to_team(change.member, "invitation");
}

Response save_resending(Change& change, InvitationId id) {
    auto const invitation = require(find_invitation(change.db, change.member.organisation, id));
    auto draft = empty_draft(change);
    if (!invitation.may_be_sent_again()) {
        draft.problems = {
            {"email", change.t.text("Cette invitation a déjà été renvoyée cinq fois : annulez-la et vérifiez l'adresse")}};
        return team_page(change, change.db, change.member, draft, 422);
    }
    if (auto const seconds =
            accounts::seconds_to_wait(change.db, mails_bucket(change.member), accounts::mails_by_organisation, change.now))
        return too_many(change, draft, seconds);

    send(change, invitation.email, invitation.role, renew_invitation(change.db, invitation, change.now, change.desk.chance));
    change.trail.add("resend_invitation", id.text());
    return to_team(change.member, "renvoi");
}

Response save_withdrawal(Change& change, InvitationId id) {
    if (!remove_invitation(change.db, change.member.organisation, id)) throw web::Refused{404};
    change.trail.add("withdraw_invitation", id.text());
    return to_team(change.member, "annulation");
}

} // namespace

void add_team_routes(accounts::Router& router) {
    router.get("/structures/{}/equipe", Right::read, show_team);
    router.get("/structures/{}/equipe/{}", Right::manage, show_member);
    router.post("/structures/{}/equipe/{}", Right::manage, save_role);
    router.get("/structures/{}/equipe/{}/retrait", Right::manage, show_removal);
    router.post("/structures/{}/equipe/{}/retrait", Right::manage, save_removal);
    router.get("/structures/{}/equipe/{}/relais", Right::manage, show_hand_over);
    router.post("/structures/{}/equipe/{}/relais", Right::manage, save_hand_over);
    router.post("/structures/{}/equipe/invitations", Right::manage, save_invitation);
    router.post("/structures/{}/equipe/invitations/{}/renvoi", Right::manage, save_resending);
    router.post("/structures/{}/equipe/invitations/{}/annulation", Right::manage, save_withdrawal);
}

} // namespace settings
