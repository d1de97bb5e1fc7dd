#include "api/sent_action.h"

#include "actions/plan_cells.h"
#include "core/unicode.h"

#include <boost/json.hpp>

#include <array>
#include <charconv>
#include <vector>

namespace api {
namespace {

using actions::ActionDraft, actions::IndicatorDraft;
namespace json = boost::json;

// A number as people write it, without an exponent.
std::string written(double number) {
    std::array<char, 400> text{};
    auto const [end, fault] = std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    return fault == std::errc{} ? std::string{text.data(), end} : std::string{};
}

// A text or a number, as it would stand in a field; false where it is something else.
bool read(json::object const& object, std::string_view name, std::string& into) {
    auto const* value = object.if_contains(name);
    if (!value) return true;
    if (value->is_null()) into.clear();
    else if (value->is_string()) into = cleaned(std::string_view{value->get_string()});
    else if (value->is_int64()) into = std::to_string(value->get_int64());
    else if (value->is_double()) into = written(value->get_double());
    else return false;
    return true;
}

// A list of texts, one after the other.
bool read_texts(json::object const& object, std::string_view name, std::string_view between, std::string& into) {
    auto const* value = object.if_contains(name);
    if (!value) return true;
    into.clear();
    if (value->is_null()) return true;
    if (!value->is_array()) return false;
    std::vector<std::string> texts;
    for (auto const& one : value->get_array()) {
        if (!one.is_string()) return false;
        texts.push_back(cleaned_line(std::string_view{one.get_string()}));
    }
    into = actions::typed_list(texts, between);
    return true;
}

std::optional<IndicatorDraft> read_indicator(
    json::value const& value, std::function<actions::IndicatorId()> const& new_indicator) {
    if (!value.is_object()) return std::nullopt;
    auto const& object = value.get_object();
    IndicatorDraft draft{.id = {}, .kind = {}};
    for (auto const& [name, into] : {std::pair{"id", &draft.id}, {"kind", &draft.kind}, {"label", &draft.label},
             {"unit", &draft.unit}, {"direction", &draft.direction}, {"baseline", &draft.baseline},
             {"baseline_month", &draft.baseline_month}, {"target", &draft.target}})
        if (!read(object, name, *into)) return std::nullopt;
    if (!read_texts(object, "steps", ", ", draft.steps)) return std::nullopt;
    if (draft.id.empty()) draft.id = new_indicator().text();
    if (!actions::IndicatorId::parse(draft.id) || !parse<actions::Indicator::Kind>(draft.kind)) return std::nullopt;
    return draft;
}

bool read_indicators(json::object const& object, ActionDraft& draft, std::function<actions::IndicatorId()> const& new_indicator) {
    auto const* value = object.if_contains("indicators");
    if (!value) return true;
    if (!value->is_array() || value->get_array().size() > actions::most_indicators) return false;
    draft.indicators.clear();
    for (auto const& one : value->get_array()) {
        auto indicator = read_indicator(one, new_indicator);
        if (!indicator) return false;
        draft.indicators.push_back(*std::move(indicator));
    }
    return true;
}

bool read_critical(json::object const& object, ActionDraft& draft) {
    auto const* value = object.if_contains("critical");
    if (!value || value->is_null()) return true;
    if (!value->is_object()) return false;
    draft.is_critical = true;
    return read(value->get_object(), "governance", draft.governance) && read(value->get_object(), "causes", draft.causes);
}

} // namespace

std::optional<SentAction> read_action(
    std::string_view body, ActionDraft before, std::function<actions::IndicatorId()> const& new_indicator) {
    boost::system::error_code error;
    auto const value = json::parse(json::string_view{body.data(), body.size()}, error);
    if (error || !value.is_object()) return std::nullopt;
    auto const& object = value.get_object();
    SentAction sent{std::move(before)};
    auto& draft = sent.draft;
    if (object.contains("due")) draft.due_year.clear(); // « 2026-12 », in one field
    for (auto const& [name, into] : {std::pair{"title", &draft.title}, {"text", &draft.text}, {"responsible", &draft.responsible},
             {"start", &draft.start}, {"due", &draft.due_month}, {"state", &draft.state}, {"progress", &draft.progress},
             {"done", &draft.done}, {"cost", &draft.cost}, {"effort", &draft.effort}, {"funder", &draft.funder},
             {"criterion", &sent.criterion}, {"parent", &sent.parent}})
        if (!read(object, name, *into)) return std::nullopt;
    if (!read_texts(object, "people", "\n", draft.people) || !read_indicators(object, draft, new_indicator) ||
        !read_critical(object, draft))
        return std::nullopt;
    if (!draft.state.empty() && !parse<actions::State>(draft.state)) return std::nullopt;
    draft.title = cleaned_line(draft.title);
    draft.responsible = cleaned_line(draft.responsible);
    if (auto const* revision = object.if_contains("revision")) {
        if (!revision->is_int64() || revision->get_int64() < 0) return std::nullopt;
        sent.revision = revision->get_int64();
    }
    return sent;
}

} // namespace api
