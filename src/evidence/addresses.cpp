#include "evidence/addresses.h"

namespace evidence {

Url list_url(accounts::OrganisationId const& organisation) { return Url::page({"structures", organisation, "documents"}); }

Url act_url(accounts::OrganisationId const& organisation, std::string_view act) {
    return Url::page({"structures", organisation, "documents", act});
}

Url document_url(accounts::OrganisationId const& organisation, EvidenceId const& id) {
    return Url::page({"structures", organisation, "documents", id});
}

Url document_url(accounts::OrganisationId const& organisation, EvidenceId const& id, std::string_view act) {
    return Url::page({"structures", organisation, "documents", id, act});
}

Url file_url(accounts::OrganisationId const& organisation, VersionId const& id) {
    return Url::page({"structures", organisation, "fichiers", id});
}

Url joining_url(accounts::OrganisationId const& organisation, Object const& object, Url const& back) {
    return act_url(organisation, "joindre").with("objet", std::string_view{to_text(object)}).with("retour", back.text());
}

} // namespace evidence
