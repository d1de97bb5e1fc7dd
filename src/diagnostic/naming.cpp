#include "diagnostic/naming.h"

#include "core/unicode.h"
#include "diagnostic/profile.h"

#include <algorithm>

namespace diagnostic {
namespace {

using referentiel::Criterion, referentiel::Level;

// With one kind of apostrophe.
std::string comparable(std::string_view title) {
    constexpr std::string_view curly = "\u2019";
    auto const text = folded(title);
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        auto const end = std::min(text.find(curly, at), text.size());
        plain.append(text, at, end - at);
        if (end < text.size()) plain += '\'';
        at = end + curly.size();
    }
    return plain;
}

template <typename Table>
Criterion const* look_up(Table const& table, std::string_view name) {
    auto const found = table.find(name);
    return name.empty() || found == table.end() ? nullptr : found->second;
}

} // namespace

CriterionNames::CriterionNames(Diagnostic const& diagnostic) {
    for (auto const* criterion : asked(diagnostic)) {
        by_key_.emplace(criterion->key.text(), criterion);
        by_number_.emplace(criterion->number, criterion);
        for (auto const& language : diagnostic.version().languages)
            by_title_.emplace(comparable(criterion->title.in(language)), criterion);
    }
}

Criterion const* CriterionNames::by_key(std::string_view key) const { return look_up(by_key_, key); }
Criterion const* CriterionNames::by_number(std::string_view number) const { return look_up(by_number_, number); }
Criterion const* CriterionNames::by_title(std::string_view title) const { return look_up(by_title_, comparable(title)); }

Criterion const* CriterionNames::find(std::string_view name) const {
    for (auto const* found : {by_number(name), by_key(name), by_title(name)})
        if (found) return found;
    // Numbers may have points themselves, « 1.2 »: the longest beginning that is one.
    for (auto end = name.find_last_of(" .-–:)"); end != name.npos && end > 0; end = name.find_last_of(" .-–:)", end - 1))
        if (auto const* found = by_number(name.substr(0, end))) return found;
    return nullptr;
}

std::optional<Level> level_named(Diagnostic const& diagnostic, Criterion const& criterion, std::string const& said) {
    auto code = said == "★" ? std::string{"*"} : said;
    if (code.ends_with(".0") || code.ends_with(",0")) code.resize(code.size() - 2);
    std::ranges::transform(
        code, code.begin(), [](char sign) { return sign >= 'a' && sign <= 'z' ? static_cast<char>(sign - 32) : sign; });
    if (auto const level = criterion.scale->level(code)) return level;
    auto levels = criterion.scale->levels();
    for (auto const& special : criterion.scale->specials()) levels.push_back(special);
    for (auto const& level : levels)
        for (auto const& language : diagnostic.version().languages)
            for (auto const& words : {level.label(language), level.answer(language), level.short_label(language)})
                if (!words.empty() && folded(words) == folded(said)) return level;
    return std::nullopt;
}

} // namespace diagnostic
