#include "site/text_page.h"

#include "layout/frame.h"
#include "layout/parts.h"

namespace site {
namespace {

using html::Html, html::Language;

constexpr std::size_t enough_to_need_a_list = 4;

Html contents(Language const& t, Prose const& prose) {
    if (prose.headings.size() < enough_to_need_a_list) return {};
    std::vector<layout::Part> parts;
    for (auto const& [id, title] : prose.headings) parts.push_back({id, title});
    return layout::contents(t, parts, layout::Lying::beside);
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
