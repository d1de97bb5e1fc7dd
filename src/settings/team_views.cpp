#include "settings/team_views.h"

#include "layout/paged.h"
#include "layout/parts.h"
#include "settings/roles.h"

namespace settings {
namespace {

using accounts::Caller, accounts::Member, accounts::OrganisationId;
using html::Html, html::Language, html::Problem, html::each, html::when;

std::string done_words(Language const& t, std::string_view done) {
    if (done == "invitation") return t.text("L'invitation est partie.");
    if (done == "renvoi") return t.text("L'invitation est repartie. Le lien d'avant ne fonctionne plus.");
    if (done == "annulation") return t.text("L'invitation est annulée : son lien ne fonctionne plus.");
    if (done == "role") return t.text("Le nouveau rôle vaut dès maintenant.");
    if (done == "retrait") return t.text("Cette personne n'a plus accès à la structure. Son travail reste.");
    if (done == "relais") return t.text("Le pilotage est transmis.");
    return {};
}

Html done_notice(Language const& t, InvitationDraft const& draft) {
    auto const words = done_words(t, draft.done);
    return when(!words.empty() && draft.problems.empty(), [&] {
        return t.html(R"(<div role="status">{}</div>)", layout::notice(t, layout::Tone::done, t.text("C'est fait."), words));
    });
}

Html member_row(Language const& t, Team const& team, Member const& member) {
    auto const is_viewer = member.id == team.viewer.id;
    auto const name = is_viewer ? t.text("{} (vous)", {member.user.name()}) : member.user.name();
    auto const act = when(team.may_manage(), [&] {
        return t.html(
            R"(<td><a href="{}">{Modifier}<span class="unseen"> {}</span></a></td>)", member_url(member), member.user.name());
    });
    return t.html(R"(
<tr><th scope="row">{}</th><td>{}</td><td>{}</td>{}</tr>)",
        name, member.user.email, role_name(t, member.role), act);
}

Html member_table(Caller const& caller, Team const& team) {
    auto const& t = caller.t;
    auto const page = layout::paged(caller, std::span{team.members}, team_url(team.viewer.organisation), "apres",
        [](Member const& member) { return member.id.text(); });
    std::vector<layout::ColumnHead> columns{{t.text("Membre")}, {t.text("Adresse électronique")}, {t.text("Rôle")}};
    if (team.may_manage()) columns.push_back({t.text("Action")});
    auto const table =
        layout::register_table(t, {.id = "membres",
                                      .caption = t.text("Membres"),
                                      .columns = columns,
                                      .rows = each(page.shown, [&](Member const& member) { return member_row(t, team, member); }),
                                      .css_class = "register stacks"});
    return t.html("{}{}", table, page.more);
}

Url invitation_url(Invitation const& invitation, std::string_view act) {
    return Url::page({"structures", invitation.organisation, "equipe", "invitations", invitation.id, act});
}

Html act(Caller const& caller, Url const& save_at, std::string_view label, std::string_view email) {
    auto const& t = caller.t;
    return html::button_form(t, save_at, caller.form_key,
        t.html(R"(<button class="button button--second button--small" type="submit">{}<span class="unseen"> {}</span></button>)",
            label, email));
}

Html invitation_row(Caller const& caller, Invitation const& invitation) {
    auto const& t = caller.t;
    auto const day = [&](Instant instant) { return t.date(caller.local(instant).day); };
    auto const ends = invitation.is_open(caller.now) ? t.text("Jusqu'au {}", {day(invitation.expires)}) : t.text("Expirée");
    auto const again = when(invitation.may_be_sent_again(),
        [&] { return act(caller, invitation_url(invitation, "renvoi"), t.text("Renvoyer"), invitation.email); });
    return t.html(R"(
<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td><div class="cluster">{}{}</div></td></tr>)",
        invitation.email, role_name(t, invitation.role), day(invitation.sent), ends, again,
        act(caller, invitation_url(invitation, "annulation"), t.text("Annuler"), invitation.email));
}

Html invitation_table(Caller const& caller, Team const& team) {
    auto const& t = caller.t;
    if (team.invitations.empty()) return {};
    auto const page = layout::paged(caller, std::span{team.invitations}, team_url(team.viewer.organisation), "invitation",
        [](Invitation const& invitation) { return invitation.id.text(); });
    auto const table = layout::register_table(
        t, {.id = "invitations",
               .caption = t.text("Invitations en attente"),
               .note = t.text("Un lien vaut 14 jours. Il peut être renvoyé cinq fois."),
               .columns = {{t.text("Adresse électronique")}, {t.text("Rôle")}, {t.text("Envoyée le")}, {t.text("Valable")},
                   {t.text("Action")}},
               .rows = each(page.shown, [&](Invitation const& invitation) { return invitation_row(caller, invitation); }),
               .css_class = "register stacks"});
    return t.html("{}{}", table, page.more);
}

Html invitation_form(Caller const& caller, OrganisationId const& organisation, InvitationDraft const& draft) {
    auto const& t = caller.t;
    auto const email = html::text_field(t,
        {.name = "email",
            .label = t.text("Adresse électronique"),
            .value = draft.email,
            .hint = t.text("La personne recevra un lien, qu'elle pourra accepter ou refuser."),
            .type = "email",
            .autocomplete = "off",
            .css_class = "input input--medium"},
        draft.problems);
    auto const role =
        html::select_field(t, {.name = "role", .label = t.text("Rôle"), .value = draft.role, .css_class = "input input--medium"},
            role_options(t), draft.problems);
    auto const content = t.html(R"(<input type="hidden" name="id" value="{}">{}{}
<div class="buttons after"><button class="button" type="submit">{Envoyer l'invitation}</button></div>)",
        draft.id, email, role);
    return t.html(R"(
<section aria-labelledby="inviter" class="stack">{}{}</section>)",
        layout::section_title(t, "inviter", t.text("Inviter quelqu'un")),
        html::form(t, Url::page({"structures", organisation, "equipe", "invitations"}), caller.form_key, content));
}

Html roles_section(Language const& t) {
    return t.html(R"(
<section aria-labelledby="roles" class="stack">{}{}</section>)",
        layout::section_title(t, "roles", t.text("Les trois rôles")), role_legend(t));
}

Html reach_field(Language const& t, Member const& member) {
    auto const tick = html::tick_field(t,
        {.name = "only_assigned",
            .label = t.text("Évalue seulement les critères qui lui sont confiés"),
            .value = "1",
            .hint = t.text(
                "En contribution. Le reste se lit ; « Qui évalue quoi », dans l'autodiagnostic, dit à qui va quel critère.")},
        member.only_assigned);
    return t.html(R"({}<input type="hidden" name="reach" value="1">)", tick);
}

} // namespace

Url team_url(OrganisationId const& organisation) { return Url::page({"structures", organisation, "equipe"}); }
Url member_url(Member const& member) { return Url::page({"structures", member.organisation, "equipe", member.id}); }

Html team_view(Caller const& caller, Team const& team, InvitationDraft const& draft) {
    auto const& t = caller.t;
    auto const managing = when(team.may_manage(),
        [&] { return t.html("{}{}", invitation_form(caller, team.viewer.organisation, draft), invitation_table(caller, team)); });
    return t.html(R"(
<div class="stack-wide">{}{}{}{}</div>)",
        done_notice(t, draft), member_table(caller, team), managing, roles_section(t));
}

Html member_view(Caller const& caller, Member const& viewer, Member const& member, std::span<Problem const> problems) {
    auto const& t = caller.t;
    auto const role = html::select_field(
        t, {.name = "role", .label = t.text("Rôle"), .value = std::string{to_text(member.role)}}, role_options(t), problems);
    auto const reach = when(member.role == accounts::Role::contributor, [&] { return reach_field(t, member); });
    auto const form = html::form(t, member_url(member), caller.form_key,
        t.html(R"({}{}{}
<div class="buttons after"><button class="button" type="submit">{Enregistrer}</button><a href="{}">{Revenir à l'équipe}</a></div>)",
            role, reach, role_legend(t), team_url(member.organisation)));
    auto const page = [&](std::string_view part) {
        return Url::page({"structures", member.organisation, "equipe", member.id, part});
    };
    auto const hand_over = when(member.id != viewer.id && member.role != accounts::Role::owner, [&] {
        return t.html(
            R"(<p><a href="{}">{Transmettre le pilotage}</a> {Cette personne pilotera à votre place, et vous continuerez à contribuer.}</p>)",
            page("relais"));
    });
    auto const removal =
        t.html(R"(<p><a href="{}">{Retirer de l'équipe}</a> {L'accès prend fin ; ce que la personne a écrit reste.}</p>)",
            page("retrait"));
    return t.html(R"(
<div class="stack-wide">{}<section aria-labelledby="autres" class="stack">{}{}{}</section></div>)",
        form, layout::section_title(t, "autres", t.text("Autres changements")), hand_over, removal);
}

Html removal_view(Caller const& caller, Member const& member) {
    auto const& t = caller.t;
    return layout::confirmation(
        t, {.question = {},
               .consequence = t.text("{} n'aura plus accès à « {} ». Ce que cette personne a écrit reste dans la structure.",
                   {member.user.name(), member.organisation_name}),
               .button = t.text("Retirer de l'équipe"),
               .act_at = Url::page({"structures", member.organisation, "equipe", member.id, "retrait"}),
               .form_key = caller.form_key,
               .back = member_url(member),
               .keep = t.text("Garder dans l'équipe")});
}

Html hand_over_view(Caller const& caller, Member const& member) {
    auto const& t = caller.t;
    return layout::confirmation(
        t, {.question = {},
               .consequence = t.text("{} pilotera « {} » : équipe, paramètres et tout le reste. Vous passerez en contribution et "
                                     "ne pourrez pas revenir en arrière sans son accord.",
                   {member.user.name(), member.organisation_name}),
               .button = t.text("Transmettre le pilotage"),
               .act_at = Url::page({"structures", member.organisation, "equipe", member.id, "relais"}),
               .form_key = caller.form_key,
               .back = member_url(member),
               .keep = t.text("Garder le pilotage")});
}

} // namespace settings
