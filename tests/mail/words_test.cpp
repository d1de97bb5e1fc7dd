#include "html/catalogue.h"
#include "mail/views.h"
#include "mail/words.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;

TEST_CASE("a mail stands its link on a line of its own, and says how long it works") {
    html::Language const t;

    auto const mail = mail::reset(t, {"claire@exemple.fr", "Claire"}, {"https://exemple.fr/mot-de-passe/abc", 1h});

    CHECK(mail.to.address == "claire@exemple.fr");
    CHECK(mail.text.find("\nhttps://exemple.fr/mot-de-passe/abc\n") != std::string::npos);
    CHECK(mail.text.find("Ce lien est valable 1 heure.") != std::string::npos);
    CHECK(mail.text.find("Bonjour Claire,") != std::string::npos);
    CHECK(mail.text.find("ne sert qu’une fois") != std::string::npos);
}

TEST_CASE("an invitation names who invites and where to, and lasts fourteen days") {
    html::Language const t;

    auto const mail = mail::invitation(t, {"paul@exemple.fr"}, {"Claire Morin", "Les Tournesols", "contribution"},
        {"https://exemple.fr/invitation/abc", 14 * 24h});

    CHECK(mail.subject == "Claire Morin vous invite à rejoindre Les Tournesols");
    CHECK(mail.text.find("Ce lien est valable 14 jours.") != std::string::npos);
    CHECK(mail.text.starts_with("Bonjour,"));
}

TEST_CASE("a letter shows its links to follow, and its text as it was written") {
    html::Language const t;
    mail::Letter const letter{mail::MailId::parse("01900000-0000-7000-8000-000000000001").value(),
        {.to = {"claire@exemple.fr", "Claire <Morin>"},
            .subject = "Bonjour",
            .text = "Un <mot>\nhttp://127.0.0.1:8080/invitation/abc\n",
            .kind = "essai"},
        Instant{1'795'305'387'000ms}, mail::State::waiting, 0, std::nullopt};

    std::string const page{mail::letter_page(t, Zone{}, letter).text()};

    CHECK(page.find(R"(<a href="http://127.0.0.1:8080/invitation/abc" rel="noreferrer">)") != std::string::npos);
    CHECK(page.find("Un &lt;mot&gt;<br>") != std::string::npos);
    CHECK(page.find("Claire &lt;Morin&gt; &lt;claire@exemple.fr&gt;") != std::string::npos);
    CHECK(page.find("22 novembre 2026") == std::string::npos); // no-break spaces stand between
    CHECK(page.find("22\u00a0novembre 2026") != std::string::npos);
}

TEST_CASE("a catalogue is read with its long texts, its quotes and its gaps") {
    auto const phrases =
        html::read_catalogue("# En-tête\nmsgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n\n"
                             "msgid \"Dire \\\"oui\\\"\"\nmsgstr \"Say \"\n\"\\\"yes\\\"\"\n\nmsgid \"Vide\"\nmsgstr \"\"\n");

    CHECK(phrases.size() == 1);
    CHECK(phrases.at("Dire \"oui\"") == "Say \"yes\"");
    CHECK_THROWS((void)html::read_catalogue("msgid Enregistrer\n"));
}
