#pragma once

#include "referentiel/library.h"
#include "referentiel/reader.h"

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Files of référentiels for tests: one that is whole, to be broken in one place.
namespace files {

inline constexpr std::string_view small = R"(format: 1
code: petit
version: "1.0"
languages: [fr, en]
title: {fr: Petit, en: Small}
profile:
  - {key: salaries, question: {fr: "Des salariés ?", en: "Employees?"}}
scales:
  - key: maturite
    levels:
      - {code: "1", degree: {fr: Rien, en: Nothing}}
      - {code: "2", degree: {fr: Fait, en: Done}}
      - {code: "3", degree: {fr: Écrit, en: Written}}
    special:
      - {code: NC, effect: not_concerned, reason: required, label: {fr: Non concerné, en: Not concerned}}
score: {average: criteria}
content:
  - chapter: gouvernance
    title: {fr: Gouvernance, en: Governance}
    content:
      - criterion: pouvoir
        number: "1"
        title: {fr: Pouvoir, en: Power}
        statement: {fr: Nous décidons., en: We decide.}
        levels:
          1: {fr: Personne ne sait, en: Nobody knows}
          2: {fr: On sait, en: People know}
          3: {fr: On lit, en: People read}
      - criterion: comptes
        number: "2"
        title: {fr: Comptes, en: Accounts}
        statement: {fr: Nous comptons., en: We count.}
        examples:
          - {kind: association, level: "3", who: {fr: Une crèche, en: A nursery}, practice: {fr: Elle compte., en: It counts.}}
        links: {odd: ["16"]}
)";

// Exactly one place changes, so that a test breaks what it means to.
inline std::string changed(std::string_view from, std::string_view to, std::string_view file = small) {
    auto const at = file.find(from);
    if (at == file.npos || file.find(from, at + 1) != file.npos)
        throw std::logic_error{"not once in the file: " + std::string{from}};
    return std::string{file.substr(0, at)} + std::string{to} + std::string{file.substr(at + from.size())};
}

inline referentiel::Reading read(std::string_view bytes, referentiel::Library const* library = nullptr) {
    static html::Language const french;
    return referentiel::read(bytes, {.language = french, .library = library});
}

// Throws where the file has a fault.
inline referentiel::Version version(std::string_view bytes) {
    auto reading = read(bytes);
    if (!reading.version) throw std::logic_error{reading.faults.front().what};
    return *std::move(reading.version);
}

// A library of this file alone.
inline referentiel::Library library(std::string_view file) {
    std::vector<referentiel::Version> versions;
    versions.push_back(version(file));
    return referentiel::Library{std::move(versions)};
}

} // namespace files
