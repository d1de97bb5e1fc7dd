#include "core/unicode.h"
#include "fuzz/fuzzing.h"
#include "web/percent.h"
#include "web/request.h"

#include <cstdint>

using fuzzing::has_planted_fault, fuzzing::require;

namespace {

std::string written(web::Form const& form) {
    std::string encoded;
    for (auto const& [name, text] : form.fields())
        encoded.append("&").append(web::percent_encoded(name)).append("=").append(web::percent_encoded(text));
    return encoded;
}

// Planted: texts are decoded twice.
std::optional<web::Form> read(std::string_view encoded) {
    auto form = web::read_form(encoded);
    if (!has_planted_fault() || !form) return form;
    auto fields = form->fields();
    for (auto& [name, text] : fields) text = web::percent_decoded(text).value_or(text);
    return web::Form{std::move(fields)};
}

} // namespace

// Whatever is sent, a form holds clean texts, and is read again as it was read before.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const form = read({reinterpret_cast<char const*>(data), size});
    if (!form) return 0;

    require(form->fields().size() <= 2'000);
    for (auto const& [name, text] : form->fields()) {
        require(is_utf8(name) && is_utf8(text));
        require(text.find('\0') == text.npos && text.find('\r') == text.npos);
        require(form->line(name).find('\n') == std::string::npos);
        require(cleaned(text) == text);
    }
    auto const again = read(written(*form));
    require(again && again->fields() == form->fields());
    return 0;
}
