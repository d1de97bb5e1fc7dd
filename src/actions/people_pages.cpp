#include "actions/people_pages.h"

#include "actions/addresses.h"
#include "actions/people_views.h"
#include "actions/queries.h"
#include "layout/frame.h"

#include <boost/json.hpp>

namespace actions {
namespace {

using accounts::Caller, accounts::Change, accounts::MergeProblem, accounts::Right, accounts::UserId, accounts::Visit;
using html::Problem;
using web::Response;
namespace json = boost::json;

template <typename Context>
Response people_answer(Context const& context, std::vector<Problem> problems) {
    auto const& t = context.t;
    auto const& member = context.member;
    auto const people = accounts::people(context.db, member.organisation);
    auto const counts = actions_of_people(context.db, member.organisation);
    auto const content = people_page(context, member.organisation, {people, counts, accounts::may(member.role, Right::rate)});
    auto const status = problems.empty() ? 200 : 422;
    return layout::structure_page(context, member, {"engagements", {}},
        {.section = t.text("Plan d'actions"),
            .heading = t.text("Personnes nommées dans le plan"),
            .lead =
                t.text("Elles n'ont pas de compte. Si l'une d'elles en a un maintenant, ou figure sous deux noms, dites-le ici."),
            .trail = {{t.text("Plan d'actions"), Url::page({"structures", member.organisation, "engagements"})},
                {t.text("Personnes")}},
            .content = content,
            .problems = std::move(problems),
            .status = status,
            .width = layout::Width::narrow});
}

Response show_people(Visit& visit) { return people_answer(visit, {}); }

// « membre ID » or « personne ID ».
std::optional<PersonId> chosen(Change& change) {
    auto const choice = change.form.line("avec");
    constexpr std::string_view member = "membre ", person = "personne ";
    if (choice.starts_with(person)) return PersonId::parse(choice.substr(person.size()));
    if (!choice.starts_with(member)) return std::nullopt;
    for (auto const& one : accounts::members(change.db, change.member.organisation))
        if (one.user.id.text() == choice.substr(member.size()))
            return accounts::person_of(change.db, change.member.organisation, one.user, change.now, change.desk.chance);
    return std::nullopt;
}

// Sent twice, it finds them joined.
Response merge_person(Change& change, PersonId id) {
    auto const& t = change.t;
    auto const people = accounts::people(change.db, change.member.organisation);
    auto const* person = people.find(id);
    if (!person) throw web::Refused{404};
    auto const back = web::see_other(people_url(change.member.organisation));
    if (person->merged_into) return back;
    auto const field = "avec-" + std::string{id.text()};
    auto const into = chosen(change);
    if (!into) return people_answer(change, {{field, t.text("Choisissez qui est {}", {person->name})}});
    auto const problem = accounts::merge(change.db, change.member.organisation, id, *into, change.member.user.name(), change.now);
    if (problem == MergeProblem::has_account)
        return people_answer(
            change, {{field, t.text("{} a déjà un compte : c'est l'autre nom qu'il faut réunir au sien", {person->name})}});
    if (problem) return people_answer(change, {{field, t.text("Choisissez quelqu'un d'autre")}});
    change.trail.add("merge_person", id.text(), json::serialize(json::object{{"into", into->text()}}));
    return back;
}

Response separate_person(Change& change, PersonId id) {
    auto const people = accounts::people(change.db, change.member.organisation);
    auto const* person = people.find(id);
    if (!person) throw web::Refused{404};
    auto const may_be = accounts::may_be_separated(*person, change.now);
    if (may_be && accounts::separate(change.db, change.member.organisation, id)) change.trail.add("separate_person", id.text());
    return web::see_other(people_url(change.member.organisation));
}

} // namespace

void add_people_routes(accounts::Router& router) {
    router.get("/structures/{}/personnes", Right::read, show_people);
    router.post("/structures/{}/personnes/{}/fusion", Right::rate, merge_person);
    router.post("/structures/{}/personnes/{}/separation", Right::rate, separate_person);
}

} // namespace actions
