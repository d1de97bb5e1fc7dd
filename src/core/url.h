#pragma once

#include "core/text.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

// An address that a page may lead to: one of ours, whose parts are encoded, or one that was read and found harmless.
class Url {
public:
    struct Segment {
        Segment(char const* literal) : text{literal} {}
        Segment(std::string_view value) : text{value} {}
        Segment(HasText auto const& value) : text{to_text(value)} {}
        Segment(Number auto number) : text{std::to_string(number)} {}

        std::string text;
    };

    static Url page(std::initializer_list<Segment> segments);

    // An element of the page that is open: « #email ».
    static Url here(std::string_view element_id) { return Url{""}.at(element_id); }

    // Beside the page that is open: « question/accueil » on …/diagnostic/tout leads to …/diagnostic/question/accueil.
    static Url beside(std::initializer_list<Segment> segments);

    // A path of ours that came from outside, as « retour » does; nothing where a browser could take it for another site.
    static std::optional<Url> own(std::string_view path);

    // Takes http, https and mailto, and nothing that leads elsewhere than it seems to.
    static std::optional<Url> external(std::string_view text);

    // http and https as people copy or type them: accents, blanks and the like are encoded as a browser does.
    static std::optional<Url> copied(std::string_view text);

    Url with(std::string_view name, Segment const& value) const;
    Url at(std::string_view element_id) const;

    std::string_view text() const { return text_; }

private:
    explicit Url(std::string text) : text_{std::move(text)} {}

    std::string text_;
};
