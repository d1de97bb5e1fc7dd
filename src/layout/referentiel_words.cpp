#include "layout/referentiel_words.h"

#include "layout/parts.h"

#include <span>

namespace layout {

using html::Html, html::Language;

Html guidance(Language const& t, referentiel::Text const& words) {
    return html::when(!words.empty(), [&] { return t.html(R"(<p class="guidance">{}</p>)", words.in(t.code())); });
}

Html imperative_tag(Language const& t, bool is_imperative) {
    return html::when(is_imperative, [&] { return t.html(R"( <span class="tag">{Impératif}</span>)"); });
}

Html notices(Language const& t, referentiel::Version const& version) {
    auto const& all = version.notices;
    if (all.empty()) return {};
    auto const more = html::each(
        std::span{all}.subspan(1), [&](referentiel::Text const& text) { return t.html("<p>{}</p>", text.in(t.code())); });
    return notice(t, Tone::care, t.text("À savoir."), all.front().in(t.code()), more);
}

} // namespace layout
