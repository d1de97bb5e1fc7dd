// The pages that anybody may open: there in both languages, printed with care, and asking nothing of any other site.
#include "support/office.h"

#include "core/embedded.h"
#include "core/typography.h"
#include "layout/words.h"
#include "site/prose.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace {

using support::Browser, support::Office, support::Page;

std::vector<std::string> const pages{"/", "/methode", "/referentiels", "/referentiels/ess-complet", "/tarifs", "/aide",
    "/donnees", "/accessibilite", "/conditions-utilisation", "/mentions-legales", "/source", "/composants"};

Page open_page(Office& office, std::string const& path, std::string const& language) {
    auto visitor = office.visitor();
    visitor.cookies["langue"] = language;
    return visitor.get(path);
}

std::size_t times(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

std::string title(Page const& page) {
    auto const start = page.body.find("<title>") + 7;
    return page.body.substr(start, page.body.find("</title>") - start);
}

// What is read on the page: the text between its tags.
std::string visible_text(Page const& page) {
    auto const body = page.body.substr(page.body.find("<body"));
    return std::regex_replace(body, std::regex{"<[^>]*>"}, "|");
}

std::set<std::string> values_of(Page const& page, std::string const& attribute) {
    std::set<std::string> found;
    std::regex const pattern{"\\s" + attribute + "=\"([^\"]*)\""};
    for (auto at = std::sregex_iterator{page.body.begin(), page.body.end(), pattern}; at != std::sregex_iterator{}; ++at)
        found.insert((*at)[1]);
    return found;
}

// The first place where French lacks its no-break space or its apostrophe; empty where there is none.
std::string badly_printed(std::string const& text) {
    std::smatch found;
    std::regex const bad{" (:|;|!|\\?|%|€|»)|« |'|&#39;"};
    if (!std::regex_search(text, found, bad)) return "";
    auto const at = static_cast<std::size_t>(found.position());
    return text.substr(at < 20 ? 0 : at - 20, 60);
}

} // namespace

TEST_CASE("each public page opens in both languages, with one title of its own") {
    Office office;
    for (std::string const language : {"fr", "en"}) {
        std::set<std::string> titles;
        for (auto const& path : pages) {
            CAPTURE(path);
            CAPTURE(language);

            auto const page = open_page(office, path, language);

            CHECK(page.status == 200);
            CHECK(page.shows("<html lang=\"" + language + "\""));
            CHECK(times(page.body, "<h1") == 1);
            CHECK(times(page.body, "<main") == 1);
            CHECK(titles.insert(title(page)).second);
        }
    }
}

TEST_CASE("the French of public pages is printed with its apostrophes and no-break spaces") {
    Office office;
    for (auto const& path : pages) {
        CAPTURE(path);

        auto const page = open_page(office, path, "fr");

        CHECK(badly_printed(visible_text(page)) == "");
        CHECK(badly_printed(title(page)) == "");
    }
}

TEST_CASE("a public page loads nothing from another site") {
    Office office;
    for (auto const& path : pages) {
        CAPTURE(path);
        auto const page = open_page(office, path, "fr");

        for (auto const& address : values_of(page, "src")) CHECK(address.starts_with("/assets/"));
        std::regex const link{"<(link|use|image)[^>]*href=\"([^\"]*)\""};
        for (auto at = std::sregex_iterator{page.body.begin(), page.body.end(), link}; at != std::sregex_iterator{}; ++at)
            CHECK(std::string{(*at)[2]}.starts_with("/assets/"));
    }
}

TEST_CASE("the first page costs a visitor 80 kB and 8 requests at most") {
    Office office;
    auto const page = open_page(office, "/", "fr");
    std::set<std::string> names;
    for (auto const* attribute : {"href", "src"})
        for (auto const& address : values_of(page, attribute))
            if (address.starts_with("/assets/")) names.insert(address.substr(8, address.find('#') - 8));

    std::map<std::string_view, std::string_view> files;
    for (auto const& [path, content] : embedded::assets()) files.emplace(path, content);
    auto bytes = page.body.size(); // before it is compressed
    for (auto const& name : names) {
        auto const compressed = files.find(name + ".br");
        bytes += (compressed != files.end() ? compressed : files.find(name))->second.size();
    }

    CHECK(names.size() + 1 <= 8);
    CHECK(bytes <= 80'000);
    CHECK(bytes > 20'000);
}

TEST_CASE("every link of a public page to a page of ours leads somewhere, in both languages") {
    Office office;
    std::set<std::string> addresses;
    for (std::string const language : {"fr", "en"})
        for (auto const& path : pages)
            for (auto const& address : values_of(open_page(office, path, language), "href"))
                if (address.starts_with("/") && !address.starts_with("/assets/")) addresses.insert(address);

    REQUIRE(addresses.size() > pages.size());
    for (auto const& address : addresses) {
        if (address.starts_with("/structures/00000000-0000-7000-8000-") || address == "/compte") continue; // an example's
        CAPTURE(address);
        CHECK(office.visitor().get(address.substr(0, address.find('#'))).status == 200);
    }
}

TEST_CASE("a link to a part of a page finds it") {
    Office office;
    for (auto const& path : pages) {
        CAPTURE(path);
        auto const page = open_page(office, path, "fr");
        auto const ids = values_of(page, "id");

        for (auto const& address : values_of(page, "href"))
            if (address.starts_with("#")) CHECK(ids.contains(address.substr(1)));
    }
}

TEST_CASE("both languages of a text have the same parts") {
    Office office;
    for (auto const& path :
        {"/methode", "/aide", "/donnees", "/accessibilite", "/conditions-utilisation", "/mentions-legales", "/source"}) {
        CAPTURE(path);
        auto const french = open_page(office, path, "fr");
        auto const english = open_page(office, path, "en");

        for (auto const* tag : {"<h2", "<h3", "<li", "<p", "<a "}) {
            CAPTURE(tag);
            CHECK(times(french.body, tag) == times(english.body, tag));
        }
    }
}

TEST_CASE("the presentation leads strangers to sign up, and members to their space") {
    Office office;

    auto const stranger = office.visitor().get("/");
    auto const member = office.signed_in(office.solene).get("/");

    CHECK(stranger.shows("href=\"/inscription\""));
    CHECK_FALSE(stranger.shows("href=\"/compte/structures\""));
    CHECK(member.shows("href=\"/compte/structures\""));
    CHECK_FALSE(member.shows("href=\"/inscription\""));
}

TEST_CASE("the presentation shows the levels of the référentiel itself") {
    Office office;

    auto const page = open_page(office, "/", "fr");

    for (auto const& level : office.library.latest("ess-complet")->default_scale().levels())
        CHECK(page.shows(">" + french_typography(level.answer("fr")) + "<"));
    CHECK(page.says("Chaque critère les dit ensuite dans ses propres phrases")); // which are others
    CHECK(page.shows("<a href=\"/referentiels\">"));
}

// A block is a class up to its « __ » or « -- ».
std::set<std::string> blocks_of(std::string const& text, std::regex const& naming) {
    std::set<std::string> blocks;
    for (std::sregex_iterator found{text.begin(), text.end(), naming}, end; found != end; ++found) {
        std::istringstream names{(*found)[1].str()};
        for (std::string name; names >> name;) blocks.insert(name.substr(0, std::min(name.find("__"), name.find("--"))));
    }
    return blocks;
}

std::set<std::string> blocks_of_styles() {
    std::set<std::string> blocks;
    for (auto const& file : std::filesystem::directory_iterator{SOURCE_FOLDER "/assets/css"}) {
        std::ifstream stream{file.path()};
        std::string css{std::istreambuf_iterator{stream}, {}};
        css = std::regex_replace(css, std::regex{R"re(/\*[^*]*\*+([^/*][^*]*\*+)*/|"[^"]*"|url\([^)]*\))re"}, "");
        blocks.merge(blocks_of(css, std::regex{R"(\.([a-z][\w-]*))"}));
    }
    return blocks;
}

TEST_CASE("the words of scripts are at an address of their edition, which a browser keeps for good") {
    Office office;
    auto solene = office.signed_in(office.solene);
    auto const words = solene.get(std::string{layout::words_url(office.desk->language("fr")).text()});
    CHECK(words.header("Cache-Control") == "private, max-age=31536000, immutable");
    CHECK(words.says("La connexion est coupée."));
    CHECK(solene.get(office.cycle_path("/diagnostic/gouvernance")).shows("data-words=\"/paroles/fr-"));

    auto const others = solene.get("/paroles/fr-00000000");
    CHECK(others.header("Cache-Control") == "private, no-store");
    CHECK(others.body == words.body);
    CHECK(office.visitor().get("/paroles/en-00000000").says("The connection is lost.")); // a script asks without its cookies
    CHECK(solene.get("/paroles/rien").status == 404);
}

TEST_CASE("each block of our styles is shown on the sheet of components, or is left out for a reason") {
    Office office;
    std::string const site = "a page of the site for whoever does not know it", whole = "shapes whole pages",
                      drawn = "within the drawings of icons.svg", elsewhere = "a page of its own, with what only that page has";
    std::map<std::string, std::string> const left_out{
        // public.css: the presentation, the tariffs, the mailbox, the list of référentiels
        {"trio", site}, {"stroke", site}, {"stepping", site}, {"signup", site}, {"price", site}, {"offer", site},
        {"method", site}, {"mailbox", site}, {"hero", site}, {"chapter", site}, {"big", site}, {"below", site},
        {"level-name", site}, {"document", site}, {"halves", whole}, {"print-wide", whole}, {"stage", whole},
        {"stage-page", whole}, {"seat", whole}, {"rest", drawn}, {"on", drawn}, {"off", drawn}, {"ticks", elsewhere},
        {"voices", elsewhere}, {"question", elsewhere}, {"joins", elsewhere}, {"fields-aside", elsewhere}, {"logo", elsewhere},
        {"change", elsewhere}, {"written", elsewhere}, {"vote-state", elsewhere},
        {"upload", "the script of a file's field shows it"}, {"versions", "the script of a form shows what two people wrote"},
        {"help", "the script unfolds it below a criterion"}, {"digest-code", "of a snapshot that is kept"},
        {"carried", "where an action went on to another cycle"}, {"former", "where an answer was given in two référentiels"},
        {"notices", "where a référentiel warns of something"}, {"guidance", "where a référentiel explains a criterion"},
        {"summary-focus", "takes the focus when a form comes back: the sheet would be left at once"},
        {"sheet", "round a confirmation that has its own page"}, {"is-open", "a line of a radar with a gap"}};

    auto const page = office.visitor().get("/composants").body;
    auto const shown = blocks_of(page, std::regex{R"re(class="([^"]*)")re"});

    for (auto const& block : blocks_of_styles()) {
        CAPTURE(block);
        CHECK((shown.contains(block) || left_out.contains(block)));
    }
    for (auto const& one : left_out) CHECK_MESSAGE(!shown.contains(one.first), one.first);
}

TEST_CASE("no id stands twice on the sheet of components, and nothing of its examples is anybody's") {
    Office office;

    auto const page = office.visitor().get("/composants");

    auto const body = std::regex_replace(page.body, std::regex{"<template[^]*?</template>"}, "");
    std::set<std::string> ids;
    std::regex const naming{R"re([ ]id="([^"]*)")re"};
    for (std::sregex_iterator found{body.begin(), body.end(), naming}, end; found != end; ++found)
        CHECK_MESSAGE(ids.insert((*found)[1].str()).second, (*found)[1].str());
    CHECK(times(page.body, "/structures/") == times(page.body, "/structures/00000000-0000-7000-8000-000000000000"));
    CHECK(page.shows("data-example"));
}

TEST_CASE("search engines may list what is meant for everybody, and nothing else") {
    Office office;

    CHECK_FALSE(office.visitor().get("/").shows("noindex"));
    CHECK_FALSE(office.visitor().get("/tarifs").shows("noindex"));
    CHECK(office.visitor().get("/composants").shows("noindex"));
    CHECK(office.visitor().get("/boite-mails").shows("noindex"));
    CHECK(office.visitor().get("/robots.txt").shows("Disallow: /structures/\n"));
}

TEST_CASE("who answers for this instance is what its operator said") {
    Office office;
    office.desk->settings.imprint = {.publisher = "Coop <des Deux Rives>, 3 quai Nord",
        .host = "Hébergeur du Quai",
        .contact = "aide@deuxrives.example",
        .source = "https://code.deuxrives.example/ess"};

    auto const notice = open_page(office, "/mentions-legales", "fr");

    CHECK(notice.shows("Coop &lt;des Deux Rives&gt;, 3 quai Nord"));
    CHECK(notice.shows("Hébergeur du Quai"));
    CHECK_FALSE(notice.shows("Non renseigné"));
    CHECK(open_page(office, "/aide", "fr").shows("href=\"mailto:aide@deuxrives.example\""));
    CHECK(open_page(office, "/accessibilite", "en").shows("href=\"mailto:aide@deuxrives.example\""));
    CHECK(open_page(office, "/source", "en").shows("href=\"https://code.deuxrives.example/ess\""));
    CHECK(open_page(office, "/donnees", "fr").shows("Hébergeur du Quai"));
    CHECK(open_page(office, "/conditions-utilisation", "fr").shows("Coop &lt;des Deux Rives&gt;, 3 quai Nord"));
}

TEST_CASE("whoever signs up can read the terms of use that they accept, and every page leads to them") {
    Office office;
    auto visitor = office.visitor();

    CHECK(visitor.get("/inscription").shows("<a href=\"/conditions-utilisation\">les conditions"));
    CHECK(office.signed_in(office.idriss).get(office.structure_path()).shows("<a href=\"/conditions-utilisation\">"));
    auto const terms = visitor.get("/conditions-utilisation");
    CHECK(terms.status == 200);
    CHECK(terms.says("Ce que votre structure saisit lui appartient"));
    CHECK_FALSE(terms.shows("noindex"));
}

TEST_CASE("where the operator has said nothing, nothing is invented") {
    Office office;

    CHECK(open_page(office, "/mentions-legales", "fr").shows("Non renseigné"));
    CHECK(open_page(office, "/aide", "fr").shows("n’a pas encore indiqué d’adresse"));
    CHECK_FALSE(open_page(office, "/aide", "fr").shows("mailto:"));
    CHECK(open_page(office, "/source", "fr").shows("--source"));
}

TEST_CASE("the cookies that are named are those that are set") {
    Office office;
    auto visitor = office.visitor();
    visitor.get("/");
    visitor.post("/langue", {{"lang", "en"}, {"path", "/"}});
    auto member = office.signed_in(office.solene);

    auto const page = open_page(office, "/donnees", "fr");

    std::set<std::string> set;
    for (auto const& [name, value] : visitor.cookies) set.insert(name);
    for (auto const& [name, value] : member.cookies) set.insert(name);
    CHECK(set == std::set<std::string>{"langue", "session", "visiteur"});
    for (auto const& name : set) CHECK(page.shows("<th scope=\"row\">" + name + "</th>"));
}
