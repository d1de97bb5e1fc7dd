#pragma once

#include "core/fraction.h"
#include "html/html.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace reports {

// What the PDF of a self-assessment says. Texts of people are as they wrote them; those of the référentiel are in the language
// of the report. Figures come rounded, so that the report prints those of the page.
struct DiagnosticReport {
    struct Level {
        std::string code;  // « 3 »
        int strokes = 0;   // of the counting square: 1 to 5 from the lowest level, 0 for a special one
        std::string words; // what it means, for the legend
    };

    enum class State { rated, not_concerned, not_rated };

    struct Row {
        std::string number;
        std::string title;
        State state = State::not_rated;
        std::string code = {}; // of the level, when rated
        int strokes = 0;
        std::string words = {};   // of the level, short
        std::string comment = {}; // or the reason why it is not concerned
    };

    struct Figures {
        std::int64_t criteria = 0;
        std::int64_t rated = 0;
        std::optional<Decimal> mean = {}; // none where nothing is rated
    };

    struct Chapter {
        std::string number;
        std::string title;
        Figures figures = {};
        std::vector<Row> rows = {};
    };

    std::string structure;
    std::string title; // « Autodiagnostic 2026 »
    std::string referentiel;
    std::string date;                      // in words
    std::vector<std::string> persons = {}; // who answered
    Figures overall = {};
    std::vector<std::string> sentences = {}; // whole sentences beside the mean, if the page has some
    std::string radar_svg = {};              // empty where there is nothing to draw
    std::string radar_text = {};             // the same figures in words
    std::vector<Level> levels = {};
    std::vector<Chapter> chapters = {};
};

// The data of the template « diagnostic », with all its words.
std::string to_json(DiagnosticReport const&, html::Language const&);

} // namespace reports
