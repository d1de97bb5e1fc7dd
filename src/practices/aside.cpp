#include "practices/aside.h"

#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/move_views.h"
#include "diagnostic/moves.h"
#include "diagnostic/profile.h"
#include "evidence/attachments.h"
#include "layout/frame.h"
#include "layout/parts.h"
#include "practices/addresses.h"
#include "practices/chapter.h"
#include "practices/comments.h"
#include "practices/practice_views.h"
#include "practices/queries.h"
#include "prose/views.h"

namespace practices {
namespace {

using accounts::Right, accounts::Visit;
using diagnostic::Diagnostic, diagnostic::DiagnosticId;
using html::Html, html::each, html::when;
using referentiel::Criterion;
using web::Response, web::require;

struct Aside {
    Visit const& visit;
    Diagnostic const& diagnostic;
    Described described;
    std::vector<Comment> comments;
    evidence::Attached documents;
};

Html criterion_part(Aside const& aside, Criterion const& criterion) {
    auto const& t = aside.visit.t;
    auto const* practice = aside.described.practice(criterion);
    auto const priority = aside.described.priority(criterion);
    auto const object = document_object(aside.diagnostic, criterion);
    auto const text = when(practice && practice->is_described(),
        [&] { return t.html(R"(<div class="prose">{}</div>)", prose::html(t, prose::read(practice->text), {.heading = 3})); });
    auto const mark = when(priority != Priority::none, [&] { return t.html("<p>{}</p>", priority_tag(t, priority)); });
    auto const documents = when(aside.documents.contains(object), [&] {
        return evidence::attachments(aside.visit, aside.visit.member, object, aside.documents,
            aside_url(aside.diagnostic).at(diagnostic::card_id(criterion)), false);
    });
    auto const said = each(aside.comments,
        [&](Comment const& one) { return one.criterion == criterion.key ? comment_line(aside.visit, one) : Html{}; });
    auto const stream = when(!said.text().empty(), [&] { return t.html(R"(<ol class="stream">{}</ol>)", said); });
    auto const all = t.html("{}{}{}{}", text, mark, documents, stream);
    return when(!all.text().empty(), [&] {
        return t.html(R"(
<article class="criterion" id="{}"><h2><b class="criterion__code">{}</b> <span>{}</span></h2><div class="criterion__body stack">{}</div></article>)",
            diagnostic::card_id(criterion), criterion.number, diagnostic::title_of(t, criterion), all);
    });
}

Html page(Aside const& aside) {
    auto const& t = aside.visit.t;
    auto const parts =
        each(diagnostic::asked(aside.diagnostic), [&](Criterion const* criterion) { return criterion_part(aside, *criterion); });
    if (parts.text().empty()) return t.html(R"(<p class="quiet">{Rien n'y a été décrit.}</p>)");
    return t.html(R"(<div class="criteria">{}</div>)", parts);
}

std::string title_of(html::Language const& t, referentiel::Version const& version) {
    return t.text("Pratiques mises de côté : {}", {diagnostic::version_name(t, version)});
}

Response show(Visit& visit, DiagnosticId id) {
    auto const& t = visit.t;
    auto const diagnostic = require(diagnostic::find(visit.db, visit.desk.library, visit.member.organisation, id));
    if (diagnostic.is_current()) return web::see_other(practices_url(diagnostic));
    std::vector<evidence::Object> objects;
    for (auto const* criterion : diagnostic::asked(diagnostic)) objects.push_back(document_object(diagnostic, *criterion));
    Aside const aside{visit, diagnostic, described(visit.db, diagnostic), comments(visit.db, diagnostic),
        evidence::attached(visit.db, diagnostic.organisation(), objects)};
    auto const title = title_of(t, diagnostic.version());
    return layout::structure_page(visit, visit.member, standing(diagnostic),
        {.title = title,
            .section = t.text("Démarche {}", {diagnostic.cycle().label}),
            .heading = title,
            .lead = t.text("Un autre autodiagnostic a pris la suite, et ces descriptions avec lui. Ce qui n'y a pas d'équivalent "
                           "reste à lire ici."),
            .trail = {{t.text("Bonnes pratiques"), practices_url(diagnostic)}, {t.text("Pratiques mises de côté")}},
            .content = page(aside)});
}

} // namespace

Html aside_links(Visit const& visit, Diagnostic const& diagnostic) {
    auto const& t = visit.t;
    auto const all = diagnostic::replaced(visit.db, visit.desk.library, diagnostic);
    return when(!all.empty(), [&] {
        return t.html(R"(
<details class="fold"><summary>{Pratiques mises de côté}</summary><ul>{}</ul></details>)",
            each(all, [&](diagnostic::Replaced const& one) {
                return t.html(R"(<li><a href="{}">{}</a></li>)", aside_url(diagnostic.organisation(), one.id),
                    diagnostic::version_name(t, *one.version));
            }));
    });
}

void add_aside_routes(accounts::Router& router) { router.get("/structures/{}/diagnostics/{}/pratiques", Right::read, show); }

} // namespace practices
