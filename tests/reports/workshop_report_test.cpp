#include "reports/workshop_report.h"

#include "reports/pdf_text.h"
#include "reports/workshop.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

using namespace reports;

namespace {

WorkshopReport council() {
    WorkshopReport report{.structure = "Les Deux Rives",
        .title = "Conseil de novembre #let x = 1",
        .date = "21 novembre 2026",
        .time = "de 18 h 02 à 19 h 30",
        .facilitator = "Maud Martin",
        .cycle = "2026",
        .participants = {"Karim", "Inès (bénévole)"}};
    report.topics = {{"1", "Exercice du pouvoir", "3. Un document le décrit", 3, "Les statuts sont lus.",
                         {{"Tour 1", "très partagés", {{"1", 1, "Pas encore", 1}, {"5", 5, "Inspirant", 1}}},
                             {"Tour 2", "d'accord", {{"3", 3, "Écrit", 2}, {"", 0, "Je ne sais pas", 0}}}}},
        {"2", "Vie démocratique", "Ce critère n'a pas été abordé."}};
    return report;
}

} // namespace

TEST_CASE("the minutes of a workshop are printed with their rounds, what was retained and who was there") {
    if (!has_worker() || !has_pdftotext()) {
        MESSAGE("SKIPPED: no worker, or no pdftotext (poppler-utils)");
        return;
    }
    Workshop workshop{test_settings()};

    auto const made = make_now(workshop, {"workshop", to_json(council(), html::Language{}), "a"});

    REQUIRE_MESSAGE(made, (made ? "" : made.error().reason));
    auto const text = words_of(made->bytes);
    for (std::string const expected : {"Conseil de novembre #let x = 1", "Les Deux Rives", "21 novembre 2026",
             "de 18 h 02 à 19 h 30", "Karim, Inès (bénévole)", "3. Un document le décrit", "Les statuts sont lus.", "Tour 1",
             "très partagés", "Je ne sais pas", "Ce critère n'a pas été abordé."})
        CHECK_MESSAGE(text.find(expected) != std::string::npos, expected);
}

TEST_CASE("the minutes of a workshop that began with nobody are printed too") {
    if (!has_worker()) return;
    Workshop workshop{test_settings()};
    CHECK(make_now(workshop, {"workshop", to_json({.structure = "Les Deux Rives", .title = "Vide"}, html::Language{}), "a"}));
}
