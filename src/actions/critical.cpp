#include "actions/critical.h"

#include "actions/addresses.h"
#include "html/html.h"

namespace actions {

using diagnostic::Beside, diagnostic::Diagnostic;

Beside::CriticalActions critical_actions(storage::Reader const& db, html::Language const& t, Diagnostic const& diagnostic) {
    Beside::CriticalActions found;
    db.rows(R"(
        SELECT commitments.node, actions.id, actions.number, actions.due
        FROM commitments
        JOIN actions ON actions.organisation_id = $1 AND actions.commitment_id = commitments.id
        WHERE commitments.organisation_id = $1 AND commitments.diagnostic_id = $2 AND commitments.former_title = ''
            AND actions.is_critical = 1 AND actions.state <> 'abandoned'
        ORDER BY actions.number)",
        {diagnostic.organisation(), diagnostic.id()}, [&](storage::Row& row) {
            auto const node = row.next<std::string>();
            auto const id = row.next<ActionId>();
            auto const number = row.next<std::int64_t>();
            auto const due = row.maybe<Due>();
            found[node].push_back({t.text("Action n° {}", {t.number(number)}), due ? words_of(t, *due) : std::string{},
                action_url(diagnostic, id)});
            return 0;
        });
    return found;
}

std::optional<Url> critical_form(Diagnostic const& diagnostic, referentiel::Criterion const& criterion) {
    if (!criterion.is_imperative) return std::nullopt;
    return critical_url(diagnostic, criterion);
}

} // namespace actions
