#pragma once

#include <string>
#include <string_view>

// French as it is printed, from French as it is typed: ’ for ', no-break spaces before : ; ! ? % € », after « and in « 1 000 » or
// « 2 / 5 ». Our fonts have no thin space, so that all of them are U+00A0.
std::string french_typography(std::string_view);
