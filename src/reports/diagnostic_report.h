#pragma once

#include "core/fraction.h"
#include "html/html.h"
#include "reports/cover.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace reports {

// What the PDF of a self-assessment says. Texts of people are as they wrote them; those of the référentiel are in the language
// of the report. Figures come rounded, so that the report prints those of the page.
struct DiagnosticReport {
    struct Level {
        std::string code;       // « 3 »
        int strokes = 0;        // of the counting square: 1 to 5 from the lowest level, 0 for a special one
        std::string words = {}; // what it means, in full in the legend, short elsewhere
    };

    enum class State { rated, not_concerned, not_rated };

    struct Row {
        std::vector<std::string> under = {}; // titles that begin here, between the chapter's and this one
        std::string number;
        std::string title;
        State state = State::not_rated;
        Level level = {};
        std::string comment = {};
        std::string reason = {};            // why it is not concerned
        std::vector<std::string> then = {}; // « 2025 : 2 »
        std::optional<Level> envisaged = {};
        bool is_imperative = false;
        std::string statement = {}; // nothing where it stands for a title
        std::string answer = {};    // the sentence that was chosen, of this criterion
    };

    struct Figures {
        std::int64_t criteria = 0;
        std::int64_t rated = 0;
        std::optional<Decimal> mean = {};                 // none where nothing is rated
        std::vector<std::optional<Decimal>> earlier = {}; // the same, each time that it is compared with
        std::string change = {};                          // « +0,3 », since the first of them
        std::optional<Decimal> envisaged = {};            // once the plan is carried out
        std::vector<std::int64_t> counts = {};            // of criteria at each of the levels, where there are no means
    };

    // A drawing, with the same figures in words for those who do not see it.
    struct Drawing {
        std::string svg = {}; // empty where there is nothing to draw
        std::string words = {};
    };

    struct Chapter {
        std::string number;
        std::string title;
        Figures figures = {};
        std::vector<std::string> sentences = {};
        Drawing drawing = {};
        std::vector<Row> rows = {};
    };

    // A line of the table of figures: a chapter, or what stands below one.
    struct Line {
        std::string title;
        int depth = 0;
        Figures figures = {};
    };

    // The series of the drawings; one without a name is not drawn.
    struct Series {
        std::string current = {};
        std::string envisaged = {};
        std::vector<std::string> earlier = {};
    };

    struct Imperative {
        std::string number;
        std::string title;
        std::string state; // in words
        bool is_met = false;
        std::string next = {}; // « Action n° 4, mars 2027 »
    };

    struct Imperatives {
        std::string rule = {}; // in a sentence
        std::string count = {};
        std::vector<Imperative> rows = {};
    };

    struct Change {
        std::string number;
        std::string title;
        std::string levels;    // « 2 → 3 »
        std::string words;     // « +1 niveau »
        std::string then = {}; // what was said of it before
        std::string now = {};
    };

    // Where the members of the team gave different levels.
    struct Divergence {
        std::string number;
        std::string title;
        std::string opinions; // « 3 avis, de 2 à 4 »
        Level retained = {};
    };

    Cover cover;
    bool has_means = true; // or the référentiel counts levels, and says nothing else
    Figures overall = {};
    std::vector<std::string> earlier = {};   // what it is compared with: « 2025 », the nearest first
    std::vector<std::string> sentences = {}; // beside the mean
    Drawing drawing = {};
    Series series = {}; // of the drawings
    std::vector<Level> levels = {};
    std::vector<Level> special_levels = {};
    std::vector<Line> lines = {};
    Imperatives imperatives = {};
    std::vector<Chapter> chapters = {};
    std::vector<Divergence> divergences = {};
    std::vector<Change> changes = {};
    std::string changes_note = {};
};

// The data of the template « diagnostic », with all its words.
std::string to_json(DiagnosticReport const&, html::Language const&);

} // namespace reports
