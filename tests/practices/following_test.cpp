#include "actions/queries.h"
#include "evidence/queries.h"
#include "evidence/uses.h"
#include "practices/described_chapter.h"
#include "referentiel/files.h"
#include "tables/xlsx.h"

#include <doctest/doctest.h>

using support::Browser, support::describe, support::governance, support::Office, support::Page, support::practices_form,
    support::prioritise;

namespace {

std::string const made = "01000000-0000-7000-8000-000000000035", next_cycle = "01000000-0000-7000-8000-000000002027";
std::string const democracy = "democratie-interne", power = "exercice-du-pouvoir", life = "vie-democratique";
std::string const roots = "ancrage-territorial", local = "ancrage", cooperation = "cooperations";

referentiel::Library const& both() {
    static auto const library = [] {
        std::vector<embedded::File> files;
        for (auto const& file : embedded::referentiels())
            if (file.path == "ess-complet.yaml" || file.path == "ess-simplifie.yaml") files.push_back(file);
        return referentiel::library_of(files);
    }();
    return library;
}

// Two versions of a small one: the second makes one criterion of two, and drops the third.
referentiel::Library const& merging() {
    static auto const& library = []() -> referentiel::Library const& {
        auto const text = [](std::string const& number, std::string const& lineage, std::string const& criteria) {
            return "format: 1\ncode: petit\nversion: \"" + number + "\"\nlanguages: [fr]\ntitle: {fr: Petit}\n" + lineage +
                   "scales:\n  - key: maturite\n    levels:\n      - {code: \"1\", degree: {fr: Un}}\n"
                   "      - {code: \"2\", degree: {fr: Deux}}\nscore: {average: criteria}\ncontent:\n"
                   "  - chapter: gouvernance\n    title: {fr: Gouvernance}\n    content:\n" +
                   criteria;
        };
        auto const criterion = [](std::string const& key, std::string const& number) {
            return "      - {criterion: " + key + ", number: \"" + number + "\", title: {fr: " + key +
                   "}, statement: {fr: " + key + ".}}\n";
        };
        static referentiel::Library all;
        all.add(files::version(text("1.0", "", criterion("c", "1") + criterion("d", "2") + criterion("e", "3"))));
        all.add(files::version(text("2.0",
            "lineage:\n  from: \"1.0\"\n  changes:\n    - {change: merged, old: [c, d], new: [cd]}\n"
            "    - {change: removed, old: [e]}\n",
            criterion("cd", "1"))));
        return all;
    }();
    return library;
}

// Les Deux Rives describes two of the fifteen.
struct Fifteen {
    explicit Fifteen(storage::Engine engine) : office{engine, both()} {
        office.db().write([&](storage::Writer& db) {
            db.change("UPDATE diagnostics SET version = $2 WHERE organisation_id = $1",
                {office.deux_rives, both().latest("ess-simplifie")->hash});
        });
        describe(solene, governance_page(), democracy, "Des statuts, relus en mai.");
        prioritise(solene, governance_page(), democracy, "3");
        describe(solene, local_page(), roots, "Le marché du samedi.");
    }

    std::string governance_page() const { return office.cycle_path("/pratiques/gouvernance"); }
    std::string local_page() const { return office.cycle_path("/pratiques/territoire"); }

    Page move(std::string const& id = made) {
        return solene.post(office.cycle_path("/diagnostic/passage"),
            {{"id", id}, {"version", std::string{both().latest("ess-complet")->hash.text()}}});
    }
    Page preview() { return solene.get(office.cycle_path("/diagnostic/passage/ess-complet")); }
    Page undo() { return solene.post(office.cycle_path("/diagnostic/retour"), {{"id", made}}); }

    std::string text(std::string const& key) const { return described_at(key).first; }
    int priority(std::string const& key) const { return described_at(key).second; }

    std::pair<std::string, int> described_at(std::string const& key) const {
        return office.database_->found([&](storage::Reader const& db) {
            auto const diagnostic = diagnostic::find(db, both(), office.deux_rives, {}).value();
            auto const there = practices::described(db, diagnostic);
            auto const* criterion = referentiel::find_rated(diagnostic.version(), key);
            if (!criterion) return std::pair{std::string{"no such criterion"}, 0};
            auto const* practice = there.practice(*criterion);
            auto const priority = static_cast<int>(there.priority(*criterion));
            return std::pair{practice ? practice->text : std::string{}, priority};
        });
    }

    // The criteria of the plan.
    std::vector<std::string> committed() const {
        return office.database_->found([&](storage::Reader const& db) {
            std::vector<std::string> keys;
            for (auto const& one : actions::plan(db, diagnostic::find(db, both(), office.deux_rives, {}).value()).commitments)
                keys.push_back(one.node);
            return keys;
        });
    }

    mutable Office office;
    Browser solene = office.signed_in(office.solene);
};

} // namespace

TEST_CASE("descriptions and priorities follow the answers from fifteen criteria to thirty-five, each to one") {
    support::for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        CHECK(fifteen.preview().says("Ce qui suivra, au critère principal : 2 descriptions, 1 priorité, 1 engagement."));

        CHECK(fifteen.move().status == 303);

        CHECK(fifteen.text(power) == "Des statuts, relus en mai.");
        CHECK(fifteen.text(life) == "");
        CHECK(fifteen.priority(power) == 3);
        CHECK(fifteen.priority(life) == 0);
        CHECK(fifteen.text(cooperation) == "");
        CHECK(fifteen.priority(local) == 0);
        CHECK(fifteen.text(local) == "Le marché du samedi.");
        // What counts them says the same as the plan.
        auto const home = fifteen.solene.get(fifteen.office.structure_path());
        CHECK(home.says("2 / 35</b> pratiques décrites"));
        CHECK(home.says("1 critère de priorité !!!"));
        CHECK(home.says("1 critère au plan"));
        CHECK(fifteen.committed() == std::vector<std::string>{power});
    });
}

TEST_CASE("the other criteria that were covered say where they are described, and take that text at a button") {
    support::for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        fifteen.move();
        auto const& office = fifteen.office;
        auto const has_link = [&](Page const& page) {
            return page.says("Décrit au critère 1") &&
                   page.shows("href=\"" + fifteen.governance_page() + "#critere-" + power + "\"");
        };
        auto const one = office.cycle_path("/pratiques/criteres/" + life);
        auto const page = fifteen.solene.get(fifteen.governance_page());
        auto const button = "name=\"reprendre-texte-practice\" value=\"" + life + "\"";
        CHECK(has_link(page));
        CHECK(page.shows(button));
        CHECK_FALSE(page.shows("name=\"reprendre-texte-practice\" value=\"" + power + "\""));
        CHECK_FALSE(page.says("Décrit au critère 3")); // nothing was written of the second of the fifteen
        CHECK(has_link(fifteen.solene.get(one)));
        auto reader = fifteen.office.signed_in(fifteen.office.idriss);
        CHECK(has_link(reader.get(fifteen.governance_page())));
        CHECK_FALSE(reader.get(fifteen.governance_page()).shows(button));
        CHECK(reader.get(office.cycle_path("/pratiques.pdf")).says("Décrit au critère 1"));
        auto const sheets = tables::read_xlsx(reader.get(office.cycle_path("/pratiques.xlsx")).body).value();
        CHECK(std::ranges::any_of(sheets.front().rows,
            [](auto const& row) { return row.size() > 5 && row[0] == "2" && row[5].find("au critère") != std::string::npos; }));

        auto form = practices_form(page);
        form["practice-" + life] = "Un tour de table.";
        form["reprendre-texte-practice"] = life;
        CHECK(fifteen.solene.post(fifteen.governance_page(), form).location() == fifteen.governance_page() + "#critere-" + life);

        CHECK(fifteen.text(life) == "Un tour de table.\n\nDes statuts, relus en mai.");
        CHECK(fifteen.text(power) == "Des statuts, relus en mai.");
        CHECK_FALSE(fifteen.solene.get(fifteen.governance_page()).shows(button));
        CHECK(fifteen.solene.get(one).says("Un tour de table."));
    });
}

TEST_CASE("a text that is taken as it is comes back once") {
    support::for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        fifteen.move();
        auto form = practices_form(fifteen.solene.get(fifteen.governance_page()));
        form["reprendre-texte-practice"] = life;
        CHECK(fifteen.solene.post(fifteen.governance_page(), form).status == 303);
        CHECK(fifteen.text(life) == "Des statuts, relus en mai.");

        fifteen.undo();

        CHECK(fifteen.text(democracy) == "Des statuts, relus en mai.");
    });
}

TEST_CASE("coming back to the fifteen brings what was written since, and going on again loses nothing") {
    support::for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        fifteen.move();
        describe(fifteen.solene, fifteen.governance_page(), power, "Des statuts, et un tableau des délégations.");
        describe(fifteen.solene, fifteen.governance_page(), "projet-et-pilotage", "Un projet de huit pages.");

        CHECK(fifteen.undo().status == 303);
        CHECK(fifteen.text(democracy) == "Des statuts, et un tableau des délégations.");
        CHECK(fifteen.priority(democracy) == 3);
        CHECK(fifteen.text(roots) == "Le marché du samedi.");

        describe(fifteen.solene, fifteen.local_page(), roots, "Le marché, et la fête.");
        CHECK(fifteen.move("01000000-0000-7000-8000-000000000036").status == 303);
        CHECK(fifteen.text(power) == "Des statuts, et un tableau des délégations.");
        CHECK(fifteen.text(local) == "Le marché, et la fête.");
        CHECK(fifteen.text("projet-et-pilotage") == "Un projet de huit pages.");
    });
}

TEST_CASE("the documents of a criterion stand with its practice, and follow it") {
    support::for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        auto& office = fifteen.office;
        auto const document = new_id<evidence::Evidence>(office.now, office.chance);
        office.db().write([&](storage::Writer& db) {
            auto const diagnostic = diagnostic::find(db, both(), office.deux_rives, {}).value();
            evidence::Evidence const charter{document, evidence::Kind::link, "Charte du bénévolat", {},
                {.id = new_id<evidence::Version>(office.now, office.chance),
                    .link = "https://exemple.fr/charte",
                    .by = office.solene.name(),
                    .at = office.now}};
            evidence::add(db, office.deux_rives, charter, office.solene, {});
            evidence::join(db, office.deux_rives, document, evidence::criterion_object(diagnostic.id().text(), democracy),
                office.solene, office.now);
        });
        CHECK(fifteen.solene.get(fifteen.governance_page()).says("Charte du bénévolat"));
        CHECK(fifteen.solene.get(office.cycle_path("/pratiques/criteres/" + democracy)).says("Charte du bénévolat"));
        CHECK(office.signed_in(office.idriss).get(office.cycle_path("/pratiques.pdf")).says("Charte du bénévolat"));
        auto const workbook = tables::read_xlsx(fifteen.solene.get(office.cycle_path("/pratiques.xlsx")).body).value();
        CHECK(workbook.at(0).rows.at(0).back() == "Documents");
        CHECK(workbook.at(0).rows.at(1).back() == "Charte du bénévolat");
        CHECK(fifteen.preview().says("2 descriptions, 1 priorité, 1 document, 1 engagement."));

        CHECK(fifteen.move().status == 303);

        CHECK(fifteen.solene.get(office.cycle_path("/pratiques/criteres/" + power)).says("Charte du bénévolat"));
        for (auto const& other : {life, cooperation})
            CHECK_FALSE(fifteen.solene.get(office.cycle_path("/pratiques/criteres/" + other)).says("Charte du bénévolat"));
        // Its page leads to where it is used now, and to what was replaced.
        std::size_t former = 0;
        auto const document_page = fifteen.solene.get(office.structure_path("/documents/") + std::string{document.text()});
        for (auto const& link : support::links_of(document_page)) {
            if (link.find("/pratiques/criteres/") == link.npos && link.find("/diagnostics/") == link.npos) continue;
            CAPTURE(link);
            CHECK(fifteen.solene.get(link).says("Charte du bénévolat"));
            former += link.find("/diagnostics/") != link.npos;
        }
        CHECK(former == 1);
        CHECK(fifteen.undo().status == 303);
        CHECK(fifteen.solene.get(fifteen.governance_page()).says("Charte du bénévolat"));
    });
}

TEST_CASE("a new cycle begins with copies, marked by the year they come from until somebody writes in them") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        auto const former = office.cycle_path("/pratiques/gouvernance");
        describe(solene, former, power, "Un conseil élu.");
        prioritise(solene, former, power, "2");
        auto const from = std::string{
            office.db()
                .found([&](storage::Reader const& db) { return accounts::current_cycle(db, office.deux_rives).value(); })
                .id.text()};

        auto const opened = solene.post(office.structure_path("/cycles"),
            {{"id", next_cycle}, {"label", "2027"}, {"referentiel", "ess-complet"}, {"start", from}});

        REQUIRE(opened.status == 303);
        auto const path = office.structure_path("/cycles/" + next_cycle + "/pratiques/gouvernance");
        auto const page = solene.get(path);
        CHECK(page.field("practice-" + power) == "Un conseil élu.");
        CHECK(support::chosen_priority(page, power) == "2");
        CHECK(page.says("Reprise de 2026, à relire"));

        describe(solene, path, power, "Un conseil élu, renouvelé par tiers.");
        CHECK_FALSE(solene.get(path).says("Reprise de 2026, à relire"));
        CHECK(solene.get(former).field("practice-" + power) == "Un conseil élu.");
    });
}

TEST_CASE("a page left open over a move shows what was written there") {
    support::for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        auto maud = fifteen.office.signed_in(fifteen.office.maud);
        auto form = practices_form(maud.get(fifteen.governance_page()));
        form["practice-" + democracy] = "Des statuts, et une heure de travail.";
        fifteen.move();

        auto const page = maud.post(fifteen.governance_page(), form);

        CHECK(page.status == 409);
        CHECK(page.says("Des statuts, et une heure de travail."));
        CHECK(fifteen.text(power) == "Des statuts, relus en mai.");
    });
}

TEST_CASE("a practice that serves two criteria takes what comes to both of them once") {
    support::for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        fifteen.move();
        fifteen.undo();
        auto const at = fifteen.office.cycle_path("/pratiques/criteres/" + democracy + "/partage");
        REQUIRE(fifteen.solene.post(at, {{"with", roots}}).status == 303);

        CHECK(fifteen.move("01000000-0000-7000-8000-000000000036").status == 303);

        CHECK(fifteen.text(power) == "Le marché du samedi.\n\nDes statuts, relus en mai.");
        CHECK(fifteen.text(local) == "Le marché du samedi.\n\nDes statuts, relus en mai.");
    });
}

TEST_CASE("what became several comes back whole") {
    support::for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        fifteen.move();
        describe(fifteen.solene, fifteen.governance_page(), life, "Un tour de table.");
        fifteen.undo();
        CHECK(fifteen.text(democracy) == "Des statuts, relus en mai.\n\nUn tour de table.");
    });
}

TEST_CASE("comments follow a move and come back, and what stays behind can be read") {
    support::for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        auto& office = fifteen.office;
        auto const of = [&](std::string const& key) { return office.cycle_path("/pratiques/criteres/" + key); };
        fifteen.solene.post(
            of(democracy) + "/commentaires", {{"id", "01000000-0000-7000-8000-000000000001"}, {"text", "Qui a la charte ?"}});
        auto const former = office.db().found([&](storage::Reader const& db) {
            return std::string{diagnostic::find(db, both(), office.deux_rives, {}).value().id().text()};
        });

        fifteen.move();

        CHECK(fifteen.solene.get(of(power)).says("Qui a la charte ?"));
        auto const aside = office.structure_path("/diagnostics/" + former + "/pratiques");
        CHECK(fifteen.solene.get(office.cycle_path("/pratiques")).shows("href=\"" + aside + "\""));
        auto const page = office.signed_in(office.idriss).get(aside);
        CHECK(page.status == 200);
        CHECK(page.says("Des statuts, relus en mai."));
        CHECK_FALSE(page.says("Qui a la charte ?"));
        fifteen.solene.post(
            of(life) + "/commentaires", {{"id", "01000000-0000-7000-8000-000000000002"}, {"text", "Et le registre ?"}});

        fifteen.undo();

        CHECK(fifteen.solene.get(of(democracy)).says("Qui a la charte ?"));
        CHECK(fifteen.solene.get(of(democracy)).says("Et le registre ?"));
        CHECK(fifteen.solene.get(aside).location() == office.cycle_path("/pratiques"));
    });
}

TEST_CASE("the highest priority of a former cycle says that it is not in the plan yet, and offers to put it there") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        prioritise(solene, office.cycle_path("/pratiques/gouvernance"), power, "3");
        auto const from = std::string{
            office.db()
                .found([&](storage::Reader const& db) { return accounts::current_cycle(db, office.deux_rives).value(); })
                .id.text()};
        REQUIRE(solene
                    .post(office.structure_path("/cycles"),
                        {{"id", next_cycle}, {"label", "2027"}, {"referentiel", "ess-complet"}, {"start", from}})
                    .status == 303);
        auto const path = office.structure_path("/cycles/" + next_cycle + "/pratiques/gouvernance");
        auto const page = solene.get(path);
        CHECK(page.says("Ce critère n'est pas dans le plan d'actions."));

        auto form = practices_form(page);
        form["au-plan"] = power;
        CHECK(solene.post(path, form).location() == path + "#critere-" + power);

        CHECK(solene.get(path).says("Ce critère est dans le plan d'actions."));
        CHECK_FALSE(solene.get(path).shows("au-plan"));
    });
}

TEST_CASE("two that became one come back as they were, unless somebody wrote there; what was dropped can be read meanwhile") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine, merging()};
        office.db().write([&](storage::Writer& db) {
            db.change("UPDATE diagnostics SET version = $2 WHERE organisation_id = $1",
                {office.deux_rives, merging().find("petit", "1.0")->hash});
        });
        auto solene = office.signed_in(office.solene);
        auto const path = office.cycle_path("/pratiques/gouvernance");
        auto const text = [&](std::string const& key) { return solene.get(path).field("practice-" + key); };
        auto const move = [&](std::string const& id) {
            return solene
                .post(office.cycle_path("/diagnostic/passage"),
                    {{"id", id}, {"version", std::string{merging().find("petit", "2.0")->hash.text()}}})
                .status;
        };
        describe(solene, path, "c", "Des statuts.");
        describe(solene, path, "d", "Une charte.");
        describe(solene, path, "e", "Un journal.");
        auto const former = office.db().found([&](storage::Reader const& db) {
            return std::string{diagnostic::find(db, merging(), office.deux_rives, {}).value().id().text()};
        });

        CHECK(solene.get(office.cycle_path("/diagnostic/passage/petit")).says("Ce qui suivra : 2 descriptions. Ce qui n'a pas"));
        REQUIRE(move(made) == 303);
        CHECK(text("cd") == "Des statuts.\n\nUne charte.");
        CHECK(solene.get(office.structure_path("/diagnostics/" + former + "/pratiques")).says("Un journal."));

        REQUIRE(solene.post(office.cycle_path("/diagnostic/retour"), {{"id", made}}).status == 303);
        CHECK(text("c") == "Des statuts.");
        CHECK(text("d") == "Une charte.");

        REQUIRE(move("01000000-0000-7000-8000-000000000036") == 303);
        describe(solene, path, "cd", "Des statuts, et une charte signée.");
        REQUIRE(solene.post(office.cycle_path("/diagnostic/retour"), {{"id", made}}).status == 303);
        CHECK(text("c") == "Des statuts.\n\nDes statuts, et une charte signée.");
    });
}
