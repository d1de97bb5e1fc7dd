#include "app/slots.h"

#include "actions/addresses.h"
#include "actions/critical.h"
#include "actions/following.h"
#include "actions/measured.h"
#include "actions/queries.h"
#include "app/documents.h"
#include "core/chance.h"
#include "diagnostic/slots.h"
#include "practices/following.h"
#include "practices/slots.h"

namespace app {
namespace {

// A plan moves with the answers of its cycle; what a new cycle takes up, people choose.
diagnostic::Follower plan_follower() {
    return {.follow =
                [](storage::Writer& db, audit::Trail& trail, diagnostic::Passing const& passing) {
                    if (!passing.is_new_cycle()) actions::follow(db, trail, passing.former, passing.to, passing.passages);
                },
        .come_back =
            [](storage::Writer& db, audit::Trail& trail, diagnostic::Passing const& passing) {
                actions::come_back(
                    db, trail, passing.former, passing.to, passing.passages, passing.act.user, passing.act.now, passing.chance);
            },
        .foretell = [](storage::Reader const& db, html::Language const& t, diagnostic::Diagnostic const& former,
                        referentiel::Passages const&) { return actions::foretell(db, t, former); }};
}

practices::Plan plan_for_practices() {
    return {.put =
                [](storage::Writer& db, audit::Trail& trail, diagnostic::Diagnostic const& diagnostic,
                    practices::Plan::Criteria const& criteria, diagnostic::Act const& act) {
                    actions::commit(db, trail, diagnostic, criteria, act.user, act.now, system_chance());
                },
        .planned = actions::criteria,
        .address = [](diagnostic::Diagnostic const& diagnostic, referentiel::Criterion const& criterion) -> std::optional<Url> {
            return actions::commitment_url(diagnostic, criterion);
        }};
}

} // namespace

accounts::Slots lent() {
    accounts::Slots slots;
    slots.fill(document_users());
    slots.fill(diagnostic::Beside{actions::envisaged, actions::critical_actions, actions::critical_form, actions::measured});
    slots.fill(diagnostic::Followers{{practices::follower(), plan_follower()}});
    slots.fill(plan_for_practices());
    return slots;
}

} // namespace app
