#pragma once

#include "diagnostic/diagnostic.h"
#include "html/html.h"

namespace diagnostic {

// The results as files: report, workbook, CSV, drawing.
html::Html downloads(html::Language const& t, Diagnostic const&);

} // namespace diagnostic
