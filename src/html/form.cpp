#include "html/form.h"

#include "html/icon.h"

#include <algorithm>

namespace html {
namespace {

Html label(Language const& t, Field const& field) {
    auto const note = when(field.is_optional, [&] { return t.html(R"( <span class="optional">{(facultatif)}</span>)"); });
    return t.html(R"(<label for="{}">{}{}</label>)", field.name, field.label, note);
}

Html hint(Language const& t, Field const& field) {
    if (field.hint.empty()) return {};
    return t.html(R"(<p class="hint" id="{}-hint">{}</p>)", field.name, field.hint);
}

std::string_view wrapper_class(Field const& field, std::span<Problem const> problems) {
    return problem_of(problems, field.name) ? "field field--wrong" : "field";
}

Attributes control_attributes(Field const& field, std::span<Problem const> problems) {
    auto const invalid = problem_of(problems, field.name) ? std::optional<std::string>{"true"} : std::nullopt;
    return {{"id", std::optional{field.name}}, {"name", std::optional{field.name}}, {"aria-invalid", invalid},
        {"aria-describedby", description_ids(field, problems)}};
}

Html with_label(Language const& t, Field const& field, Html const& control, std::span<Problem const> problems) {
    return t.html(R"(
<div class="{}">{}{}{}{}</div>)",
        wrapper_class(field, problems), label(t, field), hint(t, field), error_message(t, field.name, problems), control);
}

} // namespace

Html form(Language const& t, Url const& save_at, FormKey const& key, Html const& content, FormOptions const& options) {
    Attributes const attributes{
        {"id", options.id}, {"class", options.css_class}, {"data-module", options.module}, {"enctype", options.enctype}};
    return t.html(R"(
<form method="post" action="{}" novalidate{}{}><input type="hidden" name="csrf" value="{}">
{}
</form>)",
        save_at, attributes, options.data, key.text, content);
}

Html hidden_field(Language const& t, std::string_view name, std::string_view value) {
    return t.html(R"(<input type="hidden" name="{}" value="{}">)", name, value);
}

Html button_form(Language const& t, Url const& save_at, FormKey const& key, Html const& button) {
    return form(t, save_at, key, button, {.css_class = "inline-form"});
}

Html problems(Language const& t, std::span<Problem const> problems) {
    if (problems.empty()) return {};
    return t.html(R"(
<div class="summary-focus" tabindex="-1" data-module="summary"><div class="summary" role="alert"><h2>{}{Il y a un problème}</h2><ul>{}</ul></div></div>)",
        icon(t, "warning"), each(problems, [&](Problem const& problem) {
            return t.html(R"(<li><a href="{}">{}</a></li>)", Url::here(problem.field), problem.text);
        }));
}

std::optional<std::string> problem_of(std::span<Problem const> problems, std::string_view field) {
    auto const found = std::ranges::find(problems, field, &Problem::field);
    if (found == problems.end()) return std::nullopt;
    return found->text;
}

std::string title_with_problems(Language const& t, std::string title, std::span<Problem const> problems) {
    return problems.empty() ? title : t.text("Erreur : {}", {std::move(title)});
}

Html error_message(Language const& t, std::string_view field, std::span<Problem const> problems) {
    auto const problem = problem_of(problems, field);
    if (!problem) return {};
    return t.html(R"(<p class="error" id="{}-error">{}<span><span class="unseen">{Erreur :} </span>{}</span></p>)", field,
        icon(t, "warning"), *problem);
}

std::optional<std::string> description_ids(Field const& field, std::span<Problem const> problems) {
    std::string ids;
    if (!field.hint.empty()) ids = field.name + "-hint";
    if (problem_of(problems, field.name)) ids += (ids.empty() ? "" : " ") + field.name + "-error";
    if (ids.empty()) return std::nullopt;
    return ids;
}

Html text_field(Language const& t, Field const& field, std::span<Problem const> problems) {
    auto const value = field.type == "password" ? std::nullopt : std::optional{field.value};
    auto const control = t.html(R"(<input class="{}" type="{}"{}{}>)", field.css_class, field.type,
        Attributes{{"value", value}, {"autocomplete", field.autocomplete}, {"inputmode", field.inputmode}, {"list", field.list}},
        control_attributes(field, problems));
    return with_label(t, field, control, problems);
}

Html long_text_field(Language const& t, Field const& field, int rows, std::span<Problem const> problems) {
    auto const control = t.html("<textarea class=\"{}\" rows=\"{}\"{}>\n{}</textarea>", field.css_class, rows,
        control_attributes(field, problems), field.value);
    return with_label(t, field, control, problems);
}

Html select_field(Language const& t, Field const& field, std::span<Option const> options, std::span<Problem const> problems) {
    auto const choices = each(options, [&](Option const& option) {
        return t.html(R"(<option value="{}"{}>{}</option>)", option.value, Attribute{"selected", option.value == field.value},
            option.label);
    });
    auto const control =
        t.html(R"(<select class="{}"{}>{}</select>)", field.css_class, control_attributes(field, problems), choices);
    return with_label(t, field, control, problems);
}

Html tick_field(Language const& t, Field const& field, bool is_ticked, std::span<Problem const> problems) {
    auto const box = t.html(R"(<input type="checkbox" value="{}"{}{}>)", field.value.empty() ? "oui" : field.value,
        control_attributes(field, problems), Attribute{"checked", is_ticked});
    return t.html(R"(
<div class="{}">{}<div class="tick">{}{}</div></div>)",
        wrapper_class(field, problems), error_message(t, field.name, problems), box,
        t.html(R"(<label for="{}">{}</label>)", field.name, field.label));
}

} // namespace html
