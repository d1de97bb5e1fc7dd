#pragma once

#include "web/request.h"

#include <memory>
#include <optional>
#include <string_view>

namespace web {

// Is this the content type of a form with files?
bool is_multipart(std::string_view content_type);

// The fields and files of a multipart/form-data body (RFC 7578), whose boundary its content type names. Nothing where it is none,
// is cut short, or holds more than 2,000 parts.
std::optional<Form> read_multipart(std::string_view content_type, std::string_view body);

// The same of a body on the disk, where its files stay; its fields hold 1 MB together at most.
std::optional<Form> read_multipart(std::string_view content_type, std::shared_ptr<Spool const> const& body);

} // namespace web
