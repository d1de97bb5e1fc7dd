#include "accounts/members.h"
#include "accounts/password.h"

#include <doctest/doctest.h>

#include <array>

using accounts::is_email, accounts::PasswordProblem, accounts::Passwords, accounts::problem_with;

namespace {

std::array<std::string, 5> const personal{"Solène", "Martin", "solene", "solene@deuxrives.exemple.fr", "Les Deux Rives"};

std::string repeated(std::string const& piece, int times) {
    std::string text;
    while (times-- > 0) text += piece;
    return text;
}

} // namespace

TEST_CASE("any password of twelve characters or more will do, whatever they are") {
    for (std::string const good : {"quatre mots sans rapport", "            x", "éèàùçêîôûäëï",
             "🐝🦊🐢🐙🦉🐌🦔🐿🐇🦦🦥🐸", "xkcdzqvwmfjb", "729104638215", "-- DROP TABLE;"})
        CHECK_MESSAGE(!problem_with(good, personal), good);
    CHECK(!problem_with(repeated("une longue phrase ", 55), personal));
}

TEST_CASE("a password that is short, boundless, usual or personal is refused for its reason") {
    CHECK(problem_with("", personal) == PasswordProblem::too_short);
    CHECK(problem_with("onze signes", personal) == PasswordProblem::too_short);
    CHECK(problem_with("éééééééé", personal) == PasswordProblem::too_short); // 16 bytes, 8 characters
    CHECK(problem_with(std::string(1001, 'a'), personal) == PasswordProblem::too_long);

    for (std::string const usual : {"123456789012", "motdepasse123", "MotDePasse123", "AZERTYUIOP12", "Administrateur",
             "aaaaaaaaaaaa", "abcabcabcabc", "ab12ab12ab12", "            "})
        CHECK_MESSAGE(problem_with(usual, personal) == PasswordProblem::too_common, usual);

    for (std::string const own : {"solene-2026-solene", "SOLÈNE est là 2026", "les deux rives!", "LES DEUX RIVES 44",
             "esspratiques2026", "j'aime ESS Pratiques", "solene@deuxrives.exemple.fr"})
        CHECK_MESSAGE(problem_with(own, personal) == PasswordProblem::too_personal, own);
}

TEST_CASE("a password is matched whole, and kept salted and slow") {
    Passwords const passwords{Passwords::Cost::testing};
    std::string const long_one = repeated("0123456789abcdef", 8);
    auto const hash = passwords.hash(long_one);

    CHECK(passwords.matches(hash, long_one));
    CHECK(!passwords.matches(hash, long_one.substr(0, 127)));
    CHECK(!passwords.matches(hash, long_one + "0"));
    CHECK(!passwords.matches(hash, ""));
    CHECK(!passwords.matches("", ""));
    CHECK(!passwords.matches("no hash", "no hash"));
    CHECK(passwords.hash(long_one) != hash);
    CHECK(!passwords.matches(passwords.nobodys(), ""));
    CHECK(hash.find("$argon2id$") == 0);
    // When serving: 64 MiB, two passes.
    CHECK(Passwords{}.nobodys().find("$argon2id$v=19$m=65536,t=3,p=1$") == 0);
}

TEST_CASE("an address has one @ and a domain with a point") {
    for (std::string const good :
        {"a@b.fr", "prenom.nom@exemple.fr", "prenom+tri@sous.domaine.exemple.coop", "o'neil@exemple.fr", "é@exemple.fr", "1@2.3"})
        CHECK_MESSAGE(is_email(good), good);
    for (std::string const bad :
        {"", "a", "@", "a@", "@b.fr", "a@b", "a@.fr", "a@b.", "a@b..fr", "a@-b.fr", "a@b@c.fr", "a b@c.fr", "a@b c.fr",
            "a@b.fr\r\nBcc: c@d.fr", "a@b.fr,c@d.fr", "a@b.fr;c@d.fr", "<a@b.fr>", "a@[127.0.0.1]", "\"a\"@b.fr"})
        CHECK_MESSAGE(!is_email(bad), bad);
    CHECK(is_email(std::string(64, 'a') + "@b.fr"));
    CHECK(!is_email(std::string(65, 'a') + "@b.fr"));
    CHECK(!is_email("a@" + std::string(250, 'b') + ".fr"));
    CHECK(accounts::comparable_email(" Solène@DeuxRives.FR ") == "solène@deuxrives.fr");
}
