#pragma once

#include "mail/mailbox.h"
#include "mail/sender.h"
#include "support/database.h"

#include <atomic>
#include <string>

// An outbox, a clock that stands still until it is told, and someone to write to.
struct PostOffice {
    explicit PostOffice(storage::Engine engine) : database{engine} {}

    support::Database database;
    std::atomic<std::int64_t> now = 1'795'305'387'000;
    Chance chance = system_chance();

    Instant time() const { return Instant{std::chrono::milliseconds{now}}; }

    void post(mail::Mail const& mail) {
        database->write([&](storage::Writer& db) { mail::post(db, mail, time(), chance); });
    }
    void post_to(std::string const& address) {
        post({.to = {address}, .subject = "Bonjour", .text = "Un mot.", .kind = "essai"});
    }

    std::vector<mail::Letter> letters() const {
        return database->found([](storage::Reader const& db) { return mail::letters(db, std::nullopt).shown; });
    }

    mail::Sender sender(std::string const& server, std::chrono::milliseconds time_out = std::chrono::seconds{5}) {
        return {*database, sending(server, time_out), [this] { return time(); }, chance};
    }
    static mail::Sending sending(std::string const& server, std::chrono::milliseconds time_out) {
        return {
            .server = {server, time_out}, .from = {"bonjour@exemple.fr", "ESS Pratiques"}, .pace = std::chrono::milliseconds{1}};
    }
};
