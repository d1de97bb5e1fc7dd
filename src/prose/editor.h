#pragma once

#include "core/url.h"
#include "html/form.h"
#include "html/html.h"

#include <span>

namespace prose {

// A field for a text of some lines; scripts give it buttons for bold, italic, lists and links, and a preview. Without them one
// writes as one does in a mail.
html::Html field(html::Language const& t, html::Field const&, int rows, std::span<html::Problem const> = {});

// The control alone, where the page has a label of its own; described names what else it is described by.
html::Html control(html::Language const& t, html::Field const&, int rows, std::optional<std::string> const& described = {},
    bool is_wrong = false);

// What scripts make the buttons from: once a page that has such a field. A POST of « text » to preview answers how it will read.
html::Html tools(html::Language const& t, Url const& preview);

} // namespace prose
