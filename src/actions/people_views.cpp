#include "actions/people_views.h"

#include "actions/addresses.h"
#include "html/form.h"
#include "layout/paged.h"
#include "layout/parts.h"

namespace actions {
namespace {

using accounts::Caller, accounts::Member, accounts::OrganisationId, accounts::Person;
using html::each, html::Html, html::Language, html::when;

Url act_url(OrganisationId const& organisation, Person const& person, std::string_view act) {
    return Url::page({"structures", organisation, "personnes", person.id, act});
}

// Members first, then whoever else is named.
std::vector<html::Option> others(Language const& t, PeopleSheet const& sheet, Person const& person) {
    std::vector<html::Option> all{{"", t.text("Choisir…")}};
    for (auto const& member : sheet.team)
        all.push_back({"membre " + std::string{member.user.id.text()}, t.text("{} (membre)", {member.user.name()})});
    for (auto const* other : sheet.people.present())
        if (other->id != person.id && !other->user) all.push_back({"personne " + std::string{other->id.text()}, other->name});
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
    auto const choices = each(options,
        [&](html::Option const& option) { return t.html(R"(<option value="{}">{}</option>)", option.value, option.label); });
    return html::form(t, act_url(organisation, person, "fusion"), caller.form_key,
        t.html(
            R"(<label class="unseen" for="{}">{}</label><select class="input" id="{}" name="avec">{}</select><button class="button button--second button--small" type="submit">{C'est la même personne}</button>)",
            name, t.text("Qui est {} ?", {person.name}), name, choices),
        {.css_class = "joins"});
}

Html line(Caller const& caller, OrganisationId const& organisation, PeopleSheet const& sheet, Person const& person) {
    auto const& t = caller.t;
    return t.html(R"(
<li class="round"><div><b>{}</b><span class="small quiet">{}</span></div>{}</li>)",
        person.name, t.count(count_of(sheet, person), "{} action", "{} actions"),
        when(sheet.may_plan, [&] { return merge_form(caller, organisation, sheet, person); }));
}

Html alias(Caller const& caller, OrganisationId const& organisation, PeopleSheet const& sheet, Person const& person) {
    auto const& t = caller.t;
    auto const button = when(sheet.may_plan && may_be_separated(person, caller.now), [&] {
        return html::button_form(t, act_url(organisation, person, "separation"), caller.form_key,
            t.html(
                R"(<button class="button button--second button--small" type="submit">{Séparer}<span class="unseen"> {}</span></button>)",
                person.name));
    });
    auto const words = t.text(
        "Joint à {} le {} par {}", {sheet.people.of(person.id).name, t.date(caller.local(*person.merged).day), person.merged_by});
    return t.html(R"(
<li class="round"><div><b>{}</b><span class="small quiet">{}</span></div><div>{}</div></li>)",
        person.name, words, button);
}

} // namespace

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
