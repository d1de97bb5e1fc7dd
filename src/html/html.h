#pragma once

#include "core/date.h"
#include "core/fraction.h"
#include "core/zone.h"
#include "html/fragment.h"
#include "html/values.h"

#include <concepts>
#include <functional>
#include <initializer_list>
#include <ranges>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>

namespace html {

// How a language writes what is no phrase. Our fonts have no thin space: thousands stand apart by U+00A0.
struct Locale {
    std::string code = "fr";
    std::string decimal_mark = ",";
    std::string thousands_mark = "\u00a0";
};

// A text of the source, which lives as long as the program.
class Phrase {
public:
    template <std::size_t size>
    consteval Phrase(char const (&literal)[size]) : french_{literal, size - 1} {}

private:
    friend class Language;
    std::string_view french_;
};

// The French of the source as it is printed, or its translation into the visitor's language.
class Language {
public:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    using Phrases = std::unordered_map<std::string, std::string, Hash, std::equal_to<>>;

    // French needs no catalogue, which only spares it the typography of each phrase at each use.
    explicit Language(Phrases translations = {}, Locale locale = {})
        : translations_{std::move(translations)}, locale_{std::move(locale)} {}

    std::string_view code() const { return locale_.code; }
    bool is_french() const { return locale_.code == "fr"; }

    // Values take the places of {} in their order.
    std::string text(Phrase phrase, std::initializer_list<std::string> values = {}) const;

    // « 1 action en retard », « 12 actions en retard »; in French 0 is singular.
    std::string count(std::int64_t, Phrase one, Phrase many) const;

    // Numbers for people: « 1 234 », « 2,9 », « 12 % ».
    std::string number(std::int64_t) const;
    std::string number(Decimal) const;
    std::string percent(std::int64_t) const;

    // « 5 mars 2026 », « mars 2026 », « 14 h 02 ».
    std::string date(Date) const;
    std::string month(Month) const;
    std::string time(LocalTime const&) const;

    // Fills each {} with the next value, escaped, and each {phrase} with its translation; {{ prints a brace.
    template <typename... Values>
    Html html(Fragment<std::remove_cvref_t<Values>...> fragment, Values const&... values) const;

private:
    friend class Writer;
    std::string translated(std::string_view french) const;
    std::string_view known(std::string_view french) const;

    Phrases translations_;
    Locale locale_;
};

// Appends markup to one text. Only Language may add what is not Html yet, and escapes it.
class Writer {
public:
    void put(Html const& html) { out_ += html.text(); }
    Html finish() { return Html{std::move(out_)}; }

    // Makes room once for so many pieces like the first.
    void expect(std::size_t pieces) {
        if (!is_expecting_) out_.reserve(out_.size() * pieces * 9 / 8);
        is_expecting_ = true;
    }

private:
    friend class Language;
    friend Html document(Language const&, struct Head const&, Html const& body);

    // About how long a value will be, so that most fragments are written without moving.
    template <typename Value>
    static std::size_t length(Value const& value) {
        if constexpr (std::same_as<Value, Html> || std::same_as<Value, Url>) return value.text().size();
        else if constexpr (std::convertible_to<Value const&, std::string_view>) return std::string_view{value}.size();
        else return 24;
    }

    void copy_until_hole(std::string_view& source, Language const&);
    bool copy_phrase_until_hole(std::string_view& phrase);
    void put(std::string_view text);
    void put(Number auto number) { out_ += std::to_string(number); }
    void put(HasText auto const& value) { put(std::string_view{to_text(value)}); }
    void put(Url const& url) { put(url.text()); }
    void put(Attribute const&);
    void put(Attributes const& attributes) {
        for (auto const& attribute : attributes) put(attribute);
    }

    std::string out_;
    bool is_expecting_ = false;
    std::string phrase_;              // the one that waits for the address of its link
    std::string_view rest_of_phrase_; // what follows that address
};

template <typename... Values>
Html Language::html(Fragment<std::remove_cvref_t<Values>...> fragment, Values const&... values) const {
    Writer writer;
    writer.out_.reserve(fragment.source_.size() + (Writer::length(values) + ... + 24));
    ((writer.copy_until_hole(fragment.source_, *this), writer.put(values)), ...);
    writer.copy_until_hole(fragment.source_, *this);
    return writer.finish();
}

template <std::ranges::input_range Items, typename View>
Html each(Items&& items, View const& view) {
    Writer writer;
    for (auto const& item : items) {
        writer.put(view(item));
        if constexpr (std::ranges::sized_range<Items>) writer.expect(std::ranges::size(items));
    }
    return writer.finish();
}

template <std::invocable View>
Html when(bool condition, View const& view) {
    return condition ? view() : Html{};
}

// A coordinate or a length of a drawing, with a point and at most two decimals.
std::string decimal(double);

} // namespace html
