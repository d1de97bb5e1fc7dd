#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace accounts {

enum class PasswordProblem { too_short, too_long, too_common, too_personal };

// Twelve characters at least, any of them; refused are the usual ones and those that the form itself gives away (S01, S02).
// A thousand characters are the most, so that hashing stays bounded.
std::optional<PasswordProblem> problem_with(std::string_view password, std::span<std::string const> personal_words);

// Argon2id. Costly on purpose, in time and memory: call it off the threads that serve pages.
class Passwords {
public:
    enum class Cost { serving, testing };

    explicit Passwords(Cost cost = Cost::serving);

    std::string hash(std::string_view password) const;
    bool matches(std::string_view hash, std::string_view password) const;

    // A hash that no password matches and that takes as long to try: for accounts that do not exist.
    std::string const& nobodys() const { return nobodys_; }

private:
    Cost cost_;
    std::string nobodys_;
};

} // namespace accounts
