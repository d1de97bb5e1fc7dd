#pragma once

#include "core/url.h"
#include "html/form.h"
#include "html/html.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Pieces that several pages are made of; each is shown on the page of components.
namespace layout {

enum class Tone { plain, done, care, wrong };

// « Diagnostic clôturé. Vos 35 réponses sont figées pour 2026. », and below it buttons or links, if any.
html::Html notice(html::Language const& t, Tone, std::string_view title, std::string_view text, html::Html const& more = {});

struct Empty {
    std::string title;
    std::string text; // what to do
    html::Html action = {};
};

// A list without entries.
html::Html empty(html::Language const& t, Empty const&);

// One step of the way to a page; the page itself comes last, without an address.
struct Crumb {
    std::string label;
    std::optional<Url> address = {};
};

html::Html trail(html::Language const& t, std::vector<Crumb> const&);

struct PageHead {
    std::string heading;
    std::string lead = {};
    std::vector<Crumb> trail = {};
    html::Html actions = {};
};

html::Html page_head(html::Language const& t, PageHead const&);

// A title on its line, named by an id so that its section can refer to it; beside it, a link or a count.
html::Html section_title(html::Language const& t, std::string_view id, std::string_view title, html::Html const& beside = {});

// What a long page holds, each part by the id of its title.
struct Part {
    std::string id;
    std::string title;
};
enum class Lying { beside, above }; // beside the parts, in a column of its own, or in rows above them
html::Html contents(html::Language const& t, std::vector<Part> const&, Lying);

// A link that looks like the one solid button of the page, or like an outlined one.
html::Html button_link(html::Language const& t, Url const&, std::string_view label);
html::Html second_button_link(
    html::Language const& t, Url const&, std::string_view label, std::optional<std::string> const& icon = {});

enum class Column { text, figure };

struct ColumnHead {
    std::string label;
    Column column = Column::text;
};

struct Register {
    std::string id; // of its caption
    std::string caption;
    std::string note = {};
    std::vector<ColumnHead> columns = {};
    html::Html rows = {}; // tr, the first cell of each a th scope="row"
    html::Html foot = {}; // tr
    std::string css_class = "register";
};

// A table with its own scroll, so that a phone shows all of it.
html::Html register_table(html::Language const& t, Register const&);

// « Enregistré à 14 h 02 », with its tick.
html::Html saved(html::Language const& t, std::string_view text);

struct Confirmation {
    std::string question; // « Supprimer l'action « Trier » ? »
    std::string consequence;
    std::string button; // « Supprimer l'action »
    Url act_at;
    html::FormKey form_key;
    Url back;
    std::string keep; // « La garder »
};

// What is asked before an act that is hard to take back; as a page of its own.
html::Html confirmation(html::Language const& t, Confirmation const&);

// The same question on the page it concerns, where scripts run: <a href="…/suppression" data-confirm="ID"> opens it; without
// them the link leads to the page above.
html::Html confirmation_dialog(html::Language const& t, std::string_view id, Confirmation const&);

// The next page of a list.
html::Html see_more(html::Language const& t, Url const&);

// A secret address to pass on, with a button that copies it where scripts run.
html::Html link_to_copy(html::Language const& t, std::string_view id, std::string_view label, std::string_view address);

// « 3 / 5 » of a chapter in a list of them, with a tick once it is done; the script of the page counts on in the one that is
// open.
html::Html chapter_count(html::Language const& t, int done, int all, bool is_open);

// How far the saving of a form has come, in words, filled by its script: with a tick where all is saved, with a warning where
// something is in its way.
html::Html autosave_status(html::Language const& t, std::string_view text);

} // namespace layout
