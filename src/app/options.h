#pragma once

#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace app {

// The command was called in a way that it does not know: exit 2.
class WrongUse : public std::runtime_error {
    using runtime_error::runtime_error;
};

// What follows a command: words, --name value and --flag. What is not given may stand in the environment, as
// ESSPRATIQUES_LISTEN for --listen.
class Options {
public:
    struct Known {
        std::set<std::string, std::less<>> values; // names that take a value
        std::set<std::string, std::less<>> flags;
    };

    Options(std::vector<std::string> const& arguments, Known const&);

    std::optional<std::string> value(std::string_view name) const;
    std::string value_or(std::string_view name, std::string_view otherwise) const;
    std::string required(std::string_view name) const;
    // A whole number from least to most.
    int number(std::string_view name, int otherwise, int least, int most) const;
    bool has(std::string_view flag) const;
    std::vector<std::string> const& words() const { return words_; }

private:
    std::vector<std::string> words_;
    std::map<std::string, std::string, std::less<>> values_;
};

} // namespace app
