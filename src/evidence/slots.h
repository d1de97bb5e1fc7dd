#pragma once

#include "accounts/visit.h"
#include "core/url.h"
#include "evidence/evidence.h"

#include <functional>
#include <map>
#include <span>
#include <string>

namespace evidence {

// What a document is joined to, as its page calls it.
struct Described {
    std::string title; // « 12. Transparence »
    Url address;
    bool may_change = true; // false where its cycle is closed, or this member may not work on it
};

// Filled by app/: what the objects are that documents are joined to.
struct Users {
    using Objects = std::map<Object, Described>;

    // One call a page. An object that is not in the answer does not exist in this structure.
    std::function<Objects(storage::Reader const&, accounts::Caller const&, accounts::Member const&, std::span<Object const>)>
        describe = [](auto const&, auto const&, auto const&, auto) { return Objects{}; };
};

} // namespace evidence
