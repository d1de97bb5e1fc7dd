#include "entrance/pages.h"

#include "accounts/cookies.h"
#include "accounts/members.h"

#include <string>
#include <utility>

namespace entrance {
namespace {

using accounts::Caller;

std::string agent_of(Caller const& caller) { return std::string{caller.request.header("user-agent").value_or("")}; }

} // namespace

using accounts::GuestChange;
using web::Response;

Response narrow_page(Caller const& caller, layout::Sheet sheet) {
    if (!sheet.problems.empty()) sheet.status = 422;
    sheet.width = layout::Width::narrow;
    return layout::bare_page(caller, std::move(sheet));
}

Url home_of(storage::Reader const& db, accounts::UserId const& user) {
    auto const places = accounts::workplaces(db, user);
    return places.size() == 1 ? Url::page({"structures", places.front().organisation}) : Url::page({"compte", "structures"});
}

void sign_in(GuestChange& change, Response& response, accounts::UserId const& user) {
    if (change.signed_in) accounts::close_session(change.db, change.signed_in->digest);
    set_session_cookie(response, change.desk.settings,
        accounts::open_session(change.db, user, agent_of(change), change.now, change.desk.chance));
    change.acts.push_back("sign_in " + std::string{user.text()});
}

} // namespace entrance
