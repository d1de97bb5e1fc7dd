#pragma once

#include "diagnostic/teamwork.h"
#include "html/form.h"

#include <span>
#include <string>
#include <vector>

namespace diagnostic {

// A note as it was sent, and what is to be mended in it.
struct NoteDraft {
    std::string id; // of the note to be: sent twice, the form notes once
    std::string text = {};
    std::vector<html::Problem> problems = {};
};

struct ReviewSheet {
    Diagnostic const& diagnostic;
    referentiel::Criterion const& criterion;
    std::span<Note const> notes;
    bool may_write;
};

html::Html review_page(accounts::Caller const&, ReviewSheet const&, NoteDraft const&);

} // namespace diagnostic
