#pragma once

#include "diagnostic/choice.h"
#include "diagnostic/diagnostic.h"
#include "html/html.h"

namespace diagnostic {

// The results as files beside the report: workbook, CSV, drawing; with what the page compares them with.
html::Html downloads(html::Language const& t, Diagnostic const&, Choice const&);

} // namespace diagnostic
