#include "layout/imports.h"

#include "layout/parts.h"

namespace layout {

using accounts::Caller;
using html::each, html::Html, html::when;

Html upload_form(Caller const& caller, Url const& send_to, std::string_view hint, std::string_view button,
    std::span<html::Problem const> problems) {
    auto const& t = caller.t;
    auto const wrong = html::problem_of(problems, "fichier") ? std::optional<std::string>{"true"} : std::nullopt;
    auto const described = std::optional<std::string>{wrong ? "fichier-hint fichier-error" : "fichier-hint"};
    auto const input = t.html(R"(<input class="input" type="file" id="fichier" name="fichier" accept=".xlsx,.csv"{}>)",
        html::Attributes{{"aria-invalid", wrong}, {"aria-describedby", described}});
    auto const content = t.html(R"(
<div class="field"><label for="fichier">{Votre fichier (XLSX ou CSV, 2 Mo au plus)}</label><p class="hint" id="fichier-hint">{}</p>{}{}</div>
<div class="buttons after"><button class="button" type="submit">{}</button></div>)",
        hint, html::error_message(t, "fichier", problems), input, button);
    return html::form(t, send_to, caller.form_key, content, {.enctype = "multipart/form-data"});
}

Html earlier_imports(Caller const& caller, std::string_view title, std::span<EarlierImport const> imports) {
    auto const& t = caller.t;
    if (imports.empty()) return {};
    auto const line = [&](EarlierImport const& import) {
        auto const button = when(import.undo_at.has_value(), [&] {
            return html::button_form(t, *import.undo_at, caller.form_key,
                t.html(R"(<button class="button button--second" type="submit">{Annuler cet import}</button>)"));
        });
        auto const undone = when(import.is_undone, [&] { return t.html(R"(<span class="tag">{Annulé}</span>)"); });
        return t.html(R"(
<li><div class="cluster cluster--between"><span>{} {}</span>{}</div></li>)",
            import.what, undone, button);
    };
    return t.html(R"(
<section aria-labelledby="imports">{}<ul class="lines">{}</ul></section>)",
        section_title(t, "imports", title), each(imports, line));
}

std::string import_words(
    Caller const& caller, std::string_view file_name, std::string const& what, std::string const& by, Instant at) {
    auto const& t = caller.t;
    auto const local = caller.local(at);
    return t.text("{} : {}, par {}, le {} à {}",
        {file_name.empty() ? t.text("Fichier") : std::string{file_name}, what, by, t.date(local.day), t.time(local)});
}

} // namespace layout
