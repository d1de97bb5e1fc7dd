#include "actions/addresses.h"

namespace actions {

using diagnostic::Diagnostic;

Url plan_url(Diagnostic const& diagnostic) {
    return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "engagements"});
}

Url plan_url(Diagnostic const& diagnostic, std::string_view act) {
    return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "engagements", act});
}

Url criteria_url(Diagnostic const& diagnostic) { return plan_url(diagnostic, "criteres"); }

Url commitment_url(Diagnostic const& diagnostic, Commitment const& commitment) {
    return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "engagements", "criteres",
        std::string_view{commitment.node}});
}

Url commitment_url(Diagnostic const& diagnostic, Commitment const& commitment, std::string_view act) {
    return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "engagements", "criteres",
        std::string_view{commitment.node}, act});
}

Url commitment_url(Diagnostic const& diagnostic, referentiel::Criterion const& criterion) {
    return Url::page(
        {"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "engagements", "criteres", criterion.key});
}

Url critical_url(Diagnostic const& diagnostic, referentiel::Criterion const& criterion) {
    return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "engagements", "criteres",
        criterion.key, "critique"});
}

Url action_url(Diagnostic const& diagnostic, ActionId const& id) {
    return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "engagements", id});
}

Url action_url(Diagnostic const& diagnostic, ActionId const& id, std::string_view act) {
    return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "engagements", id, act});
}

Url people_url(accounts::OrganisationId const& organisation) { return Url::page({"structures", organisation, "personnes"}); }

std::string line_id(Action const& action) { return "action-" + std::to_string(action.number); }

std::string button_id(std::string_view way, Action const& action) { return std::string{way} + '-' + line_id(action); }

} // namespace actions
