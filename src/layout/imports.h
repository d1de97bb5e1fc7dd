#pragma once

#include "accounts/visit.h"
#include "html/form.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

// Files that people bring: the form that takes one, and what came before, which may be undone. Who reads it, and what each line
// does, is the matter of their folders.
namespace layout {

// Its field is called « fichier ». Nothing is kept yet when it is sent.
html::Html upload_form(
    accounts::Caller const&, Url const& send_to, std::string_view hint, std::string_view button, std::span<html::Problem const>);

struct EarlierImport {
    std::string what; // « reponses.csv : 3 réponses, par Maud, le 5 mars 2026 à 14 h 02 »
    bool is_undone = false;
    std::optional<Url> undo_at = {}; // as long as it can be
};

// The latest first; nothing where there are none.
html::Html earlier_imports(accounts::Caller const&, std::string_view title, std::span<EarlierImport const>);

// « reponses.csv : 3 réponses, par Maud, le 5 mars 2026 à 14 h 02 »
std::string import_words(
    accounts::Caller const&, std::string_view file_name, std::string const& what, std::string const& by, Instant at);

} // namespace layout
