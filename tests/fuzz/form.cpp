#include "core/unicode.h"
#include "web/percent.h"
#include "web/request.h"

#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

std::string written(web::Form const& form) {
    std::string encoded;
    for (auto const& [name, text] : form.fields())
        encoded.append("&").append(web::percent_encoded(name)).append("=").append(web::percent_encoded(text));
    return encoded;
}

} // namespace

// Whatever is sent, a form holds clean texts, and is read again as it was read before.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const form = web::read_form({reinterpret_cast<char const*>(data), size});
    if (!form) return 0;

    require(form->fields().size() <= 2'000);
    for (auto const& [name, text] : form->fields()) {
        require(is_utf8(name) && is_utf8(text));
        require(text.find('\0') == text.npos && text.find('\r') == text.npos);
        require(form->line(name).find('\n') == std::string::npos);
        require(cleaned(text) == text);
    }
    auto const again = web::read_form(written(*form));
    require(again && again->fields() == form->fields());
    return 0;
}
