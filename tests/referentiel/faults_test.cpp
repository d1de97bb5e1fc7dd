#include "files.h"
#include "html/catalogue.h"
#include "referentiel/check.h"

#include <doctest/doctest.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <vector>

using namespace referentiel;
using files::changed;

namespace {

struct Expected {
    std::size_t line, column;
    std::string what;

    bool operator==(Expected const&) const = default;
};

// With ordinary blanks and apostrophes, so that a test can be typed.
std::string typed(std::string text) {
    for (auto const& [sign, plain] : {std::pair{std::string{"\u00a0"}, " "}, std::pair{std::string{"’"}, "'"}})
        for (auto at = text.find(sign); at != text.npos; at = text.find(sign, at)) text.replace(at, sign.size(), plain);
    return text;
}

std::vector<Expected> told(std::vector<Fault> const& faults) {
    std::vector<Expected> told;
    for (auto const& fault : faults) told.push_back({fault.place.line, fault.place.column, typed(fault.what)});
    return told;
}

std::vector<Expected> faults_of(std::string_view file) { return told(files::read(file).faults); }
std::vector<Expected> advices_of(std::string_view file) { return told(files::read(file).advices); }

std::string sample(std::string_view name) {
    std::ifstream stream{std::string{SOURCE_FOLDER} + "/tests/fixtures/referentiel/" + std::string{name}, std::ios::binary};
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    REQUIRE_MESSAGE(stream, name);
    return bytes.str();
}

using Faults = std::vector<Expected>;

} // namespace

namespace doctest {
template <>
struct StringMaker<Expected> {
    static String convert(Expected const& one) {
        return (std::to_string(one.line) + ":" + std::to_string(one.column) + " " + one.what).c_str();
    }
};
template <>
struct StringMaker<Faults> {
    static String convert(Faults const& all) {
        String list;
        for (auto const& one : all) list += StringMaker<Expected>::convert(one) + "\n";
        return list;
    }
};
} // namespace doctest

TEST_CASE("a file of format 1 without a mistake has neither fault nor advice") {
    auto const reading = files::read(files::small);

    CHECK(told(reading.faults) == Faults{});
    CHECK(told(reading.advices) == Faults{});
    REQUIRE(reading.version);
    CHECK(reading.counts.chapters == 1);
    CHECK(reading.counts.criteria == 2);
    CHECK(reading.counts.items == 0);
    CHECK(reading.counts.languages == 2);
    CHECK(reading.counts.without_wording == 1);
    for (auto const* name : {"ess-simplifie.extract.yaml", "essms.extract.yaml", "rsei.extract.yaml"}) {
        CAPTURE(name);
        CHECK(faults_of(sample(name)) == Faults{});
        CHECK(advices_of(sample(name)) == Faults{});
    }
}

TEST_CASE("every fault of a file is told at once, each with its place") {
    CHECK(faults_of(sample("broken.yaml")) ==
          Faults{{3, 1, "version : 1.0 se lit comme un nombre"},
              {9, 9, "scales → 1 → levels → 1 → code : 1 se lit comme un nombre"},
              {10, 27, "scales → 1 → levels → 1 → degree → en se lit comme oui ou non, pas comme un texte"},
              {12, 27, "scales → 1 → levels → 2 → degree → en se lit comme oui ou non, pas comme un texte"},
              {13, 9, "score → average : « criterias » n'est pas accepté"}, {15, 5, "content → 1 : il manque « title »"},
              {16, 5, "« titre » n'est pas un mot connu ici"}, {17, 5, "« levels » n'est pas permis ici"},
              {17, 5, "content → 1 → levels est vide"}, {19, 9, "content → 1 → content → 1 : il manque « statement »"},
              {20, 9, "content → 1 → content → 1 → number : 1 se lit comme un nombre"}});
    CHECK(faults_of(sample("broken-rules.yaml")) ==
          Faults{{5, 1, "title : il manque le texte en « en »"}, {22, 9, "le niveau « 2 » n'a pas de formulation"},
              {22, 9, "deux niveaux ont la même formulation en fr"}, {22, 9, "deux niveaux ont la même formulation en en"},
              {24, 11, "l'échelle « maturite » n'a pas de niveau « 3 »"}, {25, 17, "« iso2600 » n'est pas un référentiel connu"},
              {25, 35, "« 18 » n'existe pas dans odd"}, {26, 9, "la clé « exercice » sert déjà à la ligne 18"},
              {27, 9, "le numéro « 1 » sert déjà à la ligne 19"}, {28, 9, "aucune question « salaries » dans profile"},
              {29, 38, "« de » n'est pas une langue du fichier (fr, en)"}, {31, 5, "le chapitre « vide » est vide"}});
    CHECK(
        advices_of(sample("broken-rules.yaml")) == Faults{{20, 23, "le texte contient une apostrophe courbe (')"},
                                                       {21, 21, "le français met un espace avant : ; ! ? » et après «"},
                                                       {21, 50, "l'anglais ne met pas d'espace avant : ; ! ?"},
                                                       {30, 21, "trois points"}, {30, 25, "le texte contient une balise HTML"}});
}

TEST_CASE("a file that is no YAML of ours says where, and why") {
    CHECK(faults_of(sample("broken-anchor.yaml")) ==
          Faults{{2, 7, "&, * et ! ont un sens particulier en YAML et ne sont pas acceptés ici"},
              {3, 10, "&, * et ! ont un sens particulier en YAML et ne sont pas acceptés ici"}});
    CHECK(
        faults_of(sample("broken-colon.yaml")) == Faults{{3, 20, "ce n'est pas du YAML : un deux-points n'est pas permis ici"}});
    CHECK(faults_of(sample("broken-latin.yaml")) == Faults{{2, 10, "ce n'est pas de l'UTF-8"}});
    CHECK(faults_of(sample("broken-tab.yaml")) == Faults{{2, 1, "la ligne commence par une tabulation"}});
    CHECK(faults_of(sample("broken-twice.yaml")) ==
          Faults{{1, 1, "le fichier : il manque « version »"}, {1, 1, "le fichier : il manque « languages »"},
              {1, 1, "le fichier : il manque « title »"}, {1, 1, "le fichier : il manque « scales »"},
              {1, 1, "le fichier : il manque « score »"}, {1, 1, "le fichier : il manque « content »"},
              {3, 1, "« code » est écrit deux fois (d'abord à la ligne 2)"}});
    CHECK(
        faults_of(sample("broken-comma.yaml")) ==
        Faults{{1, 1, "le fichier : il manque « scales »"}, {1, 1, "le fichier : il manque « score »"},
            {1, 1, "le fichier : il manque « content »"},
            {5, 21, "title : « participation » n'est pas une langue (deux lettres)"}, {5, 21, "title → participation est vide"}});
}

namespace {

struct Broken {
    std::string file;
    Expected fault;
};

std::vector<Broken> const& broken_files() {
    static std::vector<Broken> const all{
        {"", {1, 1, "le fichier est vide"}},
        {"- a\n", {1, 1, "le fichier doit être fait de mots suivis de leur valeur"}},
        {changed("code: petit", "code: !x petit"),
            {2, 7, "&, * et ! ont un sens particulier en YAML et ne sont pas acceptés ici"}},
        {changed("code: petit", "code: ! petit"),
            {2, 7, "&, * et ! ont un sens particulier en YAML et ne sont pas acceptés ici"}},
        {changed("code: petit", "code: *petit"), {2, 7, "&, * et ! ont un sens particulier en YAML et ne sont pas acceptés ici"}},
        {changed("scales:\n", "---\nscales:\n"), {8, 1, "le fichier contient plusieurs documents"}},
        {changed("code: petit", "code: pe\u202etit"), {2, 9, "le texte contient un signe de contrôle invisible"}},
        {changed("code: petit", "code: pe\rtit"), {2, 9, "le texte contient un signe de contrôle invisible"}},
        {changed("score: {average: criteria}", "score: {average: criteria"),
            {17, 8, "ce n'est pas du YAML : une accolade n'est pas fermée"}},
        {changed("[\"16\"]}", "[\"16]}"), {36, 1, "ce n'est pas du YAML : un crochet n'est pas fermé"}},
        {changed("en: Small}", "en: Small?}"), {5, 29, "ce n'est pas du YAML : un point d'interrogation n'est pas permis ici"}},
        {changed("format: 1", "format: 2"), {1, 1, "le format « 2 » n'est pas connu"}},
        {changed("code: petit", "code: Petit été"), {2, 1, "code : « Petit été » ne convient pas"}},
        {changed("version: \"1.0\"", "version: \"1\""), {3, 1, "version : « 1 » ne convient pas"}},
        {changed("[fr, en]", "[fr, en, fr]"), {4, 21, "« fr » est deux fois dans la liste"}},
        {changed("[fr, en]", "[fr, no]"), {4, 17, "languages → 2 se lit comme oui ou non, pas comme un texte"}},
        {changed("[fr, en]", "fr"), {4, 1, "languages doit être une liste"}},
        {changed("title: {fr: Petit, en: Small}", "title: {fr: Petit, en: }"), {5, 20, "title → en est vide"}},
        {changed("title: {fr: Petit, en: Small}", "title: \"\""), {5, 1, "title est vide"}},
        {changed("title: {fr: Petit, en: Small}", "title: Petit"), {5, 1, "title : il manque le texte en « en »"}},
        {changed("title: {fr: Petit, en: Small}", "title: [Petit]"), {5, 1, "title doit être un texte"}},
        {changed("{fr: Petit, en: Small}", "{fr: 2026-01-31, en: Small}"),
            {5, 9, "title → fr : 2026-01-31 se lit comme une date"}},
        {changed("      - {code: \"2\"", "      - {code: \"1\""), {9, 5, "le code « 1 » est deux fois dans cette échelle"}},
        {changed("effect: not_concerned, reason: required", "effect: counts_as, level: \"4\""),
            {15, 39, "il n'y a pas de niveau « 4 »"}},
        {changed("effect: not_concerned, reason: required", "effect: counts_as"),
            {15, 9, "scales → 1 → special → 1 : il manque « level »"}},
        {changed("effect: not_concerned, reason: required", "effect: not_concerned"),
            {15, 9, "scales → 1 → special → 1 : il manque « reason »"}},
        {changed("reason: required", "reason: required, only_in: [ailleurs]"),
            {15, 61, "aucun chapitre n'a la clé « ailleurs »"}},
        {changed("effect: not_concerned", "effect: non_concerned"),
            {15, 20, "scales → 1 → special → 1 → effect : « non_concerned » n'est pas accepté"}},
        {changed("{average: criteria}", "{average: criteria, decimals: 5}"),
            {16, 28, "score → decimals doit être un nombre entier de 0 à 4"}},
        {changed("{average: criteria}", "{average: criteria, imperative_from: \"7\"}"), {16, 28, "il n'y a pas de niveau « 7 »"}},
        {changed("  - chapter: gouvernance\n    title", "  - title"),
            {18, 5, "content → 1 doit être exactement un parmi chapter, criterion, item"}},
        {changed("  - chapter: gouvernance",
             "  - chapter: gouvernance\n    criterion: deux\n    number: \"9\"\n    statement: {fr: Un, en: One}"),
            {18, 5, "content → 1 doit être exactement un parmi chapter, criterion, item"}},
        {changed("- criterion: pouvoir", "- item: pouvoir"), {21, 9, "un item ne peut pas être sous un chapter"}},
        {changed("        levels:", "        scale: note\n        levels:"), {25, 9, "il n'y a pas d'échelle « note »"}},
        {changed("        levels:", "        weight: -1\n        levels:"),
            {25, 9, "content → 1 → content → 1 → weight doit être un nombre de 0 à 100"}},
        {changed("        levels:", "        imperative: \"true\"\n        levels:"),
            {25, 9, "content → 1 → content → 1 → imperative doit être true ou false"}},
        {changed("        levels:", "        stattement: {fr: a, en: b}\n        levels:"),
            {25, 9, "« stattement » n'est pas un mot connu ici"}},
        {changed("kind: association, level: \"3\"", "kind: asociation, level: \"3\""),
            {34, 14, "content → 1 → content → 2 → examples → 1 → kind : « asociation » n'est pas accepté"}},
        {changed("kind: association, level: \"3\"", "kind: association, level: \"5\""), {34, 33, "il n'y a pas de niveau « 5 »"}},
        {changed("{odd: [\"16\"]}", "{odd: [16]}"),
            {35, 23, "content → 1 → content → 2 → links → odd → 1 : 16 se lit comme un nombre"}},
        {changed("{odd: [\"16\"]}", "{iso26000: [\"8.1\"]}"), {35, 17, "« 8.1 » n'existe pas dans iso26000"}},
        {changed("number: \"2\"", "number: \"1\""), {30, 9, "le numéro « 1 » sert déjà à la ligne 22"}},
        {changed("- criterion: comptes", "- criterion: pouvoir"), {29, 9, "la clé « pouvoir » sert déjà à la ligne 21"}},
    };
    return all;
}

Reading read_in_english(std::string_view file) {
    static auto const english = html::english();
    return referentiel::read(file, {.language = english});
}

} // namespace

TEST_CASE("each broken file is refused for what is wrong with it, at its line and column") {
    CHECK(broken_files().size() >= 20);
    for (auto const& [file, fault] : broken_files()) {
        auto const reading = files::read(file);
        CAPTURE(file);
        REQUIRE_FALSE(reading.version);
        CHECK(told(reading.faults).front() == fault);
    }
}

TEST_CASE("each broken file is refused in English as well, at the same place") {
    for (auto const& [file, fault] : broken_files()) {
        auto const french = files::read(file), english = read_in_english(file);
        CAPTURE(file);
        REQUIRE(english.faults.size() == french.faults.size());
        for (std::size_t at = 0; at < french.faults.size(); ++at) {
            CHECK(english.faults[at].place == french.faults[at].place);
            CHECK(english.faults[at].what != french.faults[at].what);
            CHECK(english.faults[at].remedy != french.faults[at].remedy);
        }
    }
    auto const first = [](std::string const& file) {
        auto const fault = read_in_english(file).faults.front();
        return typed(fault.what + ". " + fault.remedy);
    };
    CHECK(first(changed("        levels:", "        stattement: {fr: a, en: b}\n        levels:")) ==
          "« stattement » is not a known word here. did you mean « statement »?");
    CHECK(first(changed("title: {fr: Petit, en: Small}", "title: Petit")) ==
          "title: the text in « en » is missing. add « en: … », or take en out of languages");
    CHECK(first(changed("{odd: [\"16\"]}", "{odd: [\"18\"]}")) ==
          "« 18 » does not exist in odd. check the number, and the quotes around it");
    CHECK(first(changed("- criterion: comptes", "- criterion: pouvoir")) ==
          "the key « pouvoir » is already used on line 21. choose another: a key names one node for ever");
}

TEST_CASE("a remedy names the word that was most likely meant") {
    auto const remedy = [](std::string const& file) { return typed(files::read(file).faults.front().remedy); };

    CHECK(remedy(changed("        levels:", "        stattement: {fr: a, en: b}\n        levels:")) ==
          "vouliez-vous dire « statement » ?");
    CHECK(remedy(changed("kind: association", "kind: zzz")).starts_with("choisissez parmi : association, cooperative"));
    CHECK(remedy(changed("[\"16\"]", "[16]")) == "mettez-le entre guillemets doubles : \"16\"");
}

TEST_CASE("what can be repaired is accepted with an advice, and printed as it should be") {
    auto const file = changed("Nous décidons.", "\"Qui décide? «Nous» l’avons dit... non\u00a0: <b>oui</b>\"");
    auto const reading = files::read(file);

    REQUIRE(reading.version);
    CHECK(reading.version->criteria[0].statement.in("fr") ==
          "Qui décide\u00a0? «\u00a0Nous\u00a0» l’avons dit… non\u00a0: <b>oui</b>");
    CHECK(told(reading.advices) == Faults{{24, 21, "le français met un espace avant : ; ! ? » et après «"},
                                       {24, 21, "trois points"}, {24, 46, "le texte contient une apostrophe courbe (')"},
                                       {24, 63, "le texte contient un espace insécable"},
                                       {24, 66, "le texte contient une balise HTML"}});
    CHECK(files::version(changed("We decide.", "\"Who decides ? We don't .\"")).criteria[0].statement.in("en") ==
          "Who decides? We don’t .");
}

TEST_CASE("a wording too long for a radio button is an advice, and an address keeps its signs") {
    auto const reading = files::read(changed("On sait", std::string(251, 'a')));

    REQUIRE(reading.version);
    CHECK(told(reading.advices) == Faults{{27, 15, "cette formulation a 251 signes"}});
    CHECK(printed("fr", "Voir https://a.fr/?b=1:2 (ou non ?)") == "Voir https://a.fr/?b=1:2 (ou non\u00a0?)");
}

TEST_CASE("files from any editor are read: byte order mark, line ends of Windows") {
    std::string windows = "\xef\xbb\xbf";
    for (auto const sign : files::small) windows += sign == '\n' ? std::string{"\r\n"} : std::string{sign};

    auto const reading = files::read(windows);

    REQUIRE(reading.version);
    CHECK(reading.version->title.in("fr") == "Petit");
    CHECK(told(reading.advices) == Faults{});
}

TEST_CASE("a report lists two hundred faults at most, then says how many others there are") {
    std::string file{files::small};
    for (int number = 0; number < 300; ++number) file += "mot" + std::to_string(number) + ": 1\n";
    html::Language const t;

    auto const lines = report("f.yaml", files::read(file), t);

    REQUIRE(lines.size() == 202);
    CHECK(typed(lines[0]).starts_with("f.yaml:36: « mot0 » n'est pas un mot connu ici. "));
    CHECK(typed(lines[200]) == "f.yaml: et 100 autres");
    CHECK(typed(lines[201]) == "f.yaml: 300 fautes, 0 conseil");
}

TEST_CASE("a report ends a sentence once, and counts what an accepted file holds") {
    html::Language const t;
    auto const lines = report("f.yaml", files::read(changed("We count.", "We count...")), t);

    REQUIRE(lines.size() == 3);
    CHECK(typed(lines[0]) == "f.yaml:32: conseil : trois points. Tapez le signe …");
    CHECK(typed(lines[1]) == "f.yaml: 0 faute, 1 conseil");
    CHECK(typed(lines[2]) == "f.yaml: chapitres : 1, critères : 2, éléments : 0, langues : 2, sans formulation des niveaux : 1");
}

TEST_CASE("the command checks a file on disk, and says when there is none") {
    html::Language const t;
    auto const folder = std::string{SOURCE_FOLDER} + "/tests/fixtures/referentiel/";

    CHECK(check(folder + "rsei.extract.yaml", {.language = t}).version);
    CHECK_FALSE(check(folder + "broken-tab.yaml", {.language = t}).version);
    CHECK(typed(check("/nowhere.yaml", {.language = t}).lines.front()) == "/nowhere.yaml: ce fichier ne s'ouvre pas.");
    CHECK_FALSE(check(folder, {.language = t}).version);
}

namespace {

std::string with_criteria(int count) {
    std::string file{files::small};
    for (int number = 3; number <= count; ++number) {
        auto const name = std::to_string(number);
        file += "      - criterion: c" + name + "\n        number: \"" + name + "\"\n        title: {fr: Titre, en: Title}\n";
        file += "        statement: {fr: Nous agissons., en: We act.}\n";
    }
    return file;
}

template <typename Act>
std::chrono::milliseconds time_of(Act const& act) {
    auto const start = std::chrono::steady_clock::now();
    act();
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

} // namespace

TEST_CASE("a file is refused when it is too big, too long or too deep") {
    CHECK(faults_of(std::string(2'000'001, '\n')) == Faults{{1, 1, "le fichier a 2 000 001 octets"}});
    CHECK(files::read(with_criteria(4999)).version);
    CHECK(faults_of(with_criteria(5002)) == Faults{{20024, 9, "le référentiel a plus de 5 000 nœuds"}});

    auto const nested = [](int storeys) {
        std::string file{files::small};
        for (int storey = 1; storey <= storeys; ++storey) {
            std::string const blanks(static_cast<std::size_t>(storey) * 4 - 2, ' ');
            file += blanks + "- chapter: s" + std::to_string(storey) + "\n" + blanks + "  title: {fr: Étage, en: Storey}\n";
            file += storey < storeys ? blanks + "  content:\n" : blanks + "  outline: true\n";
        }
        return file;
    };
    CHECK(files::read(nested(8)).version);
    CHECK(faults_of(nested(9)) == Faults{{60, 37, "l'arbre est trop profond"}});
    for (auto const* bomb : {"[", "- ", "{a: ", "? "}) {
        std::string file;
        while (file.size() < 100'000) file += bomb;
        CAPTURE(bomb);
        CHECK_FALSE(files::read(file).version);
    }
}

TEST_CASE("no file keeps the reader busy for a second") {
    using namespace std::chrono_literals;
    std::vector<std::string> slow{with_criteria(4999)};
    for (auto const* pattern : {"- a\n", "a: <b", "[[],", "mot: 1\n", "<a ", "'a': 'b'\n", "« ? ", "\"\\n", "#\n", "{}, "}) {
        std::string file;
        while (file.size() < 400'000) file += pattern;
        slow.push_back(std::move(file));
    }
    for (auto const& file : slow) {
        CAPTURE(file.substr(0, 20));
        CHECK(time_of([&] { files::read(file); }) < 5s); // without optimisation, beside other tests; 1 s when built for serving
    }
}
