#include "mail/message.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;

namespace {

mail::Claimed claimed(mail::Mail const& mail) {
    auto const id = mail::MailId::parse("01900000-0000-7000-8000-000000000001").value();
    return {id, "01900000-0000-7000-8000-000000000001@esspratiques", mail, Instant{1'795'305'387'000ms}, 1};
}

std::string written(mail::Mail const& mail) { return message(claimed(mail), {"bonjour@exemple.fr", "ESS Pratiques"}); }

int count(std::string_view text, std::string_view part) {
    int found = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

} // namespace

TEST_CASE("a mail has the headers that servers ask for, and says where it comes from") {
    auto const text =
        written({.to = {"claire@exemple.fr", "Claire Morin"}, .subject = "Bonjour", .text = "Une ligne\n", .kind = "essai"});

    CHECK(text.starts_with("Date: Sat, 21 Nov 2026 23:56:27 +0000\r\n"));
    CHECK(text.find("\r\nFrom: ESS Pratiques <bonjour@exemple.fr>\r\n") != text.npos);
    CHECK(text.find("\r\nTo: Claire Morin <claire@exemple.fr>\r\n") != text.npos);
    CHECK(text.find("\r\nSubject: Bonjour\r\n") != text.npos);
    CHECK(text.find("\r\nMessage-ID: <01900000-0000-7000-8000-000000000001@esspratiques>\r\n") != text.npos);
    CHECK(text.ends_with("\r\n\r\nUne ligne\r\n\r\n"));
}

TEST_CASE("what a header holds makes no other header and no other recipient") {
    auto const text = written({.to = {"claire@exemple.fr", "Claire\r\nBcc: autre@exemple.fr\r\n\r\n, <x@y.fr> \u202e\""},
        .subject = std::string{"Sujet\r\nBcc: autre@exemple.fr\0\u202efin", 36},
        .text = "x",
        .kind = "essai"});

    auto const headers = text.substr(0, text.find("\r\n\r\n"));
    CHECK(count(headers, "Bcc") == 1); // within the one line of the subject
    CHECK(count(headers, "\r\nBcc") == 0);
    CHECK(count(headers, "\u202e") == 0);
    CHECK(count(headers, "\r\nSubject:") == 1);
    CHECK(count(headers, "<x@y.fr>") == 0);
    CHECK(count(text, "\r\n\r\n") == 1);
}

TEST_CASE("letters with accents are encoded, in lines that no server cuts") {
    std::string subject;
    for (int i = 0; i < 40; ++i) subject += "évaluée ";

    auto const encoded = mail::header_text(subject);
    for (std::size_t at = 0; at < encoded.size();) {
        auto const line = encoded.substr(at, encoded.find("\r\n", at) - at);
        CHECK(line.size() <= 76);
        at += line.size() + 2;
    }
    CHECK(mail::header_text("Réponse") == "=?UTF-8?B?UsOpcG9uc2U=?=");
    CHECK(mail::header_text("=?UTF-8?B?AAAA?=") != "=?UTF-8?B?AAAA?=");
}

TEST_CASE("a text in quoted-printable keeps every sign, and its lines stay short") {
    CHECK(mail::quoted_printable("é = 1 \nfin ") == "=C3=A9 =3D 1=20\r\nfin=20");
    CHECK(mail::quoted_printable("a\tb") == "a=09b");
    CHECK(mail::quoted_printable(std::string(80, 'x')) == std::string(75, 'x') + "=\r\n" + std::string(5, 'x'));
}

TEST_CASE("a mail that may be stopped says where, at one press") {
    auto const text = written({.to = {"claire@exemple.fr"},
        .subject = "s",
        .text = "x",
        .kind = "essai",
        .reply_to = "paul@exemple.fr",
        .list_unsubscribe = "https://exemple.fr/refus/abc"});

    CHECK(text.find("\r\nTo: claire@exemple.fr\r\n") != text.npos);
    CHECK(text.find("\r\nReply-To: paul@exemple.fr\r\n") != text.npos);
    CHECK(text.find("\r\nList-Unsubscribe: <https://exemple.fr/refus/abc>\r\n") != text.npos);
    CHECK(text.find("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n") != text.npos);
}
