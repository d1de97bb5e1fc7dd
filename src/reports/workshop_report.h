#pragma once

#include "html/html.h"

#include <string>
#include <vector>

namespace reports {

// The minutes of a workshop, in words.
struct WorkshopReport {
    struct Line {
        std::string code; // of the level; empty for « je ne sais pas » and the like
        int strokes = 0;
        std::string words;
        int votes = 0;
    };

    struct Round {
        std::string title;  // « Tour 1 »
        std::string spread; // « très partagés »
        std::vector<Line> lines = {};
    };

    struct Topic {
        std::string number;
        std::string title;
        std::string retained = {}; // in words, or why there is no level
        int strokes = 0;
        std::string why = {};
        std::vector<Round> rounds = {};
    };

    std::string structure = {};
    std::string title = {};
    std::string date = {};
    std::string time = {};
    std::string facilitator = {};
    std::string cycle = {};
    std::vector<std::string> participants = {};
    std::vector<Topic> topics = {};
};

// The data of the template « workshop », with all its words.
std::string to_json(WorkshopReport const&, html::Language const&);

} // namespace reports
