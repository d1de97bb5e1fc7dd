#include "diagnostic/import.h"

#include "core/unicode.h"
#include "diagnostic/naming.h"

#include <algorithm>
#include <initializer_list>
#include <set>

namespace diagnostic {
namespace {

using referentiel::Criterion;

bool is_one_of(std::string_view title, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, title) != names.end();
}

// Where each column stands; only the level is needed besides one that names the criterion.
struct Columns {
    std::optional<std::size_t> key, number, title, level, comment, reason;

    bool is_enough() const { return level && (key || number || title); }
};

Columns columns_of(std::vector<std::string> const& row) {
    Columns columns;
    auto const note = [](std::optional<std::size_t>& column, std::size_t at) {
        if (!column) column = at;
    };
    for (std::size_t at = 0; at < row.size(); ++at) {
        auto const title = folded(cleaned_line(row[at]));
        if (is_one_of(title, {"cle", "key", "code"})) note(columns.key, at);
        else if (is_one_of(title, {"n°", "no", "no.", "n", "numero", "number"})) note(columns.number, at);
        else if (is_one_of(title, {"critere", "criterion", "titre", "title"})) note(columns.title, at);
        else if (is_one_of(title, {"niveau", "level", "cotation", "note", "maturite", "maturity"})) note(columns.level, at);
        else if (is_one_of(title, {"commentaire", "commentaires", "comment", "comments"})) note(columns.comment, at);
        else if (is_one_of(title, {"raison", "reason", "motif"})) note(columns.reason, at);
    }
    return columns;
}

struct Heading {
    std::size_t row;
    Columns columns;
};

std::optional<Heading> heading_of(Cells const& rows) {
    auto const row = tables::find_heading(rows, [](auto const& titles) { return columns_of(titles).is_enough(); });
    return row ? std::optional{Heading{*row, columns_of(rows[*row])}} : std::nullopt;
}

std::string at(std::vector<std::string> const& row, std::optional<std::size_t> column) {
    return column && *column < row.size() ? row[*column] : std::string{};
}

Criterion const* find_criterion(CriterionNames const& names, std::vector<std::string> const& row, Columns const& columns) {
    if (auto const* found = names.by_key(cleaned_line(at(row, columns.key)))) return found;
    if (auto const* found = names.by_number(cleaned_line(at(row, columns.number)))) return found;
    return names.by_title(cleaned_line(at(row, columns.title)));
}

LineState state_of(RatingProblem problem) {
    return problem == RatingProblem::reason_missing ? LineState::reason_missing : LineState::not_for_it;
}

void judge(ImportLine& line, Diagnostic const& diagnostic, std::vector<std::string> const& row, Columns const& columns) {
    auto const said = cleaned_line(at(row, columns.level));
    if (said.empty()) {
        auto const is_blank = at(row, columns.comment).empty() && at(row, columns.reason).empty();
        line.state = is_blank ? LineState::empty : LineState::without_level;
        return;
    }
    auto const level = level_named(diagnostic, *line.criterion, said);
    if (!level) return;
    auto comment = at(row, columns.comment);
    if (comment.empty() && line.before) comment = line.before->rating.comment;
    auto const reason = at(row, columns.reason);
    if (level->effect() != referentiel::Effect::not_concerned) line.idle_reason = cleaned_line(reason);
    auto const rating = make_rating(*line.criterion, level->code(), reason, comment);
    if (!rating) {
        line.state = state_of(rating.error());
        return;
    }
    line.state = !line.before ? LineState::added : line.before->rating == *rating ? LineState::same : LineState::changed;
    line.rating = *rating;
}

std::string said_in(std::vector<std::string> const& row, Columns const& columns) {
    std::string all;
    for (auto const& column : {columns.number, columns.key, columns.title, columns.level}) {
        auto const text = shortened(cleaned_line(at(row, column)), 200);
        if (!text.empty()) all += (all.empty() ? "" : " · ") + text;
    }
    return cleaned(all);
}

} // namespace

std::optional<Cells> read_rating_file(std::string_view bytes) {
    auto sheets = tables::read_sheets(bytes);
    if (!sheets) return std::nullopt;
    for (auto& sheet : *sheets)
        if (heading_of(sheet.rows)) return std::move(sheet.rows);
    return std::nullopt;
}

std::vector<ImportLine> import_lines(
    Diagnostic const& diagnostic, Cells const& rows, std::span<SavedRating const> kept, Mandate const& mandate) {
    std::vector<ImportLine> lines;
    auto const heading = heading_of(rows);
    if (!heading) return lines;
    CriterionNames const names{diagnostic};
    std::set<Criterion const*> seen;
    for (auto number = heading->row + 1; number < rows.size(); ++number) {
        auto const& row = rows[number];
        if (tables::is_blank(row)) continue;
        ImportLine line{number + 1, said_in(row, heading->columns), LineState::unknown_criterion};
        line.criterion = find_criterion(names, row, heading->columns);
        if (line.criterion) {
            line.before = find_rating(kept, *line.criterion);
            line.state = LineState::unknown_level;
            if (!seen.insert(line.criterion).second) line.state = LineState::twice;
            else if (!mandate.allows(*line.criterion)) line.state = LineState::not_yours;
            else judge(line, diagnostic, row, heading->columns);
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace diagnostic
