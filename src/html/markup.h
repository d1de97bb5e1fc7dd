#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

// What our markup may hold: less than HTML allows, so that the compiler can check all of it.
namespace html {

constexpr bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

constexpr std::string_view blanks = " \n\t";

// Small letters, and two names of SVG, since a chart is also a file of its own, where case counts.
constexpr bool is_name(std::string_view name) {
    if (name == "viewBox" || name == "preserveAspectRatio") return true;
    auto const is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    auto const is_allowed = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == ':' || c == '-'; };
    return !name.empty() && is_letter(name.front()) && std::ranges::all_of(name, is_allowed);
}

constexpr bool is_void(std::string_view tag) {
    return is_one_of(tag, {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"});
}

constexpr bool holds_only_text(std::string_view tag) { return is_one_of(tag, {"textarea", "title", "option"}); }

// They run code, hold raw text, or change what the rest of the page means.
constexpr bool is_refused_element(std::string_view tag) {
    return is_one_of(tag, {"script", "style", "iframe", "object", "embed", "base", "frame", "frameset", "noembed", "noframes",
                              "noscript", "plaintext", "xmp", "animate", "set"});
}

// htmx reads data-hx-get and hx-get:inherited as it reads hx-get.
constexpr std::string_view plain_name(std::string_view attribute) {
    if (attribute.starts_with("data-hx-")) attribute.remove_prefix(5);
    return attribute.starts_with("hx-") ? attribute.substr(0, attribute.find(':')) : attribute;
}

constexpr bool is_refused_attribute(std::string_view attribute) {
    auto const name = plain_name(attribute);
    return name.starts_with("on") || name.starts_with("hx-on") ||
           is_one_of(name, {"style", "srcdoc", "srcset", "imagesrcset", "http-equiv", "xml:base", "hx-vals", "hx-vars",
                               "hx-headers", "hx-request", "hx-config"});
}

constexpr bool takes_url(std::string_view attribute) {
    return is_one_of(plain_name(attribute),
        {"href", "src", "action", "formaction", "poster", "cite", "ping", "data", "xlink:href", "background", "manifest",
            "hx-action", "hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete", "hx-push-url", "hx-replace-url"});
}

// htmx reads a small language here, so that no value may be mixed into it.
constexpr bool takes_no_value(std::string_view attribute) {
    return is_one_of(plain_name(attribute), {"hx-trigger", "hx-confirm"});
}

// An entity could hide the colon of a scheme, so there is none.
constexpr bool is_harmless_address(std::string_view literal) {
    auto const has_known_scheme = literal.starts_with("https://") || literal.starts_with("mailto:");
    return literal.find('&') == literal.npos && (has_known_scheme || literal.find(':') == literal.npos);
}

} // namespace html
