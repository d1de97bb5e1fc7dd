#pragma once

#include "core/text.h"
#include "core/url.h"
#include "html/markup.h"
#include "html/refusals.h"

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace html {

// What a page may show, escaped. Decimal numbers are for people (t.number) or for drawings (decimal), never by accident.
template <typename T>
concept Writable = !std::is_null_pointer_v<T> && (Number<T> || HasText<T> || std::convertible_to<T const&, std::string_view>);

// Markup that may be sent as it is. Only Writer makes any, so that all of it has been escaped.
class Html {
public:
    Html() = default;
    std::string_view text() const { return text_; }
    std::string take() && { return std::move(text_); }

private:
    friend class Writer;
    explicit Html(std::string text) : text_{std::move(text)} {}

    std::string text_;
};

// An attribute that may be absent: Attribute{"checked", is_chosen}, Attribute{"aria-describedby", id_of_note}.
class Attribute {
public:
    class CheckedName {
    public:
        consteval CheckedName(char const* name) : text_{name} {
            if (!is_name(text_)) a_name_is_made_of_small_letters();
            if (is_refused_attribute(text_) || takes_url(text_) || takes_no_value(text_)) this_attribute_is_refused();
        }

    private:
        friend class Attribute;
        std::string_view text_;
    };

    Attribute(CheckedName name, std::same_as<bool> auto is_present) : name_{name.text_}, is_present_{is_present} {}
    Attribute(CheckedName name, std::optional<std::string> value)
        : name_{name.text_}, is_present_{value.has_value()}, value_{std::move(value)} {}

private:
    friend class Writer;

    std::string_view name_;
    bool is_present_;
    std::optional<std::string> value_;
};

// Several of them in one place.
using Attributes = std::vector<Attribute>;

} // namespace html
