#pragma once

#include "charts/chart.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/draft.h"
#include "diagnostic/scores.h"
#include "html/form.h"

#include <span>
#include <string>
#include <vector>

namespace diagnostic {

// Everything of a chapter's page that is not the database's.
struct ChapterSheet {
    Diagnostic const& diagnostic;
    referentiel::Chapter const& chapter;
    Scores const& scores; // of every chapter, for the progress
    bool may_rate;
    std::string user; // under which drafts are kept on this computer
};

// All the criteria of a chapter in one form; works without JavaScript.
html::Html chapter_page(accounts::Caller const&, ChapterSheet const&, std::span<Draft const>);

// What is left to mend, each leading to its criterion.
std::vector<html::Problem> problems_of(html::Language const& t, std::span<Draft const>);

// Why a draft was not saved; it must not have been.
std::string explanation(html::Language const& t, Draft const&);

// « Enregistré à 14 h 02 », or with the day and the author where it was another day or person.
std::string saved_words(accounts::Caller const&, SavedRating const&);

// Questions, examples, evidence: what helps to answer one criterion.
html::Html help_page(accounts::Caller const&, Diagnostic const&, referentiel::Criterion const&);

// The chapters, as a list of links with how far each is, below what has to be decided first.
html::Html overview_page(accounts::Caller const&, Diagnostic const&, Scores const&, html::Html const& before = {});

html::Html results_page(accounts::Caller const&, Diagnostic const&, Scores const&, std::span<SavedRating const>);

// The sentences beside the figures: where we stand, what is solid, what to work on.
std::vector<std::string> digest(html::Language const& t, Scores const&);

// The radar's figures, for the page and for the report.
charts::Chart radar_of(html::Language const& t, Scores const&);

// A page is a chapter at the top, with all below it.
Url chapter_url(Diagnostic const&, referentiel::Chapter const&);
Url criterion_url(Diagnostic const&, referentiel::Criterion const&); // its card there
Url results_url(Diagnostic const&);
Url overview_url(Diagnostic const&);

} // namespace diagnostic
