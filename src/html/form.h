#pragma once

#include "html/html.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace html {

// What a form of this page carries back, so that no other site can send it; masked anew for each page.
struct FormKey {
    std::string text;
};

struct FormOptions {
    std::optional<std::string> id = {};
    std::optional<std::string> css_class = {};
    std::optional<std::string> module = {}; // the behaviour of assets/js that takes care of it
    std::optional<std::string> enctype = {};
    Attributes data = {}; // what the behaviour reads
};

// Every form that changes something is made here, so that none lacks its key. Our own page explains what is missing,
// in the visitor's language: the browser keeps quiet.
Html form(Language const& t, Url const& save_at, FormKey const&, Html const& content, FormOptions const& = {});

// What a form carries without showing it.
Html hidden_field(Language const& t, std::string_view name, std::string_view value);

// A button that changes one thing, with its own small form.
Html button_form(Language const& t, Url const& save_at, FormKey const&, Html const& button);

// What is wrong with one field, in words that say how to mend it.
struct Problem {
    std::string field; // the id of its control; for a group of radio buttons, of the first
    std::string text;
};

// What is left to mend, first in main; it takes the focus, so that it is read first.
Html problems(Language const& t, std::span<Problem const>);

// The words for one field, or nothing.
std::optional<std::string> problem_of(std::span<Problem const>, std::string_view field);

// « Enregistré », « Erreur »: a page that came back with problems says so in its title.
std::string title_with_problems(Language const& t, std::string title, std::span<Problem const>);

struct Field {
    std::string name; // also its id
    std::string label;
    std::string value = {};
    std::string hint = {};
    std::string type = "text";
    std::optional<std::string> autocomplete = {};
    bool is_optional = false;
    std::optional<std::string> inputmode = {};
    std::string css_class = "input";
    std::optional<std::string> list = {}; // the id of the datalist that suggests values
};

// A label, its hint, what is wrong, its control: in this order, tied together for a screen reader.
Html text_field(Language const& t, Field const&, std::span<Problem const> = {});

// Several lines; value keeps its own line ends.
Html long_text_field(Language const& t, Field const&, int rows, std::span<Problem const> = {});

struct Option {
    std::string value;
    std::string label;
};

Html select_field(Language const& t, Field const&, std::span<Option const>, std::span<Problem const> = {});

// A box to tick; value is what is sent when it is.
Html tick_field(Language const& t, Field const&, bool is_ticked, std::span<Problem const> = {});

// The message below a field's hint; its id is « NAME-error ».
Html error_message(Language const& t, std::string_view field, std::span<Problem const>);

// Ids of hint and error, for aria-describedby; nothing where the field has neither.
std::optional<std::string> description_ids(Field const&, std::span<Problem const>);

} // namespace html
