#include "actions/plan_cells.h"

#include "core/typed_date.h"
#include "core/unicode.h"

#include <algorithm>
#include <charconv>

namespace actions {
namespace {

std::string with_plain_blanks(std::string text) {
    for (std::string_view const blank : {"\u00a0", "\u202f", "\u2009"})
        for (auto at = text.find(blank); at != text.npos; at = text.find(blank)) text.replace(at, blank.size(), " ");
    return text;
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

// --- Lists in a cell

struct Part {
    std::string text;
    bool is_quoted = false;
};

enum class Quotes { keep_whole, are_signs };

std::string in_quotes(std::string_view word) {
    std::string all = "\"";
    for (auto const sign : word) all += sign == '"' ? std::string{"\"\""} : std::string{sign};
    return all + '"';
}

// What stands in quotes at the beginning, up to a separator or the end; nothing where the quotes are part of the words.
std::optional<std::string> take_quoted(std::string_view& text, std::string_view separators) {
    auto rest = text.substr(std::min(text.find_first_not_of(' '), text.size()));
    if (!rest.starts_with('"')) return std::nullopt;
    rest.remove_prefix(1);
    std::string word;
    for (;;) {
        auto const end = rest.find('"');
        if (end == rest.npos) return std::nullopt;
        word += rest.substr(0, end);
        rest.remove_prefix(end + 1);
        if (!rest.starts_with('"')) break;
        word += '"';
        rest.remove_prefix(1);
    }
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    if (!rest.empty() && separators.find(rest.front()) == separators.npos) return std::nullopt;
    text = rest.substr(std::min<std::size_t>(1, rest.size()));
    return word;
}

// What stands between any of these signs.
std::vector<Part> parts(std::string_view text, std::string_view separators, Quotes quotes = Quotes::keep_whole) {
    std::vector<Part> all;
    while (!text.empty()) {
        auto whole = quotes == Quotes::keep_whole ? take_quoted(text, separators) : std::nullopt;
        Part part{whole ? *std::move(whole) : std::string{}, whole.has_value()};
        if (!part.is_quoted) {
            auto const end = std::min(text.find_first_of(separators), text.size());
            part.text = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        part.text = cleaned_line(part.text);
        if (!part.text.empty()) all.push_back(std::move(part));
    }
    return all;
}

std::vector<std::string> words_between(std::string_view text, std::string_view separators) {
    std::vector<std::string> words;
    for (auto& part : parts(text, separators)) words.push_back(std::move(part.text));
    return words;
}

// « Marc et la Mairie »
std::vector<std::string> joined_names(std::string_view text) {
    constexpr std::string_view between = " et ";
    std::vector<std::string> names;
    while (!text.empty()) {
        auto const end = text.find(between);
        if (auto name = cleaned_line(text.substr(0, end)); !name.empty()) names.push_back(std::move(name));
        text.remove_prefix(end == text.npos ? text.size() : end + between.size());
    }
    return names;
}

} // namespace

std::string comparable(std::string_view title) {
    auto text = with_plain_blanks(folded(cleaned_line(title)));
    for (auto at = text.find("\u2019"); at != text.npos; at = text.find("\u2019")) text.replace(at, 3, "'");
    for (auto at = text.find("  "); at != text.npos; at = text.find("  ")) text.erase(at, 1);
    while (!text.empty() && (text.back() == ' ' || text.back() == ':' || text.back() == '*')) text.pop_back();
    return text;
}

std::string briefly(std::string_view text) {
    auto line = cleaned_line(text);
    return line.size() <= 60 ? line : shortened(line, 57) + "…";
}

std::string cell_at(std::vector<std::string> const& row, std::optional<std::size_t> column) {
    return column && *column < row.size() ? cleaned(row[*column]) : std::string{};
}

std::vector<std::string> lines_in(std::string_view cell) {
    std::vector<std::string> lines;
    for (auto& part : parts(cell, "\n", Quotes::are_signs)) lines.push_back(std::move(part.text));
    return lines;
}

std::string listed(std::span<std::string const> words) {
    std::string all;
    for (auto const& word : words) {
        auto const is_parted = word.find_first_of(",;/&\n\"") != word.npos || word.find(" et ") != word.npos;
        all += (all.empty() ? "" : ", ") + (is_parted ? in_quotes(word) : word);
    }
    return all;
}

std::string typed_list(std::span<std::string const> words, std::string_view between) {
    std::string all;
    for (auto const& word : words) {
        auto const is_parted = word.find_first_of(",;\n") != word.npos || word.starts_with('"');
        all += (all.empty() ? std::string{} : std::string{between}) + (is_parted ? in_quotes(word) : word);
    }
    return all;
}

std::vector<std::string> typed_words(std::string_view field) { return words_between(field, ",;\n"); }

std::vector<std::string> steps_in(std::string_view cell) { return words_between(cell, ",;\n/"); }

std::vector<std::string> people_in(std::string const& cell, std::set<std::string> const& known) {
    using Names = std::vector<std::string>;
    auto const is_known = [&](std::string const& name) { return known.contains(folded(name)); };
    auto const whole_or = [&](std::string whole, Names parted) {
        return is_known(whole) && !std::ranges::all_of(parted, is_known) ? Names{std::move(whole)} : std::move(parted);
    };
    Names people;
    for (auto& part : parts(cell, ",;/\n&")) {
        auto names = part.is_quoted ? Names{part.text} : whole_or(part.text, joined_names(part.text));
        for (auto& name : names)
            if (std::ranges::find(people, name) == people.end()) people.push_back(std::move(name));
    }
    return whole_or(cleaned_line(cell), std::move(people));
}

std::optional<Date> day_in(std::string const& cell) {
    auto const text = cleaned_line(std::string_view{cell}.substr(0, cell.find('T')));
    if (auto const day = read_day(text)) return day;
    return day_of_serial(text);
}

std::optional<Month> month_in(std::string const& cell) {
    auto text = folded(cleaned_line(cell));
    for (std::string_view const before : {"fin ", "courant ", "debut ", "end of ", "en "})
        if (text.starts_with(before)) text.erase(0, before.size());
    if (auto const month = read_month(text)) return month;
    if (auto const day = day_in(cleaned_line(cell))) return month_of(*day);
    return std::nullopt;
}

Amount amount_in(std::string const& cell) {
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

std::optional<int> percent_in(std::string cell, bool is_share) {
    cell = cleaned_line(cell);
    if (cell.ends_with('%')) cell = cleaned_line(cell.substr(0, cell.size() - 1));
    auto const number = read_figure(cell);
    if (!number || number->digits < 0) return std::nullopt;
    auto const percent = rounded({number->digits * (is_share ? 100 : 1), power_of_ten(number->decimals)}, 0).digits;
    return percent <= 100 ? std::optional{static_cast<int>(percent)} : std::nullopt;
}

std::string title_of_text(std::string const& text) {
    auto line = cleaned_line(std::string_view{text}.substr(0, text.find('\n')));
    if (length(line) <= longest_title) return line;
    auto begin = shortened(line, longest_title - 1);
    if (auto const blank = begin.rfind(' '); blank != begin.npos && blank > 0) begin.resize(blank);
    return begin + "…";
}

} // namespace actions
