#pragma once

#include "accounts/visit.h"
#include "mail/outbox.h"

namespace accounts {

// Posts a mail in the transaction of a form; the sender hears of it once that is durable.
template <typename AnyChange>
void post(AnyChange& change, mail::Mail const& mail) {
    mail::post(change.db, mail, change.now, change.desk.chance);
    change.after_commit.push_back(change.desk.bells.mail_posted);
}

} // namespace accounts
