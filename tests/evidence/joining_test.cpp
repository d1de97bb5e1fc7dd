#include "diagnostic/teamwork.h"
#include "evidence/documents.h"
#include "evidence/uses.h"

using storage::Engine;
using support::criterion_object, support::file_of, support::for_each_engine, support::id_of, support::joining_path,
    support::Office, support::upload, support::uploaded;

TEST_CASE("a document serves several criteria, and follows where it is replaced") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const first = criterion_object(office), second = criterion_object(office, "qualite-de-l-emploi");

        auto const page = maud.get(joining_path(office, first));
        CHECK(page.says("Exercice du pouvoir"));
        auto const added = maud.upload(office.structure_path("/documents"), {"charte.txt", "Une charte."},
            {{"id", id_of(page)}, {"objet", first}, {"retour", page.field("retour")}});
        CHECK(added.location() == "/structures/x/diagnostic"); // back where one was
        auto const offered = maud.get(joining_path(office, second));
        auto const document = offered.field("document");
        CHECK(maud.post(office.structure_path("/documents/rattachements"),
                      {{"document", document}, {"objet", second}, {"retour", "/ici"}})
                  .location() == "/ici");

        auto const shown = maud.get(office.structure_path("/documents/" + document));
        CHECK(shown.says("Exercice du pouvoir"));
        CHECK(shown.says("Qualité de l'emploi"));
        auto const objects = std::vector{*parse<evidence::Object>(first), *parse<evidence::Object>(second)};
        office.db().read([&](storage::Reader& db) {
            auto const all = evidence::attached(db, office.deux_rives, objects);
            CHECK(all.size() == 2);
            CHECK(evidence::attached(db, office.passerelle, objects).empty());
        });
        CHECK(maud.get(office.structure_path("/documents?etat=inutilise")).says("Aucun document ne correspond"));

        maud.post(
            office.structure_path("/documents/detachements"), {{"document", document}, {"objet", second}, {"retour", "/ici"}});
        CHECK_FALSE(maud.get(office.structure_path("/documents/" + document)).says("Qualité de l'emploi"));
    });
}

TEST_CASE("whoever joins a document comes back to the very place, and to no other site") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const object = criterion_object(office);
    auto const back_from = [&](std::string const& back) {
        auto const id = id_of(maud.get(office.structure_path("/documents/nouveau")));
        return maud
            .post(office.structure_path("/documents/liens"),
                {{"id", id}, {"link", "https://exemple.fr"}, {"objet", object}, {"retour", back}})
            .location();
    };
    CHECK(back_from("/structures/x/pratiques/gouvernance#critere-a") == "/structures/x/pratiques/gouvernance#critere-a");
    CHECK(back_from("/ici#<script>") == "/ici");
    for (auto const* elsewhere : {"//ailleurs.exemple.fr", "https://ailleurs.exemple.fr", "/%2failleurs", "", "#critere-a"})
        CHECK(back_from(elsewhere).starts_with(office.structure_path("/documents/")));
}

TEST_CASE("nothing of another structure is joined, and nothing is joined to it") {
    Office office;
    auto maud = office.signed_in(office.maud), nadia = office.signed_in(office.nadia);
    auto const own = uploaded(office, maud, "Une charte.", "charte.txt");
    auto const document = own.substr(own.rfind('/') + 1);
    auto const object = criterion_object(office);
    auto const theirs = "/structures/" + std::string{office.passerelle.text()};

    CHECK(nadia.get(theirs + "/documents/joindre?objet=" + object).status == 404);
    CHECK(nadia
              .post(theirs + "/documents/liens",
                  {{"id", "00000000-0000-7000-8000-000000000001"}, {"link", "https://exemple.fr"}, {"objet", object}})
              .status == 404);
    CHECK(nadia.post(theirs + "/documents/rattachements", {{"document", document}, {"objet", object}}).status == 404);
    CHECK(nadia.get(theirs + "/documents/" + document).status == 404);
    auto const file = file_of(maud.get(own));
    CHECK(nadia.get(file).status == 404);
    CHECK(nadia.get(theirs + file.substr(file.find("/fichiers/"))).status == 404);
    CHECK_FALSE(nadia.get(theirs + "/documents").shows(">charte<"));
    CHECK(office.visitor().get(file).status == 303); // to sign in
}

TEST_CASE("a closed cycle takes and gives back no document") {
    Office office;
    auto solene = office.signed_in(office.solene);
    auto const object = criterion_object(office);
    solene.post(office.cycle_path("/cloture"));
    auto const seen = solene.get(joining_path(office, object));
    CHECK(seen.status == 403);
    CHECK(seen.says("La démarche 2026 est close"));
    CHECK(!seen.says("Rien n'a été enregistré"));
    auto const sent = solene.post(office.structure_path("/documents/rattachements"),
        {{"document", "00000000-0000-7000-8000-000000000001"}, {"objet", object}});
    CHECK(sent.status == 403);
    CHECK(sent.says("La démarche 2026 est close"));
}

TEST_CASE("who is held to a few criteria joins and takes away documents of these alone") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto const own = criterion_object(office), other = criterion_object(office, "qualite-de-l-emploi");
        office.db().write([&](storage::Writer& db) {
            auto const member = accounts::find_member(db, office.deux_rives, office.maud).value();
            auto const diagnostic = diagnostic::find(db, office.library, office.deux_rives, {}).value();
            accounts::save_only_assigned(db, office.deux_rives, member.id, true);
            diagnostic::assign(
                db, diagnostic, *parse<referentiel::CriterionKey>("exercice-du-pouvoir"), office.maud.id, office.now);
        });
        auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
        auto const path = uploaded(office, solene, "Une charte.", "charte.txt", {{"objet", other}});
        auto const document = solene.get(joining_path(office, own)).field("document");
        auto const at = office.structure_path("/documents/" + document);
        auto const act = [&](std::string const& what, std::string const& object) {
            return maud.post(office.structure_path("/documents/" + what), {{"document", document}, {"objet", object}}).status;
        };

        CHECK(maud.get(joining_path(office, other)).status == 403);
        CHECK(act("rattachements", other) == 403);
        CHECK(act("detachements", other) == 403);
        CHECK(upload(office, maud, "Une note.", "note.txt", {{"objet", other}}).status == 403);
        CHECK(maud.get(at + "/retrait").says("qui ne vous sont pas confiés"));
        CHECK(maud.post(at + "/retrait").status == 409);
        CHECK(act("rattachements", own) == 303);
        CHECK(act("detachements", own) == 303);
    });
}
