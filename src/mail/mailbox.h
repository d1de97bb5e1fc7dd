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

// The newest first, fifty and what follows them: before that one, where it is given.
struct Letters {
    std::vector<Letter> shown;
    std::optional<MailId> more; // the last that is shown, where there are others before it
};
Letters letters(storage::Reader const&, std::optional<MailId> const& before);

std::optional<Letter> find_letter(storage::Reader const&, MailId const&);

} // namespace mail
