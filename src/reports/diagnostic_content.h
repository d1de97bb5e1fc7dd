#pragma once

#include "accounts/visit.h"
#include "diagnostic/comparison.h"
#include "diagnostic/divergence.h"
#include "diagnostic/reading.h"
#include "diagnostic/slots.h"
#include "reports/diagnostic_report.h"

#include <string>
#include <vector>

namespace reports {

// What the report of a diagnostic is made from.
struct DiagnosticSubject {
    diagnostic::Reading const& reading;
    std::vector<diagnostic::Comparison> const& comparisons; // with the cycle before, or whatever was chosen
    diagnostic::Beside::Levels envisaged = {};              // by the plan
    diagnostic::Beside::CriticalActions critical = {};      // of the plan
    std::vector<diagnostic::Divergence> divergences = {};   // with what is retained: nobody in particular reads it
    std::string structure;
    std::string day; // in words
    std::string logo_png = {};

    // The one that changes are told from; nothing without any.
    diagnostic::Comparison const* nearest() const { return comparisons.empty() ? nullptr : &comparisons.front(); }
};

DiagnosticReport report_of(html::Language const&, DiagnosticSubject const&);

} // namespace reports
