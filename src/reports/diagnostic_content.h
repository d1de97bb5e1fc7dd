#pragma once

#include "accounts/visit.h"
#include "diagnostic/comparison.h"
#include "diagnostic/reading.h"
#include "diagnostic/slots.h"
#include "reports/diagnostic_report.h"

#include <string>

namespace reports {

// What the report of a diagnostic is made from.
struct DiagnosticSubject {
    diagnostic::Reading const& reading;
    diagnostic::Comparison const* comparison = nullptr; // with the cycle before, or whatever was chosen
    diagnostic::Beside::Levels envisaged = {};          // by the plan
    diagnostic::Beside::CriticalActions critical = {};  // of the plan
    std::string structure;
    std::string day; // in words
    std::string logo_png = {};
};

DiagnosticReport report_of(html::Language const&, DiagnosticSubject const&);

} // namespace reports
