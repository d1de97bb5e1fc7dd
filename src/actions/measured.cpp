#include "actions/measured.h"

namespace actions {

diagnostic::Beside::Keys measured(storage::Reader const& db, diagnostic::Diagnostic const& diagnostic) {
    diagnostic::Beside::Keys keys;
    db.rows(R"(
        SELECT DISTINCT commitments.node
        FROM commitments
        JOIN actions ON actions.organisation_id = $1 AND actions.commitment_id = commitments.id
        JOIN indicators ON indicators.organisation_id = $1 AND indicators.action_id = actions.id
        WHERE commitments.organisation_id = $1 AND commitments.diagnostic_id = $2 AND commitments.former_title = ''
            AND indicators.kind = 'figure')",
        {diagnostic.organisation(), diagnostic.id()},
        [&](storage::Row& row) { return keys.insert(row.next<std::string>()).second; });
    return keys;
}

} // namespace actions
