#include "settings/routes.h"

#include "settings/account.h"
#include "settings/address.h"
#include "settings/invitation_pages.h"
#include "settings/mailings.h"
#include "settings/profile.h"
#include "settings/team.h"

namespace settings {

void add_routes(accounts::Router& router) {
    add_account_routes(router);
    add_address_routes(router);
    add_team_routes(router);
    add_invitation_routes(router);
    add_mailing_routes(router);
    add_profile_routes(router);
}

} // namespace settings
