#include "evidence/evidence.h"

#include "core/secret.h"

#include <algorithm>
#include <array>

namespace evidence {
namespace {

struct Extension {
    std::string_view type;
    std::vector<std::string_view> names; // the first is given where the name has none of them
};

std::vector<Extension> const& extensions() {
    static std::vector<Extension> const all{{"application/pdf", {"pdf"}}, {"image/png", {"png"}}, {"image/jpeg", {"jpg", "jpeg"}},
        {"image/webp", {"webp"}}, {"image/gif", {"gif"}}, {"text/plain", {"txt", "md", "text", "log"}}, {"text/csv", {"csv"}},
        {"application/vnd.oasis.opendocument.text", {"odt"}}, {"application/vnd.oasis.opendocument.spreadsheet", {"ods"}},
        {"application/vnd.oasis.opendocument.presentation", {"odp"}},
        {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", {"docx"}},
        {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {"xlsx"}},
        {"application/vnd.openxmlformats-officedocument.presentationml.presentation", {"pptx"}}};
    return all;
}

std::string in_small_letters(std::string_view text) {
    std::string small{text};
    for (auto& sign : small)
        if (sign >= 'A' && sign <= 'Z') sign = static_cast<char>(sign - 'A' + 'a');
    return small;
}

constexpr std::array<std::string_view, 3> kinds_of_object{"critere", "action", "mesure"};

} // namespace

std::string_view to_text(Kind kind) { return kind == Kind::file ? "file" : "link"; }

std::string_view to_text(Object::Kind kind) { return kinds_of_object[static_cast<std::size_t>(kind)]; }

Object criterion_object(std::string_view diagnostic, std::string_view criterion) {
    return {Object::Kind::criterion, std::string{diagnostic}, std::string{criterion}};
}
Object action_object(std::string_view action) { return {Object::Kind::action, std::string{action}}; }
Object measure_object(std::string_view measure) { return {Object::Kind::measure, std::string{measure}}; }

std::string to_text(Object const& object) {
    auto text = std::string{to_text(object.kind)} + "." + object.id;
    return object.node.empty() ? text : text + "." + object.node;
}

std::string mark_of_facts(Evidence const& evidence) {
    auto const& expires = evidence.version.expires;
    auto const facts = evidence.title + '\n' + std::to_string(evidence.year.value_or(0)) + '\n' + (expires ? iso(*expires) : "");
    return hexadecimal(sha256(facts)).substr(0, 16);
}

Freshness freshness(std::optional<Date> expires, Date today) {
    if (!expires || *expires > today + soon) return Freshness::lasting;
    return *expires < today ? Freshness::expired : Freshness::soon;
}

std::string name_for_type(std::string_view name, std::string_view type) {
    auto const known = std::find_if(extensions().begin(), extensions().end(), [&](auto const& one) { return one.type == type; });
    if (known == extensions().end()) return std::string{name};
    auto const dot = name.rfind('.');
    auto const end = dot == name.npos ? std::string{} : in_small_letters(name.substr(dot + 1));
    if (std::find(known->names.begin(), known->names.end(), end) != known->names.end()) return std::string{name};
    return std::string{name} + "." + std::string{known->names.front()};
}

} // namespace evidence

template <>
std::optional<evidence::Kind> parse<evidence::Kind>(std::string_view text) {
    if (text == "file") return evidence::Kind::file;
    if (text == "link") return evidence::Kind::link;
    return std::nullopt;
}

template <>
std::optional<evidence::Object::Kind> parse<evidence::Object::Kind>(std::string_view text) {
    using Kind = evidence::Object::Kind;
    for (auto const kind : {Kind::criterion, Kind::action, Kind::measure})
        if (evidence::to_text(kind) == text) return kind;
    return std::nullopt;
}

template <>
std::optional<evidence::Object> parse<evidence::Object>(std::string_view text) {
    auto const first = text.find('.');
    auto const kind = parse<evidence::Object::Kind>(text.substr(0, first));
    if (!kind || first == text.npos) return std::nullopt;
    auto const id = text.substr(first + 1, 36);
    auto const rest = text.substr(std::min(first + 1 + id.size(), text.size()));
    if (!is_uuid(id)) return std::nullopt;
    if (*kind != evidence::Object::Kind::criterion) {
        if (!rest.empty()) return std::nullopt;
        return evidence::Object{*kind, std::string{id}, {}};
    }
    if (rest.size() < 2 || rest.front() != '.' || !is_code(rest.substr(1))) return std::nullopt;
    return evidence::Object{*kind, std::string{id}, std::string{rest.substr(1)}};
}
