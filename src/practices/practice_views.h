#pragma once

#include "accounts/visit.h"
#include "diagnostic/rating.h"
#include "html/form.h"
#include "practices/comments.h"
#include "practices/difference.h"
#include "practices/practice.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace practices {

// What was to stand in the place of a comment, and may not.
struct Correction {
    CommentId of;
    std::string text;
};

// What is written in the form for a comment.
struct CommentDraft {
    std::string id;
    std::string text = {};
    std::string mention = {};
    std::vector<html::Problem> problems = {};
    std::optional<Correction> correction = {};
};

struct Earlier {
    int number;
    std::string text;
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
    std::optional<Earlier> compared;                       // an earlier version beside what is there now
    std::span<referentiel::Criterion const* const> others; // whose description may come to serve this one too
    bool may_write;
    html::Html documents;
    referentiel::Criterion const* described_at = nullptr; // the main criterion, where it has the text and this one none
};

// What somebody said, and what may be done with it.
html::Html comment_line(accounts::Caller const&, Comment const&, html::Html const& acts = {});

// The page where one of the comments stands, and its place there.
Url comment_url(diagnostic::Diagnostic const&, referentiel::Criterion const&, std::span<Comment const>, CommentId const&);

// The practice of one criterion as it reads, its versions, what else it describes, and what the team says of it.
html::Html practice_page(accounts::Caller const&, PracticeSheet const&, CommentDraft const&);

} // namespace practices
