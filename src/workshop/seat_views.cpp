#include "workshop/seat_views.h"

#include "html/icon.h"
#include "layout/parts.h"
#include "layout/referentiel_words.h"
#include "workshop/addresses.h"
#include "workshop/topic_views.h"

namespace workshop {
namespace {

using accounts::Caller;
using html::Attributes, html::Html, html::Language, html::Problem, html::each, html::when;
using referentiel::Level;

// One answer that may be voted for; the one that was is pressed.
Html vote_button(
    Language const& t, std::string_view code, Html const& sign, std::string_view words, std::optional<std::string> const& own) {
    auto const is_own = own && *own == code;
    return t.html(R"(
<button class="vote" type="submit" name="level" value="{}" aria-pressed="{}">{}<span>{}</span>{}</button>)",
        code, is_own ? "true" : "false", sign, words, when(is_own, [&] { return html::icon(t, "check"); }));
}

} // namespace

Html vote_form(Caller const& caller, Seat const& seat, Topic const& topic, std::optional<std::string> const& own) {
    auto const& t = caller.t;
    auto const& criterion = *topic.criterion;
    auto const button = [&](Level const& level) {
        auto const sign =
            when(is_ordinary(level), [&] { return t.html("{}<b>{}</b>", level_drawing(t, drawn_rank(level)), level.code()); });
        return vote_button(t, level.code(), sign, criterion.wording(level, t.code()), own);
    };
    auto const levels = criterion.scale->levels_for(criterion);
    auto const ordinary = each(levels, [&](Level const& level) { return is_ordinary(level) ? button(level) : Html{}; });
    auto const special = each(levels, [&](Level const& level) { return is_ordinary(level) ? Html{} : button(level); });
    auto const content = t.html(R"({}<div class="votes">{}</div><div class="votes votes--aside">{}{}</div>)", at_fields(t, topic),
        ordinary, special, vote_button(t, "", Html{}, t.text("Je ne sais pas"), own));
    auto const at = Url::page({"atelier", *seat.workshop->code, "vote"});
    return html::form(t, at, caller.form_key, content, {.css_class = "vote-form"});
}

namespace {

Html seat_head(Language const& t, Topic const& topic) {
    return t.html(R"(
<p class="stage__number">{}</p><h1 id="seat-title">{}</h1>)",
        place_words(t, *topic.criterion), heading_of(topic, t));
}

Html seat_voting(Caller const& caller, Seat const& seat, Topic const& topic, std::optional<std::string> const& own) {
    auto const& t = caller.t;
    auto const state =
        own ? t.html(
                  R"(<p class="vote-state" role="status">{}<span>{Vote enregistré. Vous pouvez changer d'avis jusqu'au dévoilement.}</span></p>)",
                  html::icon(t, "check"))
            : t.html(
                  R"(<p class="vote-state quiet" role="status">{Choisissez la phrase qui décrit le mieux votre organisation. Personne ne verra votre choix à votre nom.}</p>)");
    auto const round = when(topic.round > 1,
        [&] { return t.html(R"(<p><span class="tag">{}</span></p>)", t.text("Tour {}", {std::to_string(topic.round)})); });
    return t.html(R"({}{}<p class="stage__statement">{}</p>{}{}{}{})", seat_head(t, topic), round,
        topic.criterion->statement.in(t.code()), layout::guidance(t, topic.criterion->guidance), state,
        vote_form(caller, seat, topic, own), questions(t, *topic.criterion));
}

Html seat_revealed(Language const& t, Topic const& topic, std::optional<std::string> const& own) {
    auto const verdict = when(topic.level.has_value(), [&] { return retained_level(t, topic); });
    auto const counts = when(topic.last_round() && topic.last_round()->revealed.has_value(), [&] {
        auto const& round = *topic.last_round();
        auto const words = when(!topic.level, [&] { return spread_line(t, *topic.criterion, round.counts); });
        return t.html("{}{}", ballot_list(t, topic, round, own), words);
    });
    if (topic.stage == Stage::revealed)
        return t.html(R"({}<p class="vote-state quiet" role="status">{Les votes sont dévoilés.}</p>{}{})", seat_head(t, topic),
            verdict, counts);
    auto const state =
        topic.level ? t.text("La suite s'affichera ici.") : t.text("Aucun niveau n'a été retenu. La suite s'affichera ici.");
    return t.html(R"({}{}{}<p class="vote-state quiet" role="status">{}</p>)", seat_head(t, topic), verdict, counts, state);
}

Html seat_waiting(Language const& t, Seat const& seat) {
    return t.html(R"(
<h1 id="seat-title">{}</h1><p class="lead">{Le premier critère s'affichera ici. Gardez cette page ouverte.}</p>)",
        t.text("Bienvenue {}", {seat.participant.name}));
}

Html seat_over(Language const& t, Seat const& seat) {
    return t.html(R"(
<h1 id="seat-title">{}</h1><p class="lead">{L'atelier est terminé. Vos votes ne sont pas gardés à votre nom ; vous pouvez fermer cette page.}</p>)",
        t.text("Merci {}", {seat.participant.name}));
}

Html seat_stage(Caller const& caller, Seat const& seat, Topic const* topic, std::optional<std::string> const& own) {
    if (seat.workshop.is_over()) return seat_over(caller.t, seat);
    if (!topic) return seat_waiting(caller.t, seat);
    if (topic->stage == Stage::voting) return seat_voting(caller, seat, *topic, own);
    return seat_revealed(caller.t, *topic, own);
}

} // namespace

Html join_form(Caller const& caller, Arrival const& arrival, std::span<Problem const> problems) {
    auto const& t = caller.t;
    auto const code = html::text_field(t,
        {.name = "code",
            .label = t.text("Code de l'atelier"),
            .value = arrival.code,
            .hint = t.text("Six lettres et chiffres, affichés sur l'écran de la salle."),
            .autocomplete = "off",
            .css_class = "input input--code"},
        problems);
    auto const name = html::text_field(t,
        {.name = "name", .label = t.text("Votre prénom ou un surnom"), .value = arrival.name, .autocomplete = "given-name"},
        problems);
    auto const role = html::text_field(t,
        {.name = "role",
            .label = t.text("Votre rôle"),
            .value = arrival.role,
            .hint = t.text("Par exemple : bénévole, salariée, résident."),
            .autocomplete = "off",
            .is_optional = true},
        problems);
    auto const note = t.html(
        R"(<p class="small quiet after">{Pas de compte à créer. Votre nom figure au compte rendu ; vos votes n'y sont jamais à votre nom.}</p>)");
    return html::form(t, join_url(), caller.form_key,
        t.html(
            R"({}{}{}<div class="buttons after"><button class="button button--wide" type="submit">{Rejoindre l'atelier}</button></div>{})",
            code, name, role, note));
}

Html seat_page(Caller const& caller, Seat const& seat, Topic const* topic, std::optional<std::string> const& own) {
    auto const& t = caller.t;
    auto const& code = *seat.workshop->code;
    auto const offline = layout::notice(
        t, layout::Tone::wrong, t.text("Pas de connexion."), t.text("Votre vote n'est pas parti : réessayez dans un instant."));
    auto const attributes =
        Attributes{{"data-state", std::optional<std::string>{std::string{Url::page({"atelier", code, "etat"}).text()}}}};
    return t.html(R"(
<div class="wrap wrap--narrow seat" data-module="workshop" data-beat="{}"{}><p class="seat__title">{}</p>
<section class="stage" tabindex="-1" data-stage aria-labelledby="seat-title">{}
</section><div role="alert" data-offline hidden>{}</div><p data-reload><a class="button button--second" href="{}">{Actualiser}</a></p></div>)",
        seat.workshop->beat, attributes, seat.workshop->title, seat_stage(caller, seat, topic, own), offline, seat_url(code));
}

} // namespace workshop
