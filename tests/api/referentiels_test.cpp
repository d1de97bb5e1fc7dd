#include "referentiel/files.h"
#include "support/office.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

namespace json = boost::json;
using files::changed;
using support::Browser, support::Office, support::Page;

namespace {

referentiel::Library const& library() {
    static referentiel::Library const all = [] {
        std::vector<referentiel::Version> versions;
        for (auto const& file :
            {changed("\"1.0\"", "\"0.1\""), std::string{files::small},
                changed("code: petit", "code: autre", changed("title: {fr: Petit, en: Small}", "title: {fr: Autre, en: Other}"))})
            versions.push_back(files::version(file));
        return referentiel::Library{std::move(versions)};
    }();
    return all;
}

Browser program(Office& office, std::string const& languages = {}) {
    auto browser = office.visitor();
    browser.extra_headers = {{"authorization", "Bearer " + office.key_of(office.idriss, accounts::Scope::read)}};
    if (!languages.empty()) browser.extra_headers.emplace_back("accept-language", languages);
    return browser;
}

std::string title(Page const& page) { return std::string{json::parse(page.body).at("title").as_string()}; }

} // namespace

TEST_CASE("a program lists the référentiels page by page, and learns which one a new diagnostic follows") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine, library()};
        auto idriss = program(office);
        std::vector<std::string> found;
        std::string after;

        for (auto more = true; more;) {
            auto const page =
                json::parse(idriss.get("/api/v1/referentiels?limit=2" + (after.empty() ? "" : "&after=" + after)).body);
            for (auto const& item : page.at("items").as_array())
                found.push_back(std::string{item.at("code").as_string()} + " " + std::string{item.at("version").as_string()} +
                                (item.at("offered").as_bool() ? " offered" : ""));
            more = !page.at("next").is_null();
            if (more) after = page.at("next").as_string();
        }

        CHECK(found == std::vector<std::string>{"autre 1.0 offered", "petit 0.1", "petit 1.0 offered"});
        CHECK(office.visitor().get("/api/v1/referentiels").status == 401);
    });
}

TEST_CASE("a program reads one version, in the language that it asks for or likes best") {
    Office office{storage::Engine::sqlite, library()};
    auto const small = std::string{"/api/v1/referentiels/petit/1.0"};

    CHECK(title(program(office).get(small)) == "Petit");
    CHECK(title(program(office).get(small + "?lang=en")) == "Small");
    CHECK(title(program(office, "de, en-GB;q=0.8, fr;q=0.5").get(small)) == "Small");
    CHECK(title(program(office, "fr;q=0.9, en;q=0").get(small)) == "Petit");
    CHECK(title(program(office, "en").get(small + "?lang=fr")) == "Petit");
    CHECK(title(program(office, ";;q=,,").get(small)) == "Petit");
    CHECK(program(office).get(small + "?lang=de").status == 422);
    CHECK(program(office).get("/api/v1/referentiels/petit/3.0").status == 404);
    CHECK(program(office).get("/api/v1/referentiels/grand/1.0").status == 404);
    auto const object = json::parse(program(office).get(small).body);
    CHECK(object.at("content").at(0).at("content").as_array().size() == 2);
    CHECK(object.at("sha256").as_string() == std::string{library().find("petit", "1.0")->hash.text()});
}
