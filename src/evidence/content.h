#pragma once

#include "core/result.h"
#include "evidence/bytes.h"
#include "html/html.h"

#include <string>
#include <string_view>

namespace evidence {

// What a file is, told by its content and never by its name.
struct Content {
    std::string_view type; // « application/pdf »
    bool is_image = false;
};

enum class Refusal {
    empty,      // 0 bytes
    too_large,  // over 20 MB
    unknown,    // none of the kinds that are taken
    drawing,    // SVG, which may hold a program
    markup,     // a page or a program posing as a text
    other_text, // UTF-16 and the like
    macros,     // an office file with programs in it
    damaged,    // begins as one kind, and is not whole
    two_in_one, // a PDF that is an archive too
    swells,     // small here, huge when unpacked
    too_many_pixels,
};

constexpr std::uint64_t most_pixels = 40'000'000;

Result<Content, Refusal> recognise(Bytes const&);

// In a sentence that says what to do.
std::string words(html::Language const& t, Refusal);

// « PDF », « Image », « Texte », « Tableur », as lists say it; « Lien » for no type.
std::string type_words(html::Language const& t, std::string_view type);

// What the field of a form offers to choose.
inline constexpr std::string_view accepted_names =
    ".pdf,.png,.jpg,.jpeg,.webp,.gif,.odt,.ods,.odp,.docx,.xlsx,.pptx,.txt,.md,.csv";

} // namespace evidence
