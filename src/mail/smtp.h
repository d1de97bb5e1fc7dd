#pragma once

#include "mail/outbox.h"

#include <chrono>
#include <functional>
#include <string>

namespace mail {

struct Server {
    std::string address; // smtp://host:port or smtps://…, with user:password@ where it asks for them
    std::chrono::milliseconds time_out = std::chrono::seconds{60}; // for one mail, from the connection to the last answer
};

// Hands one message to the server, for one recipient. When is_stopping says so it gives up at once, or, where the text is sent
// already, after having waited a little for the answer.
Outcome deliver(Server const&, Recipient const& from, Recipient const& to, std::string const& message,
    std::function<bool()> const& is_stopping);

} // namespace mail
