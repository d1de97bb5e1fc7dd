#include "prose/editor.h"

#include "html/icon.h"

namespace prose {
namespace {

using html::Attributes, html::Html, html::Language, html::when;

Html tool(Language const& t, std::string_view mark, std::string_view icon, std::string const& words) {
    return t.html(R"(<button type="button" class="tool" data-mark="{}" title="{}">{}<span class="unseen">{}</span></button>)",
        mark, words, html::icon(t, icon), words);
}

} // namespace

Html control(Language const& t, html::Field const& field, int rows, std::optional<std::string> const& described, bool is_wrong) {
    return t.html(R"(
<div class="editor" data-module="prose"><textarea class="input" id="{}" name="{}" rows="{}"{}>
{}</textarea></div>)",
        field.name, field.name, rows,
        Attributes{
            {"aria-describedby", described}, {"aria-invalid", is_wrong ? std::optional<std::string>{"true"} : std::nullopt}},
        field.value);
}

Html field(Language const& t, html::Field const& field, int rows, std::span<html::Problem const> problems) {
    auto const is_wrong = html::problem_of(problems, field.name).has_value();
    auto const hint =
        when(!field.hint.empty(), [&] { return t.html(R"(<p class="hint" id="{}">{}</p>)", field.name + "-hint", field.hint); });
    auto const optional = when(field.is_optional, [&] { return t.html(R"( <span class="optional">{(facultatif)}</span>)"); });
    return t.html(R"(
<div class="{}"><label for="{}">{}{}</label>{}{}{}</div>)",
        is_wrong ? "field field--wrong" : "field", field.name, field.label, optional, hint,
        html::error_message(t, field.name, problems), control(t, field, rows, html::description_ids(field, problems), is_wrong));
}

Html tools(Language const& t, Url const& preview) {
    auto const marks =
        t.html("{}{}{}{}", tool(t, "bold", "bold", t.text("Gras")), tool(t, "italic", "italic", t.text("Italique")),
            tool(t, "list", "list", t.text("Liste")), tool(t, "link", "link", t.text("Lien")));
    return t.html(R"(
<template data-prose data-preview-at="{}"><div class="editor__tools" role="toolbar" aria-label="{Mise en forme}">{}<button type="button" class="text-button" data-preview aria-expanded="false">{Aperçu}</button></div><section class="editor__preview prose" data-preview-place aria-label="{Aperçu}" hidden></section><span data-word="link">{texte du lien}</span><span data-word="empty">{Rien à montrer pour l'instant.}</span><span data-word="failed">{L'aperçu n'a pas pu être demandé. Votre texte est toujours là.}</span></template>)",
        preview.text(), marks);
}

} // namespace prose
