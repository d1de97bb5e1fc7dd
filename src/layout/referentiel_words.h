#pragma once

#include "html/html.h"
#include "referentiel/referentiel.h"

// What a référentiel says to those who answer, beside its statements.
namespace layout {

// How to answer, in one line under a statement or at the head of a chapter; nothing where the référentiel says nothing.
html::Html guidance(html::Language const& t, referentiel::Text const&);

// « Impératif », beside the title of a criterion that is; nothing beside others.
html::Html imperative_tag(html::Language const& t, bool is_imperative);

// What whoever answers has to know, above every page of a cycle; nothing where the référentiel says nothing.
html::Html notices(html::Language const& t, referentiel::Version const&);

} // namespace layout
