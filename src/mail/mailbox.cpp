#include "mail/mailbox.h"

namespace mail {
namespace {

Letter read_letter(storage::Row& row) {
    auto id = row.next<MailId>();
    Mail mail{};
    mail.kind = row.next<std::string>();
    mail.to.address = row.next<std::string>();
    mail.to.name = row.next<std::string>();
    mail.reply_to = row.maybe<std::string>();
    mail.subject = row.next<std::string>();
    mail.text = row.next<std::string>();
    auto const posted_at = row.next<Instant>();
    auto const state = row.next<State>();
    auto const tries = row.next<std::int64_t>();
    return {std::move(id), std::move(mail), posted_at, state, tries, row.maybe<std::string>()};
}

} // namespace

Letters letters(storage::Reader const& db, std::optional<MailId> const& before) {
    constexpr std::size_t most = 50;
    constexpr std::string_view after_every_id = "z";
    Letters page{db.rows(R"(
        SELECT id, kind, to_address, to_name, reply_to, subject, body, posted_at, state, tries, last_answer
        FROM outbox
        WHERE id < $1
        ORDER BY id DESC
        LIMIT $2)",
                     {before ? before->text() : after_every_id, most + 1}, read_letter),
        std::nullopt};
    if (page.shown.size() <= most) return page;
    page.shown.pop_back();
    page.more = page.shown.back().id;
    return page;
}

std::optional<Letter> find_letter(storage::Reader const& db, MailId const& id) {
    return db.row(R"(
        SELECT id, kind, to_address, to_name, reply_to, subject, body, posted_at, state, tries, last_answer
        FROM outbox
        WHERE id = $1)",
        {id}, read_letter);
}

} // namespace mail
