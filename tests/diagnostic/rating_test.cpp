#include "diagnostic/draft.h"
#include "diagnostic/rating.h"
#include "referentiel/library.h"

#include <doctest/doctest.h>

using diagnostic::fingerprint, diagnostic::make_rating, diagnostic::RatingProblem, diagnostic::Revision,
    diagnostic::touched_draft;

namespace {

referentiel::Library const& library() {
    static auto const all = referentiel::embedded_library();
    return all;
}

referentiel::Criterion const& power() { return *find_rated(*library().latest("ess-complet"), "exercice-du-pouvoir"); }

web::Form form(std::string const& revision, std::string const& shown, std::string const& level, std::string const& reason = {},
    std::string const& comment = {}) {
    return web::Form{{{"revision-exercice-du-pouvoir", revision}, {"shown-exercice-du-pouvoir", shown},
        {"level-exercice-du-pouvoir", level}, {"reason-exercice-du-pouvoir", reason}, {"comment-exercice-du-pouvoir", comment}}};
}

} // namespace

TEST_CASE("a rating is one of the criterion's own levels") {
    for (std::string const code : {"1", "2", "3", "4", "5"}) CHECK(make_rating(power(), code, "", "")->level.code() == code);
    CHECK(make_rating(power(), "NC", "Nous n'avons pas de conseil.", "")->level.code() == "NC");
    for (std::string const code : {"0", "6", "-1", "1.5", "01", " 1", "nc", "*", "jamais", "3\n"})
        CHECK(make_rating(power(), code, "Une raison.", "").error() == RatingProblem::level_not_for_it);
    CHECK(make_rating(power(), "", "", "").error() == RatingProblem::level_missing);
    CHECK(make_rating(power(), "", "", "Un texte.").error() == RatingProblem::level_missing);
}

TEST_CASE("a criterion that does not concern us says why, and no other says so") {
    for (std::string const blank : {"", " ", "\n\t \n"})
        CHECK(make_rating(power(), "NC", blank, "Un texte.").error() == RatingProblem::reason_missing);
    auto const apart = make_rating(power(), "NC", "Pas de conseil.", "Un texte.");
    CHECK(apart->reason == "Pas de conseil.");
    CHECK(apart->comment == "Un texte.");
    CHECK(make_rating(power(), "3", "Pas de conseil.", "")->reason == "");
}

TEST_CASE("a text may be a hundred thousand bytes long") {
    std::string const longest(100'000, 'x'), longer(100'001, 'x');
    CHECK(make_rating(power(), "3", "", longest)->comment == longest);
    CHECK(make_rating(power(), "NC", longest, "")->reason == longest);
    CHECK(make_rating(power(), "3", "", longer).error() == RatingProblem::text_too_long);
    CHECK(make_rating(power(), "NC", longer, "").error() == RatingProblem::text_too_long);
}

TEST_CASE("a revision is a whole number from 0 on") {
    CHECK(Revision::parse("0")->number == 0);
    CHECK(Revision::parse("42")->number == 42);
    for (std::string const bad : {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "un", "9223372036854775808"})
        CHECK_MESSAGE(!Revision::parse(bad), bad);
}

TEST_CASE("a criterion that nobody touched is no draft") {
    auto const shown = fingerprint("3", "", "Un texte.");
    CHECK(!touched_draft(form("1", shown, "3", "", "Un texte."), power()));
    CHECK(touched_draft(form("1", shown, "4", "", "Un texte."), power())->level == "4");
    CHECK(touched_draft(form("1", shown, "3", "", "Un texte !"), power())->comment == "Un texte !");
    CHECK(touched_draft(form("1", shown, "3", "", ""), power()));
    CHECK(touched_draft(form("7", "", "3"), power())->revision.number == 7);
    CHECK(!touched_draft(form("0", fingerprint("", "", ""), ""), power()));
    CHECK(!touched_draft(web::Form{}, power()));
}

TEST_CASE("a text that moves from one field to the other is a change") {
    CHECK(fingerprint("NC", "a\nb", "") != fingerprint("NC", "a", "b\n"));
    CHECK(fingerprint("NC", "ab", "") != fingerprint("NC", "a", "b"));
    CHECK(fingerprint("1", "", "") != fingerprint("", "1", ""));
    CHECK(fingerprint("3", "", "é") == fingerprint("3", "", "é"));
}
