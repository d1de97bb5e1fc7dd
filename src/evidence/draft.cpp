#include "evidence/draft.h"

#include "core/typed_date.h"
#include "core/unicode.h"
#include "core/url.h"

#include <charconv>

namespace evidence {
namespace {

constexpr std::size_t longest_title = 200, longest_link = 2'000;
constexpr int first_year = 1990, last_year = 2100;

bool has_scheme(std::string_view link) {
    auto const start = folded(link.substr(0, 8));
    return start.starts_with("https://") || start.starts_with("http://");
}

std::optional<Date> read_day_of(html::Language const& t, Draft& draft, std::string_view field, std::string_view typed) {
    if (typed.empty()) return std::nullopt;
    auto const day = read_day(typed);
    if (!day)
        draft.problems.push_back(
            {std::string{field}, t.text("Saisissez une date, par exemple 31/12/2027, ou laissez ce champ vide")});
    return day;
}

} // namespace

std::optional<Date> read_expiry(html::Language const& t, Draft& draft) { return read_day_of(t, draft, "expires", draft.expires); }

std::optional<Date> read_next_expiry(html::Language const& t, Draft& draft) {
    return read_day_of(t, draft, "next_expires", draft.next_expires);
}

std::optional<int> read_year(html::Language const& t, Draft& draft) {
    if (draft.year.empty()) return std::nullopt;
    int year = 0;
    auto const [end, error] = std::from_chars(draft.year.data(), draft.year.data() + draft.year.size(), year);
    if (error == std::errc{} && end == draft.year.data() + draft.year.size() && year >= first_year && year <= last_year)
        return year;
    draft.problems.push_back({"year", t.text("Saisissez une année, par exemple 2026, ou laissez ce champ vide")});
    return std::nullopt;
}

void check_title(html::Language const& t, Draft& draft, std::string_view field) {
    if (draft.title.empty()) draft.problems.push_back({std::string{field}, t.text("Donnez un titre à ce document")});
    else if (length(draft.title) > longest_title)
        draft.problems.push_back({std::string{field}, t.text("Ce titre dépasse 200 caractères : raccourcissez-le")});
}

std::optional<std::string> read_link(html::Language const& t, Draft& draft) {
    auto const url = Url::copied(draft.link);
    if (url && url->text().size() <= longest_link) return std::string{url->text()};
    draft.problems.push_back({"link",
        url                      ? t.text("Cette adresse dépasse 2 000 caractères : cherchez-en une plus courte")
        : has_scheme(draft.link) ? t.text("Le nom du site ne se lit pas : il suit https:// sans espace, identifiant ni mot de "
                                          "passe, par exemple https://exemple.fr/charte")
                                 : t.text("Saisissez une adresse complète, qui commence par https:// ou http://")});
    return std::nullopt;
}

std::optional<Url> way_back(std::string_view path) {
    auto const sign = path.find('#');
    auto page = Url::own(path.substr(0, sign));
    if (!page || sign == path.npos || !is_code(path.substr(sign + 1))) return page;
    return page->at(path.substr(sign + 1));
}

std::string title_of_link(std::string_view link) {
    auto const begin = link.find("//");
    auto title = cleaned_line(begin == link.npos ? link : link.substr(begin + 2)).substr(0, 120);
    while (!is_utf8(title)) title.pop_back(); // cut within a character
    if (title.ends_with('/')) title.pop_back();
    return title;
}

std::string title_from(std::string_view file_name) {
    auto const dot = file_name.rfind('.');
    auto const has_end = dot != file_name.npos && dot > 0 && file_name.size() - dot <= 6;
    auto title = cleaned_line(has_end ? file_name.substr(0, dot) : file_name);
    return title.empty() ? "document" : title;
}

} // namespace evidence
