#pragma once

#include "core/fraction.h"
#include "core/id.h"
#include "referentiel/text.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace referentiel {

struct Chapter;
struct Criterion;
using ChapterKey = Code<Chapter>;

enum class Effect {
    ordinary,
    not_concerned, // answered, leaves the mean, may ask for a reason
    excluded,      // answered, leaves the mean
    counts_as,     // shown by its own code, counted as an ordinary level
};

// One line of a scale: a level, or a special code such as « NC ».
struct Degree {
    std::string code;
    Effect effect = Effect::ordinary;
    Text short_label;              // for charts
    Text label;                    // in results
    Text answer;                   // what the user chooses
    std::optional<Fraction> value; // 0 to 1; evenly spaced where absent
    std::string counted_as;        // code of an ordinary level
    bool is_reason_required = false;
    bool never_for_imperative = false;
    std::vector<ChapterKey> only_in; // anywhere where empty
};

// A degree of one scale. Only that scale hands it out, so that no rating holds a level from elsewhere. Lives as long as its
// version.
class Level {
public:
    std::string_view code() const { return degree_->code; }
    Effect effect() const { return degree_->effect; }
    bool is_counted() const { return rank_ > 0; }
    bool is_reason_required() const { return degree_->is_reason_required; }

    // 1 for the lowest; that of the level it counts as; 0 where it leaves the mean.
    int rank() const { return rank_; }
    // How many strokes its drawing has: none where it stands apart from the ordinary ones.
    int strokes() const { return effect() == Effect::ordinary ? rank_ : 0; }
    // 0 to 1; nothing where it leaves the mean.
    std::optional<Fraction> value() const;

    std::string const& short_label(std::string_view language) const;
    std::string const& label(std::string_view language) const { return degree_->label.in(language); }
    std::string const& answer(std::string_view language) const;

    bool operator==(Level const&) const = default;

private:
    friend class Scale;
    Level(Degree const& degree, Degree const& counted, int rank, int highest)
        : degree_{&degree}, counted_{&counted}, rank_{rank}, highest_{highest} {}

    Degree const* degree_;
    Degree const* counted_; // the ordinary level that it stands for: mostly itself
    int rank_;
    int highest_;
};

class Scale {
public:
    Scale(std::string key, Text title, bool is_cumulative, std::vector<Degree> degrees)
        : key_{std::move(key)}, title_{std::move(title)}, is_cumulative_{is_cumulative}, degrees_{std::move(degrees)} {}
    Scale(Scale&&) = default;
    Scale& operator=(Scale&&) = default;

    std::string const& key() const { return key_; }
    std::string const& title(std::string_view language) const { return title_.in(language); }
    // Whether a level supposes those below it.
    bool is_cumulative() const { return is_cumulative_; }

    std::optional<Level> level(std::string_view code) const;
    std::vector<Level> levels() const;   // ordinary, the lowest first
    std::vector<Level> specials() const; // in the order of the file
    int highest() const;                 // rank of the highest level

    // Which of its levels this criterion or item may be given, ordinary first.
    std::vector<Level> levels_for(Criterion const&) const;

private:
    Level made(Degree const&) const;

    std::string key_;
    Text title_;
    bool is_cumulative_;
    std::vector<Degree> degrees_;
};

} // namespace referentiel
