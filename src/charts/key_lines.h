#pragma once

#include "charts/chart.h"

namespace charts {

// Which series is which, a line each, within the drawing: what keys say on a page. One series alone needs none.
double key_lines_height(Chart const&);
html::Html key_lines(html::Language const& t, Chart const&, Palette const&, double top);

} // namespace charts
