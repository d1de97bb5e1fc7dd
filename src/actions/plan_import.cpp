#include "actions/plan_import.h"

#include "actions/draft.h"
#include "core/typed_date.h"
#include "core/unicode.h"
#include "diagnostic/draft.h"
#include "diagnostic/naming.h"
#include "html/html.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <unordered_map>

namespace actions {
namespace {

using html::Language;
using referentiel::Criterion, referentiel::Level;
using Row = std::vector<std::string>;

// --- What columns are called

struct Titles {
    Field field;
    std::vector<std::string_view> names; // folded
};

std::vector<Titles> const& known_titles() {
    static std::vector<Titles> const all{
        {Field::chapter, {"chapitre", "chapter", "theme", "thematique", "domaine"}},
        {Field::number, {"n°", "no", "no.", "n", "num", "numero", "number", "n° critere", "n° du critere", "cle", "key", "code"}},
        {Field::criterion, {"critere", "criterion", "critere concerne", "affirmation", "engagement", "enjeu"}},
        {Field::current, {"maturite actuelle", "present maturity", "current maturity", "niveau actuel", "current level"}},
        {Field::envisaged, {"maturite envisagee", "target maturity", "planned maturity", "envisaged maturity", "niveau vise",
                               "niveau envisage", "target level"}},
        {Field::action, {"action n°", "action no.", "n° action", "n° d'action", "numero d'action", "id"}},
        {Field::whole, {"sous-action de", "part of action", "part of", "action parente", "parent"}},
        {Field::title,
            {"amelioration des pratiques", "improvement of practices", "action", "actions", "titre", "title", "intitule",
                "intitule de l'action", "pratique envisagee", "pratiques envisagees", "action prevue", "actions prevues",
                "actions a mener", "action a mener", "mesure", "tache", "task", "objectif operationnel"}},
        {Field::text, {"description", "details", "detail", "commentaire", "commentaires", "comment", "comments", "remarques",
                          "notes", "description de l'action", "modalites"}},
        {Field::indicator, {"indicateur", "indicateurs", "indicator", "indicators", "indicateur de suivi", "indicateurs de suivi",
                               "preuve", "preuves", "kpi"}},
        {Field::kind, {"mesure par", "measured by", "type d'indicateur", "type of indicator"}},
        {Field::steps, {"etats", "states", "etats de l'indicateur", "steps"}},
        {Field::unit, {"unite", "unit", "unite de mesure"}},
        {Field::baseline, {"valeur de reference", "baseline value", "baseline", "reference", "valeur initiale",
                              "valeur de depart", "situation de depart"}},
        {Field::baseline_month,
            {"date de reference", "baseline date", "baseline month", "mois de reference", "date de la valeur de reference"}},
        {Field::target, {"valeur cible", "target value", "target", "cible", "objectif", "objectif chiffre", "valeur visee"}},
        {Field::direction, {"sens", "direction", "sens souhaite", "sens attendu", "evolution souhaitee"}},
        {Field::responsible, {"responsable", "responsible", "responsable d'action", "responsable de l'action", "pilote",
                                 "porteur", "porteuse", "owner", "qui", "who", "referent", "referente"}},
        {Field::people, {"personnes associees", "associated people", "associes", "partenaires", "contributeurs", "avec", "with",
                            "participants", "personnes impliquees"}},
        {Field::start, {"debut", "start", "date de debut", "start date", "commence le", "demarrage"}},
        {Field::due, {"echeance", "due", "due date", "delai", "delais", "date limite", "deadline", "date d'echeance", "fin",
                         "date de fin", "end", "end date", "pour quand", "quand", "responsable & echeance"}},
        {Field::cost, {"cout (€)", "cost (€)", "cout", "cost", "budget", "cout estime", "montant"}},
        {Field::effort, {"charge", "effort", "temps", "temps a passer", "moyens humains", "jours", "charge de travail"}},
        {Field::funder, {"financement", "funding", "financeur", "financeurs", "funder", "finance par"}},
        {Field::state, {"etat", "state", "statut", "status", "etat d'avancement"}},
        {Field::progress, {"avancement (%)", "progress (%)", "avancement", "progress", "% realise", "realisation", "%"}},
        {Field::done, {"terminee le", "done on", "date de realisation", "realisee le", "fait le", "faite le"}},
        {Field::punctuality, {"respect du delai", "punctuality", "ponctualite"}},
        {Field::governance, {"ce que sait la gouvernance", "what the governing body knows", "gouvernance", "governance"}},
        {Field::causes, {"les causes", "causes", "the causes", "cause"}},
    };
    return all;
}

std::string with_plain_blanks(std::string text) {
    for (std::string_view const blank : {"\u00a0", "\u202f", "\u2009"})
        for (auto at = text.find(blank); at != text.npos; at = text.find(blank)) text.replace(at, blank.size(), " ");
    return text;
}

// Straight apostrophes and single blanks, as the names above.
std::string comparable(std::string_view title) {
    auto text = with_plain_blanks(folded(cleaned_line(title)));
    for (auto at = text.find("\u2019"); at != text.npos; at = text.find("\u2019")) text.replace(at, 3, "'");
    for (auto at = text.find("  "); at != text.npos; at = text.find("  ")) text.erase(at, 1);
    while (!text.empty() && (text.back() == ' ' || text.back() == ':' || text.back() == '*')) text.pop_back();
    return text;
}

std::optional<Field> field_called(std::string_view title) {
    auto const name = comparable(title);
    if (name.empty()) return std::nullopt;
    for (auto const& titles : known_titles())
        if (std::ranges::find(titles.names, name) != titles.names.end()) return titles.field;
    return std::nullopt;
}

// Each field once, in the first column of that name.
std::vector<std::optional<Field>> fields_of(Row const& titles) {
    std::vector<std::optional<Field>> fields;
    for (std::size_t at = 0; at < titles.size() && at < most_columns; ++at) {
        auto field = field_called(titles[at]);
        if (std::ranges::find(fields, field) != fields.end()) field.reset();
        fields.push_back(field);
    }
    return fields;
}

std::ptrdiff_t count_known(std::vector<std::optional<Field>> const& fields) {
    return std::ranges::count_if(fields, [](auto const& field) { return field.has_value(); });
}

// --- What cells say

std::string at(Row const& row, std::optional<std::size_t> column) {
    return column && *column < row.size() ? cleaned(row[*column]) : std::string{};
}

std::vector<std::string> split(std::string_view text, std::string_view separators) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        auto const end = std::min(text.find_first_of(separators), text.size());
        if (auto part = cleaned_line(text.substr(0, end)); !part.empty()) parts.push_back(std::move(part));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

// « Sophie, Marc et la Mairie »; who is known by a name with an « et » in it keeps it whole.
std::vector<std::string> people_in(std::string const& cell, std::set<std::string> const& known) {
    std::vector<std::string> people;
    for (auto const& part : split(cell, ",;/\n&")) {
        if (known.contains(folded(part))) {
            if (std::ranges::find(people, part) == people.end()) people.push_back(part);
            continue;
        }
        std::string_view rest = part;
        for (auto end = rest.find(" et "); !rest.empty(); end = rest.find(" et ")) {
            auto name = cleaned_line(rest.substr(0, end));
            if (!name.empty() && std::ranges::find(people, name) == people.end()) people.push_back(std::move(name));
            rest.remove_prefix(end == rest.npos ? rest.size() : end + 4);
        }
    }
    return people;
}

// Spreadsheets count days from the end of 1899: what is shown as a date in them may come as its number.
std::optional<Date> day_of_serial(std::string const& cell) {
    int days = 0;
    auto const text = cell.substr(0, cell.find('.'));
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), days);
    if (fault != std::errc{} || end != text.data() + text.size() || days < 36'526 || days > 73'050)
        return std::nullopt; // 2000 to 2099
    return Date{std::chrono::year{1899} / 12 / 30} + std::chrono::days{days};
}

std::optional<Date> day_in(std::string const& cell) {
    auto const text = cleaned_line(std::string_view{cell}.substr(0, cell.find('T')));
    if (auto const day = read_day(text)) return day;
    return day_of_serial(text);
}

// Of a day, its month: « 31/12/2026 », « fin décembre 2026 », « 12/2026 », « 2026-12 ».
std::optional<Month> month_in(std::string const& cell) {
    auto text = folded(cleaned_line(cell));
    for (std::string_view const before : {"fin ", "courant ", "debut ", "end of ", "en "})
        if (text.starts_with(before)) text.erase(0, before.size());
    if (auto const month = read_month(text)) return month;
    if (auto const day = day_in(cleaned_line(cell))) return month_of(*day);
    return std::nullopt;
}

struct Figure {
    std::optional<Decimal> number = {};
    std::string unit = {};
};

// « 75 % », « 1 250 € », « 12,5 kg par an », « 4 m2 »: a number and what follows it.
Figure figure_in(std::string const& cell) {
    auto const text = with_plain_blanks(cleaned_line(cell));
    if (auto const whole = read_figure(text)) return {whole};
    auto const end = std::min(text.find_first_not_of("0123456789 ,.-+"), text.size());
    auto const number = read_figure(cleaned_line(text.substr(0, end)));
    return {number, number ? cleaned_line(text.substr(end)) : std::string{}};
}

std::optional<State> state_in(std::string const& cell) {
    auto const text = comparable(cell);
    auto const is_one_of = [&](std::initializer_list<std::string_view> names) {
        return std::ranges::find(names, text) != names.end();
    };
    if (is_one_of({"prevue", "prevu", "a faire", "a venir", "planifiee", "planifie", "planned", "to do", "todo", "pas realise",
            "non commence", "non commencee", "pas commence", "pas commencee", "not started"}))
        return State::planned;
    if (is_one_of({"en cours", "ongoing", "in progress", "commence", "commencee", "demarre", "demarree", "engagee", "engage"}))
        return State::ongoing;
    if (is_one_of({"terminee", "termine", "faite", "fait", "realisee", "realise", "achevee", "acheve", "done", "completed",
            "finie", "fini", "clos", "close"}))
        return State::done;
    if (is_one_of({"abandonnee", "abandonne", "annulee", "annule", "abandoned", "cancelled", "canceled"}))
        return State::abandoned;
    return std::nullopt;
}

std::optional<Indicator::Direction> direction_in(std::string const& cell) {
    auto const text = comparable(cell);
    auto const is_one_of = [&](std::initializer_list<std::string_view> names) {
        return std::ranges::find(names, text) != names.end();
    };
    if (is_one_of({"hausse", "a la hausse", "doit augmenter", "augmenter", "plus", "+", "rise", "up", "increase", "rising"}))
        return Indicator::Direction::rise;
    if (is_one_of({"baisse", "a la baisse", "doit baisser", "diminuer", "reduire", "moins", "-", "fall", "down", "decrease",
            "falling"}))
        return Indicator::Direction::fall;
    return std::nullopt;
}

// Are the shares of this column written « 0.4 », as spreadsheets keep « 40 % »?
bool holds_shares(tables::Cells const& rows, Columns const& columns) {
    auto const column = columns.of(Field::progress);
    bool has_any = false;
    for (auto row = columns.titles + 1; row < rows.size(); ++row) {
        auto const text = at(rows[row], column);
        if (text.empty()) continue;
        auto const number = read_figure(text);
        if (!number || number->digits < 0 || is_less(Decimal{1}, *number)) return false;
        has_any = has_any || number->decimals > 0 || number->digits == 1;
    }
    return has_any;
}

std::optional<int> percent_in(std::string cell, bool is_share) {
    cell = cleaned_line(cell);
    if (cell.ends_with('%')) cell = cleaned_line(cell.substr(0, cell.size() - 1));
    auto const number = read_figure(cell);
    if (!number || number->digits < 0) return std::nullopt;
    auto const percent = rounded({number->digits * (is_share ? 100 : 1), power_of_ten(number->decimals)}, 0).digits;
    return percent <= 100 ? std::optional{static_cast<int>(percent)} : std::nullopt;
}

// A line of a long text, cut between words.
std::string title_of_text(std::string const& text) {
    auto line = cleaned_line(std::string_view{text}.substr(0, text.find('\n')));
    if (length(line) <= longest_title) return line;
    auto begin = shortened(line, longest_title - 1);
    if (auto const blank = begin.rfind(' '); blank != begin.npos && blank > 0) begin.resize(blank);
    return begin + "…";
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
        for (auto const* person : reading.plan.people.present()) known_.insert(folded(person->name));
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
    std::string cell(Field field) const { return at(*row_, columns_.of(field)); }
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

    void read_criterion_alone() {
        before_.action.reset();
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
        for (auto const field : {Field::text, Field::responsible, Field::people, Field::start, Field::due, Field::cost,
                 Field::effort, Field::funder, Field::state, Field::progress, Field::done}) {
            auto const said = cell(field);
            if (cleaned_line(said).empty() || said == at(*before_.row, columns_.of(field))) continue;
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
        if (!has_indicator()) return refuse(t_.text("La ligne {} dit déjà cette action", {std::to_string(above.line)}));
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
        auto const is_long = [](auto const& one) { return length(one) > accounts::longest_person_name; };
        if (!first.empty() && is_long(first.front()))
            remark(action.content, Field::responsible, first.front(), t_.text("Le nom de la personne responsable est trop long"));
        else if (!first.empty()) name(action.responsible = first.front());
        for (auto const& person : others) {
            if (is_long(person) || action.people.size() >= most_people)
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
            auto const [number, unit] = figure_in(typed);
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

    void read_critical(Content& content) {
        Critical critical{cell(Field::governance), cell(Field::causes)};
        if (!cleaned_line(critical.governance).empty() || !cleaned_line(critical.causes).empty())
            content.critical = std::move(critical);
    }

    // --- Indicators

    void add_indicators(Content& content) {
        line().outcome = Outcome::indicator;
        auto const labels = split(cell(Field::indicator), "\n");
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
        auto const first = figure_in(baseline), aim = figure_in(target);
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
        auto steps = split(cell(Field::steps), ",;\n/");
        if (steps.empty() || steps == steps_of(t_, {indicator.id})) return;
        auto const is_long = [](auto const& step) { return length(step) > 40; };
        if (steps.size() == 1 || steps.size() > most_steps || std::ranges::any_of(steps, is_long))
            remark(content, Field::steps, one_line(Field::steps),
                t_.text("Les états de l'indicateur n'ont pas été compris : il faut deux à dix états courts, séparés par des "
                        "virgules"));
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

std::string briefly(std::string_view text) {
    auto line = cleaned_line(text);
    return line.size() <= 60 ? line : shortened(line, 57) + "…";
}

std::string_view to_text(Field field) {
    static constexpr std::array<std::string_view, field_count> names{"chapter", "number", "criterion", "current", "envisaged",
        "action", "whole", "title", "text", "indicator", "kind", "steps", "unit", "baseline", "baseline_month", "target",
        "direction", "responsible", "people", "start", "due", "cost", "effort", "funder", "state", "progress", "done",
        "punctuality", "governance", "causes"};
    return names[static_cast<std::size_t>(field)];
}

bool is_computed(Field field) { return field == Field::chapter || field == Field::current || field == Field::punctuality; }

std::optional<std::size_t> Columns::of(Field field) const {
    auto const found = std::ranges::find(fields, std::optional{field});
    return found == fields.end() ? std::nullopt : std::optional{static_cast<std::size_t>(found - fields.begin())};
}

std::int64_t ImportedPlan::count(Outcome outcome) const { return std::ranges::count(lines, outcome, &PlanLine::outcome); }

Columns guessed_columns(std::vector<tables::Sheet> const& sheets, std::size_t sheet, std::size_t titles) {
    return {sheet, titles, fields_of(sheets.at(sheet).rows.at(titles))};
}

std::optional<Columns> guessed_columns(std::vector<tables::Sheet> const& sheets) {
    std::optional<Columns> best;
    for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet)
        for (std::size_t row = 0; row < sheets[sheet].rows.size() && row < tables::rows_searched; ++row) {
            auto columns = guessed_columns(sheets, sheet, row);
            if (!best || count_known(columns.fields) > count_known(best->fields)) best = std::move(columns);
        }
    return best;
}

ImportedPlan imported_plan(Reading const& reading, tables::Cells const& rows, Columns const& columns, Twins twins) {
    return Reader{reading, rows, columns, twins}.run();
}

} // namespace actions

template <>
std::optional<actions::Field> parse<actions::Field>(std::string_view text) {
    for (int field = 0; field < actions::field_count; ++field)
        if (to_text(static_cast<actions::Field>(field)) == text) return static_cast<actions::Field>(field);
    return std::nullopt;
}
