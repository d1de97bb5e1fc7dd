#include "api/sent_rating.h"

#include "core/unicode.h"

#include <boost/json.hpp>

namespace api {
namespace {

using referentiel::Criterion;
namespace json = boost::json;

std::optional<std::string> level_of(json::object const& object) {
    auto const* value = object.if_contains("level");
    if (!value || value->is_null()) return std::string{};
    if (value->is_int64()) return std::to_string(value->get_int64());
    if (!value->is_string()) return std::nullopt;
    auto code = cleaned(std::string_view{value->get_string()});
    return code == "★" ? "*" : code;
}

// « Not concerned » is the special level of the scale that says so.
std::string not_concerned_code(Criterion const& criterion) {
    for (auto const& level : criterion.scale->levels_for(criterion))
        if (level.effect() == referentiel::Effect::not_concerned) return std::string{level.code()};
    return "not_concerned";
}

} // namespace

std::string words_of(html::Language const& t, SentFault fault) {
    switch (fault) {
        case SentFault::no_object: return t.text("Le corps n'est pas un objet JSON.");
        case SentFault::revision_missing:
            return t.text("Il manque « revision » : celle que vous avez lue, ou 0 pour une première réponse.");
        case SentFault::revision_no_number: return t.text("« revision » est un nombre entier, à partir de 0.");
        case SentFault::level_no_code: return t.text("« level » est le code d'un niveau : un texte ou un nombre entier.");
        case SentFault::comment_no_text: return t.text("« comment » est un texte.");
        case SentFault::reason_no_text: return t.text("« not_concerned » est la raison, un texte.");
        case SentFault::level_and_reason: return t.text("« level » et « not_concerned » s'excluent : envoyez l'un ou l'autre.");
    }
    return {};
}

Result<SentRating, SentFault> read_rating(std::string_view body, Criterion const& criterion) {
    boost::system::error_code error;
    auto const value = json::parse(json::string_view{body.data(), body.size()}, error);
    if (error || !value.is_object()) return Failure{SentFault::no_object};
    auto const& object = value.get_object();
    auto const* revision = object.if_contains("revision");
    if (!revision) return Failure{SentFault::revision_missing};
    if (!revision->is_int64() || revision->get_int64() < 0) return Failure{SentFault::revision_no_number};
    auto const level = level_of(object);
    if (!level) return Failure{SentFault::level_no_code};

    SentRating sent{*level, {}, {}, revision->get_int64()};
    if (auto const* comment = object.if_contains("comment")) {
        if (!comment->is_string() && !comment->is_null()) return Failure{SentFault::comment_no_text};
        sent.comment = comment->is_string() ? cleaned(std::string_view{comment->get_string()}) : "";
    }
    if (auto const* reason = object.if_contains("not_concerned"); reason && !reason->is_null()) {
        if (!reason->is_string()) return Failure{SentFault::reason_no_text};
        if (!level->empty()) return Failure{SentFault::level_and_reason};
        sent.level = not_concerned_code(criterion);
        sent.reason = cleaned(std::string_view{reason->get_string()});
    }
    return sent;
}

} // namespace api
