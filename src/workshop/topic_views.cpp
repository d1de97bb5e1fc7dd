#include "workshop/topic_views.h"

#include "charts/signs.h"
#include "html/icon.h"

#include <algorithm>

namespace workshop {
namespace {

using html::Html, html::Language, html::each, html::when;
using referentiel::Criterion, referentiel::Effect, referentiel::Level;

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

// What the answer that most chose was given; nothing where all that were chosen were given as many.
std::optional<int> most_votes(std::vector<Ballot> const& lines) {
    auto const most = std::ranges::max(lines, {}, &Ballot::votes).votes;
    auto const chosen = std::ranges::count_if(lines, [](Ballot const& line) { return line.votes > 0; });
    auto const top = std::ranges::count(lines, most, &Ballot::votes);
    return chosen > 1 && top == chosen ? std::nullopt : std::optional{most};
}

} // namespace

bool is_ordinary(Level const& level) { return level.effect() == Effect::ordinary; }

Html level_drawing(Language const& t, int rank) {
    return when(rank >= 1 && rank <= 5, [&] { return html::level_sign(t, rank); });
}

int drawn_rank(Level const& level) { return is_ordinary(level) ? level.rank() : 0; }

std::string heading_of(Topic const& topic, Language const& t) { return topic.criterion->title.in(t.code()); }

std::string place_words(Language const& t, Criterion const& criterion) {
    auto const number = t.text("critère {}", {criterion.number});
    return criterion.chapter ? criterion.chapter->title.in(t.code()) + ", " + number : number;
}

Html ballot_list(Language const& t, Topic const& topic, Round const& round, std::optional<std::string> const& own) {
    auto const all = all_votes(round.counts);
    if (all == 0) return {};
    auto const lines = ballots(t, topic, round);
    auto const most = most_votes(lines);
    return t.html(R"(<ol class="ballots">{}</ol>)",
        each(lines, [&](Ballot const& line) { return ballot_line(t, line, all, line.votes == most, own && *own == line.code); }));
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
            t.text("Tour {} : {}", {std::to_string(round.number), outcome_words(t, *topic.criterion, round.counts)}),
            ballot_list(t, topic, round));
    });
}

std::string spread_words(Language const& t, Spread found) {
    switch (found) {
        case Spread::agreed: return t.text("d'accord");
        case Spread::divided: return t.text("partagés");
        case Spread::far_apart: return t.text("très partagés");
        case Spread::unknown: return {};
    }
    return {};
}

std::string outcome_words(Language const& t, Criterion const& criterion, Counts const& counts) {
    if (all_votes(counts) == 0) return t.text("aucun vote");
    auto const words = spread_words(t, spread(criterion, counts));
    return words.empty() ? t.text("aucun niveau choisi") : words;
}

std::string level_words(Language const& t, Criterion const& criterion, std::string_view code) {
    if (code.empty()) return t.text("Je ne sais pas");
    auto const level = criterion.scale->level(code);
    if (!level) return std::string{code};
    if (!is_ordinary(*level)) return level->label(t.code());
    return std::string{code} + ". " + criterion.wording(*level, t.code());
}

std::vector<Ballot> ballots(Language const& t, Topic const& topic, Round const& round) {
    std::vector<Ballot> lines;
    auto const words = [&](Level const& level, int votes) {
        if (!is_ordinary(level)) return level.label(t.code());
        return votes > 0 ? topic.criterion->wording(level, t.code()) : level.short_label(t.code());
    };
    for (auto const& level : topic.criterion->scale->levels_for(*topic.criterion)) {
        auto const votes = votes_for(round.counts, level.code());
        if (is_ordinary(level) || votes > 0)
            lines.push_back({std::string{level.code()}, drawn_rank(level), words(level, votes), votes});
    }
    if (auto const votes = votes_for(round.counts, ""); votes > 0) lines.push_back({"", 0, t.text("Je ne sais pas"), votes});
    return lines;
}

Html retained_level(Language const& t, Topic const& topic) {
    auto const why = when(!topic.why.empty(), [&] { return t.html(R"(<p class="verdict__why">{}</p>)", topic.why); });
    return t.html(R"(
<div class="verdict">{}<div><p class="verdict__label">{Niveau retenu}</p><p class="verdict__level">{}</p>{}</div></div>)",
        level_drawing(t, drawn_rank(*topic.level)), level_words(t, *topic.criterion, topic.level->code()), why);
}

Html at_fields(Language const& t, Topic const& topic) {
    return t.html(R"(<input type="hidden" name="place" value="{}"><input type="hidden" name="round" value="{}">)", topic.place,
        topic.round);
}

Html questions(Language const& t, Criterion const& criterion) {
    if (criterion.questions.empty()) return {};
    return t.html(R"(
<details class="fold"><summary>{Questions inspirantes}</summary><ul>{}</ul></details>)",
        each(criterion.questions, [&](auto const& text) { return t.html("<li>{}</li>", text.in(t.code())); }));
}

} // namespace workshop
