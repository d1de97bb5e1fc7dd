#pragma once

#include "prose/document.h"

namespace prose {

// For a calendar or a mail: lists keep their dashes and numbers, a link is followed by its address.
std::string plain(Document const&);

// Its beginning on one line, cut between words, for a list of many.
std::string excerpt(Document const&, std::size_t signs);

} // namespace prose
