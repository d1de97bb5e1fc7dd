#include "referentiel/score.h"

#include "files.h"

#include <doctest/doctest.h>

#include <cmath>
#include <map>

using namespace referentiel;

namespace {

// Five levels, the three kinds of special codes, a second scale of three levels; what follows is the score and the content.
std::string file(std::string_view score, std::string_view content) {
    constexpr std::string_view head = R"(format: 1
code: note
version: "1.0"
languages: [fr]
title: Note
profile: [{key: salaries, question: Des salariés}]
scales:
  - key: cinq
    levels:
      - {code: "1", degree: Un}
      - {code: "2", degree: Deux}
      - {code: "3", degree: Trois}
      - {code: "4", degree: Quatre}
      - {code: "5", degree: Cinq}
    special:
      - {code: NC, effect: not_concerned, reason: required, never_for_imperative: true, label: Non concerné}
      - {code: RI, effect: excluded, only_in: [a], label: Réponse inadaptée}
      - {code: "*", effect: counts_as, level: "5", label: Optimisé}
  - key: trois
    levels: [{code: "1", degree: Bas}, {code: "2", degree: Moyen}, {code: "3", degree: Haut}]
  - key: inegale
    levels: [{code: "1", degree: Bas, value: 0}, {code: "2", degree: Moyen, value: 0.75}, {code: "3", degree: Haut, value: 1}]
)";
    return std::string{head} + "score: {" + std::string{score} + "}\ncontent:\n" + std::string{content};
}

std::string chapter(std::string_view key, std::string_view more = {}) {
    return "  - chapter: " + std::string{key} + "\n    title: T\n" + std::string{more} + "    content:\n";
}

std::string criterion(std::string const& key, std::string_view more = {}) {
    return "      - {criterion: " + key + ", number: \"" + key.substr(1) + "\", title: T, statement: S" + std::string{more} +
           "}\n";
}

std::string criteria(int count) {
    std::string list;
    for (int number = 1; number <= count; ++number) list += criterion("c" + std::to_string(number));
    return list;
}

// The levels that were chosen, by number.
Ratings ratings(Version const& version, std::map<std::string, std::string> chosen, Profile profile = {}) {
    return {[&version, chosen = std::move(chosen)](CriterionKey const& key) -> std::optional<Level> {
                auto const* one = find_rated(version, key.text());
                auto const found = chosen.find(one->number);
                if (found == chosen.end()) return std::nullopt;
                return one->scale->level(found->second);
            },
        std::move(profile)};
}

// The first « many » criteria at one level, the others up to « count » at another.
Ratings two_levels(Version const& version, int many, std::string const& level, int count, std::string const& other) {
    std::map<std::string, std::string> chosen;
    for (int number = 1; number <= count; ++number) chosen[std::to_string(number)] = number <= many ? level : other;
    return ratings(version, std::move(chosen));
}

bool is_exactly(std::optional<Fraction> mean, Fraction expected) {
    return mean && mean->top == expected.top && mean->bottom == expected.bottom;
}

Chapter const& chapter_of(Version const& version, std::string_view key) { return *find_chapter(version, key); }

} // namespace

TEST_CASE("a mean is the exact fraction of the ranks, rounded half up once") {
    auto const ten = files::version(file("average: criteria, decimals: 1", chapter("a") + criteria(10)));
    auto const twenty = files::version(file("average: criteria, decimals: 1", chapter("a") + criteria(20)));
    auto const finer = files::version(file("average: criteria, decimals: 2", chapter("a") + criteria(20)));

    auto const low = two_levels(ten, 7, "2", 10, "3");
    CHECK(is_exactly(mean(ten, low), {23, 10}));
    CHECK(is_exactly(mean(ten, chapter_of(ten, "a"), low), {23, 10}));
    CHECK(shown(ten, mean(ten, low)) == Decimal{23, 1});
    CHECK(is_exactly(mean(twenty, two_levels(twenty, 19, "2", 20, "3")), {41, 20}));
    CHECK(shown(twenty, mean(twenty, two_levels(twenty, 19, "2", 20, "3"))) == Decimal{21, 1});
    CHECK(shown(finer, mean(finer, two_levels(finer, 19, "2", 20, "3"))) == Decimal{205, 2});
}

TEST_CASE("without a level that counts there is no mean, never nought") {
    auto const version = files::version(file("average: criteria", chapter("a") + criteria(2)));

    CHECK_FALSE(mean(version, ratings(version, {})));
    CHECK_FALSE(shown(version, mean(version, ratings(version, {}))));
    CHECK_FALSE(mean(version, ratings(version, {{"1", "NC"}, {"2", "RI"}})));
    CHECK(is_exactly(mean(version, ratings(version, {{"1", "NC"}, {"2", "4"}})), {4, 1}));
    CHECK(is_exactly(mean(version, ratings(version, {{"1", "*"}, {"2", "4"}})), {9, 2}));
}

TEST_CASE("weights of criteria and of the chapters above them count in a mean") {
    auto const heavy = files::version(file(
        "average: criteria", chapter("a") + criterion("c1", ", weight: 2") + criterion("c2") + criterion("c3", ", weight: 0.5")));
    auto const chapters =
        files::version(file("average: criteria", chapter("a") + criteria(3) + chapter("b", "    weight: 3\n") + criterion("c4")));
    auto const chosen = ratings(chapters, {{"1", "1"}, {"2", "1"}, {"3", "1"}, {"4", "5"}});

    CHECK(is_exactly(mean(heavy, ratings(heavy, {{"1", "5"}, {"2", "2"}, {"3", "1"}})), {25, 7}));
    CHECK(is_exactly(mean(chapters, chosen), {3, 1}));
    CHECK(is_exactly(mean(chapters, chapter_of(chapters, "b"), chosen), {5, 1}));
}

TEST_CASE("the mean of the nodes just below is not that of all criteria") {
    auto const tree = chapter("a") + criteria(3) + chapter("b") + criterion("c4");
    auto const of_children = files::version(file("average: children", tree));
    auto const of_criteria = files::version(file("average: criteria", tree));
    std::map<std::string, std::string> const chosen{{"1", "1"}, {"2", "1"}, {"3", "1"}, {"4", "5"}};

    CHECK(is_exactly(mean(of_children, ratings(of_children, chosen)), {3, 1}));
    CHECK(is_exactly(mean(of_criteria, ratings(of_criteria, chosen)), {2, 1}));
    CHECK(is_exactly(mean(of_children, ratings(of_children, {{"4", "5"}})), {5, 1}));
}

TEST_CASE("old reports round at each step") {
    auto const tree = chapter("a") + criteria(2) + chapter("b") + criterion("c3");
    auto const steps = files::version(file("average: children, decimals: 0, rounding: at_each_step", tree));
    auto const once = files::version(file("average: children, decimals: 0", tree));
    std::map<std::string, std::string> const chosen{{"1", "1"}, {"2", "2"}, {"3", "1"}};

    CHECK(shown(steps, mean(steps, ratings(steps, chosen))) == Decimal{2, 0});
    CHECK(is_exactly(mean(once, ratings(once, chosen)), {5, 4}));
    CHECK(shown(once, mean(once, ratings(once, chosen))) == Decimal{1, 0});
}

TEST_CASE("a référentiel may count levels without any mean") {
    auto const version = files::version(file("average: none", chapter("a") + criteria(4)));
    auto const chosen = ratings(version, {{"1", "2"}, {"2", "2"}, {"3", "NC"}});

    CHECK_FALSE(mean(version, chosen));
    CHECK_FALSE(mean(version, chapter_of(version, "a"), chosen));
    CHECK(distribution(version, chosen) == Distribution{{"2", 2}, {"NC", 1}});
    CHECK(distribution(version, chapter_of(version, "a"), chosen) == Distribution{{"2", 2}, {"NC", 1}});
}

TEST_CASE("« non concerné » and its like are answers") {
    auto const version =
        files::version(file("average: criteria", chapter("a") + criteria(2) + chapter("b") + criterion("c3") + criterion("c4")));
    auto const chosen = ratings(version, {{"1", "NC"}, {"2", "RI"}, {"3", "1"}});

    CHECK(progress(version, chosen) == Progress{3, 4});
    CHECK(progress(version, chapter_of(version, "a"), chosen) == Progress{2, 2});
    CHECK(progress(version, chapter_of(version, "b"), chosen) == Progress{1, 2});
}

TEST_CASE("what the profile rules out is neither counted nor missing") {
    auto const version =
        files::version(file("average: criteria", chapter("a", "    only_if: salaries\n") + criterion("c1") + chapter("b") +
                                                     criterion("c2") + criterion("c3", ", only_if: salaries")));
    std::map<std::string, std::string> const chosen{{"1", "5"}, {"2", "2"}, {"3", "5"}};

    auto const without = ratings(version, chosen), with = ratings(version, chosen, {"salaries"});
    CHECK(progress(version, without) == Progress{1, 1});
    CHECK(is_exactly(mean(version, without), {2, 1}));
    CHECK(distribution(version, without) == Distribution{{"2", 1}});
    CHECK_FALSE(mean(version, chapter_of(version, "a"), without));
    CHECK(progress(version, with) == Progress{3, 3});
    CHECK(is_exactly(mean(version, with), {4, 1}));
}

namespace {

std::string imperative_with_items(int count, std::string_view more = {}) {
    auto text = chapter("a") + "      - criterion: tout\n        number: \"T\"\n        title: T\n        statement: S\n        "
                               "imperative: true\n        content:\n";
    for (int number = 1; number <= count; ++number)
        text += "          - {item: i" + std::to_string(number) + ", number: \"" + std::to_string(number) + "\", statement: S" +
                std::string{more} + "}\n";
    return text;
}

} // namespace

TEST_CASE("an imperative is met when each of its items reaches the level: 3.9 does not") {
    auto const version =
        files::version(file("average: criteria, decimals: 0, imperative_from: \"4\"", imperative_with_items(10)));
    auto const& one = version.criteria.front();

    auto const nearly = two_levels(version, 9, "4", 10, "3");
    CHECK(is_exactly(mean(version, one, nearly), {39, 10}));
    CHECK(shown(version, mean(version, one, nearly)) == Decimal{4, 0});
    CHECK(imperative(version, one, nearly) == Imperative::not_met);
    CHECK(imperative(version, one, two_levels(version, 9, "4", 10, "*")) == Imperative::met);
    CHECK(imperative(version, one, two_levels(version, 9, "4", 10, "RI")) == Imperative::met);
    CHECK(imperative(version, one, two_levels(version, 9, "4", 9, "4")) == Imperative::undecided);
    CHECK(imperative(version, one, two_levels(version, 1, "1", 1, "1")) == Imperative::not_met);
    CHECK(imperative(version, one, ratings(version, {})) == Imperative::undecided);
    CHECK(progress(one, nearly) == Progress{10, 10});
}

TEST_CASE("items weigh in the mean of their criterion, which is not rated itself") {
    auto const version = files::version(file("average: criteria", imperative_with_items(2)));
    auto const& one = version.criteria.front();

    CHECK(is_exactly(mean(version, ratings(version, {{"1", "4"}, {"2", "1"}})), {5, 2}));
    CHECK_FALSE(mean(version, ratings(version, {{"T", "4"}})));
    CHECK(rated(version).size() == 2);
    CHECK(one.items[0].parent == &one);
    CHECK(find_rated(version, "i2") == &one.items[1]);
    CHECK(find_rated(version, "tout") == nullptr);
    CHECK(find_criterion(version, "tout") == &one);
}

TEST_CASE("levels of another scale stand where their worth lies on the first") {
    auto const version = files::version(
        file("average: criteria", chapter("a") + criterion("c1", ", scale: trois") + criterion("c2", ", scale: inegale")));

    CHECK(is_exactly(mean(version, version.criteria[0], ratings(version, {{"1", "2"}})), {3, 1}));
    CHECK(is_exactly(mean(version, version.criteria[1], ratings(version, {{"2", "2"}})), {4, 1}));
    CHECK(is_exactly(mean(version, ratings(version, {{"1", "2"}, {"2", "2"}})), {7, 2}));
}

TEST_CASE("a mean of many means of different sizes stays right where no exact fraction holds it") {
    std::string tree;
    double expected = 0;
    int number = 0;
    std::map<std::string, std::string> chosen;
    constexpr int chapters = 60;
    for (int size = 1; size <= chapters; ++size) {
        tree += chapter("a" + std::to_string(size), "    weight: " + std::to_string(size) + ".37\n");
        for (int at = 0; at < size; ++at) {
            tree += criterion("c" + std::to_string(++number));
            chosen[std::to_string(number)] = at == 0 ? "2" : "1";
        }
    }
    double weights = 0;
    for (int size = 1; size <= chapters; ++size) {
        expected += (size + 0.37) * (size + 1) / size;
        weights += size + 0.37;
    }
    auto text = file("average: children, decimals: 4", tree);
    text.replace(text.find("only_in: [a]"), 12, "only_in: [a1]");
    auto const version = files::version(text);

    auto const result = mean(version, ratings(version, chosen));

    REQUIRE(result);
    CHECK(std::abs(static_cast<double>(result->top) / static_cast<double>(result->bottom) - expected / weights) < 1e-8);
}
