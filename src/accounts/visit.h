#pragma once

#include "accounts/desk.h"
#include "accounts/organisation.h"
#include "accounts/session.h"
#include "audit/trail.h"
#include "html/form.h"
#include "html/html.h"
#include "storage/storage.h"
#include "web/request.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

// What a handler is given: who asks, in which language, when, and what may be touched. Each kind is made by the reception
// alone, after its own check; a page gets a Reader, a form a Writer in one transaction.
namespace accounts {

struct Caller {
    Desk const& desk;
    web::Request const& request; // lives until the answer is sent
    html::Language const& t;
    html::FormKey form_key;
    Instant now;
    std::optional<SignedIn> signed_in; // nobody on many public pages

    LocalTime local(Instant instant) const { return desk.zone.local(instant); }
    Date today() const { return desk.zone.day(now); }
};

struct Acting {
    storage::Writer& db;
    web::Form const& form;
    std::vector<std::function<void()>>& after_commit; // memory may change only here
    std::vector<std::string>& acts;                   // what trails of its own told, for the log
};

// A page of the site.
struct Guest : Caller {
    storage::Reader& db;
};

struct GuestChange : Caller, Acting {};

// One's own account.
struct UserVisit : Caller {
    User user;
    storage::Reader& db;
};

struct UserChange : Caller, Acting {
    User user;
};

// A page asked for by a member who may see it: one snapshot, which cannot be written to.
struct Visit : Caller {
    Member member;
    storage::Reader& db;
};

// A form sent by a member who may do what it asks, and its trail.
struct Change : Caller, Acting {
    Member member;
    audit::Trail& trail;
};

// What is done before the transaction of a form that takes long. Who sends it, on a structure's page, is asked before, and
// again in the transaction.

// Hashing: reads from a snapshot of its own.
struct Preparing : Caller {
    storage::Reader& db;
    web::Form const& form;
};

// Reading of files, which may take so long that nothing of the database is held meanwhile.
struct Receiving : Caller {
    web::Form const& form;
    Member member;
};

} // namespace accounts
