#include "layout/closed.h"

#include "accounts/members.h"
#include "accounts/stopped.h"
#include "layout/frame.h"
#include "layout/parts.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace layout {
namespace {

using accounts::Caller, accounts::Cycle, accounts::Member, accounts::Right;
using html::each, html::Html, html::Language, html::when;

Html who_may_reopen(Caller const& caller, Member const& member, storage::Reader const& db, Cycle const& cycle) {
    auto const& t = caller.t;
    if (accounts::may(member.role, Right::manage))
        return t.html(R"(<p>{Vous pouvez la rouvrir, en disant pourquoi.}</p><div class="buttons">{}</div>)",
            second_button_link(t, Url::page({"structures", member.organisation, "cycles", cycle.id, "reouverture"}),
                t.text("Rouvrir la démarche {}", {cycle.label})));
    std::string names;
    for (auto const& colleague : accounts::members(db, member.organisation))
        if (accounts::may(colleague.role, Right::manage)) names += (names.empty() ? "" : ", ") + colleague.user.name();
    return t.html("<p>{}</p>", t.text("Les personnes au pilotage peuvent la rouvrir : {}.", {names}));
}

// What the page itself put there, and choices, which are made again at a glance.
bool is_typed(std::string_view name) {
    constexpr std::array others{"csrf", "id", "revision", "shown", "editor", "objet", "retour", "criterion", "record", "level",
        "priority", "profil", "state", "etat", "place", "passage", "indicateur", "acte", "demarche", "rapport", "choix", "once",
        "kind", "page"};
    auto const is_one = [&](std::string_view other) {
        return name == other || (name.starts_with(other) && name[other.size()] == '-') ||
               (name.ends_with(other) && name.size() > other.size() && name[name.size() - other.size() - 1] == '-');
    };
    return std::ranges::none_of(others, is_one);
}

std::vector<std::string> typed_texts(web::Form const* form) {
    std::vector<std::string> texts;
    if (!form) return texts;
    for (auto const& [name, value] : form->fields())
        if (!value.empty() && is_typed(name)) texts.push_back(value);
    return texts;
}

// Fields, so that a text is chosen whole with one key.
Html texts_to_copy(Language const& t, std::vector<std::string> const& texts) {
    return when(!texts.empty(), [&] {
        return t.html(R"(
<p>{Voici ce que vous aviez écrit : copiez ce que vous voulez garder.}</p><div class="stack">{}</div>)",
            each(texts, [&](std::string const& text) {
                return t.html(R"(<label class="field">{Votre texte}<textarea class="input" rows="4" readonly>
{}</textarea></label>)",
                    text);
            }));
    });
}

// A script shows the sentence beside what was typed; its page sends the form itself from there.
[[noreturn]] void refuse(Caller const& caller, Member const& member, Standing const& standing, Gone const& gone,
    std::vector<std::string> const& texts, int status) {
    auto const& t = caller.t;
    if (caller.request.header("accept").value_or("").starts_with("application/json"))
        throw accounts::Stopped{accounts::outdated_for_script(status, gone.heading, gone.lead)};
    throw accounts::Stopped{structure_page(caller, member, standing,
        {.heading = gone.heading,
            .lead = gone.lead,
            .content = t.html(R"(
<div class="stack">{}{}</div>)",
                gone.ways, texts_to_copy(t, texts)),
            .status = status,
            .width = Width::narrow})};
}

} // namespace

void refuse_closed(
    Caller const& caller, Member const& member, storage::Reader const& db, Cycle const& cycle, web::Form const* sent) {
    auto const& t = caller.t;
    refuse(caller, member, {.cycle = cycle},
        {t.text("La démarche {} est close", {cycle.label}),
            caller.request.method == "POST" ? t.text("Rien n'a été enregistré : ce qu'elle contient ne change plus.")
                                            : t.text("Ce qu'elle contient ne change plus."),
            who_may_reopen(caller, member, db, cycle)},
        typed_texts(sent), 403);
}

void refuse_gone(Caller const& caller, Member const& member, Standing const& standing, Gone const& gone, web::Form const& sent) {
    refuse(caller, member, standing, gone, typed_texts(&sent), 404);
}

} // namespace layout
