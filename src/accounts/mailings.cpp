#include "accounts/mailings.h"

#include "accounts/members.h"
#include "core/secret.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>

namespace accounts {
namespace {

using storage::Row;

constexpr std::array<std::string_view, 2> names{"mention", "document"};

// 32 bytes, as other tokens have: whose and which it is, and what proves that we wrote it.
constexpr std::size_t id_size = 16, seal_size = 15;

std::string bytes_of(UserId const& user) {
    std::string bytes, digits;
    for (auto const sign : user.text())
        if (sign != '-') digits += sign;
    for (std::size_t at = 0; at + 1 < digits.size(); at += 2)
        bytes += static_cast<char>(std::stoi(digits.substr(at, 2), nullptr, 16));
    return bytes;
}

std::optional<UserId> user_of(std::string_view bytes) {
    auto text = hexadecimal(std::as_bytes(std::span{bytes}));
    for (std::size_t const dash : {8, 13, 18, 23}) text.insert(dash, 1, '-');
    return UserId::parse(text);
}

std::string sealed(std::string_view secret, std::string what) {
    auto const seal = keyed_digest(secret, "stop " + what);
    for (auto const byte : std::span{seal}.first(seal_size)) what += static_cast<char>(byte);
    return base64url(std::as_bytes(std::span{what}));
}

} // namespace

std::string_view to_text(Mailing mailing) { return names[static_cast<std::size_t>(mailing)]; }

std::vector<Mailing> stopped_mailings(storage::Reader const& db, UserId const& user) {
    return db.rows(
        "SELECT kind FROM mail_stops WHERE user_id = $1 ORDER BY kind", {user}, [](Row& row) { return row.next<Mailing>(); });
}

bool is_stopped(storage::Reader const& db, UserId const& user, Mailing mailing) {
    auto const stopped = stopped_mailings(db, user);
    return std::ranges::find(stopped, mailing) != stopped.end();
}

std::set<UserId> who_stopped(storage::Reader const& db, OrganisationId const& organisation, Mailing mailing) {
    auto all = db.rows(R"(
        SELECT mail_stops.user_id
        FROM members
        JOIN mail_stops ON mail_stops.user_id = members.user_id
        WHERE members.organisation_id = $1 AND mail_stops.kind = $2)",
        {organisation, to_text(mailing)}, [](Row& row) { return row.next<UserId>(); });
    return {std::move_iterator{all.begin()}, std::move_iterator{all.end()}};
}

bool stop(storage::Writer& db, UserId const& user, Mailing mailing, Instant now) {
    return db.change(R"(
        INSERT INTO mail_stops (user_id, kind, stopped) VALUES ($1, $2, $3)
        ON CONFLICT (user_id, kind) DO NOTHING)",
               {user, to_text(mailing), now}) > 0;
}

bool resume(storage::Writer& db, UserId const& user, Mailing mailing) {
    return db.change("DELETE FROM mail_stops WHERE user_id = $1 AND kind = $2", {user, to_text(mailing)}) > 0;
}

std::string stop_token(std::string_view secret, UserId const& user, Mailing mailing) {
    return sealed(secret, bytes_of(user) + static_cast<char>(mailing));
}

mail::Mail stoppable(mail::Mail mail, Desk const& desk, User const& to, Mailing mailing) {
    auto const& t = desk.language(to.language);
    auto const token = stop_token(desk.settings.secret, to.id, mailing);
    auto const address = desk.settings.address(Url::page({"preferences", std::string_view{token}}));
    mail.text += "\n" + t.text("Pour ne plus recevoir ce genre de messages :") + "\n" + address + "\n";
    mail.list_unsubscribe = address;
    return mail;
}

std::optional<Subscription> find_subscription(storage::Reader const& db, std::string_view secret, std::string_view token) {
    auto const bytes = from_base64url(token);
    if (!bytes || bytes->size() != id_size + 1 + seal_size) return std::nullopt;
    std::string what;
    for (auto const byte : std::span{*bytes}.first(id_size + 1)) what += static_cast<char>(byte);
    if (!is_same_secret(token, sealed(secret, what))) return std::nullopt;

    auto const id = user_of(std::string_view{what}.substr(0, id_size));
    auto user = id ? find_user(db, *id) : std::nullopt;
    auto const mailing = static_cast<std::size_t>(what.back());
    if (!user || mailing >= all_mailings.size()) return std::nullopt;
    return Subscription{*std::move(user), all_mailings[mailing]};
}

} // namespace accounts

template <>
std::optional<accounts::Mailing> parse<accounts::Mailing>(std::string_view text) {
    auto const found = std::ranges::find(accounts::names, text);
    if (found == accounts::names.end()) return std::nullopt;
    return static_cast<accounts::Mailing>(found - accounts::names.begin());
}
