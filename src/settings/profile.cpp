#include "settings/profile.h"

#include "accounts/members.h"
#include "accounts/profile.h"
#include "evidence/fields.h"
#include "evidence/logo.h"
#include "evidence/upload.h"
#include "layout/frame.h"

#include <boost/json.hpp>

#include <algorithm>

namespace settings {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::Profile, accounts::Right, accounts::Visit;
using html::Html, html::Language, html::Option, html::Problem;
using web::Response, web::require;
namespace json = boost::json;

Url profile_url(Member const& member) { return Url::page({"structures", member.organisation, "parametres"}); }

Html fact(Language const& t, std::string_view name, std::string_view value) {
    return t.html("<div><dt>{}</dt><dd>{}</dd></div>", name, value);
}

Html read_only(Language const& t, Profile const& profile) {
    return t.html(R"(
<dl class="pairs">{}{}{}{}{}</dl>)",
        fact(t, t.text("Nom"), profile.name),
        fact(t, t.text("Forme juridique"), accounts::words_of(accounts::legal_forms(t), profile.legal_form)),
        fact(t, t.text("Secteur d'activité"), accounts::words_of(accounts::sectors(t), profile.sector)),
        fact(t, t.text("Personnes salariées"), accounts::words_of(accounts::staff_sizes(t), profile.staff)),
        fact(t, t.text("Région"), accounts::words_of(accounts::regions(t), profile.region)));
}

Html profile_form(Caller const& caller, Member const& member, Profile const& profile, std::span<Problem const> problems) {
    auto const& t = caller.t;
    auto const select = [&](std::string name, std::string label, std::string const& value, std::vector<Option> options) {
        // What is kept may be a code of an older list: then nothing is chosen by mistake.
        if (std::ranges::find(options, value, &Option::value) == options.end())
            options = accounts::with_invitation_to_choose(t, std::move(options));
        return html::select_field(t, {.name = std::move(name), .label = std::move(label), .value = value}, options, problems);
    };
    auto const name = html::text_field(t,
        {.name = "name", .label = t.text("Nom de la structure"), .value = profile.name, .autocomplete = "organization"},
        problems);
    auto const rows = t.html(R"(<div class="field-row">{}{}</div><div class="field-row">{}{}</div>)",
        select("legal_form", t.text("Forme juridique"), profile.legal_form, accounts::legal_forms(t)),
        select("sector", t.text("Secteur d'activité"), profile.sector, accounts::sectors(t)),
        select("staff", t.text("Personnes salariées"), profile.staff, accounts::staff_sizes(t)),
        select("region", t.text("Région"), profile.region, accounts::regions(t)));
    return html::form(t, profile_url(member), caller.form_key,
        t.html(R"({}{}
<div class="buttons after"><button class="button" type="submit">{Enregistrer}</button></div>)",
            name, rows));
}

Url logo_act_url(Member const& member, std::string_view act) {
    return Url::page({"structures", member.organisation, "parametres", act});
}

// Those who manage change it; everybody sees it beside the name.
Html logo_section(Caller const& caller, Member const& member, std::span<Problem const> problems) {
    auto const& t = caller.t;
    auto const now = html::when(!member.logo.empty(), [&] {
        auto const image = t.html(R"(<p><img class="logo" src="{}" alt="{}" width="128" height="128"></p>)",
            layout::logo_url(member), t.text("Logo actuel"));
        auto const button = html::button_form(t, logo_act_url(member, "logo-retrait"), caller.form_key,
            t.html(R"(<button class="button button--second button--small" type="submit">{Retirer le logo}</button>)"));
        return t.html("{}{}", image, button);
    });
    auto const content = t.html(R"({}
<div class="buttons after"><button class="button button--second" type="submit">{Enregistrer le logo}</button></div>)",
        evidence::file_field(t, t.text("Votre logo"),
            t.text("Une image PNG, JPEG, WebP ou GIF. Il paraît à côté du nom de la structure et sur vos rapports."), problems));
    return t.html(R"(
<section aria-labelledby="logo" class="stack">{}{}{}</section>)",
        layout::section_title(t, "logo", t.text("Logo")), now,
        html::form(t, logo_act_url(member, "logo"), caller.form_key, content, {.enctype = "multipart/form-data"}));
}

std::vector<Problem> problems_of(Language const& t, Profile const& profile) {
    std::vector<Problem> problems;
    auto const expect = [&](bool is_right, std::string_view field, std::string text) {
        if (!is_right) problems.push_back({std::string{field}, std::move(text)});
    };
    expect(accounts::is_name(profile.name), "name", t.text("Saisissez le nom de votre structure, en 200 caractères au plus"));
    expect(
        accounts::is_known_legal_form(profile.legal_form), "legal_form", t.text("Choisissez une forme juridique dans la liste"));
    expect(accounts::is_known_sector(profile.sector), "sector", t.text("Choisissez un secteur d'activité dans la liste"));
    expect(accounts::is_known_staff(profile.staff), "staff", t.text("Choisissez un nombre de personnes salariées dans la liste"));
    expect(accounts::is_known_region(profile.region), "region", t.text("Choisissez une région dans la liste"));
    return problems;
}

Response profile_page(Caller const& caller, Member const& member, std::int64_t number, Profile const& profile,
    std::vector<Problem> problems, int status) {
    auto const& t = caller.t;
    auto const may_change = accounts::may(member.role, Right::manage);
    auto const is_saved = problems.empty() && caller.request.parameters().line("fait") == "profil";
    auto const saved = html::when(is_saved, [&] {
        return t.html(R"(<div role="status">{}</div>)",
            layout::notice(t, layout::Tone::done, t.text("C'est fait."), t.text("Le profil de la structure est enregistré.")));
    });
    auto const logo = html::when(may_change, [&] { return logo_section(caller, member, problems); });
    auto const content = t.html(R"(
<div class="stack-wide">{}{}{}</div>)",
        saved, may_change ? profile_form(caller, member, profile, problems) : read_only(t, profile), logo);
    return layout::structure_page(caller, member, {.entry = "parametres"},
        {.section = member.organisation_name,
            .heading = t.text("Paramètres"),
            .lead = may_change ? t.text("Structure n° {}.", {std::to_string(number)})
                               : t.text("Structure n° {}. Les personnes au pilotage peuvent modifier ces informations.",
                                     {std::to_string(number)}),
            .content = content,
            .problems = std::move(problems),
            .status = status,
            .width = layout::Width::narrow});
}

Response show_profile(Visit& visit) {
    auto const organisation = require(accounts::find_organisation(visit.db, visit.member.organisation));
    return profile_page(visit, visit.member, organisation.number, organisation.profile, {}, 200);
}

std::string as_json(Profile const& profile) {
    return json::serialize(json::object{{"name", profile.name}, {"legal_form", profile.legal_form}, {"sector", profile.sector},
        {"staff", profile.staff}, {"region", profile.region}});
}

Response save_profile(Change& change) {
    auto const& form = change.form;
    Profile const profile{
        form.line("name"), form.line("legal_form"), form.line("sector"), form.line("staff"), form.line("region")};
    auto problems = problems_of(change.t, profile);
    if (!problems.empty()) {
        auto const organisation = require(accounts::find_organisation(change.db, change.member.organisation));
        return profile_page(change, change.member, organisation.number, profile, std::move(problems), 422);
    }
    accounts::save_profile(change.db, change.member.organisation, profile);
    change.trail.add("change_profile", change.member.organisation.text(), as_json(profile));
    return web::see_other(profile_url(change.member).with("fait", "profil"));
}

evidence::Upload prepare_logo(accounts::Receiving& context) {
    return evidence::receive(context, "file", evidence::Images::Shape::logo);
}

Response save_logo(Change& change, evidence::Upload const& upload) {
    auto const& t = change.t;
    if (!upload) {
        auto const organisation = require(accounts::find_organisation(change.db, change.member.organisation));
        auto const problem = upload.problem.empty() ? t.text("Choisissez une image sur votre ordinateur") : upload.problem;
        return profile_page(change, change.member, organisation.number, organisation.profile, {{"file", problem}}, upload.status);
    }
    change.desk.files.keep(change.db, change.member.organisation.text(), *upload.draft);
    accounts::save_logo(change.db, change.member.organisation, upload.draft->sha256());
    change.trail.add("change_logo", change.member.organisation.text());
    return web::see_other(profile_url(change.member).with("fait", "profil"));
}

Response remove_logo(Change& change) {
    accounts::save_logo(change.db, change.member.organisation, std::nullopt);
    change.trail.add("remove_logo", change.member.organisation.text());
    return web::see_other(profile_url(change.member).with("fait", "profil"));
}

Response show_logo(Visit& visit) {
    auto bytes = evidence::logo(visit.db, visit.desk.files, visit.member);
    if (bytes.empty()) throw web::Refused{404};
    return {.headers = {{"Content-Type", "image/png"}, {"Cache-Control", "private, max-age=31536000, immutable"},
                {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox"}},
        .body = std::move(bytes)};
}

} // namespace

void add_profile_routes(accounts::Router& router) {
    router.get("/structures/{}/parametres", Right::read, show_profile);
    router.post("/structures/{}/parametres", Right::manage, save_profile);
    router.upload("/structures/{}/parametres/logo", Right::manage, prepare_logo, save_logo);
    router.post("/structures/{}/parametres/logo-retrait", Right::manage, remove_logo);
    router.get("/structures/{}/logo", Right::read, show_logo);
}

} // namespace settings
