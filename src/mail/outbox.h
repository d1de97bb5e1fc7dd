#pragma once

#include "core/chance.h"
#include "core/date.h"
#include "storage/storage.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

// A mail is a row written in the transaction of what causes it, so that neither goes without the other. The server never waits
// for the mail to leave: one thread sends what waits (mail/sender.h).
namespace mail {

using MailId = Id<struct MailRecord>;

struct Recipient {
    std::string address;
    std::string name = {};
};

struct Mail {
    Recipient to;
    std::string subject;
    std::string text;
    std::string kind;                                 // « invitation »: what is counted and shown
    std::optional<std::string> organisation = {};     // its id, where a mail is sent on behalf of one
    std::optional<std::string> reply_to = {};         // the address of a person
    std::optional<std::string> list_unsubscribe = {}; // an absolute address that stops these mails at one POST
};

// unsure: taken by the server, and perhaps received twice, since an answer was lost.
enum class State { waiting, sent, failed, unsure };

std::string_view to_text(State);

// Could this be the address of one person? Nothing else reaches a server.
bool is_address(std::string_view);

// Puts a mail in the outbox. Signs that could make two headers or two recipients of one are taken out here. A mail to what is no
// address is kept as failed, so that someone sees it.
void post(storage::Writer&, Mail const&, Instant now, Chance const&);

// How many mails of a kind an organisation has posted since then, for its daily limit.
std::int64_t posted_since(storage::Reader const&, std::string_view organisation, std::string_view kind, Instant);

// A mail that one node alone may send until its lease ends.
struct Claimed {
    MailId id;
    std::string message_id;
    Mail mail;
    Instant posted_at;
    std::int64_t tries;
};

struct Lease {
    std::string node;
    std::chrono::milliseconds length;
};

// The next mail that is due, if there is one. One whose lease has ended without a result counts as perhaps received.
std::optional<Claimed> claim(storage::Writer&, Lease const&, Instant now);

// What became of one try.
struct Outcome {
    enum class Kind { taken, refused, not_now, answer_lost } kind;
    std::string answer; // the server's last words, or why there were none
};

// Writes down what became of a claimed mail; nothing where another node has claimed it since.
void settle(storage::Writer&, Claimed const&, Lease const&, Outcome const&, Instant now);

// When a mail of so many tries is tried again; nothing after the last.
std::optional<Instant> next_try(std::int64_t tries, Instant now);

// A mail that is done with, sent or given up, is kept this long with whom it went to and what it was about; then only that
// there was one, of which kind and when.
inline constexpr std::chrono::days longest_kept{30};
void forget_old_mails(storage::Writer&, Instant now);

// When something is due next, lease or try; nothing where no mail waits.
std::optional<Instant> next_due(storage::Reader const&);

} // namespace mail

template <>
std::optional<mail::State> parse<mail::State>(std::string_view);
