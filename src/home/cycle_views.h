#pragma once

#include "accounts/visit.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/scores.h"
#include "html/form.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace home {

// Why a closed cycle was opened again, the last time.
struct Reopening {
    std::string by;
    Instant at;
    std::string reason;
};

// A cycle with how far its diagnostic is.
struct Round {
    diagnostic::Diagnostic diagnostic;
    diagnostic::Scores scores;
    std::optional<Reopening> reopening = {};
};

// The latest first, each with the pages it leads to.
html::Html cycles_view(accounts::Caller const&, accounts::Member const&, std::span<Round const>);

// What the form of a new cycle holds, as it was sent.
struct CycleDraft {
    std::string id; // of the cycle that it makes
    std::string label = {};
    std::string referentiel = {}; // its code
    std::string start = {};       // the cycle whose answers it begins with; empty for none
    std::vector<html::Problem> problems = {};
};

// What the form lets one choose from.
struct CycleChoices {
    std::vector<referentiel::Version const*> referentiels;
    std::vector<accounts::Cycle> earlier;
    std::vector<diagnostic::Diagnostic> starts = {}; // those whose answers it may begin with
};

html::Html opening_view(accounts::Caller const&, accounts::OrganisationId const&, CycleDraft const&, CycleChoices const&);

html::Html name_view(accounts::Caller const&, accounts::OrganisationId const&, accounts::Cycle const&, std::string const& label,
    std::span<html::Problem const>);

// What is worth a look before the cycle is closed; nothing of it holds anybody back.
html::Html closing_view(accounts::Caller const&, diagnostic::Diagnostic const&, html::Html const& checks);

html::Html reopening_view(accounts::Caller const&, accounts::OrganisationId const&, accounts::Cycle const&,
    std::string const& reason, std::span<html::Problem const>);

Url cycles_url(accounts::OrganisationId const&);
Url cycle_url(accounts::OrganisationId const&, accounts::CycleId const&, std::string_view act);

} // namespace home
