#include "accounts/password_advice.h"

namespace accounts {

std::string password_advice(html::Language const& t, PasswordProblem problem) {
    switch (problem) {
        case PasswordProblem::too_short: return t.text("Choisissez un mot de passe d'au moins 12 caractères");
        case PasswordProblem::too_long: return t.text("Choisissez un mot de passe d'au plus 1 000 caractères");
        case PasswordProblem::too_common:
            return t.text("Choisissez un mot de passe moins répandu, par exemple quatre mots sans rapport entre eux");
        case PasswordProblem::too_personal:
            return t.text("Choisissez un mot de passe sans votre nom, votre adresse, le nom de votre structure ni le nôtre");
    }
    return {};
}

} // namespace accounts
