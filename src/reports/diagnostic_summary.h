#pragma once

#include "reports/diagnostic_content.h"

#include <string>
#include <vector>

namespace reports {

// The summary that a board reads first, in sentences: where the structure stands, what is solid, what is weak, how far it has
// come.
std::vector<std::string> summary(html::Language const&, DiagnosticSubject const&);

// The same of one chapter.
std::vector<std::string> summary(html::Language const&, DiagnosticSubject const&, diagnostic::ChapterScore const&);

} // namespace reports
