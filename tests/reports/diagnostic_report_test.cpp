#include "reports/diagnostic_report.h"

#include "reports/pdf_text.h"
#include "reports/workshop.h"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

using namespace reports;

namespace {

using Row = DiagnosticReport::Row;
using State = DiagnosticReport::State;

DiagnosticReport two_rives() {
    DiagnosticReport report;
    report.structure = "Les Deux Rives";
    report.title = "Autodiagnostic 2026";
    report.referentiel = "Référentiel ESS complet";
    report.date = "28 novembre 2026";
    report.persons = {"Solène Kerbrat", "Yann Le Goff"};
    report.overall = {3, 2, Decimal{29, 1}};
    report.radar_svg = "<svg viewBox='0 0 40 20'><text x='2' y='14' font-size='9'>Gouvernance</text></svg>";
    report.radar_text = "Gouvernance : 2,9 sur 5.";
    report.levels = {{"1", 1, "Aucune action n'a été engagée"}, {"5", 5, "Un exemple pour d'autres"}};
    report.chapters = {{"1", "Gouvernance", {3, 2, Decimal{29, 1}},
        {Row{"1", "Exercice du pouvoir", State::rated, "4", 4, "Mesuré", "Le conseil se réunit six fois par an."},
            Row{"2", "Vie démocratique", State::not_concerned, "", 0, "", "Une seule personne associée."},
            Row{"3", "Transparence", State::not_rated}}}};
    return report;
}

std::string commented(std::string comment) {
    auto report = two_rives();
    report.chapters[0].rows[0].comment = std::move(comment);
    return to_json(report, html::Language{});
}

} // namespace

TEST_CASE("the data of a report say the page's figures, and nothing of it is French in English") {
    auto const data = boost::json::parse(to_json(two_rives(), html::Language{})).as_object();

    CHECK(data.at("overall").at("mean") == "2,9");
    CHECK(data.at("words").at("page") == "page <page> sur <pages>");
    CHECK(data.at("counts").as_array().size() == 3);
    CHECK(data.at("chapters").at(0).at("rows").at(1).at("words") == "Non concerné");
    CHECK(data.at("not_concerned").at(0).at("reason") == "Une seule personne associée.");
    CHECK(data.at("language") == "fr");
}

TEST_CASE("the report of a self-assessment holds its figures, its comments and its reasons") {
    if (!has_worker() || !has_pdftotext()) return;
    Workshop workshop{test_settings()};

    auto const made = make_now(workshop, {"diagnostic", to_json(two_rives(), html::Language{}), "a"});

    REQUIRE_MESSAGE(made, (made ? "" : made.error().reason));
    CHECK(made->type == "application/pdf");
    CHECK(made->bytes.starts_with("%PDF-1.7"));
    auto const text = words_of(made->bytes);
    for (std::string const expected : {"Les Deux Rives", "Autodiagnostic 2026", "Solène Kerbrat, Yann Le Goff", "2,9", "Mesuré",
             "Le conseil se réunit six fois par an.", "Une seule personne associée.", "À évaluer", "page 2 sur"})
        CHECK_MESSAGE(text.find(expected) != std::string::npos, expected);
}

TEST_CASE("a report without any answer is made too") {
    if (!has_worker() || !has_pdftotext()) return;
    Workshop workshop{test_settings()};
    DiagnosticReport report;
    report.structure = "Les Deux Rives";
    report.title = "Autodiagnostic 2026";

    auto const made = make_now(workshop, {"diagnostic", to_json(report, html::Language{}), "a"});

    REQUIRE_MESSAGE(made, (made ? "" : made.error().reason));
    CHECK(words_of(made->bytes).find("Aucun critère n’est encore évalué.") != std::string::npos);
}

TEST_CASE("what people write is printed as they wrote it, never obeyed") {
    if (!has_worker() || !has_pdftotext()) return;
    Workshop workshop{test_settings()};

    for (std::string const hostile : {"#import \"x.typ\": *", "#panic(1)", "*gras* _italique_ `code`", "$x^2$", "a \\ b \\# c",
             "= Titre", "</svg><script>alert(1)</script>", "{{7*7}} <page>", "漢字 한국어", "😀🎉", "Łódź Ω кот", "// remarque",
             "@renvoi <label>"}) {
        auto const made = make_now(workshop, {"diagnostic", commented(hostile), "a"});
        REQUIRE_MESSAGE(made, hostile, ": ", (made ? "" : made.error().reason));
        auto const text = words_of(made->bytes);
        CHECK_MESSAGE(text.find(hostile) != std::string::npos, hostile, " in ", text);
    }
    for (std::string const right_to_left : {"שלום", "مرحبا", "\u202eevil", "🧑\u200d🌾"})
        CHECK_MESSAGE(make_now(workshop, {"diagnostic", commented(right_to_left), "a"}), right_to_left);
}

TEST_CASE("a word without an end, a character without a drawing and a very long comment stop no report") {
    if (!has_worker() || !has_pdftotext()) return;
    Workshop workshop{test_settings()};
    std::string sentences;
    for (int i = 0; i < 400; ++i) sentences += "Une phrase de plus pour remplir la page. ";

    for (auto const& comment :
        {std::string(5000, 'a'), std::string{"\U000f1234 et \U0010ffff"}, sentences, std::string{"a\0b", 3}}) {
        auto const made = make_now(workshop, {"diagnostic", commented(comment), "a"});
        REQUIRE_MESSAGE(made, (made ? "" : made.error().reason));
    }
}

// Run by hand, on a quiet machine: bin -ns -tc='a warm worker*'.
TEST_CASE("a warm worker makes a report of 35 criteria within 200 ms" * doctest::skip()) {
    if (!has_worker()) return;
    auto settings = test_settings();
    settings.processes = 1;
    Workshop workshop{settings};
    auto report = two_rives();
    report.chapters.clear();
    std::string const comment =
        "Une charte a été écrite avec les équipes ; elle est remise à l’arrivée de chaque personne et relue une fois "
        "par an en réunion, puis présentée à l’assemblée générale avec les chiffres de l’année.";
    for (auto const* title :
        {"Gouvernance", "Concertation", "Territoire", "Politique sociale", "Usagers", "Diversité", "Environnement"}) {
        report.chapters.push_back({"1", title, {5, 5, Decimal{30, 1}}});
        for (int i = 1; i <= 5; ++i)
            report.chapters.back().rows.push_back(
                {std::to_string(i), "Modèle économique et partage", State::rated, "3", i, "Écrit", comment});
    }
    REQUIRE(make_now(workshop, echo()));

    std::vector<double> times;
    std::size_t size = 0;
    for (int i = 0; i < 100; ++i) {
        report.chapters[0].rows[0].comment = std::to_string(i) + " " + comment;
        auto const start = std::chrono::steady_clock::now();
        auto const made = make_now(workshop, {"diagnostic", to_json(report, html::Language{}), "a"});
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        REQUIRE(made);
        size = made->bytes.size();
    }

    std::ranges::sort(times);
    MESSAGE("p50 ", times[49], " ms, p95 ", times[94], " ms, longest ", times[99], " ms, ", size / 1000, " kB");
    CHECK(times[94] <= 200);
}
