#include "workshop/screen_views.h"

#include "charts/qr.h"
#include "charts/signs.h"
#include "diagnostic/card.h"
#include "html/icon.h"
#include "layout/parts.h"
#include "layout/referentiel_words.h"
#include "workshop/addresses.h"
#include "workshop/topic_views.h"

#include <algorithm>

namespace workshop {
namespace {

using accounts::Caller;
using diagnostic::RatingProblem;
using html::Attributes, html::Html, html::Language, html::Problem, html::each, html::when;
using referentiel::Criterion, referentiel::Level;

// The address without its scheme, as people type it; a narrow screen breaks it before its path.
Html typed_address(Caller const& caller, Url const& page) {
    auto const address = caller.desk.settings.address(page);
    auto const scheme = address.find("://");
    auto const host = scheme == address.npos ? 0 : scheme + 3;
    auto const path = std::min(address.find('/', host), address.size());
    return caller.t.html("{}<wbr>{}", address.substr(host, path - host), address.substr(path));
}

// A button that is one act; its key works once the script of the page has said so.
Html act(Caller const& caller, Screen const& screen, std::string_view address, Html const& button) {
    auto const& t = caller.t;
    auto const fields =
        screen.topic ? at_fields(t, *screen.topic)
                     : t.html(R"(<input type="hidden" name="place" value="0"><input type="hidden" name="round" value="0">)");
    return html::form(t, act_url(screen.workshop, address), caller.form_key, t.html("{}{}", fields, button));
}

Html next_button(Caller const& caller, Screen const& screen) {
    auto const& t = caller.t;
    auto const is_last = !screen.topics.empty() && screen.topic == &screen.topics.back();
    auto const is_closed_now = screen.topic && is_closed(screen.topic->stage);
    if (is_last && is_closed_now)
        return act(caller, screen, "cloture",
            t.html(R"(<button class="button" type="submit" data-key="n">{Terminer l'atelier}<kbd>N</kbd></button>)"));
    if (is_closed_now)
        return act(caller, screen, "suite",
            t.html(R"(<button class="button" type="submit" data-key="n">{Critère suivant}<kbd>N</kbd></button>)"));
    return act(caller, screen, "suite",
        t.html(R"(<button class="button button--plain" type="submit">{Passer sans retenir de niveau}</button>)"));
}

Html join_address(Caller const& caller, Workshop const& workshop) {
    auto const& t = caller.t;
    return t.html(R"(
<p class="join__address"><span>{Sur votre téléphone, ouvrez}</span> <b>{}</b></p><p class="join__code"><span>{puis tapez ce code :}</span> <b>{}</b></p>)",
        typed_address(caller, join_url()), spaced(*workshop->code));
}

Html join_drawing(Caller const& caller, Workshop const& workshop) {
    auto const address = caller.desk.settings.address(seat_url(*workshop->code));
    return charts::qr_code(caller.t, address, caller.t.text("Code QR qui ouvre l'atelier sur un téléphone"));
}

bool is_open_to_join(Caller const& caller, Workshop const& workshop) { return workshop.may_be_joined(caller.now); }

Html code_is_over(Language const& t) {
    return layout::notice(t, layout::Tone::care, t.text("Le code n'ouvre plus l'atelier."),
        t.text("Il est valable douze heures. Vous pouvez encore terminer l'atelier et lire son compte rendu."));
}

Html names(Language const& t, Screen const& screen) {
    if (screen.participants.empty()) return t.html(R"(<p class="quiet" data-count>{Personne n'est encore là.}</p>)");
    return t.html(R"(
<div data-count><p class="arrivals__count"><b>{}</b></p><ul class="arrivals">{}</ul></div>)",
        t.count(static_cast<std::int64_t>(screen.participants.size()), "{} personne est là", "{} personnes sont là"),
        each(screen.participants, [&](Participant const& one) { return t.html("<li>{}</li>", one.name); }));
}

// Before the first criterion: how to join, and who is there.
Html lobby(Caller const& caller, Screen const& screen) {
    auto const& t = caller.t;
    auto const& workshop = screen.workshop;
    auto const how = is_open_to_join(caller, workshop) ? t.html(R"(<div class="join join--large"><div>{}</div>{}</div>)",
                                                             join_address(caller, workshop), join_drawing(caller, workshop))
                                                       : code_is_over(t);
    auto const begin = act(caller, screen, "suite",
        t.html(R"(<button class="button" type="submit" data-key="n">{Commencer l'atelier}<kbd>N</kbd></button>)"));
    return t.html(R"(
<div class="stage__lobby"><h1 id="stage-title">{}</h1>{}{}<div class="buttons">{}</div></div>)",
        workshop->title, how, names(t, screen), begin);
}

Html level_line(Language const& t, Criterion const& criterion, Level const& level) {
    return t.html(R"(
<li>{}<b>{}</b><span>{}</span></li>)",
        level_drawing(t, drawn_rank(level)), level.code(), criterion.wording(level, t.code()));
}

Html wordings(Language const& t, Criterion const& criterion) {
    return t.html(R"(<ol class="stage__levels">{}</ol>)", each(criterion.scale->levels_for(criterion), [&](Level const& level) {
        return is_ordinary(level) ? level_line(t, criterion, level) : Html{};
    }));
}

Html statement(Language const& t, Criterion const& criterion) {
    return t.html(R"(
<p class="stage__number">{}</p><h1 id="stage-title">{}</h1><p class="stage__statement">{}</p>{})",
        place_words(t, criterion), diagnostic::title_of(t, criterion), criterion.statement.in(t.code()),
        layout::guidance(t, criterion.guidance));
}

} // namespace

Html turnout(Language const& t, Pulse const& pulse) {
    return t.html(R"(<div class="turnout" data-count>{}</div>)",
        charts::tally(t, pulse.voted, std::max(pulse.joined, pulse.voted), t.text("ont voté")));
}

Html join_panel(Caller const& caller, Workshop const& workshop) {
    if (!is_open_to_join(caller, workshop)) return {};
    return caller.t.html(R"(
<div class="join">{}<div>{}</div></div>)",
        join_drawing(caller, workshop), join_address(caller, workshop));
}

namespace {

Html reveal_button(Caller const& caller, Screen const& screen) {
    return act(caller, screen, "devoilement",
        caller.t.html(R"(<button class="button" type="submit" data-key="r">{Dévoiler les votes}<kbd>R</kbd></button>)"));
}

// No key: it takes a hand that means it.
Html reveal_question(Caller const& caller, Screen const& screen) {
    auto const& t = caller.t;
    auto const anyway = act(caller, screen, "devoilement",
        t.html(
            R"(<input type="hidden" name="sans-vote" value="oui"><button class="button button--second" type="submit">{Dévoiler quand même}</button>)"));
    return layout::notice(t, layout::Tone::care, t.text("Personne n'a encore voté."),
        t.text("Laissez une minute aux téléphones : cette page compte les votes qui arrivent."), anyway);
}

Html voting(Caller const& caller, Screen const& screen) {
    auto const& t = caller.t;
    auto const& criterion = *screen.topic->criterion;
    auto const round = when(screen.topic->round > 1, [&] {
        return t.html(R"(<p><span class="tag">{}</span></p>)", t.text("Tour {}", {std::to_string(screen.topic->round)}));
    });
    auto const show = screen.is_reveal_questioned ? reveal_question(caller, screen) : reveal_button(caller, screen);
    auto const panel = t.html(R"(
<aside class="stage__panel">{}{}<div class="stage__acts">{}{}</div>{}</aside>)",
        round, turnout(t, screen.pulse), show, next_button(caller, screen), join_panel(caller, screen.workshop));
    return t.html(R"(
<div class="stage__halves"><div class="stage__topic">{}{}{}</div>{}</div>)",
        statement(t, criterion), wordings(t, criterion), questions(t, criterion), panel);
}

Html level_choice(Language const& t, Screen const& screen, Level const& level) {
    auto const id = "niveau-" + std::string{level.code()};
    auto const is_wrong = html::problem_of(screen.problems, "niveau-1").has_value();
    auto const described = is_wrong ? std::optional<std::string>{"niveau-1-error"} : std::nullopt;
    auto const input = t.html(R"(<input type="radio" name="level" id="{}" value="{}"{}>)", id, level.code(),
        Attributes{{"checked", screen.decision.level == level.code()}, {"aria-describedby", described}});
    return t.html(R"(
<div class="choice">{}<label for="{}">{}<span class="choice__rank">{}</span><span>{}</span></label></div>)",
        input, id, level_drawing(t, drawn_rank(level)), is_ordinary(level) ? level.code() : "", level.short_label(t.code()));
}

Html why_field(Language const& t, Screen const& screen) {
    return html::long_text_field(t,
        {.name = "why",
            .label = t.text("Pourquoi ce niveau, en une phrase"),
            .value = screen.decision.why,
            .hint = t.text("Cette phrase devient le commentaire du critère ; pour « non concerné », sa raison.")},
        2, screen.problems);
}

Html their_rating(Caller const& caller, Screen const& screen) {
    if (!screen.decision.theirs) return {};
    auto const& t = caller.t;
    auto const& [rating, revision, by, at] = *screen.decision.theirs;
    return layout::notice(t, layout::Tone::care, t.text("{} a aussi modifié ce critère, à {}.", {by, t.time(caller.local(at))}),
        t.text("Sa réponse : {} Retenir de nouveau met la vôtre à la place.",
            {level_words(t, *screen.topic->criterion, rating.level.code())}));
}

Html kept_line(Language const& t, Screen const& screen) {
    if (!screen.kept) return {};
    return t.html(
        R"(<p class="small quiet">{}</p>)", t.text("Dans l'autodiagnostic aujourd'hui : {}",
                                                {level_words(t, *screen.topic->criterion, screen.kept->rating.level.code())}));
}

Html decision_form(Caller const& caller, Screen const& screen) {
    auto const& t = caller.t;
    if (screen.workshop->cycle.closed)
        return layout::notice(t, layout::Tone::care, t.text("Cette démarche est close."),
            t.text("Le niveau ne peut plus être retenu dans l'autodiagnostic ; le compte rendu garde les votes."));
    if (!screen.may_retain)
        return layout::notice(t, layout::Tone::care, t.text("Ce critère est confié à quelqu'un d'autre."),
            t.text("Vous évaluez seulement les critères qui vous sont confiés ; le compte rendu garde les votes."));
    auto const levels = each(screen.topic->criterion->scale->levels_for(*screen.topic->criterion),
        [&](Level const& level) { return level_choice(t, screen, level); });
    auto const group = t.html(R"(
<fieldset class="field"><legend>{Quel niveau retenez-vous ?}</legend>{}<div class="choices">{}</div></fieldset>)",
        html::error_message(t, "niveau-1", screen.problems), levels);
    auto const fields = t.html(
        R"({}<input type="hidden" name="revision" value="{}">)", at_fields(t, *screen.topic), screen.decision.revision.number);
    return html::form(t, act_url(screen.workshop, "niveau"), caller.form_key,
        t.html(R"({}{}{}{}<div class="buttons after"><button class="button" type="submit">{Retenir ce niveau}</button></div>)",
            their_rating(caller, screen), fields, group, why_field(t, screen)));
}

Html revealed(Caller const& caller, Screen const& screen) {
    auto const& t = caller.t;
    auto const& topic = *screen.topic;
    auto const& round = *topic.last_round();
    auto const counts = all_votes(round.counts) > 0 ? ballot_list(t, topic, round) : wordings(t, *topic.criterion);
    auto const again =
        act(caller, screen, "tour", t.html(R"(<button class="button button--second" type="submit">{Voter de nouveau}</button>)"));
    auto const panel = t.html(R"(
<aside class="stage__panel">{}{}<div class="stage__acts">{}{}</div></aside>)",
        decision_form(caller, screen), kept_line(t, screen), again, next_button(caller, screen));
    return t.html(R"(
<div class="stage__halves"><div class="stage__topic">{}{}{}{}{}</div>{}</div>)",
        statement(t, *topic.criterion), counts, spread_line(t, *topic.criterion, round.counts), earlier_rounds(t, topic),
        questions(t, *topic.criterion), panel);
}

Html closed(Caller const& caller, Screen const& screen) {
    auto const& t = caller.t;
    auto const& topic = *screen.topic;
    auto const verdict = topic.level ? retained_level(t, topic)
                                     : t.html(R"(<p class="verdict__label">{Aucun niveau n'a été retenu pour ce critère.}</p>)");
    auto const counts = when(topic.last_round() && topic.last_round()->revealed.has_value(),
        [&] { return ballot_list(t, topic, *topic.last_round()); });
    return t.html(R"(
<div class="stage__topic stage__topic--closed">{}{}{}<div class="buttons after">{}</div></div>)",
        statement(t, *topic.criterion), verdict, counts, next_button(caller, screen));
}

Html stage(Caller const& caller, Screen const& screen) {
    if (!screen.topic) return lobby(caller, screen);
    switch (screen.topic->stage) {
        case Stage::voting: return voting(caller, screen);
        case Stage::revealed: return revealed(caller, screen);
        default: return closed(caller, screen);
    }
}

std::string progress_words(Language const& t, Screen const& screen) {
    auto const all = std::to_string(screen.topics.size());
    if (!screen.topic)
        return t.count(static_cast<std::int64_t>(screen.topics.size()), "{} critère à voter", "{} critères à voter");
    return t.text("Critère {} sur {}", {std::to_string(screen.topic->place), all});
}

Html stage_head(Language const& t, Screen const& screen) {
    auto const title =
        when(screen.topic != nullptr, [&] { return t.html(R"(<p class="stage__title">{}</p>)", screen.workshop->title); });
    return t.html(R"(
<div class="stage__head">{}<p class="stage__progress">{}</p><p><a href="{}">{Quitter l'écran}</a></p></div>)",
        title, progress_words(t, screen), list_url(screen.workshop.organisation(), screen.workshop->cycle.id));
}

Html stage_foot(Caller const& caller, Screen const& screen) {
    auto const& t = caller.t;
    auto const is_at_end = screen.topic && screen.topic == &screen.topics.back() && is_closed(screen.topic->stage);
    auto const end = when(!is_at_end, [&] {
        return act(caller, screen, "cloture",
            t.html(R"(<button class="text-button quiet" type="submit">{Terminer l'atelier maintenant}</button>)"));
    });
    return t.html(R"(
<div class="stage__foot"><p data-reload><a href="{}">{Actualiser}</a></p><p class="stage__keys small quiet">{Au clavier : R dévoile les votes, N passe à la suite.}</p>{}</div>)",
        workshop_url(screen.workshop), end);
}

} // namespace

Html screen(Caller const& caller, Screen const& screen) {
    auto const& t = caller.t;
    auto const& workshop = screen.workshop;
    auto const attributes = Attributes{{"data-pulse", std::optional<std::string>{words_of(screen.pulse)}},
        {"data-state", std::optional<std::string>{std::string{act_url(workshop, "etat").text()}}}};
    return t.html(R"(
<div class="wrap stage-page" data-module="workshop" data-beat="{}{}"{}>{}
<section class="stage" tabindex="-1" data-stage aria-labelledby="stage-title">{}
</section>{}</div>)",
        screen.pulse.beat, screen.is_reveal_questioned ? "?" : "", attributes, stage_head(t, screen), stage(caller, screen),
        stage_foot(caller, screen));
}

Problem problem_of(Language const& t, RatingProblem problem, Criterion const&) {
    switch (problem) {
        case RatingProblem::level_missing: return {"niveau-1", t.text("Choisissez le niveau que le groupe retient")};
        case RatingProblem::level_not_for_it: return {"niveau-1", t.text("Choisissez l'un des degrés proposés pour ce critère")};
        case RatingProblem::reason_missing:
            return {"why", t.text("Il manque la raison : dites en une phrase pourquoi ce critère ne vous concerne pas")};
        case RatingProblem::text_too_long: return {"why", t.text("Raccourcissez ce texte : il dépasse 100 000 caractères")};
    }
    return {};
}

} // namespace workshop
