#include "diagnostic/imperatives.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/profile.h"
#include "layout/parts.h"

namespace diagnostic {
namespace {

using html::Html, html::Language;
using referentiel::Criterion, referentiel::Imperative;

// What is rated of it, falls short and has no action yet: there one is decided, by whoever may.
Criterion const* unanswered(Reading const& reading, Criterion const& criterion, Answered const& answered) {
    for (auto const* one : rated(criterion)) {
        auto const* saved = find_rating(reading.ratings, *one);
        if (saved && is_asked(reading.diagnostic, *one) && answered.mandate.allows(*one) &&
            falls_short(reading.diagnostic.version(), *one, saved->rating.level) && !answered.actions.contains(one->key.text()))
            return one;
    }
    return nullptr;
}

Html links(Language const& t, Criterion const& criterion, Beside::CriticalActions const& actions) {
    std::vector<Html> all;
    for (auto const* one : rated(criterion)) {
        auto const found = actions.find(one->key.text());
        if (found == actions.end()) continue;
        for (auto const& [name, due, address] : found->second)
            all.push_back(t.html(R"(<p><a href="{}">{}</a>{}</p>)", address, name, due.empty() ? "" : ", " + due));
    }
    return html::each(all, [](Html const& one) { return one; });
}

Html next_step(Language const& t, Reading const& reading, ImperativeScore const& score, Answered const& answered) {
    auto const there = links(t, *score.criterion, answered.actions);
    auto const* criterion = unanswered(reading, *score.criterion, answered);
    auto const address =
        answered.decide && criterion ? answered.decide->critical_form(reading.diagnostic, *criterion) : std::nullopt;
    if (address)
        return t.html(R"({}<p><a href="{}">{Engager une action critique}<span class="unseen">{}</span></a></p>)", there, *address,
            t.text(" : {}", {numbered_title(t, *criterion)}));
    if (!there.text().empty()) return there;
    return score.state == Imperative::not_met ? t.html("{Pas encore d'action critique}") : t.html("–");
}

Html row(Language const& t, Reading const& reading, ImperativeScore const& score, std::optional<Answered> const& answered) {
    auto const& criterion = *score.criterion;
    auto const name = numbered_title(t, criterion);
    auto const link = reading.diagnostic.is_current()
                          ? t.html(R"(<a href="{}">{}</a>)", card_url(reading.diagnostic, criterion), name)
                          : t.html("{}", name);
    auto const next =
        html::when(answered.has_value(), [&] { return t.html("<td>{}</td>", next_step(t, reading, score, *answered)); });
    return t.html(R"(
<tr><th scope="row">{}</th><td><span class="tag">{}</span></td>{}</tr>)",
        link, words_of(t, score.state), next);
}

} // namespace

Html imperatives_section(Language const& t, Reading const& reading, std::optional<Answered> const& answered) {
    auto const& scores = reading.scores;
    if (scores.imperatives.empty()) return {};
    std::vector<layout::ColumnHead> columns{{t.text("Critère")}, {t.text("État")}};
    if (answered) columns.push_back({t.text("Suite donnée")});
    return layout::register_table(
        t, {.id = "imperatifs",
               .caption = t.text("Critères impératifs"),
               .note = imperative_rule(t, reading.diagnostic.version()) + " " + imperatives_count(t, scores),
               .columns = std::move(columns),
               .rows =
                   html::each(scores.imperatives, [&](ImperativeScore const& score) { return row(t, reading, score, answered); }),
               .css_class = "register stacks"});
}

std::string words_of(Language const& t, Criterion const& criterion, Beside::CriticalActions const& actions) {
    std::string all;
    for (auto const* one : rated(criterion)) {
        auto const found = actions.find(one->key.text());
        if (found == actions.end()) continue;
        for (auto const& [name, due, address] : found->second)
            all += (all.empty() ? "" : " · ") + (due.empty() ? name : t.text("{}, {}", {name, due}));
    }
    return all;
}

std::string words_of(Language const& t, Imperative state) {
    switch (state) {
        case Imperative::met: return t.text("Satisfait");
        case Imperative::not_met: return t.text("Non satisfait");
        case Imperative::undecided: break;
    }
    return t.text("À évaluer");
}

std::string imperatives_count(Language const& t, Scores const& scores) {
    return t.text("Satisfaits : {} sur {}. Non satisfaits : {}. À évaluer : {}.",
        {std::to_string(scores.imperatives_that_are(Imperative::met)), std::to_string(scores.imperatives.size()),
            std::to_string(scores.imperatives_that_are(Imperative::not_met)),
            std::to_string(scores.imperatives_that_are(Imperative::undecided))});
}

std::string imperative_rule(Language const& t, referentiel::Version const& version) {
    return t.text("Un critère impératif est satisfait quand il atteint le niveau {}, et chacun de ses éléments s'il en a : la "
                  "moyenne n'y change rien.",
        {version.score.imperative_from});
}

} // namespace diagnostic
