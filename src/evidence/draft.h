#pragma once

#include "core/url.h"
#include "evidence/evidence.h"
#include "html/form.h"

#include <optional>
#include <string>
#include <vector>

namespace evidence {

// What a form about a document says, as it came; of one that came back, with what is wrong.
struct Draft {
    std::string id = {}; // of the document or version it will make
    std::string title = {};
    std::string link = {};
    std::string expires = {};
    std::string next_expires = {}; // of a new version
    std::string year = {};
    std::optional<Object> object = {}; // that it is joined to at once
    std::string back = {};             // where the page comes back to
    Kind kind = Kind::file;            // which of the two forms was sent
    std::vector<html::Problem> problems = {};
    int status = 200;
};

// Where the form asks for it: « 2026-11-21 », or nothing and a problem.
std::optional<Date> read_expiry(html::Language const& t, Draft&);
std::optional<Date> read_next_expiry(html::Language const& t, Draft&);
std::optional<int> read_year(html::Language const& t, Draft&);

// A document needs a title of 200 characters at most.
void check_title(html::Language const& t, Draft&, std::string_view field = "title");

// Nothing, and a problem, where it leads nowhere that may be shown.
std::optional<std::string> read_link(html::Language const& t, Draft&);

// Where the page that led here is, with the place on it: « /structures/…/pratiques/gouvernance#critere-… ».
std::optional<Url> way_back(std::string_view path);

// « drive.exemple.fr/charte », without what is before.
std::string title_of_link(std::string_view link);

// « compte-rendu 2026.pdf » → « compte-rendu 2026 ».
std::string title_from(std::string_view file_name);

} // namespace evidence
