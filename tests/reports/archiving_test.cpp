#include "reports/archiving.h"

#include "actions/plans.h"
#include "app/documents.h"
#include "reports/workshop.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using support::Browser, support::for_each_engine, support::Office, support::Page, support::Planner;

namespace {

// As the button of a page sends it.
Browser::Fields form_of(Page const& page) {
    auto const at = page.body.find("/documents/rapports\"");
    REQUIRE(at != page.body.npos);
    Page const form{200, page.body.substr(at, page.body.find("</form>", at) - at), {}};
    Browser::Fields fields;
    for (auto const* name : {"csrf", "id", "demarche", "rapport", "retour"})
        if (auto const value = form.field(name); !value.empty()) fields[name] = value;
    return fields;
}

Page archive(Office& office, Browser& browser, Browser::Fields const& fields) {
    return browser.post(office.structure_path("/documents/rapports"), fields);
}

// Makes no PDF, and tells what it was asked for.
struct Pressed {
    explicit Pressed(Office& office) {
        office.desk->slots.fill(reports::Press{[this](reports::Job const& job) -> Result<reports::Made, reports::Refusal> {
            kinds.push_back(job.kind);
            return reports::Made{"application/pdf", "%PDF-1.7 " + job.json};
        }});
    }
    std::vector<std::string> kinds;
};

} // namespace

TEST_CASE("the report of a plan is kept among the documents with its year, once however often it is sent") {
    if (!reports::has_worker()) return;
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        reports::Workshop workshop{reports::test_settings()};
        office.desk->slots.fill(app::press_by(workshop));
        Planner planner{office};
        planner.commit({support::waste});
        planner.add(support::waste, {.title = "Trier"});
        auto maud = office.signed_in(office.maud);
        auto const fields = form_of(maud.get(office.cycle_path("/engagements")));

        auto const kept = archive(office, maud, fields);

        REQUIRE(kept.status == 303);
        CHECK(archive(office, maud, fields).location() == kept.location()); // sent twice
        auto const page = maud.get(kept.location());
        CHECK(page.says("Plan d'actions 2026, au 21 novembre 2026"));
        CHECK(page.says("Le rapport est archivé parmi vos documents."));
        CHECK(page.field("year") == "2026");
        auto const links = support::links_of(page);
        auto const file =
            std::find_if(links.begin(), links.end(), [](auto const& link) { return link.find("/fichiers/") != link.npos; });
        REQUIRE(file != links.end());
        auto const pdf = maud.get(*file);
        CHECK(pdf.header("Content-Type") == "application/pdf");
        CHECK(pdf.header("Content-Disposition").find(".pdf") != std::string::npos);
        auto const list = office.signed_in(office.idriss).get(office.structure_path("/documents?annee=2026"));
        CHECK(list.says("Plan d'actions 2026, au 21 novembre 2026"));
        CHECK(office.trail(office.deux_rives).back().starts_with("archive_report"));
    });
}

TEST_CASE("each report of a cycle is archived from beside its PDF, by who may add documents") {
    Office office;
    Pressed pressed{office};
    Planner{office}.commit({support::waste});
    auto maud = office.signed_in(office.maud), idriss = office.signed_in(office.idriss);
    for (auto const* path : {"/diagnostic/resultats", "/pratiques", "/engagements"}) {
        CHECK(archive(office, maud, form_of(maud.get(office.cycle_path(path)))).status == 303);
        CHECK_FALSE(idriss.get(office.cycle_path(path)).says("Archiver ce rapport"));
    }
    CHECK(pressed.kinds == std::vector<std::string>{"diagnostic", "practices", "plan"});
    CHECK_FALSE(maud.get(office.cycle_path("/engagements?etat=prevue")).says("Archiver ce rapport")); // all of it, or none
}

TEST_CASE("whoever closes a cycle is offered its reports, and comes back for the next one") {
    Office office;
    Pressed pressed{office};
    auto solene = office.signed_in(office.solene);
    auto const closed = solene.get(solene.post(office.cycle_path("/cloture")).location());
    CHECK(closed.says("Archiver les rapports de la démarche 2026"));
    auto const back = solene.get(archive(office, solene, form_of(closed)).location());
    CHECK(back.says("Le rapport est archivé parmi vos documents."));
    CHECK(back.says("Archiver les rapports de la démarche 2026"));
    CHECK_FALSE(solene.get(office.structure_path("/cycles")).says("Archiver les rapports"));
}

TEST_CASE("where no report can be made, that is said kindly, nothing is kept, and the same form tries again") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        Planner{office}.commit({support::waste});
        auto const fields = form_of(maud.get(office.cycle_path("/engagements")));

        auto const page = archive(office, maud, fields);

        CHECK(page.status == 503);
        CHECK(page.says("Le rapport n'est pas archivé"));
        CHECK(page.says("Les PDF ne peuvent pas être faits en ce moment"));
        CHECK(form_of(page).at("id") == fields.at("id"));
        auto const compared = maud.post(office.structure_path("/documents/rapports?avec=rien"), fields);
        CHECK(compared.shows("action=\"" + office.structure_path("/documents/rapports?avec=rien") + "\"")); // as it was asked for
        CHECK_FALSE(office.dump().contains("evidence"));
        Pressed pressed{office};
        CHECK(archive(office, maud, form_of(page)).status == 303);
    });
}

TEST_CASE("no report of another structure is archived, nor one that there is not") {
    Office office;
    Pressed pressed{office};
    auto maud = office.signed_in(office.maud), nadia = office.signed_in(office.nadia);
    auto fields = form_of(maud.get(office.cycle_path("/pratiques")));
    fields.erase("csrf");
    auto const elsewhere = "/structures/" + std::string{office.passerelle.text()} + "/documents/rapports";
    CHECK(nadia.post(elsewhere, fields).status == 404); // a cycle of Les Deux Rives
    fields["rapport"] = "autre";
    CHECK(maud.post(office.structure_path("/documents/rapports"), fields).status == 400);
    CHECK_FALSE(office.dump().contains("evidence"));
}
