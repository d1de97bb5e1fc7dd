#pragma once

#include "diagnostic/queries.h"
#include "evidence/evidence.h"
#include "support/office.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>

// What the tests of documents ask of an office besides.
namespace support {

inline std::string id_of(Page const& page) { return page.field("id"); }

// As the form of « Ajouter un document » sends it; gives the address of the document, or the page that says why not.
inline Page upload(
    Office& office, Browser& browser, std::string const& bytes, std::string const& name, Browser::Fields fields = {}) {
    fields["id"] = id_of(browser.get(office.structure_path("/documents/nouveau")));
    return browser.upload(office.structure_path("/documents"), {name, bytes}, std::move(fields));
}

inline std::string path_of(Page const& page) { return page.location().substr(0, page.location().find('?')); }

inline std::string uploaded(
    Office& office, Browser& browser, std::string const& bytes, std::string const& name, Browser::Fields fields = {}) {
    auto const page = upload(office, browser, bytes, name, std::move(fields));
    REQUIRE(page.status == 303);
    return path_of(page);
}

// The first link to a file of a page.
inline std::string file_of(Page const& page) {
    auto const links = support::links_of(page);
    auto const found =
        std::find_if(links.begin(), links.end(), [](auto const& link) { return link.find("/fichiers/") != link.npos; });
    REQUIRE(found != links.end());
    return *found;
}

inline std::string criterion_object(Office& office, std::string const& key = "exercice-du-pouvoir") {
    return office.db().found([&](storage::Reader const& db) {
        auto const diagnostic = diagnostic::find(db, office.library, office.deux_rives, {}).value();
        return to_text(evidence::criterion_object(diagnostic.id().text(), key));
    });
}

inline std::string joining_path(Office& office, std::string const& object) {
    return office.structure_path("/documents/joindre?objet=" + object + "&retour=%2Fstructures%2Fx%2Fdiagnostic");
}

inline std::size_t files_kept(Office& office) {
    return office.db().found([&](storage::Reader const& db) { return office.desk->files.stored(db).size(); });
}

} // namespace support
