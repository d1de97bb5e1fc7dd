#pragma once

#include <string>
#include <string_view>

namespace app {

// A page of plain text as a PDF: its first line large, then the others, cut between words. For the demonstration, whose
// documents have to look like what people upload; reports are made by the worker.
std::string plain_pdf(std::string_view text);

} // namespace app
