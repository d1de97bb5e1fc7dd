#pragma once

#include "diagnostic/diagnostic.h"
#include "html/html.h"

namespace diagnostic {

// The results as files: beside the report: workbook, CSV, drawing.
html::Html downloads(html::Language const& t, Diagnostic const&);

} // namespace diagnostic
