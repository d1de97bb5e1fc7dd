#include "evidence/attachments.h"

#include "evidence/addresses.h"
#include "evidence/parts.h"
#include "html/icon.h"

namespace evidence {

using html::each, html::Html, html::when;

Html attachments(accounts::Caller const& caller, accounts::Member const& member, Object const& object, Attached const& all,
    Url const& back, bool may_change, std::string const& whose) {
    auto const& t = caller.t;
    auto const found = all.find(object);
    auto const list = when(found != all.end(), [&] {
        return t.html(R"(<ul class="attachments">{}</ul>)", each(found->second, [&](Evidence const& one) {
            return t.html(R"(
<li>{}{} <span class="small quiet">{}</span>{}</li>)",
                html::icon(t, one.kind == Kind::link ? "link" : "file"), opening(t, member.organisation, one.version, one.title),
                facts(t, one.version), when(freshness(one.version.expires, caller.today()) != Freshness::lasting, [&] {
                    return t.html(" {}", expiry_words(caller, one.version.expires));
                }));
        }));
    });
    auto const join = when(may_change && accounts::may(member.role, accounts::Right::rate), [&] {
        return t.html(R"(<p><a href="{}">{}{}</a></p>)", joining_url(member.organisation, object, back),
            found == all.end() ? t.text("Joindre un document") : t.text("Joindre ou détacher un document"),
            when(!whose.empty(), [&] { return t.html(R"(<span class="unseen">{}</span>)", whose); }));
    });
    return t.html("{}{}", list, join);
}

} // namespace evidence
