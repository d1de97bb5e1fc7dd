#pragma once

#include "accounts/visit.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/rating.h"
#include "practices/draft.h"
#include "practices/slots.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace practices {

// How far a chapter has come.
struct ChapterState {
    referentiel::Chapter const* chapter;
    Progress progress;
};

struct ChapterSheet {
    diagnostic::Diagnostic const& diagnostic;
    referentiel::Chapter const& chapter;
    std::vector<ChapterState> const& all;
    Described const& described;
    Plan::Keys const& planned;
    Plan const& plan;
    bool may_write;
    std::string user;                                                   // under which drafts are kept on this computer
    std::function<html::Html(referentiel::Criterion const&)> documents; // those that are joined to a criterion
    std::function<int(referentiel::Criterion const&)> comments;         // how many are open
};

// All the criteria of a chapter in one form; works without JavaScript.
html::Html chapter_page(accounts::Caller const&, ChapterSheet const&, std::span<Card const>);

// « Décrit au critère 13 », which leads there; nothing without a main criterion.
html::Html described_elsewhere(html::Language const& t, diagnostic::Diagnostic const&, referentiel::Criterion const* main);

// « ! Peu urgent », for who reads.
html::Html priority_tag(html::Language const& t, Priority);

} // namespace practices
