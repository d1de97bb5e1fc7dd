#pragma once

#include "mail/outbox.h"

#include <optional>
#include <string>
#include <vector>

// The mails that were written, for whoever tries the program on a machine that has no mail server.
namespace mail {

struct Letter {
    MailId id;
    Mail mail;
    Instant posted_at;
    State state;
    std::int64_t tries;
    std::optional<std::string> last_answer;
};

// The newest first, a hundred at most.
std::vector<Letter> newest_letters(storage::Reader const&);

std::optional<Letter> find_letter(storage::Reader const&, MailId const&);

} // namespace mail
