#include "app/story.h"

#include "core/embedded.h"
#include "core/typography.h"
#include "html/catalogue.h"
#include "referentiel/yaml.h"

#include <algorithm>
#include <functional>
#include <stdexcept>

namespace app {
namespace {

using referentiel::Value;

// A story is a file of ours: what it lacks is our fault, and a test finds it.
Value const& part(Value const& map, std::string_view word) {
    auto const* found = map.find(word);
    if (!found) throw std::logic_error{"a story lacks « " + std::string{word} + " » in line " + std::to_string(map.place.line)};
    return *found;
}

std::string text(Value const& map, std::string_view word) { return part(map, word).text; }

std::string text_or_empty(Value const& map, std::string_view word) {
    auto const* found = map.find(word);
    return found ? found->text : "";
}

// What somebody says, printed as the pages around it: a story is in French, and typed with the signs of a keyboard.
std::string words(Value const& map, std::string_view word) { return french_typography(text(map, word)); }
std::string words_or_none(Value const& map, std::string_view word) { return french_typography(text_or_empty(map, word)); }

Date day(Value const& map, std::string_view word) { return parse<Date>(text(map, word)).value(); }

template <typename Read>
auto list(Value const& map, std::string_view word, Read const& read) {
    std::vector<decltype(read(map))> all;
    if (auto const* found = map.find(word))
        for (auto const& one : found->parts) all.push_back(read(one));
    return all;
}

std::string word_of(Value const& value) { return value.text; }
std::string words_of(Value const& value) { return french_typography(value.text); }

Character read_character(Value const& map) {
    return {text(map, "key"), text(map, "given"), text(map, "family"), text(map, "email"),
        parse<accounts::Role>(text(map, "role")).value()};
}

ToldAnswer read_answer(Value const& map) {
    return {
        text(map, "criterion"), text(map, "level"), text(map, "by"), words_or_none(map, "reason"), words_or_none(map, "comment")};
}

ToldTask read_task(Value const& map) { return {text(map, "criterion"), text(map, "who")}; }
ToldNote read_note(Value const& map) { return {text(map, "criterion"), text(map, "by"), words(map, "text")}; }

ToldPractice read_practice(Value const& map) {
    auto const priority = text_or_empty(map, "priority");
    return {text(map, "criterion"), text(map, "by"), words(map, "text"), priority.empty() ? 0 : priority.front() - '0'};
}

ToldComment read_comment(Value const& map) {
    return {
        text(map, "criterion"), text(map, "by"), words(map, "text"), text_or_empty(map, "to"), text_or_empty(map, "resolved_by")};
}

ToldTopic read_topic(Value const& map) {
    auto const votes = [](Value const& round) {
        std::vector<std::string> all;
        for (auto const& vote : round.parts) all.push_back(vote.text);
        return all;
    };
    return {text(map, "criterion"), list(map, "rounds", votes), text(map, "level"), words(map, "why")};
}

ToldWorkshop read_workshop(Value const& map) {
    auto const participant = [](Value const& one) { return std::pair{text(one, "name"), text(one, "role")}; };
    return {words(map, "title"), text(map, "by"), day(map, "on"), list(map, "participants", participant),
        list(map, "topics", read_topic)};
}

ToldIndicator read_indicator(Value const& map) {
    return {words(map, "label"), list(map, "steps", words_of), text_or_empty(map, "unit"), text_or_empty(map, "baseline"),
        text_or_empty(map, "month"), text_or_empty(map, "target")};
}

ToldAction read_action(Value const& map) {
    return {words(map, "title"), words_or_none(map, "text"), text_or_empty(map, "responsible"), list(map, "people", word_of),
        text_or_empty(map, "start"), text_or_empty(map, "due"), text_or_empty(map, "cost"), words_or_none(map, "effort"),
        words_or_none(map, "funder"), text_or_empty(map, "state"), text_or_empty(map, "progress"), text_or_empty(map, "done"),
        list(map, "indicators", read_indicator), list(map, "parts", read_action)};
}

ToldCommitment read_commitment(Value const& map) {
    return {text(map, "criterion"), text(map, "level"), list(map, "actions", read_action)};
}

ToldCycle read_cycle(Value const& map) {
    ToldCycle cycle{text(map, "label"), text(map, "referentiel"), day(map, "opened"), day(map, "last"), std::nullopt,
        list(map, "answers", read_answer), list(map, "to_answer", read_task), list(map, "to_look_at", read_task),
        list(map, "notes", read_note), std::nullopt, list(map, "practices", read_practice), list(map, "comments", read_comment)};
    if (map.find("closed")) cycle.closed = day(map, "closed");
    cycle.plan = list(map, "plan", read_commitment);
    if (auto const* workshop = map.find("workshop")) cycle.workshop = read_workshop(*workshop);
    return cycle;
}

std::optional<Date> day_or_none(Value const& map, std::string_view word) {
    return map.find(word) ? std::optional{day(map, word)} : std::nullopt;
}

ToldVersion read_version(Value const& map) {
    return {text(map, "file"), text(map, "text"), day(map, "added"), day_or_none(map, "expires")};
}

ToldUse read_use(Value const& map) { return {text(map, "cycle"), text_or_empty(map, "criterion"), words_or_none(map, "action")}; }

ToldDocument read_document(Value const& map) {
    return {words(map, "title"), text(map, "by"), text_or_empty(map, "year"), text_or_empty(map, "link"),
        day_or_none(map, "added"), list(map, "versions", read_version), list(map, "uses", read_use)};
}

Story read_story(embedded::File const& file) {
    static auto const french = html::french();
    referentiel::Findings findings{french};
    auto const map = referentiel::parse_yaml(std::string{file.content}, findings);
    if (!map) throw std::logic_error{"a story cannot be read: " + std::string{file.path}};
    auto const& structure = part(*map, "structure");
    return {std::string{file.path.substr(0, file.path.find('.'))},
        {text(structure, "name"), text(structure, "legal_form"), text(structure, "sector"), text(structure, "staff"),
            text(structure, "region")},
        text_or_empty(*map, "visited") == "true", list(*map, "people", read_character), list(*map, "readers", word_of),
        list(*map, "cycles", read_cycle), list(*map, "documents", read_document)};
}

std::vector<Story> read_all() {
    std::vector<Story> all;
    for (auto const& file : embedded::stories()) all.push_back(read_story(file));
    std::stable_partition(all.begin(), all.end(), std::mem_fn(&Story::is_visited));
    return all;
}

} // namespace

std::vector<Story> const& stories() {
    static auto const all = read_all();
    return all;
}

} // namespace app
