#include "layout/closed.h"

#include "accounts/members.h"
#include "accounts/stopped.h"
#include "layout/frame.h"
#include "layout/parts.h"

#include <algorithm>

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

// Codes, ids and keys are what the page put there, and nobody typed.
bool is_typed(std::string_view value) {
    return std::ranges::any_of(value, [](unsigned char sign) { return sign == ' ' || sign == '\n' || sign >= 0x80; }) ||
           (value.size() < 30 && std::ranges::any_of(value, [](unsigned char sign) { return sign >= 'A' && sign <= 'Z'; }));
}

std::vector<std::string> typed_texts(web::Request const& request) {
    std::vector<std::string> texts;
    auto const form = request.method == "POST" ? web::read_form(request.body) : std::nullopt;
    if (!form) return texts;
    for (auto const& [name, value] : form->fields())
        if (name != "csrf" && is_typed(value)) texts.push_back(value);
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

} // namespace

void refuse_closed(Caller const& caller, Member const& member, storage::Reader const& db, Cycle const& cycle) {
    auto const& t = caller.t;
    if (caller.request.header("accept").value_or("").starts_with("application/json")) throw web::Refused{403};
    throw accounts::Stopped{structure_page(caller, member, {.cycle = cycle},
        {.heading = t.text("La démarche {} est close", {cycle.label}),
            .lead = caller.request.method == "POST" ? t.text("Rien n'a été enregistré : ce qu'elle contient ne change plus.")
                                                    : t.text("Ce qu'elle contient ne change plus."),
            .content = t.html(R"(
<div class="stack">{}{}</div>)",
                who_may_reopen(caller, member, db, cycle), texts_to_copy(t, typed_texts(caller.request))),
            .status = 403,
            .width = Width::narrow})};
}

} // namespace layout
