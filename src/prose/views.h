#pragma once

#include "html/html.h"
#include "prose/document.h"

#include <functional>
#include <optional>

namespace prose {

struct Printing {
    int heading = 4; // the level of its highest headings, below that of the title that they stand under
    // A block that whoever shows the text draws in a way of their own.
    std::function<std::optional<html::Html>(Block const&)> own = {};
};

html::Html html(html::Language const& t, Document const&, Printing const& = {});

} // namespace prose
