#pragma once

#include "html/markup.h"
#include "html/refusals.h"
#include "html/values.h"

#include <array>
#include <concepts>
#include <cstddef>
#include <span>
#include <string_view>

// Reads a literal of markup while the program compiles, and refuses what a browser would misread.
namespace html {

// Where a hole stands in the markup decides which types of value may fill it.
enum class Place { text, text_only, value, fixed_value, url, tag };

template <typename Value>
constexpr bool fits(Place place) {
    if constexpr (std::same_as<Value, Html>) return place == Place::text;
    else if constexpr (std::same_as<Value, Url>) return place == Place::url;
    else if constexpr (std::same_as<Value, Attribute> || std::same_as<Value, Attributes>) return place == Place::tag;
    else return Writable<Value> && (place == Place::text || place == Place::text_only || place == Place::value);
}

using Fits = bool (*)(Place);

class FragmentReader {
public:
    constexpr FragmentReader(std::string_view source, std::span<Fits const> values) : source_{source}, values_{values} {}

    constexpr void check() {
        if (values_.size() > 7) split_this_fragment(); // more than an eye can match

        while (at_ < source_.size()) read_on();

        if (place_ != Place::text) a_fragment_ends_in_text();
        if (depth_ != 0) a_tag_is_left_open();
        if (!values_.empty()) there_are_more_values_than_holes();
    }

private:
    constexpr void read_on() {
        if (take("{")) read_brace();
        else if (place_ == Place::tag) read_tag();
        else if (place_ == Place::text || place_ == Place::text_only) read_text();
        else if (take("\"")) place_ = Place::tag;
        else ++at_;
    }

    constexpr void read_brace() {
        auto const is_code = place_ == Place::tag || place_ == Place::url;
        if (take("}")) fill_hole();
        else if (is_code) a_phrase_cannot_stand_here();
        else if (!take("{")) skip_phrase();
    }

    constexpr void fill_hole() {
        if (values_.empty()) there_are_more_holes_than_values();
        if (!values_.front()(place_)) a_value_of_this_type_cannot_stand_here();
        if (place_ == Place::url && !(source_[at_ - 3] == '"' && next_is("\""))) a_url_fills_the_whole_value();
        values_ = values_.subspan(1);
    }

    // A phrase may hold links, « Lisez les <1>conditions</1> », whose addresses are the next values.
    constexpr void skip_phrase() {
        auto const start = at_;
        at_ = source_.find_first_of("{}", at_);
        if (at_ == source_.npos || !take("}")) a_brace_is_left_open();
        for (auto rest = source_.substr(start, at_ - start - 1); rest.find('<') != rest.npos;) {
            rest.remove_prefix(rest.find('<'));
            if (!is_link(rest) || place_ != Place::text) a_phrase_holds_numbered_links_only();
            if (values_.empty()) there_are_more_holes_than_values();
            if (!values_.front()(Place::url)) a_value_of_this_type_cannot_stand_here();
            values_ = values_.subspan(1);
            rest.remove_prefix(rest.find("</") + 4);
        }
    }

    // « <1>conditions</1> »
    static constexpr bool is_link(std::string_view text) {
        if (text.size() < 3 || text[1] < '1' || text[1] > '9' || text[2] != '>') return false;
        auto const end = text.find('<', 3);
        if (end == text.npos || text.size() < end + 4) return false;
        return text[end + 1] == '/' && text[end + 2] == text[1] && text[end + 3] == '>';
    }

    constexpr void read_text() {
        if (take("</")) close_element();
        else if (take("<!DOCTYPE html>")) return;
        else if (take("<!")) comments_are_not_sent();
        else if (take("<")) open_element();
        else ++at_;
    }

    constexpr void open_element() {
        if (place_ == Place::text_only) this_element_holds_only_text();
        tag_ = read_name();
        if (is_refused_element(tag_)) this_element_is_refused();
        attribute_count_ = 0;
        place_ = Place::tag;
    }

    constexpr void close_element() {
        if (depth_ == 0 || open_tags_[--depth_] != read_name()) a_tag_is_closed_that_was_not_opened();
        if (!take(">")) a_closing_tag_holds_only_its_name();
        place_ = Place::text;
    }

    constexpr void read_tag() {
        if (take(">")) enter_element();
        else if (take("/>")) {
            if (!is_among(std::span{open_tags_}.first(depth_), "svg")) only_elements_of_svg_close_themselves();
            place_ = Place::text;
        } else if (blanks.find(source_[at_]) != blanks.npos) ++at_;
        else read_attribute();
    }

    constexpr void enter_element() {
        place_ = holds_only_text(tag_) ? Place::text_only : Place::text;
        if (!is_void(tag_)) open_tags_[depth_++] = tag_;
        // A browser drops the first newline of a textarea: without one of ours, a text would lose its own at each saving.
        if (tag_ == "textarea" && !next_is("\n")) a_textarea_starts_with_a_newline();
    }

    constexpr void read_attribute() {
        if (blanks.find(source_[at_ - 1]) == blanks.npos) attributes_stand_apart();
        auto const name = read_name();
        if (is_refused_attribute(name)) this_attribute_is_refused();
        if (is_among(std::span{attributes_}.first(attribute_count_), name)) an_attribute_stands_twice();
        attributes_[attribute_count_++] = name;

        if (take("=")) enter_value(name);
        else if (auto const next = source_.find_first_not_of(blanks, at_); next != source_.npos && source_[next] == '=')
            no_blank_before_the_equals_sign();
    }

    constexpr void enter_value(std::string_view attribute) {
        if (!take("\"")) an_attribute_value_needs_double_quotes();
        place_ = takes_url(attribute) ? Place::url : takes_no_value(attribute) ? Place::fixed_value : Place::value;
        auto const literal = source_.substr(at_, source_.find('"', at_) - at_);
        if (place_ == Place::url && !is_harmless_address(literal)) an_address_is_ours_or_https_or_mailto();
    }

    constexpr std::string_view read_name() {
        auto const start = at_;
        at_ = std::min(source_.find_first_of(" \n\t>/=\"{<", at_), source_.size());
        auto const name = source_.substr(start, at_ - start);
        if (!is_name(name)) a_name_is_made_of_small_letters();
        return name;
    }

    static constexpr bool is_among(std::span<std::string_view const> names, std::string_view name) {
        return std::ranges::find(names, name) != names.end();
    }

    constexpr bool next_is(std::string_view expected) const { return source_.substr(at_).starts_with(expected); }

    constexpr bool take(std::string_view expected) {
        if (!next_is(expected)) return false;
        at_ += expected.size();
        return true;
    }

    std::string_view source_;
    std::span<Fits const> values_;
    std::size_t at_ = 0;
    Place place_ = Place::text;
    std::string_view tag_;
    std::array<std::string_view, 32> open_tags_{};
    std::size_t depth_ = 0;
    std::array<std::string_view, 24> attributes_{};
    std::size_t attribute_count_ = 0;
};

// A literal whose holes suit these values; any other does not compile.
template <typename... Values>
class Fragment {
public:
    template <std::size_t size>
    consteval Fragment(char const (&literal)[size]) : source_{literal, size - 1} {
        constexpr std::array<Fits, sizeof...(Values)> values{&fits<Values>...};
        FragmentReader{source_, values}.check();
    }

private:
    friend class Language;

    std::string_view source_;
};

} // namespace html
