#include "accounts/password.h"

#include "core/chance.h"
#include "core/unicode.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <new>
#include <stdexcept>

namespace accounts {
namespace {

constexpr std::size_t shortest = 12, longest = 1000;

// Long passwords that many people choose, folded; shorter ones are refused by their length.
constexpr std::array<std::string_view, 44> common{"123456789012", "1234567890123", "12345678901234", "123456789123",
    "123456123456", "123123123123", "111111111111", "000000000000", "012345678910", "1qaz2wsx3edc", "1q2w3e4r5t6y",
    "qwertyuiop12", "qwertyuiop123", "qwerty123456", "azertyuiop12", "azertyuiop123", "azerty123456", "azertyuiopqs",
    "azertyuiopqsdfghjklm", "qwertyuiopasdfghjkl", "password1234", "password12345", "passwordpassword", "password123!",
    "motdepasse12", "motdepasse123", "motdepasse1234", "motdepassemotdepasse", "monmotdepasse", "monmotdepasse1",
    "administrateur", "administrator", "administrateur1", "bonjourbonjour", "bonjour12345", "bonjour123456", "jetaimejetaime",
    "iloveyou1234", "doudoudoudou", "loulouloulou", "soleilsoleil", "marseille13000", "changezmoi123", "association123"};

// « aaaaaaaaaaaa », « abcabcabcabc »: short pieces said again.
bool repeats_itself(std::string_view text) {
    for (std::size_t piece = 1; piece <= 4 && piece * 3 <= text.size(); ++piece) {
        auto const is_again = [&](std::size_t i) { return text[i] == text[i - piece]; };
        std::size_t i = piece;
        while (i < text.size() && is_again(i)) ++i;
        if (i == text.size()) return true;
    }
    return false;
}

bool holds(std::string_view password, std::string_view word) { return length(word) >= 4 && password.find(word) != password.npos; }

} // namespace

std::optional<PasswordProblem> problem_with(std::string_view password, std::span<std::string const> personal_words) {
    if (length(password) < shortest) return PasswordProblem::too_short;
    if (length(password) > longest) return PasswordProblem::too_long;
    auto const plain = folded(password);
    if (std::ranges::find(common, plain) != common.end() || repeats_itself(plain)) return PasswordProblem::too_common;
    if (holds(plain, "esspratiques") || holds(plain, "ess pratiques")) return PasswordProblem::too_personal;
    for (auto const& word : personal_words)
        if (holds(plain, folded(word))) return PasswordProblem::too_personal;
    return std::nullopt;
}

Passwords::Passwords(Cost cost) : cost_{cost} {
    if (sodium_init() < 0) throw std::runtime_error{"libsodium does not start"};
    nobodys_ = hash(new_token(system_chance()));
}

std::string Passwords::hash(std::string_view password) const {
    auto const is_serving = cost_ == Cost::serving;
    std::array<char, crypto_pwhash_STRBYTES> text{};
    auto const code = crypto_pwhash_str_alg(text.data(), password.data(), password.size(),
        is_serving ? crypto_pwhash_OPSLIMIT_INTERACTIVE + 1 : crypto_pwhash_OPSLIMIT_MIN,
        is_serving ? crypto_pwhash_MEMLIMIT_INTERACTIVE : crypto_pwhash_MEMLIMIT_MIN, crypto_pwhash_ALG_ARGON2ID13);
    if (code != 0) throw std::bad_alloc{};
    return text.data();
}

bool Passwords::matches(std::string_view hash, std::string_view password) const {
    return crypto_pwhash_str_verify(std::string{hash}.c_str(), password.data(), password.size()) == 0;
}

} // namespace accounts
