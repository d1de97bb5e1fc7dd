#include "api/sent_rating.h"

#include "core/unicode.h"

#include <boost/json.hpp>

namespace api {
namespace {

using referentiel::Criterion;
namespace json = boost::json;

std::optional<std::string> text_of(json::object const& object, std::string_view name) {
    auto const* value = object.if_contains(name);
    if (!value || value->is_null()) return std::string{};
    if (value->is_string()) return cleaned(std::string_view{value->get_string()});
    if (value->is_int64()) return std::to_string(value->get_int64());
    return std::nullopt;
}

// « Not concerned » is the special level of the scale that says so.
std::string not_concerned_code(Criterion const& criterion) {
    for (auto const& level : criterion.scale->levels_for(criterion))
        if (level.effect() == referentiel::Effect::not_concerned) return std::string{level.code()};
    return "not_concerned";
}

} // namespace

std::optional<SentRating> read_rating(std::string_view body, Criterion const& criterion) {
    boost::system::error_code error;
    auto const value = json::parse(json::string_view{body.data(), body.size()}, error);
    if (error || !value.is_object()) return std::nullopt;
    auto const& object = value.get_object();
    auto const level = text_of(object, "level"), comment = text_of(object, "comment");
    auto const* revision = object.if_contains("revision");
    if (!level || !comment || !revision || !revision->is_int64() || revision->get_int64() < 0) return std::nullopt;

    SentRating sent{*level, {}, *comment, revision->get_int64()};
    if (auto const* reason = object.if_contains("not_concerned"); reason && !reason->is_null()) {
        if (!reason->is_string() || !level->empty()) return std::nullopt;
        sent.level = not_concerned_code(criterion);
        sent.reason = cleaned(std::string_view{reason->get_string()});
    }
    return sent;
}

} // namespace api
