#include "diagnostic/outdated.h"
#include "layout/parts.h"

namespace diagnostic {
namespace {

using html::each, html::Html, html::Language, html::when;

// A field, so that its text is chosen whole with one key.
Html text_to_copy(Language const& t, std::string const& label, std::string const& text) {
    return when(!text.empty(), [&] {
        return t.html(R"(<label class="field">{}<textarea class="input" rows="4" readonly>
{}</textarea></label>)",
            label, text);
    });
}

Html typed_part(Language const& t, Typed const& typed) {
    auto const level = when(!typed.level.empty(), [&] { return t.html("<p>{}</p>", typed.level); });
    auto const others = each(typed.others, [&](auto const& other) { return text_to_copy(t, other.first, other.second); });
    return t.html(R"(
<article class="criterion"><h2><b class="criterion__code">{}</b> <span>{}</span></h2><div class="criterion__body stack">{}{}{}{}</div></article>)",
        typed.number, typed.title, level, text_to_copy(t, t.text("La raison que vous donniez"), typed.reason),
        text_to_copy(t, t.text("Votre commentaire"), typed.comment), others);
}

} // namespace

Html outdated_page(Language const& t, OldPage const& page, std::vector<Typed> const& all) {
    auto const way_on = layout::button_link(t, page.overview, page.way_on);
    if (all.empty())
        return t.html(R"(
<div class="stack-wide"><p>{Vous n'aviez rien changé sur cette page.}</p><div class="buttons">{}</div></div>)",
            way_on);
    return t.html(R"(
<div class="stack-wide"><p>{Voici ce que vous aviez écrit : copiez ce que vous voulez garder.}</p><div class="criteria">{}</div><div class="buttons">{}</div></div>)",
        each(all, [&](Typed const& typed) { return typed_part(t, typed); }), way_on);
}

} // namespace diagnostic
