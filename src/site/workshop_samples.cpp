#include "site/workshop_samples.h"

#include "layout/components.h"
#include "workshop/minutes_views.h"
#include "workshop/screen_views.h"
#include "workshop/seat_views.h"
#include "workshop/topic_views.h"

namespace site {
namespace {

using html::Html;
using layout::component;

workshop::Workshop room(Example const& example) {
    return workshop::example({.id = nobodys<workshop::Workshop>(111),
                                 .title = "Conseil de novembre",
                                 .code = workshop::JoinCode::parse("K7M4TX"),
                                 .cycle = example.diagnostic.cycle(),
                                 .diagnostic = example.diagnostic.id(),
                                 .facilitator = "Maud Tessier",
                                 .place = 1,
                                 .beat = 3,
                                 .created = example.caller.now,
                                 .expires = example.caller.now + workshop::longest_open,
                                 .ended = std::nullopt},
        example.diagnostic.version());
}

} // namespace

Html workshop_samples(Example const& example) {
    auto const& [caller, diagnostic, criteria, member, planning] = example;
    auto const& t = caller.t;
    auto const& criterion = example.criterion(3);
    auto const workshop = room(example);
    auto const now = caller.now;
    std::vector<workshop::Participant> const people{{nobodys<workshop::Participant>(121), "Karim", "bénévole", now},
        {nobodys<workshop::Participant>(122), "Inès", "", now}, {nobodys<workshop::Participant>(123), "Paul", "", now}};
    workshop::Round const first{
        1, now, now, {{std::string{level_of(criterion, 1).code()}, 2}, {std::string{level_of(criterion, 3).code()}, 1}}};
    workshop::Round const second{2, now, std::nullopt, {}};
    workshop::Topic const voting{
        .place = 1, .criterion = &criterion, .stage = workshop::Stage::voting, .round = 2, .rounds = {first, second}};
    workshop::Topic closed = voting;
    closed.stage = workshop::Stage::retained;
    closed.level = level_of(criterion, 2);
    closed.why = "Les règles sont dites, elles ne sont pas écrites.";
    closed.rounds = {first};
    auto const chosen = std::string{level_of(criterion, 2).code()};
    auto const counts = workshop::Counts{{std::string{level_of(criterion, 1).code()}, 2}, {chosen, 1}};
    return t.html("{}{}{}",
        component(t, "atelier-ecran", "Atelier : l'écran", "Combien ont voté, comment rejoindre ; puis ce que l'écart demande.",
            t.html("{}{}{}", workshop::turnout(t, {3, 3, 2}), workshop::join_panel(caller, workshop),
                workshop::spread_line(t, criterion, counts))),
        component(t, "atelier-telephone", "Atelier : un téléphone",
            "Une phrase à choisir ; le vote se change jusqu'au dévoilement.",
            workshop::vote_form(caller, {workshop, people.front()}, voting, chosen)),
        component(t, "atelier-compte-rendu", "Atelier : le compte rendu",
            "Ce qui a été voté et retenu, sans nom à côté d'un vote.",
            workshop::minutes_page(caller, workshop, {&closed, 1}, people)));
}

} // namespace site
