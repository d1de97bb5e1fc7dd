#include "layout/person_fields.h"

#include <utility>

namespace layout {

html::Html names_fields(
    html::Language const& t, std::string const& given, std::string const& family, std::span<html::Problem const> problems) {
    return t.html(R"(<div class="field-row">{}{}</div>)",
        html::text_field(t, {.name = "given", .label = t.text("Prénom"), .value = given, .autocomplete = "given-name"}, problems),
        html::text_field(
            t, {.name = "family", .label = t.text("Nom"), .value = family, .autocomplete = "family-name"}, problems));
}

html::Html new_password_field(html::Language const& t, std::string label, std::span<html::Problem const> problems) {
    return html::text_field(t,
        {.name = "password",
            .label = std::move(label),
            .hint = t.text("12 caractères au moins. Une phrase dont vous vous souvenez convient très bien."),
            .type = "password",
            .autocomplete = "new-password"},
        problems);
}

} // namespace layout
