#include "workshop/views.h"

#include "charts/qr.h"
#include "charts/signs.h"
#include "html/icon.h"
#include "layout/parts.h"

#include <algorithm>

namespace workshop {
namespace {

using accounts::Caller;
using diagnostic::RatingProblem;
using html::Attribute, html::Attributes, html::Html, html::Language, html::Problem, html::each, html::when;
using referentiel::Criterion, referentiel::Effect, referentiel::Level;

Url act_url(Workshop const& workshop, std::string_view act) {
    return Url::page({"structures", workshop.organisation(), "ateliers", workshop->id, act});
}

bool is_ordinary(Level const& level) { return level.effect() == Effect::ordinary; }

// The counting square has a drawing for levels 1 to 5; other scales show their code alone.
Html level_drawing(Language const& t, int rank) {
    return when(rank >= 1 && rank <= 5, [&] { return html::level_sign(t, rank); });
}

int drawn_rank(Level const& level) { return is_ordinary(level) ? level.rank() : 0; }

std::string heading_of(Topic const& topic, Language const& t) { return topic.criterion->title.in(t.code()); }

// « Gouvernance, critère 3 »
std::string place_words(Language const& t, Criterion const& criterion) {
    auto const number = t.text("critère {}", {criterion.number});
    return criterion.chapter ? criterion.chapter->title.in(t.code()) + ", " + number : number;
}

// The address without its scheme, as people type it.
std::string typed_address(Caller const& caller, Url const& page) {
    auto const address = caller.desk.settings.address(page);
    auto const scheme = address.find("://");
    return scheme == address.npos ? address : address.substr(scheme + 3);
}

// --- What a round gave

Html ballot_line(Language const& t, Ballot const& ballot, int all, bool is_top, bool is_own) {
    auto const width = all == 0 ? 0 : ballot.votes * 100 / all;
    auto const bar = t.html(
        R"(<svg class="ballot__bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="ballot__bed" width="100" height="10"></rect><rect class="{}" width="{}" height="10"></rect></svg>)",
        is_top ? "ballot__fill ballot__fill--top" : "ballot__fill", width);
    auto const own = when(is_own, [&] { return t.html(R"( <span class="tag">{Votre vote}</span>)"); });
    auto const words = t.html(R"(<span class="ballot__words">{}{}</span>)", ballot.words, own);
    return t.html(R"(
<li class="ballot"><span class="ballot__level">{}<b>{}</b></span>{}{}<b class="ballot__votes">{}<span class="unseen"> {}</span></b></li>)",
        level_drawing(t, ballot.rank), ballot.rank > 0 ? ballot.code : "", words, bar, ballot.votes,
        ballot.votes == 1 ? t.text("vote") : t.text("votes"));
}

Html ballot_list(Language const& t, Topic const& topic, Round const& round, std::optional<std::string> const& own = {}) {
    auto const lines = ballots(t, topic, round);
    auto const most = std::ranges::max(lines, {}, &Ballot::votes).votes;
    auto const all = all_votes(round.counts);
    return t.html(R"(<ol class="ballots">{}</ol>)", each(lines, [&](Ballot const& line) {
        return ballot_line(t, line, all, most > 0 && line.votes == most, own && *own == line.code);
    }));
}

// What a group does with its votes: go on, or hear those who stand furthest apart.
std::string advice(Language const& t, Criterion const& criterion, Counts const& counts) {
    auto const found = spread(criterion, counts);
    if (found == Spread::unknown) return t.text("Personne n'a choisi de niveau : parlez-en, puis votez de nouveau.");
    if (found == Spread::agreed) return t.text("Une phrase pour dire pourquoi, et le niveau est retenu.");
    auto const apart = extremes(criterion, counts);
    if (!apart) return t.text("Demandez à chaque avis d'être expliqué en une minute.");
    return t.text("Que les personnes qui ont choisi {}, puis celles qui ont choisi {}, expliquent ce qu'elles ont en tête.",
        {std::string{apart->lowest.code()}, std::string{apart->highest.code()}});
}

Html spread_line(Language const& t, Criterion const& criterion, Counts const& counts) {
    auto const words = spread_words(t, spread(criterion, counts));
    auto const word = when(!words.empty(), [&] { return t.html(R"(<b class="spread__word">{}</b>)", words); });
    return t.html(R"(
<p class="spread">{}<span>{}</span></p>)",
        word, advice(t, criterion, counts));
}

Html earlier_rounds(Language const& t, Topic const& topic) {
    if (topic.rounds.size() < 2) return {};
    auto const before = std::span{topic.rounds}.first(topic.rounds.size() - 1);
    return each(before, [&](Round const& round) {
        return t.html(R"(
<details class="fold"><summary>{}</summary><div>{}</div></details>)",
            t.text("Tour {} : {}", {std::to_string(round.number), spread_words(t, spread(*topic.criterion, round.counts))}),
            ballot_list(t, topic, round));
    });
}

// --- The facilitator's screen

Html at_fields(Language const& t, Topic const& topic) {
    return t.html(R"(<input type="hidden" name="place" value="{}"><input type="hidden" name="round" value="{}">)", topic.place,
        topic.round);
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

Html questions(Language const& t, Criterion const& criterion) {
    if (criterion.questions.empty()) return {};
    return t.html(R"(
<details class="fold"><summary>{Questions inspirantes}</summary><ul>{}</ul></details>)",
        each(criterion.questions, [&](auto const& text) { return t.html("<li>{}</li>", text.in(t.code())); }));
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
<p class="stage__number">{}</p><h1 id="stage-title">{}</h1><p class="stage__statement">{}</p>)",
        place_words(t, criterion), criterion.title.in(t.code()), criterion.statement.in(t.code()));
}

// How many voted: strokes, as everywhere something is counted.
Html turnout(Language const& t, Pulse const& pulse) {
    return t.html(R"(<div class="turnout" data-count>{}</div>)",
        charts::tally(t, pulse.voted, std::max(pulse.joined, pulse.voted), t.text("ont voté")));
}

Html small_join(Caller const& caller, Workshop const& workshop) {
    if (!is_open_to_join(caller, workshop)) return {};
    return caller.t.html(R"(
<div class="join">{}<div>{}</div></div>)",
        join_drawing(caller, workshop), join_address(caller, workshop));
}

Html voting(Caller const& caller, Screen const& screen) {
    auto const& t = caller.t;
    auto const& criterion = *screen.topic->criterion;
    auto const round = when(screen.topic->round > 1,
        [&] { return t.html(R"(<p class="tag">{}</p>)", t.text("Tour {}", {std::to_string(screen.topic->round)})); });
    auto const show = act(caller, screen, "devoilement",
        t.html(R"(<button class="button" type="submit" data-key="r">{Dévoiler les votes}<kbd>R</kbd></button>)"));
    auto const panel = t.html(R"(
<aside class="stage__panel">{}{}<div class="stage__acts">{}{}</div>{}</aside>)",
        round, turnout(t, screen.pulse), show, next_button(caller, screen), small_join(caller, screen.workshop));
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
    auto const again =
        act(caller, screen, "tour", t.html(R"(<button class="button button--second" type="submit">{Voter de nouveau}</button>)"));
    auto const panel = t.html(R"(
<aside class="stage__panel">{}{}<div class="stage__acts">{}{}</div></aside>)",
        decision_form(caller, screen), kept_line(t, screen), again, next_button(caller, screen));
    return t.html(R"(
<div class="stage__halves"><div class="stage__topic">{}{}{}{}{}</div>{}</div>)",
        statement(t, *topic.criterion), ballot_list(t, topic, round), spread_line(t, *topic.criterion, round.counts),
        earlier_rounds(t, topic), questions(t, *topic.criterion), panel);
}

Html retained_level(Language const& t, Topic const& topic) {
    auto const why = when(!topic.why.empty(), [&] { return t.html(R"(<p class="verdict__why">{}</p>)", topic.why); });
    return t.html(R"(
<div class="verdict">{}<div><p class="verdict__label">{Niveau retenu}</p><p class="verdict__level">{}</p>{}</div></div>)",
        level_drawing(t, drawn_rank(*topic.level)), level_words(t, *topic.criterion, topic.level->code()), why);
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

// --- A telephone

// One answer that may be voted for; the one that was is pressed.
Html vote_button(
    Language const& t, std::string_view code, Html const& sign, std::string_view words, std::optional<std::string> const& own) {
    auto const is_own = own && *own == code;
    return t.html(R"(
<button class="vote" type="submit" name="level" value="{}" aria-pressed="{}">{}<span>{}</span>{}</button>)",
        code, is_own ? "true" : "false", sign, words, when(is_own, [&] { return html::icon(t, "check"); }));
}

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

Html seat_head(Language const& t, Topic const& topic) {
    return t.html(R"(
<p class="stage__number">{}</p><h1 id="stage-title">{}</h1>)",
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
    return t.html(R"({}{}<p class="stage__statement">{}</p>{}{}{})", seat_head(t, topic), round,
        topic.criterion->statement.in(t.code()), state, vote_form(caller, seat, topic, own), questions(t, *topic.criterion));
}

Html seat_revealed(Language const& t, Topic const& topic, std::optional<std::string> const& own) {
    auto const verdict = when(topic.level.has_value(), [&] { return retained_level(t, topic); });
    auto const counts = when(topic.last_round() && topic.last_round()->revealed.has_value(), [&] {
        auto const& round = *topic.last_round();
        auto const words = when(!topic.level, [&] { return spread_line(t, *topic.criterion, round.counts); });
        return t.html("{}{}", ballot_list(t, topic, round, own), words);
    });
    auto const state = topic.stage == Stage::revealed ? t.text("Les votes sont dévoilés : parlez-en ensemble.")
                       : topic.level                  ? t.text("La suite s'affichera ici.")
                                                      : t.text("Aucun niveau n'a été retenu. La suite s'affichera ici.");
    return t.html(R"({}{}{}<p class="vote-state quiet" role="status">{}</p>)", seat_head(t, topic), verdict, counts, state);
}

Html seat_waiting(Language const& t, Seat const& seat) {
    return t.html(R"(
<h1 id="stage-title">{}</h1><p class="lead">{Le premier critère s'affichera ici. Gardez cette page ouverte.}</p>)",
        t.text("Bienvenue {}", {seat.participant.name}));
}

Html seat_over(Language const& t, Seat const& seat) {
    return t.html(R"(
<h1 id="stage-title">{}</h1><p class="lead">{L'atelier est terminé. Vos votes ne sont pas gardés à votre nom ; vous pouvez fermer cette page.}</p>)",
        t.text("Merci {}", {seat.participant.name}));
}

Html seat_stage(Caller const& caller, Seat const& seat, Topic const* topic, std::optional<std::string> const& own) {
    if (seat.workshop.is_over()) return seat_over(caller.t, seat);
    if (!topic) return seat_waiting(caller.t, seat);
    if (topic->stage == Stage::voting) return seat_voting(caller, seat, *topic, own);
    return seat_revealed(caller.t, *topic, own);
}

// --- The minutes

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
    auto const words = spread_words(t, spread(*topic.criterion, round.counts));
    return t.html(R"(
<div class="minute__round"><h3>{}<span class="tag">{}</span></h3>{}</div>)",
        name, words.empty() ? t.text("aucun vote") : words, ballot_list(t, topic, round));
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

// --- Opening a workshop

Html tick_of(Language const& t, Criterion const& criterion, Plan const& plan) {
    auto const key = std::string{criterion.key.text()};
    auto const name = "critere-" + key;
    return t.html(R"(
<li class="tick"><input type="checkbox" id="{}" name="{}" value="1"{}><label for="{}">{}. {}</label></li>)",
        name, name, Attribute{"checked", plan.chosen.contains(key)}, name, criterion.number, criterion.title.in(t.code()));
}

Html ticks(Language const& t, diagnostic::Diagnostic const& diagnostic, Plan const& plan) {
    auto const chapter = [&](referentiel::Chapter const* one) {
        std::vector<Criterion const*> all;
        for (auto const& criterion : diagnostic.version().criteria_of(*one))
            for (auto const* rated : referentiel::rated(criterion)) all.push_back(rated);
        return t.html(R"(
<fieldset class="field"><legend>{}</legend><ul class="ticks">{}</ul></fieldset>)",
            one->title.in(t.code()), each(all, [&](auto const* criterion) { return tick_of(t, *criterion, plan); }));
    };
    return each(diagnostic.version().chapters(), chapter);
}

Html way(Language const& t, Plan const& plan, std::string const& code, std::string_view words, Html const& more = {}) {
    auto const id = "quoi-" + code;
    auto const inside = when(!more.text().empty(), [&] { return t.html(R"(<div class="choice__reason">{}</div>)", more); });
    return t.html(R"(
<div class="choice"><input type="radio" name="what" id="{}" value="{}"{}><label for="{}"><span>{}</span></label>{}</div>)",
        id, code, Attribute{"checked", plan.what == code}, id, words, inside);
}

std::vector<html::Option> chapter_options(Language const& t, diagnostic::Diagnostic const& diagnostic) {
    std::vector<html::Option> options;
    for (auto const* chapter : diagnostic.version().chapters())
        options.push_back({std::string{chapter->key.text()}, chapter->title.in(t.code())});
    return options;
}

} // namespace

std::string spread_words(Language const& t, Spread found) {
    switch (found) {
        case Spread::agreed: return t.text("d'accord");
        case Spread::divided: return t.text("partagés");
        case Spread::far_apart: return t.text("très partagés");
        case Spread::unknown: return {};
    }
    return {};
}

std::string level_words(Language const& t, Criterion const& criterion, std::string_view code) {
    if (code.empty()) return t.text("Je ne sais pas");
    auto const level = criterion.scale->level(code);
    if (!level) return std::string{code};
    if (!is_ordinary(*level)) return level->label(t.code());
    return std::string{code} + ". " + level->label(t.code());
}

std::string times_words(Caller const& caller, Workshop const& workshop) {
    auto const& t = caller.t;
    auto const from = t.time(caller.local(workshop->created));
    if (!workshop->ended) return t.text("depuis {}", {from});
    return t.text("de {} à {}", {from, t.time(caller.local(*workshop->ended))});
}

std::vector<Ballot> ballots(Language const& t, Topic const& topic, Round const& round) {
    std::vector<Ballot> lines;
    for (auto const& level : topic.criterion->scale->levels_for(*topic.criterion)) {
        auto const votes = votes_for(round.counts, level.code());
        if (is_ordinary(level) || votes > 0)
            lines.push_back({std::string{level.code()}, drawn_rank(level), level.short_label(t.code()), votes});
    }
    if (auto const votes = votes_for(round.counts, ""); votes > 0) lines.push_back({"", 0, t.text("Je ne sais pas"), votes});
    return lines;
}

Url workshop_url(Workshop const& workshop) {
    return Url::page({"structures", workshop.organisation(), "ateliers", workshop->id});
}

Url minutes_url(Workshop const& workshop) { return act_url(workshop, "compte-rendu"); }

Url list_url(accounts::OrganisationId const& organisation, accounts::CycleId const& cycle) {
    return Url::page({"structures", organisation, "cycles", cycle, "ateliers"});
}

Url join_url() { return Url::page({"atelier"}); }

Url seat_url(JoinCode const& code) { return Url::page({"atelier", code}); }

Html list_page(Caller const& caller, accounts::OrganisationId const& organisation, std::span<Summary const> all, bool may_open) {
    auto const& t = caller.t;
    if (all.empty())
        return layout::empty(t, {t.text("Aucun atelier pour l'instant"),
                                    may_open ? t.text("Réunissez vos collègues, projetez un critère, et que chaque personne vote "
                                                      "sur son téléphone : les réponses cachées font parler tout le monde.")
                                             : t.text("Les comptes rendus des ateliers seront à lire ici.")});
    auto const line = [&](Summary const& one) {
        auto const screen = Url::page({"structures", organisation, "ateliers", one.id});
        auto const minutes = Url::page({"structures", organisation, "ateliers", one.id, "compte-rendu"});
        auto const is_running = !one.is_over && may_open;
        auto const state = one.is_over ? t.text("Terminé") : t.text("En cours");
        auto const figures = t.text(
            "{} ; {}", {t.count(one.participants, "{} participant", "{} participants"),
                           t.text("niveaux retenus : {} sur {}", {std::to_string(one.retained), std::to_string(one.topics)})});
        return t.html(R"(
<li class="line"><p class="line__title"><a href="{}">{}</a></p><p><span class="tag">{}</span> {}</p><p class="quiet small">{}</p></li>)",
            is_running ? screen : minutes, one.title, state, t.date(caller.local(one.created).day), figures);
    };
    return t.html(R"(<ul class="lines">{}</ul>)", each(all, line));
}

Html plan_form(Caller const& caller, diagnostic::Diagnostic const& diagnostic, Plan const& plan, int not_rated,
    std::span<Problem const> problems) {
    auto const& t = caller.t;
    auto const title = html::text_field(t,
        {.name = "title",
            .label = t.text("Titre de l'atelier"),
            .value = plan.title,
            .hint = t.text("Les participants le voient sur leur téléphone.")},
        problems);
    auto const rest = when(not_rated > 0, [&] {
        return way(
            t, plan, "restants", t.count(not_rated, "Le critère pas encore évalué ({})", "Les critères pas encore évalués ({})"));
    });
    auto const chapter = html::select_field(
        t, {.name = "chapter", .label = t.text("Chapitre"), .value = plan.chapter}, chapter_options(t, diagnostic), problems);
    auto const ways = t.html(R"(
<fieldset class="group"><legend>{Sur quels critères voter ?}</legend><p class="hint">{Comptez environ cinq minutes par critère.}</p>{}<div class="choices">{}{}{}</div></fieldset>)",
        html::error_message(t, "quoi-chapitre", problems), rest, way(t, plan, "chapitre", t.text("Un chapitre"), chapter),
        way(t, plan, "choix", t.text("Une sélection de critères"), ticks(t, diagnostic, plan)));
    auto const content = t.html(
        R"(<input type="hidden" name="id" value="{}">{}{}<div class="buttons after"><button class="button" type="submit">{Ouvrir l'atelier}</button></div>)",
        plan.id, title, ways);
    return html::form(t, list_url(diagnostic.organisation(), diagnostic.cycle().id), caller.form_key, content);
}

Html screen(Caller const& caller, Screen const& screen) {
    auto const& t = caller.t;
    auto const& workshop = screen.workshop;
    auto const attributes = Attributes{{"data-pulse", std::optional<std::string>{words_of(screen.pulse)}},
        {"data-state", std::optional<std::string>{std::string{act_url(workshop, "etat").text()}}}};
    return t.html(R"(
<div class="wrap stage-page" data-module="workshop" data-beat="{}"{}>{}
<section class="stage" tabindex="-1" data-stage aria-labelledby="stage-title">{}
</section>{}</div>)",
        screen.pulse.beat, attributes, stage_head(t, screen), stage(caller, screen), stage_foot(caller, screen));
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
<section class="stage" tabindex="-1" data-stage aria-labelledby="stage-title">{}
</section><div role="alert" data-offline hidden>{}</div><p data-reload><a class="button button--second" href="{}">{Actualiser}</a></p></div>)",
        seat.workshop->beat, attributes, seat.workshop->title, seat_stage(caller, seat, topic, own), offline, seat_url(code));
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
