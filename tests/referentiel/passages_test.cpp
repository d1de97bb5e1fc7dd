#include "referentiel/passages.h"

#include "core/embedded.h"
#include "referentiel/files.h"

#include <doctest/doctest.h>

#include <map>

using referentiel::Criterion, referentiel::Library, referentiel::Passage, referentiel::Version, referentiel::Way;

namespace {

// « 4 → 9, 10, 11, 12 »
std::string words(Passage const& passage) {
    std::string text = passage.from->number + " →";
    for (auto const* to : passage.to) text += " " + to->number;
    return text;
}

Passage const& passage_of(referentiel::Passages const& passages, std::string_view key) {
    auto const found = std::ranges::find(passages.all, key, [](Passage const& one) { return one.from->key.text(); });
    REQUIRE(found != passages.all.end());
    return *found;
}

std::string keys(std::vector<Criterion const*> const& criteria) {
    std::string text;
    for (auto const* criterion : criteria) text += (text.empty() ? "" : " ") + std::string{criterion->key.text()};
    return text;
}

std::string criterion(std::string const& key, std::string const& number, std::string const& statement = "Une phrase.") {
    return "      - criterion: " + key + "\n        number: \"" + number + "\"\n        title: {fr: " + key + ", en: " + key +
           "}\n        statement: {fr: \"" + statement + "\", en: \"A sentence.\"}\n";
}

// A version with these criteria in one chapter, and what it says of the one before.
Version version(std::string const& number, std::string const& criteria, std::string const& lineage = "") {
    auto file = std::string{files::small.substr(0, files::small.find("      - criterion: pouvoir"))} + criteria + lineage;
    file = files::changed("version: \"1.0\"", "version: \"" + number + "\"", file);
    auto reading = files::read(file);
    REQUIRE(reading.version);
    return *std::move(reading.version);
}

} // namespace

TEST_CASE("each of the fifteen leads to those that it covers, the main one first, and all thirty-five are reached") {
    auto const library = referentiel::embedded_library();
    auto const& fifteen = *library.latest("ess-simplifie");
    auto const& thirty_five = *library.latest("ess-complet");

    auto const passages = referentiel::passages(library, fifteen, thirty_five);

    REQUIRE(passages.all.size() == 15);
    CHECK(words(passages.all[0]) == "1 → 1 2");
    CHECK(words(passages.all[2]) == "3 → 7 6 8");
    CHECK(words(passages.all[3]) == "4 → 9 10 11 12");
    CHECK(words(passages.all[6]) == "7 → 17");
    CHECK(words(passages.all[13]) == "14 → 34 32 33");
    CHECK(words(passages.all[14]) == "15 → 35");
    std::map<Criterion const*, int> reached;
    for (auto const& passage : passages.all) {
        CHECK(passage.way == Way::covered);
        for (auto const* to : passage.to) ++reached[to];
    }
    CHECK(reached.size() == 35);
    for (auto const& [to, times] : reached) CHECK(times == 1);
    CHECK(passages.added.empty());
}

TEST_CASE("the full référentiel leads to no shorter one, and what is unrelated leads nowhere") {
    auto const library = referentiel::embedded_library();
    auto const& full = *library.latest("ess-complet");
    CHECK(!referentiel::passages(library, full, *library.latest("ess-simplifie")).lead_somewhere());
    CHECK(!referentiel::passages(library, full, *library.latest("rsei")).lead_somewhere());
    CHECK(referentiel::next_versions(library, full).empty());
    CHECK(referentiel::next_versions(library, *library.latest("ess-simplifie")) == std::vector{&full});
    CHECK(referentiel::next_versions(library, *library.find("ess-complet", "0.1")) == std::vector{&full});
}

TEST_CASE("the next version says what was reworded, moved, split, merged, removed and added; the rest keeps its key") {
    Library library;
    library.add(version("1.0", criterion("a", "1") + criterion("b", "2") + criterion("c", "3") + criterion("d", "4") +
                                   criterion("e", "5") + criterion("f", "6")));
    library.add(version("1.1",
        criterion("a", "1") + criterion("b", "2", "Autrement.") + criterion("c1", "3") + criterion("c2", "4") +
            criterion("de", "5") + criterion("n", "6"),
        R"(lineage:
  from: "1.0"
  changes:
    - {change: reworded, old: [b], new: [b]}
    - {change: split, old: [c], new: [c1, c2]}
    - {change: merged, old: [d, e], new: [de]}
    - {change: removed, old: [f]}
    - {change: new, new: [n]}
)"));
    auto const& before = *library.find("petit", "1.0");
    auto const& after = *library.find("petit", "1.1");

    auto const passages = referentiel::passages(library, before, after);

    CHECK(passage_of(passages, "a").way == Way::same);
    CHECK(keys(passage_of(passages, "a").to) == "a");
    CHECK(passage_of(passages, "b").way == Way::reworded);
    CHECK(passage_of(passages, "c").way == Way::split);
    CHECK(keys(passage_of(passages, "c").to) == "c1 c2");
    CHECK(passage_of(passages, "d").way == Way::merged);
    CHECK(keys(passage_of(passages, "e").to) == "de");
    CHECK(passage_of(passages, "f").way == Way::removed);
    CHECK(passage_of(passages, "f").to.empty());
    CHECK(keys(passages.added) == "n");
    CHECK(referentiel::next_versions(library, before) == std::vector{&after});
}

TEST_CASE("two versions on, what was split stays split, and a key that comes back leads to nothing old") {
    Library library;
    library.add(version("1.0", criterion("a", "1") + criterion("b", "2")));
    library.add(version("1.1", criterion("a1", "1") + criterion("a2", "2"), R"(lineage:
  from: "1.0"
  changes:
    - {change: split, old: [a], new: [a1, a2]}
    - {change: removed, old: [b]}
)"));
    library.add(version("1.2", criterion("a1", "1") + criterion("a2", "2", "Autrement.") + criterion("b", "3"), R"(lineage:
  from: "1.1"
  changes:
    - {change: reworded, old: [a2], new: [a2]}
    - {change: new, new: [b]}
)"));

    auto const passages = referentiel::passages(library, *library.find("petit", "1.0"), *library.find("petit", "1.2"));

    CHECK(keys(passage_of(passages, "a").to) == "a1 a2");
    CHECK(passage_of(passages, "a").way == Way::split);
    CHECK(passage_of(passages, "b").way == Way::removed);
    CHECK(keys(passages.added) == "b");
}
