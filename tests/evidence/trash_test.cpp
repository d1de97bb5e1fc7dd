#include "accounts/trash.h"
#include "app/tidying.h"
#include "evidence/documents.h"
#include "evidence/queries.h"
#include "evidence/tidying.h"
#include "evidence/uses.h"

using namespace std::chrono_literals;
using storage::Engine;
using support::criterion_object, support::file_of, support::files_kept, support::for_each_engine, support::id_of,
    support::joining_path, support::Office, support::upload, support::uploaded;

namespace {

// Where the button of a page that asks « Vider la corbeille ? » leads.
std::string act_of(support::Page const& page) {
    std::string const field = "action=\"";
    for (auto at = page.body.find(field); at != page.body.npos; at = page.body.find(field, at + 1)) {
        auto const begin = at + field.size();
        auto const act = page.body.substr(begin, page.body.find('"', begin) - begin);
        if (act.find("/vidage") != act.npos) return act;
    }
    return {};
}

} // namespace

TEST_CASE("what shows a closed cycle stays") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        auto const object = criterion_object(office);
        uploaded(office, solene, "Une charte.", "charte.txt", {{"objet", object}});
        auto const at = office.structure_path("/documents/" + solene.get(joining_path(office, object)).field("document"));
        CHECK(solene.get(at + "/retrait").says("Il disparaît de 1 endroit"));
        solene.post(office.cycle_path("/cloture"));

        auto const page = solene.get(at + "/retrait");
        CHECK(page.says("ne peut pas être retiré"));
        CHECK(page.says("Il montre ce qui a été dit d'un cycle clos"));
        CHECK(solene.post(at + "/retrait").status == 409);
        CHECK(solene.get(at).status == 200);
    });
}

TEST_CASE("a form that is sent again after its document was removed leads to the trash") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const id = id_of(maud.get(office.structure_path("/documents/nouveau")));
        auto const send = [&] { return maud.upload(office.structure_path("/documents"), {"a.txt", "un"}, {{"id", id}}); };
        send();
        maud.post(office.structure_path("/documents/" + id + "/retrait"));

        CHECK(send().location() == office.structure_path("/documents/corbeille"));
        CHECK(maud.post(office.structure_path("/documents/liens"), {{"id", id}, {"link", "https://exemple.fr"}}).location() ==
              office.structure_path("/documents/corbeille"));
        CHECK(maud.post(office.structure_path("/documents/corbeille/" + id + "/restauration")).status == 303);
        CHECK(maud.post(office.structure_path("/documents/" + id + "/retrait")).status == 303);
    });
}

TEST_CASE("a document that comes back from the trash follows what moved meanwhile") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const from = criterion_object(office), to = criterion_object(office, "qualite-de-l-emploi");
        uploaded(office, maud, "Une charte.", "charte.txt", {{"objet", from}});
        auto const document = maud.get(joining_path(office, from)).field("document");
        auto const at = office.structure_path("/documents/" + document);
        maud.post(at + "/retrait");

        office.db().write([&](storage::Writer& db) {
            evidence::copy_uses(db, office.deux_rives, *parse<evidence::Object>(from), *parse<evidence::Object>(to));
        });
        maud.post(office.structure_path("/documents/corbeille/" + document + "/restauration"));

        CHECK(maud.get(at).says("Exercice du pouvoir"));
        CHECK(maud.get(at).says("Qualité de l'emploi"));
    });
}

TEST_CASE("a removed document waits in the bin for thirty days, and comes back with all it had") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const object = criterion_object(office);
        auto const path = uploaded(office, maud, "Version 1.", "charte.txt", {{"objet", object}});
        auto const document = maud.get(joining_path(office, object)).field("document");
        auto const at = office.structure_path("/documents/" + document);
        maud.upload(at + "/versions", {"charte.txt", "Version 2."}, {{"id", id_of(maud.get(at))}});
        auto const before = office.dump({"audit_events", "audit_heads", "audit_payloads", "sessions", "blobs"});

        CHECK(maud.get(at + "/retrait").says("Il disparaît de 1 endroit qui l'utilise"));
        CHECK(maud.post(at + "/retrait").status == 303);
        CHECK(maud.get(at).status == 404);
        CHECK(maud.get(office.structure_path("/documents/corbeille")).says("charte"));
        evidence::tidy(*office.desk);
        CHECK(files_kept(office) == 2);
        CHECK(maud.post(office.structure_path("/documents/corbeille/" + document + "/restauration")).status == 303);

        CHECK(office.dump({"audit_events", "audit_heads", "audit_payloads", "sessions", "blobs"}) == before);
        CHECK(maud.get(file_of(maud.get(at))).body == "Version 2.");

        maud.post(at + "/retrait");
        office.let_pass(24h * 30);
        maud.cookies = office.signed_in(office.maud).cookies;
        CHECK_FALSE(maud.get(office.structure_path("/documents/corbeille")).says("charte"));
        office.db().write([&](storage::Writer& db) { app::forget_what_has_ended(db, office.now); });
        evidence::tidy(*office.desk);
        CHECK(files_kept(office) == 0);
        CHECK_FALSE(office.dump().contains("trash"));
    });
}

TEST_CASE("what nobody needs any more is taken away, and what one still needs is kept") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const first = uploaded(office, maud, "Le même texte.", "a.txt"),
                   second = uploaded(office, maud, "Le même texte.", "b.txt");
        CHECK(files_kept(office) == 1);
        maud.post(first + "/retrait");
        maud.post(office.structure_path("/documents/corbeille/") + first.substr(first.rfind('/') + 1) + "/suppression");

        evidence::tidy(*office.desk);

        CHECK(maud.get(file_of(maud.get(second))).body == "Le même texte.");
    });
}

TEST_CASE("a document is not told to show an action that is gone for good") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const path = uploaded(office, maud, "Un texte.", "a.txt");
        auto const id = evidence::EvidenceId::parse(path.substr(path.rfind('/') + 1)).value();
        std::string const gone = "00000000-0000-7000-8000-000000000001", in_trash = "00000000-0000-7000-8000-000000000002";
        office.db().write([&](storage::Writer& db) {
            for (auto const& action : {gone, in_trash})
                evidence::join(db, office.deux_rives, id, evidence::action_object(action), office.maud, office.now);
            accounts::put_in_trash(
                db, office.deux_rives, {in_trash, "action", "Trier", R"({"id":")" + in_trash + R"("})"}, office.maud, office.now);
        });
        auto const uses = [&] {
            return office.db().found([&](storage::Reader const& db) {
                auto const evidence = evidence::find(db, office.deux_rives, id).value();
                auto found = evidence::uses(db, office.deux_rives, std::array{evidence});
                return found[id].size();
            });
        };

        office.db().write([&](storage::Writer& db) { app::forget_what_has_ended(db, office.now); });
        CHECK(uses() == 1);

        office.let_pass(24h * 31);
        office.db().write([&](storage::Writer& db) { app::forget_what_has_ended(db, office.now); });
        CHECK(uses() == 0);
        auto again = office.signed_in(office.maud);
        CHECK(again.get(office.structure_path("/documents?etat=inutilise")).shows(">a<"));
    });
}

TEST_CASE("a document goes for good, and the trash is emptied, once that was asked by name") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud), idriss = office.signed_in(office.idriss);
        auto const trash = office.structure_path("/documents/corbeille");
        auto const remove = [&](std::string const& name) {
            auto const path = uploaded(office, maud, "Un texte de " + name + ".", name);
            maud.post(path + "/retrait");
            return trash + path.substr(path.rfind('/')) + "/suppression";
        };
        auto const charter = remove("charte.txt");
        remove("bilan.txt");
        remove("statuts.txt");

        CHECK_FALSE(maud.get(trash).shows("action=\"" + charter));
        CHECK(maud.get(trash).shows("href=\"" + charter));
        CHECK(maud.get(charter).says("<h1>Supprimer « charte » définitivement ?</h1>"));
        CHECK(maud.get(trash).says("charte")); // asking changes nothing
        CHECK(maud.post(charter).location() == trash + "?fait=fin");
        CHECK(maud.get(charter).status == 404);

        auto const asked = maud.get(trash + "/vidage");
        CHECK(asked.says("2 documents sont supprimés avec leurs versions"));
        CHECK(asked.shows(">bilan<"));
        CHECK(asked.shows(">statuts<"));
        remove("rapport.txt");
        auto const meanwhile = maud.post(act_of(asked));
        CHECK(meanwhile.status == 422);
        CHECK(meanwhile.says("3 documents sont supprimés avec leurs versions"));
        CHECK(meanwhile.shows(">rapport<"));
        CHECK(idriss.get(trash + "/vidage").status == 403);
        CHECK(idriss.post(act_of(meanwhile)).status == 403);
        CHECK(maud.post(act_of(meanwhile)).location() == trash + "?fait=vidage");
        CHECK(maud.get(trash + "?fait=vidage").says("La corbeille est vidée."));
        CHECK(maud.get(trash + "/vidage").location() == trash);
        evidence::tidy(*office.desk);
        CHECK(files_kept(office) == 0);
    });
}

TEST_CASE("the trash is emptied of what was shown, not of as many others") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
        auto const trash = office.structure_path("/documents/corbeille");
        auto const kept = uploaded(office, maud, "Une charte.", "charte.txt");
        auto const other = uploaded(office, maud, "Un bilan.", "bilan.txt");
        maud.post(kept + "/retrait");
        auto const asked = maud.get(trash + "/vidage");
        CHECK(asked.says("1 document est supprimé"));
        solene.post(trash + kept.substr(kept.rfind('/')) + "/restauration");
        solene.post(other + "/retrait");

        auto const again = maud.post(act_of(asked));
        CHECK(again.status == 422);
        CHECK(again.shows(">bilan<"));
        CHECK_FALSE(again.shows(">charte<"));
        CHECK(maud.get(trash).shows(">bilan<"));
        CHECK(maud.post(trash + "/vidage").status == 422); // nor where no page was asked
        CHECK(maud.post(act_of(again)).location() == trash + "?fait=vidage");
        CHECK(maud.get(kept).status == 200);
    });
}

TEST_CASE("what nobody needs any more stays while a backup reads") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const path = uploaded(office, maud, "Un texte.", "a.txt");
    auto const id = path.substr(path.rfind('/') + 1);
    maud.post(path + "/retrait");
    maud.post(office.structure_path("/documents/corbeille/" + id + "/suppression"));

    auto held = office.desk->files.hold();
    evidence::tidy(*office.desk);
    CHECK(files_kept(office) == 1);
    held.reset();
    evidence::tidy(*office.desk);
    CHECK(files_kept(office) == 0);
}
