#include "actions/signs.h"

#include "html/icon.h"

namespace actions {
namespace {

using html::Html, html::Language;
using referentiel::Effect, referentiel::Level, referentiel::Scale;

bool is_ordinary(std::optional<Level> const& level) { return level && level->rank() > 0; }

// « 2 / 5 », or what it is called where it stands apart.
std::string value_of(Language const& t, Scale const& scale, std::optional<Level> const& level, std::string const& none) {
    if (!level) return none;
    if (!is_ordinary(level)) return level->label(t.code());
    return std::to_string(level->rank()) + "\u00a0/\u00a0" + std::to_string(scale.highest());
}

} // namespace

Html maturities(Language const& t, Scale const& scale, std::optional<Level> const& now, std::optional<Level> const& envisaged,
    charts::RepeatedMarks& marks) {
    auto const rank = is_ordinary(now) ? now->rank() : 0;
    auto const next = is_ordinary(envisaged) ? std::optional{envisaged->rank()} : std::nullopt;
    auto const current = t.html(R"(<span>{}<span>{Maturité actuelle :} <b>{}</b></span></span>)",
        marks.draw(t, rank, std::nullopt, scale.highest()), value_of(t, scale, now, t.text("pas encore évaluée")));
    auto const aimed = t.html(R"(<span>{}<span>{Maturité envisagée :} <b>{}</b></span></span>)",
        marks.draw(t, rank, next, scale.highest()), value_of(t, scale, envisaged, t.text("à choisir")));
    return t.html(R"(<p class="maturity">{}{}</p>)", current, aimed);
}

Html timing(Language const& t, Punctuality punctuality) {
    std::string_view const look = punctuality == Punctuality::late      ? "late"
                                  : punctuality == Punctuality::on_time ? "ontime"
                                  : punctuality == Punctuality::ahead   ? "ahead"
                                                                        : "unset";
    return t.html(
        R"(<span class="timing timing--{}">{}<span>{}</span></span>)", look, html::icon(t, look), words_of(t, punctuality));
}

Html critical_tag(Language const& t, Action const& action) {
    return html::when(action->critical.has_value(), [&] { return t.html(R"( <b class="tag">{Critique}</b>)"); });
}

Html part_line(Language const& t, Plan const& plan, Action const& action) {
    auto const* whole = action.parent ? plan.find(*action.parent) : nullptr;
    if (!whole) return {};
    return t.html(R"( <b class="small">{}</b>)", t.text("Étape de « {} »", {name_of(t, *whole)}));
}

html::Attribute ended(bool is_ended) { return {"aria-disabled", is_ended ? std::optional<std::string>{"true"} : std::nullopt}; }

Html hint_line(Language const& t, Action const& action) {
    std::string what;
    for (auto const hint : hints(action)) what += (what.empty() ? "" : ", ") + words_of(t, hint);
    if (what.empty()) return {};
    return t.html(R"(<p class="small quiet no-print">{}</p>)", t.text("À compléter : {}", {what}));
}

} // namespace actions
