#include "diagnostic/rated_chapter.h"
#include "entrance/people.h"

#include "app/answers.h"
#include "web/log.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

using support::Browser, support::Office;

namespace {

std::string const new_password = "cinq mots tout autres encore";

// A day of an instance; gives every secret that was used, and a text that nobody else should read.
std::set<std::string> live(Office& office) {
    std::set<std::string> secrets{
        std::string{support::password}, new_password, office.desk->settings.secret, "Un texte confidentiel"};
    auto const keep = [&](Browser& browser) {
        for (auto const& [name, value] : browser.cookies)
            if (name != "langue") secrets.insert(value);
        secrets.insert(browser.key());
    };
    auto const token = [&](std::string const& link) {
        secrets.insert(link.substr(link.rfind('/') + 1));
        return link;
    };

    auto zoe = office.visitor();
    keep(zoe);
    zoe.post("/inscription", support::signup_fields());
    office.run_errands();
    auto const confirmation = token(office.last_link());
    zoe.get(confirmation);
    zoe.post(confirmation);
    keep(zoe);

    auto solene = office.visitor();
    support::sign_in(solene, office.solene.email, "un mot de passe raté");
    secrets.insert("un mot de passe raté");
    support::sign_in(solene, office.solene.email);
    keep(solene);
    support::rate(solene, office.cycle_path(support::governance), support::power, "3", "Un texte confidentiel");
    auto const once = solene.get("/compte").field("once");
    auto const page = solene.post("/compte/cles", {{"once", once}, {"label", "clé"}, {"scope", "write"}});
    auto const key = page.body.substr(page.body.find("essp_"), 48);
    secrets.insert(key);
    auto program = office.visitor();
    program.extra_headers = {{"authorization", "Bearer " + key}};
    program.get("/api/v1/structures");
    auto const team = solene.get(office.structure_path("/equipe"));
    solene.post(office.structure_path("/equipe/invitations"),
        {{"id", team.field("id")}, {"email", "une@exemple.fr"}, {"role", "reader"}});
    zoe.get(token(office.last_link()));
    solene.post(office.cycle_path("/pratiques/criteres/" + support::power + "/commentaires"),
        {{"id", "01000000-0000-7000-8000-000000000001"}, {"text", "Une question."},
            {"mention", std::string{office.maud.id.text()}}});
    auto const mail = office.mails().back();
    auto const stop =
        token(mail.substr(mail.find("/preferences/"), mail.find_last_not_of('\n') + 1 - mail.find("/preferences/")));
    office.visitor().get(stop);
    office.visitor().post(stop);
    solene.post("/compte/mot-de-passe", {{"current_password", std::string{support::password}}, {"new_password", new_password}});
    keep(solene);
    office.let_pass(std::chrono::minutes{6});
    solene.get(office.structure_path());
    office.reception->write_touches();

    auto maud = office.visitor();
    auto const reset = token(support::ask_reset(office, office.maud.email));
    maud.get(reset);
    maud.post(reset, {{"password", new_password}});
    keep(maud);
    maud.get("/connexion?retour=" + reset);
    maud.get(reset + "/plus");
    maud.post("/deconnexion");
    return secrets;
}

// What is logged from now on.
class Log {
public:
    Log() { web::open_log(file_); }
    ~Log() {
        web::close_log();
        std::filesystem::remove(file_);
    }

    std::string text() const {
        web::close_log();
        std::ifstream stream{file_};
        return {std::istreambuf_iterator{stream}, {}};
    }

private:
    std::filesystem::path file_ = std::filesystem::temp_directory_path() / ("essp-log-" + std::to_string(getpid()));
};

} // namespace

TEST_CASE("whoever reads the database learns no password, token or key") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto secrets = live(office);
        secrets.erase("Un texte confidentiel");

        auto const tables = office.dump({"outbox"}); // what a mail says has to be in it until it is sent
        CHECK(tables.size() > 10);
        for (auto const& [table, rows] : tables)
            for (auto const& secret : secrets) {
                CAPTURE(table);
                CAPTURE(secret);
                CHECK(rows.find(secret) == std::string::npos);
            }
        auto const users = tables.at("users");
        auto hashes = 0;
        for (auto at = users.find("$argon2id$"); at != users.npos; at = users.find("$argon2id$", at + 1)) ++hashes;
        CHECK(hashes == 5);
        for (auto const& mail : office.mails())
            for (auto const& secret : {std::string{support::password}, new_password, office.desk->settings.secret})
                CHECK(mail.find(secret) == std::string::npos);
    });
}

TEST_CASE("the log tells who was refused what, and no secret") {
    Log kept;
    Office office;
    office.log = app::log_request;
    office.log_fault = app::log_fault;
    auto const secrets = live(office);
    auto idriss = office.signed_in(office.idriss);
    idriss.get(office.structure_path("/equipe/00000000-0000-7000-8000-000000000000"));
    idriss.post(office.structure_path("/diagnostic/gouvernance"));
    office.visitor().post("/compte", {{"csrf", "x\",\"level\":\"error"}});
    auto const log = kept.text();
    for (auto const& secret : secrets) {
        CAPTURE(secret);
        CHECK(log.find(secret) == std::string::npos);
    }
    for (auto const& private_one : {office.solene.email, std::string{"une@exemple.fr"}, std::string{"zoe@"}})
        CHECK(log.find(private_one) == std::string::npos);
    CHECK(log.find(R"("pattern":"/mot-de-passe/{}")") != std::string::npos);
    CHECK(log.find(R"("pattern":"/invitation/{}")") != std::string::npos);
    CHECK(log.find(R"("pattern":"/preferences/{}")") != std::string::npos);
    CHECK(log.find(R"~("pattern":"(none)","status":404)~") != std::string::npos);
    auto const refusal = log.find(
        R"("event":"request denied","reference":"reference","method":"POST","pattern":"/structures/{}/diagnostic/{}","status":403)");
    REQUIRE(refusal != std::string::npos);
    auto const line = log.substr(refusal, log.find('\n', refusal) - refusal);
    CHECK(line.find(office.idriss.id.text()) != std::string::npos);
    CHECK(line.find(office.deux_rives.text()) != std::string::npos);
    CHECK(log.find(R"("level":"error")") == std::string::npos);
}

TEST_CASE("the log tells who signed in and out, and who changed an account, a team or a structure") {
    Log kept;
    Office office;
    office.log = app::log_request;
    auto const team = office.structure_path("/equipe");
    auto const maud = std::string{
        office.db()
            .found([&](storage::Reader const& db) { return accounts::find_member(db, office.deux_rives, office.maud); })
            .value()
            .id.text()};

    auto solene = office.visitor();
    support::sign_in(solene, office.solene.email, "un mot de passe raté");
    support::sign_in(solene, "personne@exemple.fr");
    support::sign_in(solene, office.solene.email);
    solene.post("/compte/mot-de-passe", {{"current_password", "raté"}, {"new_password", new_password}});
    solene.post(team + "/" + maud, {{"role", "reader"}});
    solene.post(team + "/" + maud + "/retrait");
    solene.post(office.structure_path("/parametres"),
        {{"name", "Les Trois Rives"}, {"legal_form", "association"}, {"sector", "culture"}, {"staff", "0-4"}, {"region", "52"}});
    solene.get(office.structure_path("/diagnostic/resultats.csv"));
    solene.post("/deconnexion");

    auto const log = kept.text();
    auto const user = std::string{office.solene.id.text()};
    auto const who = R"("user":")" + user + '"';
    auto const where = who + R"(,"organisation":")" + std::string{office.deux_rives.text()} + '"';
    auto const has = [&](std::string const& part) {
        CAPTURE(part);
        auto const at = log.find(part);
        REQUIRE(at != log.npos);
        auto const line = log.substr(log.rfind('\n', at) + 1, log.find('\n', at) - log.rfind('\n', at) - 1);
        CHECK(line.find(R"("reference":"reference")") != line.npos);
        CHECK(line.find(R"({"at":"20)") == 0);
    };
    has(R"("event":"sign-in refused","reference":"reference",)" + who);
    has(R"("event":"sign-in refused","reference":"reference"})"); // an address that nobody has
    has(R"("acts":"sign_in )" + user);
    has(who + R"(,"acts":"refuse_password )" + user);
    has(where + R"(,"acts":"change_role )" + maud);
    has(where + R"(,"acts":"remove_member )" + maud);
    has(where + R"(,"acts":"change_profile )" + std::string{office.deux_rives.text()});
    has(R"("pattern":"/structures/{}/diagnostic/resultats.csv","status":200)");
    has(who + R"(,"acts":"sign_out )" + user);
}
