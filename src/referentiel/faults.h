#pragma once

#include "html/html.h"

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace referentiel {

// Where something stands in a file, counted from 1; columns count characters.
struct Place {
    std::size_t line = 1;
    std::size_t column = 1;

    auto operator<=>(Place const&) const = default;
};

// What is wrong and what to do about it, in the language of whoever sent the file.
struct Fault {
    Place place;
    std::string what;
    std::string remedy;
};

// Listed by line; a file with more has « et n autres ».
constexpr std::size_t most_listed_faults = 200;

// What a reading finds, in the order in which it finds it.
class Findings {
public:
    explicit Findings(html::Language const& language) : t{language} {}

    void fault(Place, std::string what, std::string remedy);
    void advise(Place, std::string what, std::string remedy);

    // Past this nothing is kept, only counted: no need to look for a remedy any more.
    bool is_full() const { return faults_.size() + advices_.size() >= most_kept; }
    bool has_faults() const { return fault_count_ > 0; }
    std::size_t fault_count() const { return fault_count_; }
    std::size_t advice_count() const { return advice_count_; }

    // Sorted by place.
    std::vector<Fault> faults() const { return listed(faults_); }
    std::vector<Fault> advices() const { return listed(advices_); }

    html::Language const& t;

private:
    static constexpr std::size_t most_kept = 2000;

    bool is_new(Place, std::string const& what);
    static std::vector<Fault> listed(std::vector<Fault>);

    std::vector<Fault> faults_, advices_;
    std::size_t fault_count_ = 0, advice_count_ = 0;
    std::set<std::pair<std::size_t, std::string>> said_;
};

// The known word that somebody most likely meant; empty where none is near.
std::string_view nearest(std::string_view word, std::span<std::string_view const> known);

// « did you mean … ? », or else what there is to choose among.
std::string choice(html::Language const&, std::string_view word, std::span<std::string_view const> known);

std::string joined(std::span<std::string_view const> words);

} // namespace referentiel
