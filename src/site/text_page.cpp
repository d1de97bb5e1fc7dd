#include "site/text_page.h"

#include "layout/frame.h"

namespace site {
namespace {

using html::each, html::Html, html::Language;

constexpr std::size_t enough_to_need_a_list = 4;

Html contents(Language const& t, Prose const& prose) {
    if (prose.headings.size() < enough_to_need_a_list) return {};
    auto const lines = each(prose.headings,
        [&](Heading const& heading) { return t.html(R"(<li><a href="{}">{}</a></li>)", Url::here(heading.id), heading.title); });
    return t.html(R"(
<nav class="contents" aria-labelledby="sommaire"><p class="contents__title" id="sommaire">{Sur cette page}</p><ul class="contents__list">{}</ul></nav>)",
        lines);
}

Html laid_out(Language const& t, Prose const& prose) {
    auto const text = t.html(R"(
<div class="prose prose--long">{}
</div>)",
        prose.body);
    auto const list = contents(t, prose);
    if (list.text().empty()) return text;
    return t.html(R"(
<div class="with-aside">{}{}</div>)",
        list, text);
}

} // namespace

web::Response text_page(accounts::Caller const& caller, TextPage const& page) {
    auto const read = prose(caller.t, page.name, page.inserts);
    return layout::site_page(caller, page.entry,
        {.section = page.section,
            .heading = read.title,
            .lead = read.lead,
            .content = laid_out(caller.t, read),
            .is_indexed = true,
            .description = read.lead});
}

} // namespace site
