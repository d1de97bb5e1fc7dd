#pragma once

#include "html/form.h"
#include "layout/parts.h"
#include "layout/shell.h"
#include "web/response.h"

#include <string>
#include <vector>

namespace layout {

enum class Width {
    full,   // the measure of a page
    narrow, // a form, or a text to read
    free,   // content brings its own head and bands, as the home page of the site
};

// What one page shows within its shell.
struct Sheet {
    std::string title = {};   // « Travail et emploi »; heading where it is empty
    std::string section = {}; // « Autodiagnostic », the rubric in the title of the window
    std::string heading = {}; // the h1
    std::string lead = {};    // one sentence below it
    std::vector<Crumb> trail = {};
    html::Html actions = {}; // at most two buttons
    html::Html content = {};
    std::vector<html::Problem> problems = {}; // told first, and in the title of the window
    int status = 200;
    Width width = Width::full;
    bool is_printed_wide = false;
    bool is_indexed = false;
    std::string description = {}; // for search engines
};

// A whole page: title, masthead, navigation, main, footer.
web::Response page(Shell const&, Sheet);

// « Travail et emploi — Autodiagnostic — ESS Pratiques »
std::string window_title(Shell const&, Sheet const&);

} // namespace layout
