#pragma once

#include "core/url.h"
#include "html/html.h"

#include <string_view>

// What the scripts of pages say, in the visitor's language: phrases and notices. They are a document of their own, which the
// browser fetches once and keeps, rather than a part of every page.
namespace layout {

// The document; what a script shows of it, it copies.
html::Html words(html::Language const&);

// Its address; another text is at another address, so that it may be kept for good.
Url words_url(html::Language const&);

// How a form names them, and the user under whose name its script keeps drafts on this computer.
html::Attributes with_words(html::Language const&, std::string_view user);

} // namespace layout
