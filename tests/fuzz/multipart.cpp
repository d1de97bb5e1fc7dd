#include "web/multipart.h"
#include "core/unicode.h"
#include "fuzz/fuzzing.h"

#include <cstdint>
#include <filesystem>
#include <memory>

using fuzzing::has_planted_fault, fuzzing::require;

namespace {

constexpr std::string_view type = "multipart/form-data; boundary=b";

std::string content(web::UploadedFile const& file) {
    std::string bytes;
    for (std::uint64_t at = 0; at < file.size(); at += 7) bytes += file.read(at, 7);
    return bytes;
}

// Planted: a body on the disk loses its last byte.
std::shared_ptr<web::Spool const> on_disk(std::string_view body) {
    auto spool = std::make_shared<web::Spool>(std::filesystem::temp_directory_path());
    if (has_planted_fault() && !body.empty()) body.remove_suffix(1);
    spool->write(body);
    return spool;
}

} // namespace

// Whatever is sent, fields are clean texts, names of files lead nowhere, and a body on the disk reads as one in memory.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const body{reinterpret_cast<char const*>(data), size};
    auto const form = web::read_multipart(type, body);
    auto const other = web::read_multipart(type, on_disk(body));
    require(form.has_value() == other.has_value());
    if (!form) return 0;

    require(form->fields() == other->fields());
    for (auto const& [name, text] : form->fields()) {
        require(is_utf8(name) && is_utf8(text));
        require(text.find('\0') == text.npos && text.find('\r') == text.npos);
    }
    require(form->files().size() == other->files().size());
    for (auto const& [name, file] : form->files()) {
        auto const* same = other->file(name);
        require(same && file.name == same->name && content(file) == content(*same));
        require(is_utf8(file.name) && file.name.find_first_of("/\\\n\r") == std::string::npos);
    }
    return 0;
}
