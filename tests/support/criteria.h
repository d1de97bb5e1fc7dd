#pragma once

#include "accounts/members.h"
#include "diagnostic/queries.h"
#include "diagnostic/teamwork.h"
#include "support/office.h"

#include <string>

// The diagnostic that Les Deux Rives have under way, and its criteria.
namespace support {

inline diagnostic::Diagnostic diagnostic_of(Office& office, storage::Reader const& db) {
    return diagnostic::find(db, office.library, office.deux_rives, {}).value();
}

inline referentiel::Criterion const& criterion(Office& office, std::string const& key) {
    return *office.db().found(
        [&](storage::Reader const& db) { return referentiel::find_rated(diagnostic_of(office, db).version(), key); });
}

// From here on that member answers, describes and plans for this criterion alone.
inline void hold_to(Office& office, accounts::User const& user, std::string const& key) {
    auto const& node = criterion(office, key).key;
    office.db().write([&](storage::Writer& db) {
        auto const member = accounts::find_member(db, office.deux_rives, user).value();
        accounts::save_only_assigned(db, office.deux_rives, member.id, true);
        diagnostic::assign(db, diagnostic_of(office, db), node, user.id, office.now);
    });
}

} // namespace support
