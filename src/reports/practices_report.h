#pragma once

#include "diagnostic/diagnostic.h"
#include "diagnostic/rating.h"
#include "evidence/attachments.h"
#include "html/html.h"
#include "practices/elsewhere.h"
#include "practices/practice.h"
#include "tables/table.h"

#include <functional>
#include <span>
#include <string>

namespace reports {

// What the files of practices are about.
struct PracticesSubject {
    diagnostic::Diagnostic const& diagnostic;
    practices::Described const& described;
    std::span<diagnostic::SavedRating const> ratings;
    evidence::Attached const& documents;
    practices::Elsewhere const& elsewhere;
    std::string structure;
    std::string day;      // that it is made, in words
    std::string logo_png; // of the structure, as bytes; empty where it has none
};

// The data of the template « practices », with all its words.
std::string to_json(PracticesSubject const&, html::Language const&);

// One row for each criterion: its level, its description without its signs, its priority.
tables::Table practices_table(html::Language const& t, PracticesSubject const&, std::function<Date(Instant)> const& day);

// One row for each chapter, and one for all.
tables::Table progress_table(html::Language const& t, PracticesSubject const&);

} // namespace reports
