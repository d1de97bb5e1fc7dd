#include "workshop/minutes_views.h"

#include "layout/parts.h"
#include "workshop/addresses.h"
#include "workshop/topic_views.h"

namespace workshop {
namespace {

using accounts::Caller;
using html::Html, html::Language, html::each, html::when;

Html fact(Language const& t, std::string_view name, std::string_view value) {
    return t.html("<div><dt>{}</dt><dd>{}</dd></div>", name, value);
}

Html facts(Caller const& caller, Workshop const& workshop, std::span<Topic const> topics, std::size_t joined) {
    auto const& t = caller.t;
    auto const retained = std::ranges::count(topics, Stage::retained, &Topic::stage);
    return t.html(R"(
<dl class="facts">{}{}{}{}{}</dl>)",
        fact(t, t.text("Date"), t.date(caller.local(workshop->created).day)),
        fact(t, t.text("Heure"), times_words(caller, workshop)), fact(t, t.text("Animation"), workshop->facilitator),
        fact(t, t.text("Participants"), t.number(static_cast<std::int64_t>(joined))),
        fact(t, t.text("Niveaux retenus"), t.text("{} sur {}", {std::to_string(retained), std::to_string(topics.size())})));
}

Html minute_round(Language const& t, Topic const& topic, Round const& round) {
    auto const name = t.text("Tour {}", {std::to_string(round.number)});
    if (!round.revealed)
        return t.html(R"(
<div class="minute__round"><h3>{}</h3><p class="quiet">{Les votes n'ont pas été dévoilés.}</p></div>)",
            name);
    return t.html(R"(
<div class="minute__round"><h3>{}<span class="tag">{}</span></h3>{}</div>)",
        name, outcome_words(t, *topic.criterion, round.counts), ballot_list(t, topic, round));
}

Html minute(Language const& t, Topic const& topic) {
    auto const id = "critere-" + std::to_string(topic.place);
    auto const verdict = topic.level                     ? retained_level(t, topic)
                         : topic.stage == Stage::waiting ? t.html(R"(<p class="quiet">{Ce critère n'a pas été abordé.}</p>)")
                                                         : t.html(R"(<p class="quiet">{Aucun niveau n'a été retenu.}</p>)");
    return t.html(R"(
<section class="minute" aria-labelledby="{}">{}{}<div class="minute__rounds">{}</div></section>)",
        id, layout::section_title(t, id, topic.criterion->number + ". " + heading_of(topic, t)), verdict,
        each(topic.rounds, [&](Round const& round) { return minute_round(t, topic, round); }));
}

Html who_was_there(Language const& t, std::span<Participant const> participants) {
    if (participants.empty()) return {};
    auto const line = [&](Participant const& one) {
        return t.html("<li>{}</li>", one.role.empty() ? one.name : one.name + ", " + one.role);
    };
    return t.html(R"(
<section aria-labelledby="presents">{}<ul class="arrivals arrivals--plain">{}</ul></section>)",
        layout::section_title(t, "presents", t.text("Qui était là")), each(participants, line));
}

} // namespace

std::string times_words(Caller const& caller, Workshop const& workshop) {
    auto const& t = caller.t;
    auto const from = t.time(caller.local(workshop->created));
    if (!workshop->ended) return t.text("depuis {}", {from});
    auto const to = t.time(caller.local(*workshop->ended));
    return from == to ? from : t.text("de {} à {}", {from, to});
}

Html minutes_page(
    Caller const& caller, Workshop const& workshop, std::span<Topic const> topics, std::span<Participant const> participants) {
    auto const& t = caller.t;
    auto const running = when(!workshop.is_over(), [&] {
        return layout::notice(
            t, layout::Tone::care, t.text("L'atelier est en cours."), t.text("Ce compte rendu se complète à chaque critère."));
    });
    return t.html(R"(
<div class="stack-wide minutes">{}{}{}{}</div>)",
        running, facts(caller, workshop, topics, participants.size()),
        each(topics, [&](Topic const& topic) { return minute(t, topic); }), who_was_there(t, participants));
}

} // namespace workshop
