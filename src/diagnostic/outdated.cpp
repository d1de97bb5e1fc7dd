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

namespace diagnostic {
namespace {

using accounts::Change;
using referentiel::Criterion;
using web::Response;
namespace json = boost::json;

// The keys of the criteria that a form holds, in its order.
std::vector<std::string> keys_in(web::Form const& form) {
    constexpr std::string_view revision = "revision-";
    std::vector<std::string> keys;
    for (auto const& [name, value] : form.fields())
        if (name.starts_with(revision)) keys.push_back(name.substr(revision.size()));
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

Typed typed_of(Change const& change, Criterion const* criterion, std::string const& key) {
    auto const& t = change.t;
    auto const field = [&](std::string const& name) { return change.form.text(name + "-" + key); };
    Typed typed{{}, key, field("level"), field("reason"), field("comment")};
    if (!criterion) return typed;
    typed.number = criterion->number;
    typed.title = title_of(t, *criterion);
    auto const level = criterion->scale->level(typed.level);
    typed.level = level ? std::string{shown_code(*level)} + ". " + std::string{criterion->wording(*level, t.code())} : "";
    return typed;
}

// Only what was touched: the rest is where it was.
std::vector<Typed> touched(Change const& change, Diagnostic const& diagnostic) {
    std::vector<Typed> all;
    for (auto const& key : keys_in(change.form)) {
        auto const field = [&](std::string const& name) { return change.form.text(name + "-" + key); };
        if (field("shown") == fingerprint(field("level"), field("reason"), field("comment"))) continue;
        all.push_back(typed_of(change, find_known(change, diagnostic, key), key));
    }
    return all;
}

std::string lead(html::Language const& t, Diagnostic const& diagnostic) {
    if (!diagnostic.is_open())
        return t.text("La démarche {} a été close pendant que vous écriviez : rien de cette page n'a été enregistré.",
            {diagnostic.cycle().label});
    return t.text("Cet autodiagnostic a changé pendant que vous écriviez : ses critères ne sont plus ceux de cette page, et rien "
                  "n'en a été enregistré.");
}

} // namespace

std::optional<Response> outdated_answer(
    Change& change, Diagnostic const& diagnostic, std::vector<Criterion const*> const& on_page) {
    auto const keys = keys_in(change.form);
    auto const is_elsewhere = [&](std::string const& key) { return !has(on_page, key); };
    auto const is_outdated = !diagnostic.is_open() || std::ranges::any_of(keys, is_elsewhere);
    if (keys.empty() || !is_outdated) return std::nullopt;
    auto const& t = change.t;
    if (is_of_script(change.form)) {
        // What is asked on another page of the same diagnostic was not sent by a page of ours.
        if (diagnostic.is_open() && has(asked(diagnostic), change.form.line("criterion"))) return std::nullopt;
        return web::json(json::serialize(json::object{{"outdated", true}, {"message", lead(t, diagnostic)}}), 409);
    }
    return layout::structure_page(change, change.member, standing(diagnostic),
        {.section = t.text("Autodiagnostic"),
            .heading = t.text("Cette page n'était plus à jour"),
            .lead = lead(t, diagnostic),
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)}, {t.text("Page dépassée")}},
            .content = outdated_page(t, diagnostic, touched(change, diagnostic)),
            .status = diagnostic.is_open() ? 409 : 403,
            .width = layout::Width::narrow});
}

} // namespace diagnostic
