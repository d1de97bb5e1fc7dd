#include "accounts/members.h"
#include "diagnostic/comparison.h"
#include "diagnostic/rated_chapter.h"
#include "diagnostic/slots.h"
#include "html/html.h"
#include "referentiel/files.h"
#include "support/golden.h"
#include "tables/xlsx.h"

#include <doctest/doctest.h>

using diagnostic::Movement;
using support::Browser, support::for_each_engine, support::governance, support::Office, support::Page, support::power,
    support::rate;

namespace {

std::string const second = "01000000-0000-7000-8000-000000002027";

// A cycle after those of the office, in the same référentiel.
void open_cycle(Office& office, std::string const& id, std::string const& label) {
    auto const* version = office.library.versions().front();
    office.let_pass(std::chrono::minutes{20});
    office.db().write([&](storage::Writer& db) {
        accounts::Cycle const cycle{accounts::CycleId::parse(id).value(), label, office.now, std::nullopt};
        accounts::add_cycle(db, office.deux_rives, cycle);
        diagnostic::open(db, office.deux_rives, cycle, *version, office.now, office.chance);
    });
}

void open_second(Office& office) { open_cycle(office, second, "2027"); }

std::string in_second(Office& office, std::string const& rest) { return office.structure_path("/cycles/" + second + rest); }

std::string in_first(Office& office, std::string const& rest) {
    auto const first =
        office.db().found([&](storage::Reader const& db) { return accounts::cycles(db, office.deux_rives).back().id; });
    return office.structure_path("/cycles/" + std::string{first.text()} + rest);
}

std::string const results = "/diagnostic/resultats";

// Two versions of a référentiel, the second of which renames one criterion, merges two and adds one.
std::string versioned(std::string_view number, std::string_view criteria, std::string_view lineage = "") {
    return R"(format: 1
code: suite
version: ")" +
           std::string{number} + R"("
languages: [fr]
title: {fr: Suite}
)" + std::string{lineage} +
           R"(scales:
  - key: maturite
    levels:
      - {code: "1", degree: {fr: Un}}
      - {code: "2", degree: {fr: Deux}}
      - {code: "3", degree: {fr: Trois}}
    special:
      - {code: NC, effect: not_concerned, reason: required, label: {fr: Non concerné}}
score: {average: criteria, decimals: 1}
content:
  - chapter: gouvernance
    title: {fr: Gouvernance}
    content:
)" + std::string{criteria};
}

std::string criterion(std::string const& key, std::string const& number) {
    return "      - {criterion: " + key + ", number: \"" + number + "\", title: {fr: " + key + "}, statement: {fr: " + key +
           ".}}\n";
}

std::string const first_version =
    versioned("1.0", criterion("a", "1") + criterion("b", "2") + criterion("c", "3") + criterion("d", "4") + criterion("e", "5"));
std::string const second_version =
    versioned("2.0", criterion("a", "1") + criterion("nouveau-b", "2") + criterion("cd", "3") + criterion("f", "4"),
        R"(lineage:
  from: "1.0"
  changes:
    - {change: moved, old: [b], new: [nouveau-b]}
    - {change: merged, old: [c, d], new: [cd]}
    - {change: removed, old: [e]}
    - {change: new, new: [f]}
)");

std::string keys(std::vector<referentiel::Criterion const*> const& criteria) {
    std::string text;
    for (auto const* criterion : criteria) text += std::string{criterion->key.text()} + " ";
    return text;
}

} // namespace

TEST_CASE("criteria are matched by their keys, and across versions by the lineage, both ways") {
    referentiel::Library library;
    library.add(files::version(first_version));
    library.add(files::version(second_version));
    auto const& one = *library.find("suite", "1.0");
    auto const& two = *library.find("suite", "2.0");

    std::string there, back;
    for (auto const& [now, before] : diagnostic::counterparts(library, one, two))
        there += std::string{now->key.text()} + ": " + keys(before);
    for (auto const& [now, before] : diagnostic::counterparts(library, two, one))
        back += std::string{now->key.text()} + ": " + keys(before);

    CHECK(there == "a: a nouveau-b: b cd: c d f: ");
    CHECK(back == "a: a b: nouveau-b c: cd d: cd e: ");
}

TEST_CASE("the simplified référentiel is matched with the complete one by what it covers") {
    auto const library = referentiel::embedded_library();
    auto const& simple = *library.latest("ess-simplifie");
    auto const& complete = *library.latest("ess-complet");

    int with_one = 0;
    for (auto const& [now, before] : diagnostic::counterparts(library, simple, complete)) {
        if (now->key.text() == power || now->key.text() == "vie-democratique") CHECK(keys(before) == "democratie-interne ");
        with_one += before.empty() ? 0 : 1;
    }
    CHECK(with_one >= 15);
    for (auto const& [now, before] : diagnostic::counterparts(library, complete, simple))
        if (now->key.text() == "democratie-interne") CHECK(keys(before) == power + " vie-democratique ");
}

TEST_CASE("référentiels that say nothing of each other have no equivalents") {
    auto const library = referentiel::embedded_library();
    for (auto const& [now, before] : diagnostic::counterparts(library, *library.latest("rsei"), *library.latest("ess-complet")))
        CHECK(before.empty());
}

TEST_CASE("a difference has its sign and the decimals of its figures") {
    html::Language const french;
    auto const said = [&](Decimal before, Decimal now) {
        return diagnostic::difference(french, before, now).value_or("nothing");
    };
    CHECK(said({23, 1}, {29, 1}) == "+0,6");
    CHECK(said({29, 1}, {23, 1}) == "\u22120,6");
    CHECK(said({29, 1}, {29, 1}) == "0,0");
    CHECK(said({205, 2}, {290, 2}) == "+0,85");
    CHECK(!diagnostic::difference(french, std::nullopt, Decimal{29, 1}));
}

TEST_CASE("the results stand beside those of the cycle before, with the difference and the reasons") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        rate(solene, in_first(office, governance), power, "2", "On se le dit.");
        open_second(office);
        rate(solene, in_second(office, governance), power, "4", "Un tableau compte les présences.");

        auto const page = solene.get(in_second(office, results));
        CHECK(page.says("+2,0 en hausse"));
        CHECK(page.says("Ce qui a changé depuis 2026, et pourquoi"));
        CHECK(page.says("+2 niveaux"));
        CHECK(page.says("On se le dit."));
        CHECK(page.says("Un tableau compte les présences."));
        CHECK(page.shows("dot-earlier"));

        auto const alone = solene.get(in_second(office, results + "?avec=rien"));
        CHECK(alone.status == 200);
        CHECK(!alone.says("Ce qui a changé"));
        CHECK(!alone.says("On se le dit."));
        CHECK(!solene.get(in_first(office, results)).says("Ce qui a changé")); // nothing came before it
    });
}

TEST_CASE("three earlier cycles stand beside the results at once, in the drawing, the table, the words and the report") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        auto const id = [](int year) { return "01000000-0000-7000-8000-00000000" + std::to_string(year); };
        auto const path = [&](int year, std::string const& rest) { return office.structure_path("/cycles/" + id(year) + rest); };
        auto const first = in_first(office, "");
        rate(solene, first + governance, power, "1");
        for (int year = 2027; year <= 2030; ++year) {
            open_cycle(office, id(year), std::to_string(year));
            rate(solene, path(year, governance), power, std::to_string(year - 2025));
        }
        auto const oldest = first.substr(first.rfind('/') + 1);
        auto const ticked = [](std::string const& cycle) { return "&avec-" + cycle + "=oui"; };

        auto const address = path(2030, results) + "?avec=rien" + ticked(id(2028)) + ticked(oldest) + ticked(id(2029));
        auto const page = solene.get(address);

        CHECK(page.status == 200);
        CHECK(page.says("à côté de 2029, 2028, 2026"));
        for (auto const& sentence : {"2029 : 4,0 en moyenne.", "2028 : 3,0 en moyenne.", "2026 : 1,0 en moyenne."})
            CHECK(page.says(sentence));
        CHECK(page.shows(R"(class="area-earlier is-second")"));
        CHECK(page.shows(R"(class="area-earlier is-third")"));
        CHECK(page.shows(R"(class="bar__earlier is-third" d="M50 0v22")"));
        auto const table = page.body.substr(page.body.find("id=\"chiffres\""));
        for (auto const& cell : {"2029</span> 4,0</td>", "2028</span> 3,0</td>", "2026</span> 1,0</td>"})
            CHECK(table.find(cell) != table.npos);
        CHECK(page.says("+1,0 depuis 2029"));
        CHECK(page.says("Ce qui a changé depuis 2029"));
        CHECK(page.shows(R"(name="avec-)" + oldest + R"(" value="oui" checked)"));
        CHECK(page.shows("resultats.pdf?avec=rien&amp;avec-" + id(2029) + "=oui"));
        auto const chapter = solene.get(path(2030, results + "/gouvernance") + address.substr(address.find('?')));
        for (auto const& cell : {"2029</span> 4</td>", "2028</span> 3</td>", "2026</span> 1</td>"}) CHECK(chapter.shows(cell));

        auto const report = solene.get(path(2030, results + ".pdf") + address.substr(address.find('?')));
        CHECK(report.body.find(R"("earlier":["2029","2028","2026"])") != report.body.npos);
        CHECK(report.body.find(R"("earlier":["4,0","3,0","1,0"])") != report.body.npos);
        CHECK(report.body.find(R"("then":["2029 : 4","2028 : 3","2026 : 1"])") != report.body.npos);
    });
}

TEST_CASE("a fourth earlier cycle is left out, and the page says so; none of anybody else's is told of") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        auto const first = in_first(office, "");
        std::string ticked = "&avec-" + first.substr(first.rfind('/') + 1) + "=oui";
        auto const id = [](int year) { return "01000000-0000-7000-8000-00000000" + std::to_string(year); };
        for (int year = 2027; year <= 2030; ++year) {
            open_cycle(office, id(year), std::to_string(year));
            if (year < 2030) ticked += "&avec-" + id(year) + "=oui";
        }
        rate(solene, office.structure_path("/cycles/" + id(2030) + governance), power, "2");
        auto const page = office.structure_path("/cycles/" + id(2030) + results + "?avec=rien");
        auto const theirs = office.db().found(
            [&](storage::Reader const& db) { return accounts::current_cycle(db, office.passerelle).value().id; });

        CHECK(solene.get(page + ticked).says("1 démarche cochée n'est pas montrée."));
        CHECK(!solene.get(page).says("n'est pas montrée"));
        CHECK(solene.get(page + "&avec-" + std::string{theirs.text()} + "=oui").status == 404);
    });
}

TEST_CASE("the name of a snapshot that tells its year tells it once") {
    Office office;
    auto solene = office.signed_in(office.solene);
    std::string const id = "01000000-0000-7000-8000-000000000312", other = "01000000-0000-7000-8000-000000000313";
    rate(solene, office.cycle_path(governance), power, "2");
    solene.post(office.cycle_path("/diagnostic/instantanes"), {{"id", id}, {"label", "Avant le conseil de mars 2026"}});
    solene.post(office.cycle_path("/diagnostic/instantanes"), {{"id", other}, {"label", "Avant le conseil"}});

    auto const page = solene.get(office.cycle_path(results));

    CHECK(page.says("Instantané : Avant le conseil de mars 2026"));
    CHECK(page.says("Instantané 2026 : Avant le conseil"));
}

TEST_CASE("each way of changing has its words") {
    static auto const library = [] {
        std::vector<referentiel::Version> versions;
        versions.push_back(files::version(first_version));
        return referentiel::Library{std::move(versions)};
    }();
    for_each_engine([](storage::Engine engine) {
        Office office{engine, library};
        auto solene = office.signed_in(office.solene);
        std::string const page = governance;
        std::vector<std::string> const keys{"a", "b", "c"};
        rate(solene, in_first(office, page), keys[0], "3");
        rate(solene, in_first(office, page), keys[1], "NC", "", "Rien de tel.");
        open_second(office);
        rate(solene, in_second(office, page), keys[0], "2");
        rate(solene, in_second(office, page), keys[1], "2");
        rate(solene, in_second(office, page), keys[2], "1");

        auto const seen = solene.get(in_second(office, results));
        CHECK(seen.says("\u22121 niveau"));
        CHECK(seen.says("Vous concerne désormais"));
        CHECK(seen.says("Nouvelle réponse"));
        auto const turned = solene.get(in_first(office, results + "?avec=" + second));
        CHECK(turned.says("+1 niveau"));
        CHECK(turned.says("Ne vous concerne plus"));
        CHECK(turned.says("1 critère évalué alors attend sa réponse"));
        CHECK(turned.says("Rien de tel."));
    });
}

TEST_CASE("results are compared with a snapshot, and a snapshot with what came after") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        rate(solene, office.cycle_path(governance), power, "2");
        std::string const id = "01000000-0000-7000-8000-000000000312";
        solene.post(office.cycle_path("/diagnostic/instantanes"), {{"id", id}, {"label", "avant le conseil"}});
        office.let_pass(std::chrono::hours{1});
        rate(solene, office.cycle_path(governance), power, "3");

        auto const page = solene.get(office.cycle_path(results + "?avec=" + id));
        CHECK(page.says("Ce qui a changé depuis avant le conseil"));
        CHECK(page.says("+1,0 en hausse"));
        auto const frozen = solene.get(office.structure_path("/instantanes/" + id));
        CHECK(!frozen.says("Ce qui a changé"));
        CHECK(frozen.says("Démarche 2026, aujourd'hui"));
    });
}

TEST_CASE("of several earlier moments, what has changed is told since the nearest, in whatever order they are ticked") {
    Office office;
    auto solene = office.signed_in(office.solene);
    auto const first = in_first(office, "");
    rate(solene, first + governance, power, "2");
    office.let_pass(std::chrono::hours{1});
    open_second(office);
    std::string const id = "01000000-0000-7000-8000-000000000312";
    rate(solene, in_second(office, governance), power, "3");
    solene.post(in_second(office, "/diagnostic/instantanes"), {{"id", id}, {"label", "avant le conseil"}});
    office.let_pass(std::chrono::hours{1});
    rate(solene, in_second(office, governance), power, "5");

    auto const earlier = "avec-" + first.substr(first.rfind('/') + 1) + "=oui", snapshot = "avec-" + id + "=oui";
    for (auto const& ticked : {"?" + earlier + "&" + snapshot, "?" + snapshot + "&" + earlier})
        CHECK(solene.get(in_second(office, results + ticked)).says("Ce qui a changé depuis avant le conseil"));
    auto const former = solene.get(first + results + "?avec-" + second + "=oui&" + snapshot);
    CHECK(former.says("Ce qui a changé depuis avant le conseil 2027")); // both came later: the one that came first
}

TEST_CASE("nobody compares with what is not theirs") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        auto const theirs = office.db().found(
            [&](storage::Reader const& db) { return accounts::current_cycle(db, office.passerelle).value().id; });
        for (auto const& other :
            {std::string{theirs.text()}, std::string{"00000000-0000-7000-8000-000000000000"}, std::string{"x"}})
            CHECK(solene.get(office.cycle_path(results + "?avec=" + other)).status == 404);
    });
}

TEST_CASE("a chapter has results of its own, and one that is not there has none") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto idriss = office.signed_in(office.idriss), solene = office.signed_in(office.solene);
        rate(solene, office.cycle_path(governance), power, "4", "Un tableau compte les présences.");
        auto const page = idriss.get(office.cycle_path(results + "/gouvernance"));
        CHECK(page.status == 200);
        CHECK(page.says("Maturité : 4,0 sur 5."));
        CHECK(page.says("Un tableau compte les présences."));
        CHECK(idriss.get(office.cycle_path(results + "/nulle-part")).status == 404);
    });
}

TEST_CASE("the level that a plan aims at stands beside the current one") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        rate(solene, office.cycle_path(governance), power, "2");
        CHECK(!solene.get(office.cycle_path(results)).says("Envisagé"));
        CHECK(!solene.get(office.cycle_path(results)).says("Le plan d'actions vise"));

        office.desk->slots.fill(diagnostic::Beside{[](storage::Reader const&, diagnostic::Diagnostic const& diagnostic) {
            auto const& criterion = *referentiel::find_rated(diagnostic.version(), power);
            return diagnostic::Beside::Levels{{criterion.key, criterion.scale->level("4").value()}};
        }});

        auto const page = solene.get(office.cycle_path(results));
        CHECK(page.says("<span class=\"then__when\">Envisagé</span> <b>4</b>"));
        CHECK(page.says("Le plan d'actions vise 4,0 en moyenne."));
        auto const row = page.body.substr(page.body.find("id=\"chiffres\""));
        CHECK(row.find("Envisagé</span> 4,0</td></tr>") != row.npos);
        auto const sheets = tables::read_xlsx(solene.get(office.cycle_path(results + ".xlsx")).body).value();
        CHECK(sheets.at(0).rows.at(0).back() == "Moyenne envisagée");
        CHECK(sheets.at(0).rows.at(1).back().starts_with("4"));
        CHECK(sheets.at(1).rows.at(0).back() == "Niveau envisagé");
        CHECK(sheets.at(1).rows.at(1).back() == "4");
        CHECK(solene.get(office.cycle_path(results + "/gouvernance")).says("Maturité envisagée"));
    });
}

TEST_CASE("results of two years with long comments stay below 100 kB") {
    static auto const all = referentiel::embedded_library();
    Office office{storage::Engine::sqlite, all};
    auto solene = office.signed_in(office.solene);
    auto const& version = *all.latest("ess-complet");
    std::string const third = "01000000-0000-7000-8000-000000002028";
    auto const rate_all = [&](std::string const& cycle, std::string const& label, int shift) {
        office.let_pass(std::chrono::minutes{1});
        Browser::Fields const opening{{"id", cycle}, {"label", label}, {"referentiel", "ess-complet"}};
        REQUIRE(solene.post(office.structure_path("/cycles"), opening).status == 303);
        for (auto const* chapter : version.chapters()) {
            auto const page = office.structure_path("/cycles/" + cycle + "/diagnostic/" + std::string{chapter->key.text()});
            auto form = support::form_of(solene.get(page));
            for (auto const& criterion : version.criteria_of(*chapter)) {
                form["level-" + std::string{criterion.key.text()}] = std::to_string(++shift % 4 + 1);
                form["comment-" + std::string{criterion.key.text()}] = std::string(350, 'a');
            }
            REQUIRE(solene.post(page, form).status == 303);
        }
    };
    rate_all(second, "2027", 0);
    rate_all(third, "2028", 1);

    auto const page = solene.get(office.structure_path("/cycles/" + third + results));

    CHECK(page.says("Ce qui a changé depuis 2027"));
    CHECK(page.body.size() > 50'000);
    CHECK(page.body.size() < 100'000);
}

TEST_CASE("the pages of results read as they did beside an earlier cycle") {
    Office office;
    auto solene = office.signed_in(office.solene);
    rate(solene, in_first(office, governance), power, "2", "On se le dit.");
    open_second(office);
    rate(solene, in_second(office, governance), power, "4", "Un tableau compte les présences.");
    support::check_golden("results-compared", solene.get(in_second(office, results)));
    support::check_golden("results-chapter", solene.get(in_second(office, results + "/gouvernance")));
}
