#include "diagnostic/rated_chapter.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

namespace json = boost::json;
using support::Browser, support::form_of, support::governance, support::jobs, support::Office, support::one_of, support::power,
    support::rate, support::rating, support::social;

namespace {

json::object read(support::Page const& page) {
    CHECK(page.header("Content-Type").starts_with("application/json"));
    return json::parse(page.body).as_object();
}

std::string text(json::object const& object, std::string_view name) { return std::string{object.at(name).as_string()}; }

struct Open {
    Browser browser;
    std::string path;
    Browser::Fields form;
};

Open open(Office& office, accounts::User const& user, std::string const& chapter, std::string const& editor = "page") {
    Open open{office.signed_in(user), office.cycle_path(chapter), {}};
    open.form = form_of(open.browser.get(open.path), editor);
    return open;
}

} // namespace

TEST_CASE("the script of the page saves one criterion and is told what is kept") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto page = open(office, office.maud, social);
        page.form["level-" + jobs] = "4";
        page.form["comment-" + jobs] = "Un texte.";

        auto const answer = page.browser.fetch_post(page.path, one_of(page.form, jobs));

        CHECK(answer.status == 200);
        auto const kept = read(answer);
        CHECK(kept.at("revision").as_int64() == 1);
        CHECK(text(kept, "shown") == page.browser.get(page.path).field("shown-" + jobs));
        CHECK(text(kept, "saved").find("Enregistré") == 0);
        auto const total = support::criteria_of(page.browser.get(page.path)).size();
        CHECK(text(kept, "progress") == "1\u00a0/\u00a0" + std::to_string(total));
        CHECK(!kept.contains("problems"));
        CHECK(!kept.contains("theirs"));
        CHECK(rating(office, jobs)->rating.comment == "Un texte.");
        CHECK(office.ratings().size() == 1);

        page.form["revision-" + jobs] = "1";
        page.form["shown-" + jobs] = text(kept, "shown");
        auto const same = read(page.browser.fetch_post(page.path, one_of(page.form, jobs)));
        CHECK(same.at("revision").as_int64() == 1);
    });
}

TEST_CASE("the script is told what is missing, and which field") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto page = open(office, office.maud, governance);
        auto const problem_of = [&] {
            auto const answer = page.browser.fetch_post(page.path, one_of(page.form, power));
            CHECK(answer.status == 422);
            auto const told = read(answer);
            CHECK(!told.contains("revision"));
            return told.at("problems").as_array().at(0).as_object();
        };

        page.form["comment-" + power] = "Un texte.";
        CHECK(text(problem_of(), "field") == "level-" + power + "-1");
        page.form["level-" + power] = "NC";
        CHECK(text(problem_of(), "field") == "reason-" + power);
        CHECK(text(problem_of(), "text").find("Il manque la raison") == 0);
        page.form["level-" + power] = "9";
        CHECK(text(problem_of(), "field") == "level-" + power + "-1");
        page.form["level-" + power] = "3";
        page.form["comment-" + power] = std::string(100'001, 'x');
        CHECK(text(problem_of(), "text").find("Raccourcissez") == 0);
        CHECK(office.ratings().empty());
    });
}

TEST_CASE("the script is told what a colleague wrote, and may put its own in its place") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto page = open(office, office.solene, governance);
        auto maud = office.signed_in(office.maud);
        rate(maud, page.path, power, "2", "Le texte de <Maud>.");
        page.form["level-" + power] = "4";

        auto const answer = page.browser.fetch_post(page.path, one_of(page.form, power));

        CHECK(answer.status == 409);
        auto const told = read(answer);
        auto const& theirs = told.at("theirs").as_object();
        CHECK(text(theirs, "level") == "2");
        CHECK(text(theirs, "comment") == "Le texte de <Maud>.");
        CHECK(text(theirs, "by") == "Maud Martin");
        CHECK(text(theirs, "at") == "10\u00a0h\u00a000");
        CHECK(!text(theirs, "label").empty());
        CHECK(text(told, "message").find("Une autre personne a répondu") == 0);
        CHECK(told.at("revision").as_int64() == 1);
        CHECK(rating(office, power)->by == "Maud Martin");

        page.form["revision-" + power] = "1";
        page.form["shown-" + power] = text(told, "shown");
        CHECK(page.browser.fetch_post(page.path, one_of(page.form, power)).status == 200);
        CHECK(rating(office, power)->by == "Solène Martin");
    });
}

TEST_CASE("an answer that is lost on its way is sent again without harm") {
    Office office;
    auto page = open(office, office.solene, governance);
    page.form["level-" + power] = "3";
    page.form["comment-" + power] = "Un";
    CHECK(page.browser.fetch_post(page.path, one_of(page.form, power)).status == 200);
    page.form["comment-" + power] = "Un, deux";
    auto const told = read(page.browser.fetch_post(page.path, one_of(page.form, power)));
    CHECK(told.at("revision").as_int64() == 2);
    CHECK(rating(office, power)->rating.comment == "Un, deux");
}

TEST_CASE("a criterion is saved in its own chapter") {
    Office office;
    auto page = open(office, office.maud, social);
    page.form["level-" + jobs] = "4";
    CHECK(page.browser.fetch_post(office.cycle_path(governance), one_of(page.form, jobs)).status == 404);
    auto fields = one_of(page.form, jobs);
    fields["criterion"] = "nulle-part";
    CHECK(page.browser.fetch_post(page.path, fields).status == 404);
    CHECK(office.ratings().empty());
}

TEST_CASE("a script without session is told so, and its text stays with it") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto page = open(office, office.maud, governance);
        office.let_pass(std::chrono::hours{8});
        page.form["level-" + power] = "3";
        auto const answer = page.browser.fetch_post(page.path, one_of(page.form, power));
        CHECK(answer.status == 401);
        CHECK(answer.header("Content-Type").starts_with("application/problem+json"));
        CHECK(answer.location().empty());
        CHECK(office.ratings().empty());
    });
}
