#include "actions/people_views.h"

#include "actions/addresses.h"
#include "html/form.h"
#include "layout/paged.h"
#include "layout/parts.h"

namespace actions {
namespace {

using accounts::Caller, accounts::OrganisationId, accounts::Person;
using html::each, html::Html, html::Language, html::when;

Url act_url(OrganisationId const& organisation, Person const& person, std::string_view act) {
    return Url::page({"structures", organisation, "personnes", person.id, act});
}

std::string member_choice(accounts::UserId const& user) { return "membre " + std::string{user.text()}; }

// Members first, then whoever else is named.
std::vector<html::Option> others(Language const& t, PeopleSheet const& sheet, Person const& person) {
    std::vector<html::Option> all{{"", t.text("Choisir…")}};
    for (auto const& colleague : sheet.people.team())
        all.push_back({member_choice(colleague.user), t.text("{} (membre)", {colleague.called})});
    for (auto const* other : sheet.people.present())
        if (other->id != person.id && !other->user) all.push_back({"personne " + std::string{other->id.text()}, other->called});
    return all;
}

int count_of(PeopleSheet const& sheet, Person const& person) {
    auto const found = sheet.actions.find(person.id.text());
    return found == sheet.actions.end() ? 0 : found->second;
}

Html merge_form(Caller const& caller, OrganisationId const& organisation, PeopleSheet const& sheet, Person const& person) {
    auto const& t = caller.t;
    auto const options = others(t, sheet, person);
    auto const name = "avec-" + std::string{person.id.text()};
    auto const chosen = person.namesake ? std::optional{member_choice(*person.namesake)} : std::nullopt;
    auto const choices = each(options, [&](html::Option const& option) {
        return t.html(R"(<option value="{}"{}>{}</option>)", option.value, html::Attribute{"selected", chosen == option.value},
            option.label);
    });
    return html::form(t, act_url(organisation, person, "fusion"), caller.form_key,
        t.html(
            R"(<label class="unseen" for="{}">{}</label><select class="input" id="{}" name="avec">{}</select><button class="button button--second button--small" type="submit">{C'est la même personne}</button>)",
            name, t.text("Qui est {} ?", {person.name}), name, choices),
        {.css_class = "joins"});
}

Html line(Caller const& caller, OrganisationId const& organisation, PeopleSheet const& sheet, Person const& person) {
    auto const& t = caller.t;
    auto const count = t.count(count_of(sheet, person), "{} action", "{} actions");
    auto const words =
        person.namesake ? t.text("{} · un membre de l'équipe porte ce nom : est-ce la même personne ?", {count}) : count;
    return t.html(R"(
<li class="round"><div><b>{}</b><span class="small quiet">{}</span></div>{}</li>)",
        person.name, words, when(sheet.may_plan, [&] { return merge_form(caller, organisation, sheet, person); }));
}

Html alias(Caller const& caller, OrganisationId const& organisation, PeopleSheet const& sheet, Person const& person) {
    auto const& t = caller.t;
    auto const button = when(sheet.may_plan && may_be_separated(person, caller.now), [&] {
        return html::button_form(t, act_url(organisation, person, "separation"), caller.form_key,
            t.html(
                R"(<button class="button button--second button--small" type="submit">{Séparer}<span class="unseen"> {}</span></button>)",
                person.name));
    });
    auto const& into = sheet.people.of(person.id);
    auto const day = t.date(caller.local(*person.merged).day);
    auto const words = into.user
                           ? t.text("Personne du plan, jointe au compte de {} le {} par {}", {into.called, day, person.merged_by})
                           : t.text("Jointe à {} le {} par {}", {into.called, day, person.merged_by});
    return t.html(R"(
<li class="round"><div><b>{}</b><span class="small quiet">{}</span></div><div>{}</div></li>)",
        person.name, words, button);
}

} // namespace

Html namesakes_notice(Language const& t, OrganisationId const& organisation, accounts::People const& people) {
    std::vector<std::string> names;
    for (auto const* person : people.present())
        if (person->namesake) names.push_back(person->name);
    if (names.empty()) return {};
    auto const lines = each(names, [&](std::string const& name) {
        return t.html(R"(<p><a href="{}">{}</a></p>)", people_url(organisation),
            t.text("{} est maintenant membre : réunir avec la personne du plan ?", {name}));
    });
    return layout::notice(t, layout::Tone::plain, t.text("Une personne du plan porte le nom d'un membre de l'équipe."),
        t.text("Une fois réunis, ses actions l'attendent sur son accueil."), lines);
}

Html people_page(Caller const& caller, OrganisationId const& organisation, PeopleSheet const& sheet) {
    auto const& t = caller.t;
    std::vector<Person const*> nameless, aliases;
    for (auto const* person : sheet.people.present())
        if (!person->user) nameless.push_back(person);
    for (auto const& person : sheet.people.all())
        if (person.merged_into) aliases.push_back(&person);
    auto const page = layout::paged(caller, std::span<Person const* const>{nameless}, people_url(organisation), "apres",
        [](Person const* person) { return person->id.text(); });
    auto const list =
        nameless.empty()
            ? layout::empty(t, {t.text("Personne d'autre n'est nommé"),
                                   t.text("Les plans ne nomment que des membres de l'équipe, qui ont leur compte.")})
            : t.html(R"(<ul class="lines">{}</ul>{})",
                  each(page.shown, [&](Person const* person) { return line(caller, organisation, sheet, *person); }), page.more);
    auto const joined = when(!aliases.empty(), [&] {
        return t.html(R"(
<section aria-labelledby="joints">{}<ul class="lines">{}</ul></section>)",
            layout::section_title(t, "joints", t.text("Déjà réunies")),
            each(aliases, [&](Person const* person) { return alias(caller, organisation, sheet, *person); }));
    });
    return t.html(R"(
<div class="stack-wide">{}{}</div>)",
        list, joined);
}

} // namespace actions
