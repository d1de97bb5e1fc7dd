#include "api/language.h"

#include <algorithm>
#include <charconv>

namespace api {
namespace {

std::string_view trimmed(std::string_view text) {
    auto const first = std::min(text.find_first_not_of(" \t"), text.size());
    auto const last = text.find_last_not_of(" \t");
    return last == text.npos ? std::string_view{} : text.substr(first, last - first + 1);
}

// « en-GB;q=0.8 »: the language and how much it is liked, 1000 at most.
std::pair<std::string_view, int> read_choice(std::string_view text) {
    auto const end = std::min(text.find(';'), text.size());
    auto const tag = trimmed(text.substr(0, end));
    auto const weight = trimmed(text.substr(std::min(end + 1, text.size())));
    int liked = 1000;
    if (weight.starts_with("q=")) {
        double share = 1;
        std::from_chars(weight.data() + 2, weight.data() + weight.size(), share);
        liked = static_cast<int>(std::clamp(share, 0.0, 1.0) * 1000);
    }
    return {tag.substr(0, tag.find('-')), liked};
}

} // namespace

std::optional<std::string> language_of(
    web::Request const& request, std::span<std::string const> languages, std::string_view otherwise) {
    auto const speaks = [&](std::string_view language) { return std::ranges::find(languages, language) != languages.end(); };
    auto const asked = request.parameters();
    if (asked.has("lang")) {
        if (!speaks(asked.line("lang"))) return std::nullopt;
        return asked.line("lang");
    }
    auto const header = request.header("accept-language").value_or("");
    std::string best{otherwise};
    int most = 0;
    for (std::size_t at = 0; at < header.size();) {
        auto const end = std::min(header.find(',', at), header.size());
        auto const [language, liked] = read_choice(std::string_view{header}.substr(at, end - at));
        if (liked > most && speaks(language)) {
            best = language;
            most = liked;
        }
        at = end + 1;
    }
    return speaks(best) ? best : languages.front();
}

} // namespace api
