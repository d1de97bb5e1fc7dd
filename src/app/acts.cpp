#include "app/acts.h"

#include "audit/trail.h"
#include "web/log.h"

namespace app {

OperatorLog::OperatorLog(Options const& options) {
    if (auto const file = options.value("log")) web::open_log(*file == "-" ? "/dev/stderr" : *file);
}

OperatorLog::~OperatorLog() { web::close_log(); }

void add_to_trail(storage::Writer& db, accounts::Desk const& desk, Act const& act, std::string_view payload) {
    auto const chain = act.organisation.empty() ? audit::instance_chain : act.organisation;
    audit::Trail{db, chain, "operator", desk.clock(), desk.chance}.add(act.verb, act.object, payload);
}

void tell(Act const& act) {
    auto const acts = std::string{act.verb} + ' ' + std::string{act.object};
    web::log({.event = "command", .user = act.user, .organisation = act.organisation, .acts = acts});
}

} // namespace app
