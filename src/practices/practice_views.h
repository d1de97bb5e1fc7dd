#pragma once

#include "accounts/visit.h"
#include "diagnostic/rating.h"
#include "html/form.h"
#include "practices/comments.h"
#include "practices/difference.h"
#include "practices/practice.h"
#include "practices/queries.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace practices {

// What is written in the form for a comment.
struct CommentDraft {
    std::string id;
    std::string text = {};
    std::string mention = {};
    std::vector<html::Problem> problems = {};
};

struct PracticeSheet {
    diagnostic::Diagnostic const& diagnostic;
    referentiel::Criterion const& criterion;
    diagnostic::SavedRating const* rating;
    Described const& described;
    std::span<Version const> versions;
    std::span<Comment const> comments;
    std::span<accounts::Member const> team; // who may be called to a comment
    accounts::Member const& member;
    Version const* compared; // an earlier version beside what is there now
    bool may_write;
    html::Html documents;
};

// The practice of one criterion as it reads, its versions, what else it describes, and what the team says of it.
html::Html practice_page(accounts::Caller const&, PracticeSheet const&, CommentDraft const&);

} // namespace practices
