#include "diagnostic/outdated.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/chapter.h"
#include "diagnostic/moves.h"
#include "diagnostic/profile.h"
#include "diagnostic/saving.h"
#include "layout/frame.h"

#include <boost/json.hpp>

#include <algorithm>
#include <set>

namespace diagnostic {
namespace {

using accounts::Change;
using referentiel::Criterion;
using web::Response;
namespace json = boost::json;

// The keys of the criteria that a form holds, whichever of their records.
std::set<std::string> keys_in(web::Form const& form, OldPage const& page) {
    std::vector<std::string> beginnings{"revision-"};
    for (auto const& record : page.records) beginnings.push_back(record + "-revision-");
    std::set<std::string> keys;
    for (auto const& [name, value] : form.fields())
        for (auto const& beginning : beginnings)
            if (name.starts_with(beginning)) keys.insert(name.substr(beginning.size()));
    return keys;
}

bool has(std::vector<Criterion const*> const& criteria, std::string_view key) {
    return std::ranges::any_of(criteria, [&](Criterion const* criterion) { return criterion->key.text() == key; });
}

// In this diagnostic, or in one that it went on from.
Criterion const* find_known(Change const& change, Diagnostic const& diagnostic, std::string_view key) {
    if (auto const* criterion = find_rated(diagnostic.version(), key)) return criterion;
    for (auto const& former : replaced(change.db, change.desk.library, diagnostic))
        if (auto const* criterion = find_rated(*former.version, key)) return criterion;
    return nullptr;
}

Typed typed_of(Change const& change, OldPage const& page, Criterion const* criterion, std::string const& key) {
    auto const& t = change.t;
    auto const field = [&](std::string const& name) { return change.form.text(name + "-" + key); };
    Typed typed{{}, key, field("level"), field("reason"), field("comment"), page.others(key)};
    if (!criterion) return typed;
    typed.number = criterion->number;
    typed.title = title_of(t, *criterion);
    auto const level = criterion->scale->level(typed.level);
    typed.level = level ? std::string{shown_code(*level)} + ". " + std::string{criterion->wording(*level, t.code())} : "";
    return typed;
}

// Only what was touched: the rest is where it was.
std::vector<Typed> touched(Change const& change, Diagnostic const& diagnostic, OldPage const& page) {
    std::vector<Typed> all;
    for (auto const& key : keys_in(change.form, page)) {
        auto typed = typed_of(change, page, find_known(change, diagnostic, key), key);
        auto const field = [&](std::string const& name) { return change.form.text(name + "-" + key); };
        if (field("shown") == fingerprint(field("level"), field("reason"), field("comment")))
            typed.level = typed.reason = typed.comment = "";
        if (!typed.level.empty() || !typed.reason.empty() || !typed.comment.empty() || !typed.others.empty())
            all.push_back(std::move(typed));
    }
    return all;
}

std::string lead(html::Language const& t, Diagnostic const& diagnostic) {
    if (!diagnostic.is_open())
        return t.text("La démarche {} a été close pendant que vous écriviez : rien de cette page n'a été enregistré. Une "
                      "personne au pilotage peut la rouvrir.",
            {diagnostic.cycle().label});
    return t.text("Cet autodiagnostic a changé pendant que vous écriviez : ses critères ne sont plus ceux de cette page, et rien "
                  "n'en a été enregistré.");
}

} // namespace

std::optional<Response> outdated_answer(
    Change& change, Diagnostic const& diagnostic, std::vector<Criterion const*> const& on_page, OldPage const& page) {
    auto const keys = keys_in(change.form, page);
    auto const is_elsewhere = [&](std::string const& key) { return !has(on_page, key); };
    auto const is_outdated = !diagnostic.is_open() || std::ranges::any_of(keys, is_elsewhere);
    if (keys.empty() || !is_outdated) return std::nullopt;
    auto const& t = change.t;
    if (is_of_script(change.form)) {
        // What is asked on another page of the same diagnostic was not sent by a page of ours.
        if (diagnostic.is_open() && has(asked(diagnostic), change.form.line("criterion"))) return std::nullopt;
        return web::json(json::serialize(json::object{{"outdated", true}, {"message", lead(t, diagnostic)}}), 409);
    }
    return outdated_answer(change, diagnostic, page, touched(change, diagnostic, page));
}

Response outdated_answer(Change& change, Diagnostic const& diagnostic, OldPage const& page, std::vector<Typed> const& typed) {
    auto const& t = change.t;
    return layout::structure_page(change, change.member, page.standing,
        {.section = page.section,
            .heading = t.text("Cette page n'était plus à jour"),
            .lead = lead(t, diagnostic),
            .trail = {{page.section, page.overview}, {t.text("Page dépassée")}},
            .content = outdated_page(t, page, typed),
            .status = diagnostic.is_open() ? 409 : 403,
            .width = layout::Width::narrow});
}

std::optional<Response> outdated_answer(
    Change& change, Diagnostic const& diagnostic, std::vector<Criterion const*> const& on_page) {
    auto const& t = change.t;
    return outdated_answer(change, diagnostic, on_page,
        {t.text("Autodiagnostic"), overview_url(diagnostic), t.text("Ouvrir l'autodiagnostic"), standing(diagnostic)});
}

std::vector<Criterion const*> asked_there(Diagnostic const& diagnostic, referentiel::ChapterKey const& key) {
    auto const* chapter = find_chapter(diagnostic.version(), key.text());
    if (!chapter || chapter->parent) return {};
    return asked(diagnostic, *chapter);
}

} // namespace diagnostic
