#pragma once

#include "app/commands.h"

#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace support {

struct Said {
    int code;
    std::string out, err;
};

// A command as a shell would call it; the streams are given back.
inline Said run(std::vector<std::string> const& arguments, std::string const& input = {}) {
    std::istringstream in{input};
    std::ostringstream out, err;
    auto* const old_in = std::cin.rdbuf(in.rdbuf());
    auto* const old_out = std::cout.rdbuf(out.rdbuf());
    auto* const old_err = std::cerr.rdbuf(err.rdbuf());
    auto const code = app::run(arguments);
    std::cin.rdbuf(old_in);
    std::cout.rdbuf(old_out);
    std::cerr.rdbuf(old_err);
    std::cin.clear();
    return {code, out.str(), err.str()};
}

} // namespace support
