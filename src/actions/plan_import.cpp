#include "actions/plan_import.h"

#include "actions/draft.h"
#include "actions/plan_cells.h"
#include "core/unicode.h"
#include "diagnostic/draft.h"
#include "diagnostic/naming.h"
#include "html/html.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

namespace actions {
namespace {

using html::Language;
using referentiel::Criterion, referentiel::Level;
using Row = std::vector<std::string>;

// Are the shares of this column written « 0.4 », as spreadsheets keep « 40 % »?
bool holds_shares(tables::Cells const& rows, Columns const& columns) {
    auto const column = columns.of(Field::progress);
    bool has_any = false;
    for (auto row = columns.titles + 1; row < rows.size(); ++row) {
        auto const text = cell_at(rows[row], column);
        if (text.empty()) continue;
        auto const number = read_figure(text);
        if (!number || number->digits < 0 || is_less(Decimal{1}, *number)) return false;
        has_any = has_any || number->decimals > 0 || number->digits == 1;
    }
    return has_any;
}

// Reads a file from top to bottom: lines lean on those above them.
class Reader {
public:
    Reader(Reading const& reading, tables::Cells const& rows, Columns const& columns, Twins twins)
        : reading_{reading}, t_{reading.t}, rows_{rows}, columns_{columns}, twins_{twins}, names_{reading.diagnostic},
          is_share_{holds_shares(rows, columns)}, planned_{actions::actions(reading.plan).size()} {
        for (auto const& commitment : reading.plan.commitments)
            for (auto const* action : actions::actions(commitment))
                kept_.try_emplace(key(commitment.criterion, name_of(t_, *action)), action->number);
        for (auto const* person : reading.plan.people.present()) known_.insert(folded(person->called));
    }

    ImportedPlan run() {
        auto const end = std::min(rows_.size(), columns_.titles + 1 + most_lines);
        plan_.is_cut = end < rows_.size();
        for (auto row = columns_.titles + 1; row < end; ++row) {
            if (tables::is_blank(rows_[row])) continue;
            row_ = &rows_[row];
            plan_.lines.push_back({row + 1, said(), Outcome::refused, {}});
            read_line();
        }
        for (auto& name : all_names_) plan_.names.push_back(name.second);
        return std::move(plan_);
    }

private:
    struct Before { // what the line above was about
        Criterion const* criterion = nullptr;
        std::optional<std::size_t> action = {}; // by its place among those that come
        std::size_t line = 0;
        Row const* row = nullptr; // that the action is told in
        bool is_left_out = false; // it is planned already
    };

    PlanLine& line() { return plan_.lines.back(); }
    std::string cell(Field field) const { return cell_at(*row_, columns_.of(field)); }
    std::string one_line(Field field) const { return cleaned_line(cell(field)); }
    static std::string key(Criterion const* criterion, std::string_view title) {
        return (criterion ? std::string{criterion->key.text()} : std::string{}) + "\n" + folded(title);
    }

    // A criterion that the line leaves out is that of the line above.
    std::string said() const {
        std::string all;
        if (!names_criterion() && before_.criterion) all = t_.text("{} (comme au-dessus)", {before_.criterion->number});
        for (auto const field : {Field::number, Field::criterion, Field::title, Field::indicator})
            if (auto const text = briefly(cell(field)); !text.empty()) all += (all.empty() ? "" : " · ") + text;
        return all;
    }

    void end(Outcome outcome, std::string words) {
        line().outcome = outcome;
        line().words = std::move(words);
    }

    void refuse(std::string words) { end(Outcome::refused, std::move(words)); }

    // Keeps what was not understood, so that nothing that stands in the file is lost.
    void remark(Content& content, Field field, std::string const& value, std::string words) {
        line().remarks.push_back(std::move(words));
        content.text += (content.text.empty() ? "" : "\n\n") + t_.text("{} : {}", {heading(t_, field), value});
    }

    bool names_criterion() const { return !one_line(Field::number).empty() || !one_line(Field::criterion).empty(); }

    Criterion const* criterion_named() const {
        for (auto const field : {Field::number, Field::criterion})
            if (auto const* found = names_.find(one_line(field))) return found;
        return nullptr;
    }

    bool has_indicator() const {
        return !one_line(Field::indicator).empty() || !one_line(Field::target).empty() || !one_line(Field::baseline).empty();
    }

    void read_line() {
        if (names_criterion()) {
            auto const* criterion = criterion_named();
            if (criterion != before_.criterion || !criterion) before_ = {criterion};
            is_unknown_above_ = !criterion;
            if (!criterion) return refuse(t_.text("Aucun critère de ce numéro ou de ce titre dans ce référentiel"));
        }
        if (!before_.criterion)
            return refuse(is_unknown_above_ ? t_.text("La ligne du dessus n'est pas reprise : celle-ci non plus")
                                            : t_.text("Le critère manque, et la ligne du dessus n'en dit pas"));
        if (!reading_.mandate.allows(*before_.criterion)) return refuse(t_.text("Ce critère est confié à quelqu'un d'autre"));
        read_level();
        auto const title = cell(Field::title);
        if (!cleaned_line(title).empty()) return read_action(title);
        if (has_indicator()) return read_more();
        read_criterion_alone();
    }

    void read_level() {
        auto const* criterion = before_.criterion;
        auto const typed = one_line(Field::envisaged);
        if (typed.empty()) return;
        auto const level = diagnostic::level_named(reading_.diagnostic, *criterion, typed);
        if (!level || level->rank() == 0) {
            line().remarks.push_back(t_.text("Le niveau « {} » n'existe pas pour ce critère : laissé vide", {briefly(typed)}));
            return;
        }
        auto const* kept = reading_.plan.find(*criterion);
        if (!kept || !kept->envisaged) plan_.levels.try_emplace(criterion, *level);
        else if (*kept->envisaged != *level)
            line().remarks.push_back(
                t_.text("Le plan vise déjà le niveau {} pour ce critère : gardé", {std::string{kept->envisaged->code()}}));
    }

    void bring_in(Criterion const* criterion) {
        if (reading_.plan.find(*criterion) || !coming_.insert(criterion).second) return;
        plan_.criteria.push_back(criterion);
    }

    static constexpr std::array of_actions{Field::text, Field::responsible, Field::people, Field::start, Field::due, Field::cost,
        Field::effort, Field::funder, Field::state, Field::progress, Field::done, Field::governance, Field::causes};

    // What is said of no action has nowhere to go.
    void tell_what_is_lost() {
        std::string all;
        for (auto const field : of_actions)
            if (!one_line(field).empty()) all += (all.empty() ? "" : ", ") + heading(t_, field);
        if (!all.empty())
            line().remarks.push_back(t_.text("Il n'y a pas d'action sur cette ligne ; ne sont pas repris : {}", {all}));
    }

    // Of a line that brings no due month of its own.
    void tell_bad_month() {
        auto const typed = one_line(Field::due);
        if (!typed.empty() && !month_in(typed))
            line().remarks.push_back(t_.text("L'échéance « {} » n'est pas un mois", {briefly(typed)}));
    }

    void read_criterion_alone() {
        before_.action.reset();
        tell_what_is_lost();
        if (reading_.plan.find(*before_.criterion)) return end(Outcome::planned, t_.text("Ce critère est déjà au plan"));
        if (coming_.contains(before_.criterion)) return refuse(t_.text("Il manque ce qui sera fait"));
        bring_in(before_.criterion);
        end(Outcome::commitment, t_.text("Le critère entre au plan, sans action"));
    }

    // An indicator of the action above.
    void read_more() {
        if (before_.is_left_out) return end(Outcome::planned, t_.text("Indicateur d'une action laissée de côté"));
        if (!before_.action) return refuse(t_.text("Un indicateur sans action : la ligne du dessus n'en dit pas"));
        add_indicators(plan_.actions[*before_.action].content);
        keep_the_rest(plan_.actions[*before_.action].content);
        if (line().outcome == Outcome::indicator)
            line().words = t_.text("Indicateur de plus pour l'action de la ligne {}", {std::to_string(before_.line)});
    }

    // What the line says of the action itself, where it is not what was said above.
    void keep_the_rest(Content& content) {
        tell_bad_month();
        for (auto const field : of_actions) {
            auto const said = cell(field);
            if (cleaned_line(said).empty() || said == cell_at(*before_.row, columns_.of(field))) continue;
            remark(content, field, said,
                t_.text("{} : autre chose que dans la ligne {}, gardé dans la description",
                    {heading(t_, field), std::to_string(before_.line)}));
        }
    }

    void read_action(std::string const& typed) {
        auto const title = title_of_text(typed);
        auto const* criterion = before_.criterion;
        auto const found = coming_actions_.find(key(criterion, title));
        if (found != coming_actions_.end()) return read_again(found->second);
        if (auto const kept = kept_.find(key(criterion, title)); kept != kept_.end()) {
            auto const number = std::to_string(kept->second);
            if (twins_ == Twins::left_out) {
                before_ = {criterion, std::nullopt, line().number, nullptr, true};
                tell_bad_month();
                return end(Outcome::planned, t_.text("Déjà au plan (action n° {}) : laissée de côté", {number}));
            }
            add_action(title, typed, t_.text("Déjà au plan (action n° {}) : ajoutée quand même", {number}));
        } else add_action(title, typed, t_.text("Nouvelle action"));
    }

    struct Coming {
        std::size_t action;
        std::size_t line;
        Row const* row;
    };

    // The action of a line above: what is new is its indicator.
    void read_again(Coming const& above) {
        before_ = {before_.criterion, above.action, above.line, above.row};
        if (!has_indicator()) {
            tell_bad_month();
            return refuse(t_.text("La ligne {} dit déjà cette action", {std::to_string(above.line)}));
        }
        read_more();
    }

    void add_action(std::string const& title, std::string const& typed, std::string words) {
        if (planned_ + plan_.actions.size() >= most_actions) {
            before_.action.reset();
            return refuse(t_.text("Un plan compte mille actions au plus"));
        }
        auto const* criterion = before_.criterion;
        auto const place = plan_.actions.size();
        plan_.actions.push_back({criterion});
        auto& action = plan_.actions.back();
        before_ = {criterion, place, line().number, row_};
        coming_actions_.emplace(key(criterion, title), Coming{place, line().number, row_});
        bring_in(criterion);
        end(Outcome::action, std::move(words));

        action.content.title = title;
        auto const details = cell(Field::text);
        if (cleaned_line(typed) != title) action.content.text = typed;
        if (!details.empty()) action.content.text += (action.content.text.empty() ? "" : "\n\n") + details;
        read_whole(action);
        read_people(action);
        read_times(action.content);
        read_state(action.content);
        read_means(action.content);
        read_critical(action.content);
        if (has_indicator()) add_indicators(action.content);
        line().outcome = Outcome::action;
        if (action.content.text.size() > diagnostic::longest_text) {
            action.content.text = cleaned(shortened(action.content.text, diagnostic::longest_text));
            line().remarks.push_back(t_.text("La description est trop longue : sa fin est coupée"));
        }
        if (auto number = one_line(Field::action); !number.empty()) numbered_.try_emplace(std::move(number), place);
    }

    // The number that the file gives to an action above, or its title.
    void read_whole(ImportedAction& action) {
        auto const typed = one_line(Field::whole);
        if (typed.empty()) return;
        auto whole = std::optional<std::size_t>{};
        if (auto const found = numbered_.find(typed); found != numbered_.end()) whole = found->second;
        else if (auto const named = coming_actions_.find(key(action.criterion, typed)); named != coming_actions_.end())
            whole = named->second.action;
        auto const fits = whole && plan_.actions[*whole].criterion == action.criterion && !plan_.actions[*whole].whole;
        if (fits) action.whole = whole;
        else
            remark(action.content, Field::whole, typed,
                t_.text("L'action « {} » n'est pas dans les lignes du dessus : celle-ci vient à part", {briefly(typed)}));
    }

    void name(std::string const& person) { all_names_.try_emplace(folded(person), person); }

    void read_people(ImportedAction& action) {
        auto first = people_in(cell(Field::responsible), known_), others = people_in(cell(Field::people), known_);
        if (first.size() > 1) {
            line().remarks.push_back(t_.text("Un seul nom est responsable : {} ; les autres sont associés", {first.front()}));
            others.insert(others.begin(), first.begin() + 1, first.end());
        }
        if (!first.empty() && accounts::is_too_long(first.front()))
            remark(action.content, Field::responsible, first.front(), t_.text("Le nom de la personne responsable est trop long"));
        else if (!first.empty()) name(action.responsible = first.front());
        for (auto const& person : others) {
            if (accounts::is_too_long(person) || action.people.size() >= most_people)
                remark(action.content, Field::people, person, t_.text("Un nom est trop long, ou de trop"));
            else name(action.people.emplace_back(person));
        }
    }

    void read_times(Content& content) {
        if (auto const typed = one_line(Field::start); !typed.empty()) {
            content.start = day_in(typed);
            if (!content.start) remark(content, Field::start, typed, not_a_day(Field::start, typed));
        }
        if (auto const typed = one_line(Field::due); !typed.empty()) {
            if (auto const month = month_in(typed)) content.due = Due{*month};
            else
                remark(
                    content, Field::due, typed, t_.text("L'échéance « {} » n'est pas un mois : laissée vide", {briefly(typed)}));
        }
        if (content.start && content.due && *content.start >= content.due->late_from()) {
            auto const typed = one_line(Field::start);
            content.start.reset();
            remark(content, Field::start, typed, t_.text("Le début « {} » vient après l'échéance : laissé vide", {typed}));
        }
    }

    std::string not_a_day(Field field, std::string const& typed) const {
        return t_.text("{} : « {} » n'est pas un jour, laissé vide", {heading(t_, field), briefly(typed)});
    }

    void read_state(Content& content) {
        auto const progress = one_line(Field::progress), state = one_line(Field::state), done = one_line(Field::done);
        if (!progress.empty()) {
            auto const percent = percent_in(progress, is_share_);
            if (percent) content.progress = *percent;
            else
                remark(content, Field::progress, progress,
                    t_.text("L'avancement « {} » n'est pas un nombre de 0 à 100 : laissé à 0", {briefly(progress)}));
        }
        auto const told = state_in(state);
        if (told) content.state = *told;
        else if (state.empty() && content.progress > 0) content.state = content.progress == 100 ? State::done : State::ongoing;
        else if (!state.empty())
            remark(content, Field::state, state,
                t_.text("L'état « {} » n'est pas connu : l'action vient comme prévue", {briefly(state)}));
        if (!done.empty() && content.state == State::done) {
            content.done = day_in(done);
            if (!content.done) remark(content, Field::done, done, not_a_day(Field::done, done));
            else if (*content.done > reading_.today) {
                content.done.reset();
                remark(content, Field::done, done,
                    t_.text("{} : « {} » est à venir, laissé vide", {heading(t_, Field::done), briefly(done)}));
            }
        } else if (!done.empty())
            remark(content, Field::done, done, t_.text("L'action n'est pas terminée : ce jour est gardé dans la description"));
        if (content.state == State::done) content.progress = 100;
    }

    void read_means(Content& content) {
        if (auto const typed = one_line(Field::cost); !typed.empty()) {
            auto const [number, unit] = amount_in(typed);
            auto const is_euros = unit.empty() || unit == "€" || folded(unit) == "eur" || folded(unit).starts_with("euro");
            if (number && number->digits >= 0 && is_euros) content.cost = number;
            else
                remark(content, Field::cost, typed,
                    t_.text("Le coût « {} » n'est pas un nombre d'euros : laissé vide", {briefly(typed)}));
        }
        for (auto const& [field, into] : {std::pair{Field::effort, &content.effort}, {Field::funder, &content.funder}}) {
            auto const typed = one_line(field);
            if (length(typed) <= longest_note) *into = typed;
            else remark(content, field, typed, t_.text("{} : trop long, gardé dans la description", {heading(t_, field)}));
        }
    }

    // Of an imperative criterion alone, and where both are said.
    void read_critical(Content& content) {
        Critical critical{cell(Field::governance), cell(Field::causes)};
        auto const is_sound = [](std::string const& text) {
            return !cleaned_line(text).empty() && length(text) <= diagnostic::longest_text;
        };
        if (before_.criterion->is_imperative && is_sound(critical.governance) && is_sound(critical.causes)) {
            content.critical = std::move(critical);
            return;
        }
        for (auto const field : {Field::governance, Field::causes})
            if (auto const said = cell(field); !cleaned_line(said).empty())
                remark(content, field, said,
                    t_.text("{} : gardé dans la description, car l'action n'est pas critique", {heading(t_, field)}));
    }

    // --- Indicators

    void add_indicators(Content& content) {
        line().outcome = Outcome::indicator;
        auto const labels = lines_in(cell(Field::indicator));
        auto const has_figures = !one_line(Field::target).empty() || !one_line(Field::baseline).empty();
        if (has_figures || labels.size() <= 1)
            return add_indicator(content, labels.empty() ? std::string{} : one_line(Field::indicator));
        for (auto const& label : labels) add_indicator(content, label); // a cell with one a line
    }

    void add_indicator(Content& content, std::string label) {
        if (content.indicators.size() >= most_indicators) return refuse(t_.text("Une action a quarante indicateurs au plus"));
        Indicator indicator{new_id<Indicator>(reading_.now, reading_.chance)};
        if (length(label) > longest_label) {
            remark(content, Field::indicator, label, t_.text("L'indicateur est trop long : raccourci"));
            label = title_of_text(label);
        }
        indicator.label = label.empty() ? t_.text("Indicateur") : label;
        read_kind(content, indicator);
        content.indicators.push_back(std::move(indicator));
    }

    void read_kind(Content& content, Indicator& indicator) {
        auto const baseline = one_line(Field::baseline), target = one_line(Field::target), unit = one_line(Field::unit);
        auto const first = amount_in(baseline), aim = amount_in(target);
        auto const kind = comparable(one_line(Field::kind));
        auto const is_figure = first.number || aim.number || kind == "valeur" || kind == "value" || kind == "figure" ||
                               (!unit.empty() && one_line(Field::steps).empty());
        if (is_figure) indicator.kind = Indicator::Kind::figure;
        else read_steps(content, indicator);
        if (!baseline.empty() && !first.number)
            remark(content, Field::baseline, baseline, not_a_number(Field::baseline, baseline));
        if (!target.empty() && !aim.number) remark(content, Field::target, target, not_a_number(Field::target, target));
        if (!is_figure) return;
        indicator.unit = !unit.empty() ? unit : !aim.unit.empty() ? aim.unit : first.unit;
        if (length(indicator.unit) > 30) {
            remark(content, Field::unit, indicator.unit, t_.text("L'unité est trop longue : gardée dans la description"));
            indicator.unit.clear();
        }
        indicator.baseline = first.number;
        indicator.target = aim.number;
        read_direction(content, indicator);
        if (auto const typed = one_line(Field::baseline_month); !typed.empty()) {
            indicator.baseline_month = month_in(typed);
            if (!indicator.baseline_month)
                remark(content, Field::baseline_month, typed,
                    t_.text("La date de référence « {} » n'est pas un mois : laissée vide", {briefly(typed)}));
        }
    }

    // Where both values say it, they do.
    void read_direction(Content& content, Indicator& indicator) {
        auto const typed = one_line(Field::direction);
        if (auto const told = direction_in(typed)) indicator.direction = *told;
        else if (!typed.empty())
            remark(content, Field::direction, typed,
                t_.text("Le sens « {} » n'est ni hausse ni baisse : gardé dans la description", {briefly(typed)}));
        indicator.direction = direction(indicator);
    }

    std::string not_a_number(Field field, std::string const& typed) const {
        return t_.text("{} : « {} » n'est pas un nombre, gardé dans la description", {heading(t_, field), briefly(typed)});
    }

    void read_steps(Content& content, Indicator& indicator) {
        auto steps = steps_in(cell(Field::steps));
        if (steps.empty() || steps == steps_of(t_, {indicator.id})) return;
        auto const is_long = [](auto const& step) { return length(step) > 40; };
        if (steps.size() == 1 || steps.size() > most_steps || std::ranges::any_of(steps, is_long) || says_one_twice(steps))
            remark(content, Field::steps, one_line(Field::steps),
                t_.text("Les états de l'indicateur n'ont pas été compris : il faut deux à dix états courts, tous différents, "
                        "séparés par des virgules"));
        else indicator.steps = std::move(steps);
    }

    Reading const& reading_;
    Language const& t_;
    tables::Cells const& rows_;
    Columns const& columns_;
    Twins twins_;
    diagnostic::CriterionNames names_;
    bool is_share_;
    std::size_t planned_;

    ImportedPlan plan_ = {};
    Row const* row_ = nullptr;
    Before before_ = {};
    std::set<std::string> known_ = {};                            // names of people, folded
    bool is_unknown_above_ = false;                               // the last criterion that was named
    std::unordered_map<std::string, int> kept_ = {};              // what is planned, by criterion and title: its number
    std::unordered_map<std::string, Coming> coming_actions_ = {}; // the same of the lines above
    std::unordered_map<std::string, std::size_t> numbered_ = {};  // by the number that the file gives them
    std::set<Criterion const*> coming_ = {};
    std::map<std::string, std::string> all_names_ = {};
};

} // namespace

std::int64_t ImportedPlan::count(Outcome outcome) const { return std::ranges::count(lines, outcome, &PlanLine::outcome); }

ImportedPlan imported_plan(Reading const& reading, tables::Cells const& rows, Columns const& columns, Twins twins) {
    return Reader{reading, rows, columns, twins}.run();
}

} // namespace actions
