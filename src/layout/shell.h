#pragma once

#include "core/date.h"
#include "core/url.h"
#include "html/form.h"
#include "html/html.h"

#include <optional>
#include <string>
#include <vector>

// What surrounds a page, as plain values: whoever is signed in, wherever they are, this folder does not ask.
namespace layout {

struct Link {
    std::string label;
    Url address;
};

// One entry of the navigation. A step of the method is drawn by its side of the counting square (1 to 5), any other by an icon.
struct Entry {
    std::string key;
    std::string label;
    Url address;
    int side = 0;
    std::string icon = "home";
};

// Which structure, and which of its cycles; the links are there where there is another to go to.
struct Whereabouts {
    std::string structure;
    std::optional<Url> logo = {}; // of the structure
    std::optional<Url> structures = {};
    std::string cycle = {};           // « Démarche 2026 »
    std::optional<Url> to_cycle = {}; // the way back to it, where the page is of none
    std::optional<Url> cycles = {};
};

struct SignedIn {
    std::string name;
    Url account = Url::page({"compte"});
    Url sign_out = Url::page({"deconnexion"});
    std::optional<Instant> session_ends = {};
    Url extend_session = Url::page({"compte", "session"}); // a GET answers {"ends": milliseconds}, and 401 once it is over
};

// The network that offers this space: its name in the band, its colours in a style of its own.
struct Brand {
    std::string name;
    std::optional<Url> colours = {};
};

struct FooterLinks {
    Url help = Url::page({"aide"});
    Url data_use = Url::page({"donnees"});
    Url accessibility = Url::page({"accessibilite"});
    Url terms = Url::page({"conditions-utilisation"});
    Url legal_notice = Url::page({"mentions-legales"});
    Url source = Url::page({"source"});
};

enum class Surroundings {
    workspace, // masthead with structure and cycle, the steps of the method
    site,      // masthead with the rubrics of the site
    bare,      // the name of the service, and nothing that distracts: signing in, errors, questions to answer
};

struct Shell {
    html::Language const& t;
    Surroundings surroundings = Surroundings::bare;
    html::FormKey form_key = {};
    std::string path = "/"; // of this page, with its query: where a change of language comes back to
    Url home = Url::page({});
    std::vector<Entry> entries = {};
    std::string current = {};   // key of the entry that is open
    std::string elsewhere = {}; // what the page is called where no entry is
    std::optional<Whereabouts> whereabouts = {};
    std::optional<SignedIn> user = {};
    std::optional<Link> sign_in = {}; // on the site, for who is not signed in
    std::optional<Brand> brand = {};
    std::optional<Url> leave_demonstration = {}; // where a visitor who only looks around goes out; set, each page says so
    std::vector<html::Option> languages = {};    // {"en", "English"}: those that one may change to
    FooterLinks footer = {};
};

} // namespace layout
