#include "reports/diagnostic_report.h"

#include "reports/pdf_text.h"
#include "reports/workshop.h"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <sstream>
#include <string>
#include <vector>

using namespace reports;

namespace {

using Row = DiagnosticReport::Row;
using State = DiagnosticReport::State;

DiagnosticReport two_rives() {
    DiagnosticReport report;
    report.cover = {.structure = "Les Deux Rives",
        .title = "Autodiagnostic 2026",
        .facts = {{"Référentiel", "Référentiel ESS complet, version 1.0"}, {"Ont répondu", "Solène Kerbrat, Yann Le Goff"}},
        .notices = {"Auto-évaluation préparatoire."}};
    report.earlier = {"2025"};
    report.overall = {3, 2, Decimal{29, 1}, {Decimal{26, 1}}, "+0,3", Decimal{34, 1}, {}};
    report.sentences = {"Appui solide : Gouvernance (2,9)."};
    report.drawing = {
        "<svg viewBox='0 0 40 20'><text x='2' y='14' font-size='9'>Gouvernance</text></svg>", "Gouvernance : 2,9 sur 5."};
    report.series = {"Maturité actuelle", "Maturité envisagée", {"2025"}};
    report.levels = {{"1", 1, "Aucune action n'a été engagée"}, {"5", 5, "Un exemple pour d'autres"}};
    report.special_levels = {{"★", 0, "Optimisé"}};
    report.lines = {{"1. Gouvernance", 0, {3, 2, Decimal{29, 1}, {Decimal{26, 1}}, "+0,3", Decimal{34, 1}, {}}}};
    report.imperatives = {
        "Un critère impératif atteint le niveau 4.", "Satisfaits : 1 sur 1.", {{"1", "Exercice du pouvoir", "Satisfait", true}}};
    report.chapters = {{"1", "Gouvernance", {3, 2, Decimal{29, 1}}, {"Depuis 2025 : +0,3."}, report.drawing,
        {Row{.under = {"1.1 Instances"},
             .number = "1",
             .title = "Exercice du pouvoir",
             .state = State::rated,
             .level = {"4", 4, "Mesuré"},
             .comment = "Le conseil se réunit six fois par an.",
             .then = {"2025 : 3"},
             .envisaged = DiagnosticReport::Level{"5", 5, "Exemplaire"},
             .is_imperative = true},
            Row{.number = "2",
                .title = "Vie démocratique",
                .state = State::not_concerned,
                .level = {"NC", 0, "Non concerné"},
                .reason = "Une seule personne associée."},
            Row{.number = "3", .title = "Transparence"}}}};
    report.divergences = {{"1", "Exercice du pouvoir", "3 avis, de 2 à 5", {"4", 4, "Mesuré"}}};
    report.changes = {{"1", "Exercice du pouvoir", "3 → 4", "+1 niveau"}};
    report.changes_note = "1 réponse est restée au même niveau.";
    return report;
}

std::string commented(std::string comment) {
    auto report = two_rives();
    report.chapters[0].rows[0].comment = std::move(comment);
    return to_json(report, html::Language{});
}

// A picture of one dark pixel.
std::string one_pixel() {
    static constexpr unsigned char bytes[] = {137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0,
        1, 8, 2, 0, 0, 0, 144, 119, 83, 222, 0, 0, 0, 12, 73, 68, 65, 84, 120, 156, 99, 144, 214, 50, 2, 0, 0, 219, 0, 120, 38,
        246, 198, 239, 0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130};
    return {reinterpret_cast<char const*>(bytes), sizeof bytes};
}

std::string sentences(int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += "Une phrase de plus pour remplir la page, puis la suivante. ";
    return all;
}

// What stands last on a page but its foot, « page 3 sur 9 ».
std::string last_line_above_foot(std::string const& page) {
    std::string last;
    std::istringstream lines{page};
    for (std::string line; std::getline(lines, line);) {
        auto const is_foot = line.find(" sur ") != line.npos && line.find("page ") != line.npos;
        if (!is_foot && line.find_first_not_of(" \f") != line.npos) last = line;
    }
    return last;
}

} // namespace

TEST_CASE("the data of a report say the page's figures, and nothing of it is French in English") {
    auto const data = boost::json::parse(to_json(two_rives(), html::Language{})).as_object();

    CHECK(data.at("overall").at("mean") == "2,9");
    CHECK(data.at("words").at("page") == "page <page> sur <pages>");
    CHECK(data.at("counts").as_array().size() == 3);
    CHECK(data.at("chapters").at(0).at("rows").at(1).at("level").at("words") == "Non concerné");
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
             "Le conseil se réunit six fois par an.", "Une seule personne associée.", "À évaluer", "page 2 sur",
             "Auto-évaluation préparatoire.", "Appui solide", "+0,3", "1.1 Instances", "2025 : 3", "Envisagé", "Exemplaire",
             "3,4", "Optimisé", "Critères impératifs", "Satisfaits : 1 sur 1.", "Ce qui a changé depuis 2025", "3 → 4",
             "Sommaire", "Là où les avis diffèrent", "3 avis, de 2 à 5"})
        CHECK_MESSAGE(text.find(expected) != std::string::npos, expected);
}

TEST_CASE("a report stands beside three earlier cycles, each with its column and its line") {
    if (!has_worker() || !has_pdftotext()) return;
    Workshop workshop{test_settings()};
    auto report = two_rives();
    report.earlier = report.series.earlier = {"2025", "2024", "2023"};
    for (auto* figures : {&report.overall, &report.lines.front().figures})
        figures->earlier = {Decimal{26, 1}, Decimal{21, 1}, Decimal{17, 1}};

    auto const made = make_now(workshop, {"diagnostic", to_json(report, html::Language{}), "a"});

    REQUIRE_MESSAGE(made, (made ? "" : made.error().reason));
    auto const text = words_of(made->bytes);
    for (std::string const expected : {"2,6 2,1 1,7 +0,3", "Depuis 2025", "2024", "2023", "Ce qui a changé depuis 2025"})
        CHECK_MESSAGE(text.find(expected) != std::string::npos, expected);
}

TEST_CASE("a report without any answer is made too") {
    if (!has_worker() || !has_pdftotext()) return;
    Workshop workshop{test_settings()};
    DiagnosticReport report;
    report.cover.structure = "Les Deux Rives";
    report.cover.title = "Autodiagnostic 2026";

    auto const made = make_now(workshop, {"diagnostic", to_json(report, html::Language{}), "a"});

    REQUIRE_MESSAGE(made, (made ? "" : made.error().reason));
    CHECK(words_of(made->bytes).find("Autodiagnostic 2026") != std::string::npos);
}

TEST_CASE("the logo of a structure stands on the cover, and what is none stops its report alone") {
    if (!has_worker()) return;
    Workshop workshop{test_settings()};
    auto report = two_rives();
    auto const without = make_now(workshop, {"diagnostic", to_json(report, html::Language{}), "a"});
    report.cover.logo_png = one_pixel();
    report.cover.logo_words = "Logo de Les Deux Rives";

    auto const made = make_now(workshop, {"diagnostic", to_json(report, html::Language{}), "a"});

    REQUIRE(without);
    REQUIRE_MESSAGE(made, (made ? "" : made.error().reason));
    CHECK(without->bytes.find("/Subtype /Image") == std::string::npos);
    CHECK(made->bytes.find("/Subtype /Image") != std::string::npos);
    report.cover.logo_png = "no picture";
    CHECK_FALSE(make_now(workshop, {"diagnostic", to_json(report, html::Language{}), "a"}));
    CHECK(make_now(workshop, {"diagnostic", to_json(two_rives(), html::Language{}), "a"}));
}

TEST_CASE("long comments flow over pages, and neither a title nor the head of a table stands alone at the foot of one") {
    if (!has_worker() || !has_pdftotext()) return;
    Workshop workshop{test_settings()};
    auto report = two_rives();
    report.chapters.clear();
    for (int chapter = 1; chapter <= 9; ++chapter) {
        report.chapters.push_back({std::to_string(chapter), "Chapitre de politique", {5, 5, Decimal{30, 1}}, {"Un pas."}});
        for (int row = 1; row <= 5; ++row)
            report.chapters.back().rows.push_back(Row{.number = std::to_string(row),
                .title = "Titre de critère",
                .state = State::rated,
                .level = {"3", 3, "Écrit"},
                .comment = sentences((chapter * 7 + row * 11) % 40)});
    }

    auto const made = make_now(workshop, {"diagnostic", to_json(report, html::Language{}), "a"});

    REQUIRE_MESSAGE(made, (made ? "" : made.error().reason));
    auto const pages = pages_of(made->bytes, Order::of_lines);
    CHECK(pages.size() > 9);
    for (auto const& page : pages) {
        auto const last = last_line_above_foot(page);
        for (std::string const lonely :
            {"Chapitre de politique", "Critère et commentaire", "Titre de critère", "Critère par critère"})
            CHECK_MESSAGE((last.find(lonely) == last.npos || page.find("Sommaire") != page.npos), page);
    }
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

    for (auto const& comment :
        {std::string(5000, 'a'), std::string{"\U000f1234 et \U0010ffff"}, sentences(400), std::string{"a\0b", 3}}) {
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
            report.chapters.back().rows.push_back(Row{.number = std::to_string(i),
                .title = "Modèle économique et partage",
                .state = State::rated,
                .level = {"3", i, "Écrit"},
                .comment = comment});
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
