#include "prose/addresses.h"

#include <algorithm>

namespace prose {
namespace {

bool begins_address(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

// What closes the sentence is not the address's own.
std::string_view without_sentence_end(std::string_view run) {
    auto const last = run.find_last_not_of(".,;:!?)'");
    return run.substr(0, last == run.npos ? 0 : last + 1);
}

} // namespace

std::vector<Address> addresses_in(std::string_view text, ReadAddress const& read) {
    std::vector<Address> found;
    for (auto at = text.find("http"); at != text.npos; at = text.find("http", at)) {
        if (!begins_address(text.substr(at))) {
            at += 4;
            continue;
        }
        auto const end = std::min(text.find_first_of(" \t\n\"<>", at), text.size());
        auto const shown = without_sentence_end(text.substr(at, end - at));
        if (auto address = read(shown)) found.push_back({at, shown, *std::move(address)});
        at = end;
    }
    return found;
}

} // namespace prose
