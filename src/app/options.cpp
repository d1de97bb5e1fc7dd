#include "app/options.h"

#include <charconv>
#include <cstdlib>

namespace app {
namespace {

std::string in_environment(std::string_view name) {
    std::string variable = "ESSPRATIQUES_";
    for (char const sign : name)
        variable += sign == '-' ? '_' : sign >= 'a' && sign <= 'z' ? static_cast<char>(sign - ('a' - 'A')) : sign;
    auto const* value = std::getenv(variable.c_str());
    return value ? value : "";
}

} // namespace

Options::Options(std::vector<std::string> const& arguments, Known const& known) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        auto const& argument = arguments[i];
        if (!argument.starts_with("--")) {
            words_.push_back(argument);
            continue;
        }
        auto const sign = argument.find('=');
        auto const name = argument.substr(2, sign == argument.npos ? argument.npos : sign - 2);
        if (known.flags.contains(name)) values_[name] = "1";
        else if (!known.values.contains(name)) throw WrongUse{"option inconnue : --" + name};
        else if (sign != argument.npos) values_[name] = argument.substr(sign + 1);
        else if (i + 1 == arguments.size()) throw WrongUse{"il manque une valeur après --" + name};
        else values_[name] = arguments[++i];
    }
    for (auto const& names : {known.values, known.flags})
        for (auto const& name : names)
            if (auto const value = in_environment(name); !value.empty()) values_.try_emplace(name, value);
}

std::optional<std::string> Options::value(std::string_view name) const {
    auto const found = values_.find(name);
    if (found == values_.end()) return std::nullopt;
    return found->second;
}

std::string Options::value_or(std::string_view name, std::string_view otherwise) const {
    return value(name).value_or(std::string{otherwise});
}

std::string Options::required(std::string_view name) const {
    auto const found = value(name);
    if (!found) throw WrongUse{"il manque --" + std::string{name}};
    return *found;
}

int Options::number(std::string_view name, int otherwise, int least, int most) const {
    auto const text = value(name);
    if (!text) return otherwise;
    int number = 0;
    auto const [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc{} || end != text->data() + text->size() || number < least || number > most)
        throw WrongUse{"--" + std::string{name} + " va de " + std::to_string(least) + " à " + std::to_string(most)};
    return number;
}

bool Options::has(std::string_view flag) const { return values_.contains(flag); }

} // namespace app
