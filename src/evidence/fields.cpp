#include "evidence/fields.h"

#include "evidence/content.h"

#include <optional>

namespace evidence {

using html::Html, html::Language;

Html file_field(Language const& t, std::string_view label, std::string_view hint, std::span<html::Problem const> problems) {
    auto const is_wrong = html::problem_of(problems, "file").has_value();
    html::Attributes const attributes{{"aria-invalid", is_wrong ? std::optional<std::string>{"true"} : std::nullopt},
        {"aria-describedby", std::optional<std::string>{is_wrong ? "file-hint file-error" : "file-hint"}}};
    auto const input =
        t.html(R"(<input class="input" type="file" id="file" name="file" accept="{}"{}>)", accepted_names, attributes);
    return t.html(R"(
<div class="{}"><label for="file">{}</label><p class="hint" id="file-hint">{}</p>{}{}</div>)",
        is_wrong ? "field field--wrong" : "field", label, hint, html::error_message(t, "file", problems), input);
}

std::string kinds_hint(Language const& t) { return t.text("PDF, image, document de bureautique, texte ou CSV ; 20 Mo au plus."); }

Html expiry_field(Language const& t, std::string const& value, std::span<html::Problem const> problems, std::string_view name) {
    return html::text_field(t,
        {.name = std::string{name},
            .label = t.text("Valable jusqu'au"),
            .value = value,
            .hint = t.text("jj/mm/aaaa, par exemple 31/12/2027. Les personnes au pilotage recevront un rappel un mois avant."),
            .is_optional = true,
            .css_class = "input input--medium"},
        problems);
}

Html year_field(Language const& t, std::string const& value, std::span<html::Problem const> problems) {
    return html::text_field(t,
        {.name = "year",
            .label = t.text("Rapport archivé de l'année"),
            .value = value,
            .hint = t.text("Pour les rapports que vous gardez d'année en année."),
            .is_optional = true,
            .inputmode = "numeric",
            .css_class = "input input--medium"},
        problems);
}

Html upload_words(Language const& t) {
    return t.html(R"(
<div class="upload" hidden data-upload><p data-drop>{Ou déposez le fichier ici.}</p><progress max="100" value="0" hidden></progress><p role="status" data-status data-sending="{}" data-failed="{}" data-large="{}"></p></div>)",
        t.text("Envoi en cours"), t.text("L'envoi n'a pas abouti : vérifiez votre connexion, puis recommencez."),
        t.text("Ce fichier dépasse 20 Mo : allégez-le, ou joignez un lien vers l'endroit où il est"));
}

html::FormOptions upload_options() { return {.module = "upload", .enctype = "multipart/form-data"}; }

} // namespace evidence
