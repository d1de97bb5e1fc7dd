#include "actions/draft.h"

#include "actions/plan_cells.h"
#include "core/typed_date.h"
#include "core/unicode.h"
#include "diagnostic/draft.h"
#include "html/html.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace actions {
namespace {

using html::Language, html::Problem;

std::optional<int> whole(std::string_view text) {
    int number = 0;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::string trimmed(std::string_view text) { return cleaned_line(text); }

std::string typed_or_empty(std::optional<Decimal> const& figure) { return figure ? typed_figure(*figure) : std::string{}; }

IndicatorDraft draft_of(Indicator const& indicator) {
    return {std::string{indicator.id.text()}, std::string{to_text(indicator.kind)}, indicator.label,
        typed_list(indicator.steps, ", "), indicator.unit, std::string{to_text(direction(indicator))},
        typed_or_empty(indicator.baseline), indicator.baseline_month ? typed_month(*indicator.baseline_month) : std::string{},
        typed_or_empty(indicator.target)};
}

// « indicator-ID-label », in the order of their places.
std::vector<IndicatorDraft> read_indicators(web::Form const& form) {
    constexpr std::string_view prefix = "indicator-", place_suffix = "-place";
    std::vector<std::pair<int, IndicatorDraft>> all;
    for (auto const& [name, value] : form.fields()) {
        if (!name.starts_with(prefix) || !name.ends_with(place_suffix)) continue;
        auto const id = name.substr(prefix.size(), name.size() - prefix.size() - place_suffix.size());
        auto const field = [&](std::string_view part) { return form.line(std::string{prefix} + id + "-" + std::string{part}); };
        all.emplace_back(
            whole(value).value_or(0), IndicatorDraft{id, field("kind"), field("label"), field("steps"), field("unit"),
                                          field("direction"), field("baseline"), field("month"), field("target")});
    }
    std::stable_sort(all.begin(), all.end(), [](auto const& one, auto const& other) { return one.first < other.first; });
    std::vector<IndicatorDraft> drafts;
    for (auto& [place, draft] : all) drafts.push_back(std::move(draft));
    return drafts;
}

// Reads the groups of a form one after the other, and notes what is wrong where.
struct Teller {
    Language const& t;
    ActionDraft const& form;
    Date today;
    Told told = {};

    Told run() {
        if (form.is_critical) tell_critical();
        tell_what();
        tell_who();
        tell_when();
        tell_state();
        tell_means();
        for (auto const& indicator : form.indicators)
            if (!indicator.is_blank()) tell(indicator);
        if (told.content.indicators.size() > most_indicators)
            refuse("indicator-" + std::string{told.content.indicators[most_indicators].id.text()} + "-label",
                t.text("Une action a quarante indicateurs au plus"));
        return std::move(told);
    }

    void refuse(std::string field, std::string text) { told.problems.push_back({std::move(field), std::move(text)}); }

    void tell_critical() {
        told.content.critical = Critical{form.governance, form.causes};
        auto const judge = [&](std::string const& text, std::string field, std::string missing) {
            if (cleaned_line(text).empty()) refuse(std::move(field), std::move(missing));
            else if (length(text) > diagnostic::longest_text)
                refuse(std::move(field), t.text("Ce texte est trop long : cent mille caractères au plus"));
        };
        judge(
            form.governance, "governance", t.text("Dites ce que la gouvernance en sait, ou que rien ne lui en a encore été dit"));
        judge(form.causes, "causes", t.text("Dites ce qui explique cet écart, même si ce n'est encore qu'une hypothèse"));
    }

    void tell_what() {
        told.content.title = form.title;
        told.content.text = form.text;
        if (form.title.empty()) refuse("title", t.text("Dites en une ligne ce qui sera fait"));
        else if (length(form.title) > longest_title)
            refuse("title", t.text("Raccourcissez ce titre : deux cents caractères au plus"));
        if (form.text.size() > diagnostic::longest_text)
            refuse("text", t.text("Ce texte est trop long : cent mille caractères au plus"));
    }

    void tell_who() {
        told.responsible = form.responsible;
        if (form.is_critical && form.responsible.empty()) refuse("responsible", t.text("Dites qui agit : un nom suffit"));
        told.people = typed_words(form.people);
        if (accounts::is_too_long(form.responsible))
            refuse("responsible", t.text("Raccourcissez ce nom : quatre-vingts caractères au plus"));
        if (std::ranges::any_of(told.people, accounts::is_too_long))
            refuse("people", t.text("Un de ces noms est trop long : quatre-vingts caractères au plus, un nom par ligne"));
        else if (told.people.size() > most_people) refuse("people", t.text("Trente personnes au plus"));
    }

    void tell_when() {
        auto& content = told.content;
        content.start = read_day(form.start);
        if (!form.start.empty() && !content.start) refuse("start", t.text("Écrivez le jour ainsi : 05/03/2026"));
        if (form.due_month.empty() && form.due_year.empty()) {
            if (form.is_critical)
                refuse("due-month", t.text("Dites pour quand : un mois et une année, par exemple décembre 2026"));
            return;
        }
        if (auto const month = read_month(form.due_month, form.due_year)) content.due = Due{*month};
        else refuse("due-month", t.text("Écrivez un mois et une année, par exemple décembre 2026 ou 12/2026"));
        if (content.start && content.due && *content.start >= content.due->late_from())
            refuse("start", t.text("Le début vient après l'échéance : corrigez l'un ou l'autre"));
    }

    void tell_state() {
        auto& content = told.content;
        content.state = parse<State>(form.state).value_or(State::planned);
        auto const progress = form.progress.empty() ? std::optional{0} : whole(form.progress);
        if (!progress || *progress < 0 || *progress > 100) refuse("progress", t.text("Écrivez un avancement de 0 à 100"));
        else content.progress = content.state == State::done ? 100 : *progress;
        if (content.state != State::done) return;
        content.done = form.done.empty() ? today : read_day(form.done);
        if (!content.done) refuse("done", t.text("Écrivez le jour ainsi : 05/03/2026"));
        else if (*content.done > today) refuse("done", t.text("Ce jour est à venir : écrivez celui où l'action s'est terminée"));
    }

    void tell_means() {
        auto& content = told.content;
        content.effort = form.effort;
        content.funder = form.funder;
        if (!form.cost.empty()) content.cost = read_figure(without_euros(form.cost));
        if (!form.cost.empty() && (!content.cost || content.cost->digits < 0))
            refuse("cost", t.text("Écrivez le coût en euros, par exemple 1 250 ou 1 250,50"));
        if (length(form.effort) > longest_note) refuse("effort", t.text("Dites-le plus court, en cent vingt caractères au plus"));
        if (length(form.funder) > longest_note) refuse("funder", t.text("Dites-le plus court, en cent vingt caractères au plus"));
    }

    void tell(IndicatorDraft const& draft) {
        auto const id = IndicatorId::parse(draft.id);
        auto const kind = parse<Indicator::Kind>(draft.kind);
        if (!id || !kind) throw web::Refused{400};
        Indicator indicator{*id, *kind, draft.label};
        auto const field = [&](std::string_view part) { return "indicator-" + draft.id + "-" + std::string{part}; };
        if (draft.label.empty()) refuse(field("label"), t.text("Dites ce que cet indicateur montre"));
        else if (length(draft.label) > longest_label)
            refuse(field("label"), t.text("Raccourcissez cet indicateur : deux cents caractères au plus"));
        if (*kind == Indicator::Kind::state) tell_steps(indicator, draft, field("steps"));
        else tell_figures(indicator, draft, field);
        told.content.indicators.push_back(std::move(indicator));
    }

    void tell_steps(Indicator& indicator, IndicatorDraft const& draft, std::string const& field) {
        indicator.steps = typed_words(draft.steps);
        auto const is_long = [](auto const& step) { return length(step) > 40; };
        if (indicator.steps.size() == 1 || indicator.steps.size() > most_steps || std::ranges::any_of(indicator.steps, is_long))
            refuse(field, t.text("Écrivez deux à dix états courts, séparés par des virgules, du premier au dernier"));
        else if (says_one_twice(indicator.steps))
            refuse(field, t.text("Le même état y est deux fois : chacun se dit une seule fois"));
    }

    template <typename Name>
    void tell_figures(Indicator& indicator, IndicatorDraft const& draft, Name const& field) {
        indicator.unit = draft.unit;
        indicator.direction = parse<Indicator::Direction>(draft.direction).value_or(Indicator::Direction::rise);
        if (length(draft.unit) > 30) refuse(field("unit"), t.text("Raccourcissez cette unité : trente caractères au plus"));
        auto const figure = [&](std::string const& typed, std::string_view part) {
            auto const read = typed.empty() ? std::nullopt : read_figure(without(typed, indicator.unit));
            if (!typed.empty() && !read) refuse(field(part), t.text("Écrivez un nombre, par exemple 12 ou 12,5"));
            return read;
        };
        indicator.baseline = figure(draft.baseline, "baseline");
        indicator.target = figure(draft.target, "target");
        if (draft.baseline_month.empty()) return;
        indicator.baseline_month = read_month(draft.baseline_month);
        if (!indicator.baseline_month)
            refuse(field("month"), t.text("Écrivez un mois et une année, par exemple décembre 2026 ou 12/2026"));
    }

    static std::string without_euros(std::string const& typed) { return without(typed, "€"); }

    // « 75 % » where the unit is « % »
    static std::string without(std::string const& typed, std::string_view unit) {
        if (unit.empty() || !typed.ends_with(unit)) return typed;
        return trimmed(std::string_view{typed}.substr(0, typed.size() - unit.size()));
    }
};

} // namespace

std::string_view to_text(Group group) {
    switch (group) {
        case Group::critical: return "critical";
        case Group::what: return "what";
        case Group::who: return "who";
        case Group::when: return "when";
        case Group::state: return "state";
        case Group::means: return "means";
        case Group::indicators: return "indicators";
    }
    return "";
}

Group group_of(std::string_view field) {
    static std::map<std::string_view, Group> const all{{"governance", Group::critical}, {"causes", Group::critical},
        {"title", Group::what}, {"text", Group::what}, {"responsible", Group::who}, {"people", Group::who},
        {"start", Group::when}, {"due-month", Group::when}, {"state", Group::state}, {"progress", Group::state},
        {"done", Group::state}, {"cost", Group::means}, {"effort", Group::means}, {"funder", Group::means}};
    auto const found = all.find(field);
    return found == all.end() ? Group::indicators : found->second;
}

ActionDraft draft_of(Language const& t, Plan const& plan, Action const& action) {
    auto const& content = action.content;
    ActionDraft draft{content.title, content.text};
    if (content.responsible) draft.responsible = plan.name_of(*content.responsible);
    std::vector<std::string> names;
    for (auto const& person : content.people) names.push_back(plan.name_of(person));
    draft.people = typed_list(names, "\n");
    if (content.start) draft.start = typed_day(*content.start);
    if (content.due) {
        auto const words = t.month(content.due->month); // « décembre 2026 »
        auto const space = words.rfind(' ');
        draft.due_month = words.substr(0, space);
        draft.due_year = std::to_string(int{content.due->month.year()});
    }
    draft.state = to_text(content.state);
    draft.progress = std::to_string(content.progress);
    if (content.done) draft.done = typed_day(*content.done);
    draft.cost = typed_or_empty(content.cost);
    draft.effort = content.effort;
    draft.funder = content.funder;
    for (auto const& indicator : content.indicators) draft.indicators.push_back(draft_of(indicator));
    draft.is_critical = content.critical.has_value();
    if (content.critical) draft.governance = content.critical->governance, draft.causes = content.critical->causes;
    draft.revision = action.revision;
    for (auto const group : groups) draft.shown.push_back(fingerprint(draft, group));
    return draft;
}

std::optional<ActionDraft> read_draft(web::Form const& form) {
    auto const revision = parse<Revision>(form.line("revision"));
    if (!revision || !form.has("title")) return std::nullopt;
    ActionDraft draft{form.line("title"), form.text("text"), form.line("responsible"), form.text("people"), form.line("start"),
        form.line("due-month"), form.line("due-year"), form.line("state"), form.line("progress"), form.line("done"),
        form.line("cost"), form.line("effort"), form.line("funder"), read_indicators(form), form.has("governance"),
        form.text("governance"), form.text("causes"), *revision};
    for (auto const group : groups) draft.shown.push_back(form.line("shown-" + std::string{to_text(group)}));
    return draft;
}

std::string fingerprint(ActionDraft const& draft, Group group) {
    std::string all;
    for (auto const& part : [&]() -> std::vector<std::string> {
             switch (group) {
                 case Group::critical: return {draft.governance, draft.causes};
                 case Group::what: return {draft.title, draft.text};
                 case Group::who: return {draft.responsible, draft.people};
                 case Group::when: return {draft.start, draft.due_month, draft.due_year};
                 case Group::state: return {draft.state, draft.progress, draft.done};
                 case Group::means: return {draft.cost, draft.effort, draft.funder};
                 case Group::indicators: break;
             }
             std::vector<std::string> parts;
             for (auto const& one : draft.indicators)
                 if (!one.is_blank())
                     parts.insert(parts.end(), {one.id, one.kind, one.label, one.steps, one.unit, one.direction, one.baseline,
                                                   one.baseline_month, one.target});
             return parts;
         }())
        all += part + '\x1f';
    return diagnostic::fingerprint(all, {}, {});
}

bool says_one_twice(std::span<std::string const> steps) {
    std::set<std::string> said;
    return !std::ranges::all_of(steps, [&](std::string const& step) { return said.insert(folded(step)).second; });
}

void judge_done(Language const& t, ActionDraft const& before, ActionDraft const& draft, Told& told) {
    if (told.content.state != State::done && !draft.done.empty() && draft.done != before.done)
        told.problems.push_back(
            {"done", t.text("Cette action n'est pas terminée : choisissez l'état « terminée », ou effacez ce jour")});
}

bool Told::is_sound(Group group) const {
    return std::ranges::none_of(problems, [&](Problem const& problem) { return group_of(problem.field) == group; });
}

Told told(Language const& t, ActionDraft const& draft, Date today) { return Teller{t, draft, today}.run(); }

std::optional<std::string> asking_who(Language const& t, accounts::Names const& names, std::string_view name) {
    if (names.whom(name) != accounts::Names::Whom::several) return std::nullopt;
    std::string all;
    for (auto const& one : names.meant(name)) all += (all.empty() ? "" : ", ") + one;
    return t.text("Plusieurs personnes portent le nom « {} ». Précisez : {}.", {std::string{name}, all});
}

void judge_people(Language const& t, accounts::Names const& names, Told& told) {
    if (auto asking = asking_who(t, names, told.responsible)) told.problems.push_back({"responsible", *std::move(asking)});
    for (auto const& name : told.people)
        if (auto asking = asking_who(t, names, name)) {
            told.problems.push_back({"people", *std::move(asking)});
            break;
        }
}

void take(Content& to, Content const& from, Group group) {
    switch (group) {
        case Group::critical:
            if (to.critical && from.critical) to.critical = from.critical; // an action stays what it was made as
            break;
        case Group::what: to.title = from.title, to.text = from.text; break;
        case Group::who: to.responsible = from.responsible, to.people = from.people; break;
        case Group::when: to.start = from.start, to.due = from.due; break;
        case Group::state: to.state = from.state, to.progress = from.progress, to.done = from.done; break;
        case Group::means: to.cost = from.cost, to.effort = from.effort, to.funder = from.funder; break;
        case Group::indicators: to.indicators = from.indicators; break;
    }
}

std::vector<Line> lines_of(Language const& t, ActionDraft const& draft, Group group) {
    switch (group) {
        case Group::critical:
            return {{t.text("Ce que sait la gouvernance"), draft.governance}, {t.text("Les causes"), draft.causes}};
        case Group::what: return {{t.text("Action"), draft.title}, {t.text("Description"), draft.text}};
        case Group::who: return {{t.text("Responsable"), draft.responsible}, {t.text("Personnes associées"), draft.people}};
        case Group::when:
            return {{t.text("Début"), draft.start}, {t.text("Échéance"), trimmed(draft.due_month + " " + draft.due_year)}};
        case Group::state:
            return {{t.text("État"), words_of(t, parse<State>(draft.state).value_or(State::planned))},
                {t.text("Avancement"), draft.progress + " %"}};
        case Group::means:
            return {
                {t.text("Coût"), draft.cost}, {t.text("Charge de travail"), draft.effort}, {t.text("Financement"), draft.funder}};
        case Group::indicators: break;
    }
    std::vector<Line> lines;
    for (auto const& one : draft.indicators)
        lines.push_back({one.label, trimmed(one.baseline + " → " + one.target + " " + one.unit)});
    return lines;
}

} // namespace actions
