#include "app/told_documents.h"

#include "actions/queries.h"
#include "app/plain_pdf.h"
#include "core/typography.h"
#include "diagnostic/queries.h"
#include "evidence/content.h"
#include "evidence/queries.h"
#include "evidence/uses.h"

#include <boost/json.hpp>

#include <algorithm>
#include <stdexcept>

namespace app {
namespace {

using accounts::Desk, accounts::OrganisationId;
using evidence::Evidence, evidence::Version;
using storage::Writer;

constexpr std::chrono::hours afternoon{15};

// A printed page has the signs of print; a table is read by programs.
std::string bytes_of(ToldVersion const& told) {
    if (told.file.ends_with(".pdf")) return plain_pdf(french_typography(told.text));
    if (told.file.ends_with(".csv")) return told.text;
    return french_typography(told.text);
}

Instant moment_of(Date day, Instant now) { return std::min(Instant{day} + afternoon, now); }

Version kept(Writer& db, Desk const& desk, OrganisationId const& organisation, ToldVersion const& told, int number,
    accounts::User const& by, Instant now) {
    auto const bytes = bytes_of(told);
    auto const content = evidence::recognise(
        {[&](auto offset, auto count) { return bytes.substr(static_cast<std::size_t>(offset), count); }, bytes.size()});
    if (!content) throw std::logic_error{"a story tells of a file that nobody could upload: " + told.file};
    auto const draft = desk.files.draft(organisation.text());
    draft->write(bytes);
    draft->settle();
    desk.files.keep(db, organisation.text(), *draft);
    auto const at = moment_of(told.added, now);
    return {new_id<Version>(at, desk.chance), number, told.file, std::string{content->type}, draft->size(), draft->sha256(), "",
        by.name(), at, told.expires};
}

// Whoever knows a day is not reminded of it.
Date known(std::optional<Date> expires, Instant now) { return expires.value_or(std::chrono::floor<std::chrono::days>(now)); }

evidence::EvidenceId add(Writer& db, Desk const& desk, OrganisationId const& organisation, ToldDocument const& told,
    accounts::User const& by, Instant now) {
    auto const at = moment_of(told.link.empty() ? told.versions.front().added : told.added.value(), now);
    auto const id = new_id<Evidence>(at, desk.chance);
    auto const year = told.year.empty() ? std::nullopt : std::optional{std::stoi(told.year)};
    Version const link{.id = new_id<Version>(at, desk.chance), .link = told.link, .by = by.name(), .at = at};
    auto const first = told.link.empty() ? kept(db, desk, organisation, told.versions.front(), 1, by, now) : link;
    auto const kind = told.link.empty() ? evidence::Kind::file : evidence::Kind::link;
    evidence::add(db, organisation, {id, kind, told.title, year, first}, by, known(first.expires, now));
    for (std::size_t i = 1; i < told.versions.size(); ++i) { // rarely more than one
        auto const next = kept(db, desk, organisation, told.versions[i], static_cast<int>(i) + 1, by, now);
        evidence::add_version(db, organisation, id, next, by, known(next.expires, now));
    }
    audit::Trail{db, organisation.text(), by.id.text(), at, desk.chance}.add(
        "add_document", id.text(), boost::json::serialize(boost::json::object{{"title", told.title}}));
    return id;
}

evidence::Object object_of(
    storage::Reader const& db, std::vector<diagnostic::Diagnostic> const& diagnostics, ToldUse const& use) {
    auto const diagnostic = std::ranges::find(
        diagnostics, use.cycle, [](auto const& one) -> auto const& { return one.cycle().label; });
    if (diagnostic == diagnostics.end()) throw std::logic_error{"a document of a story is joined to no cycle: " + use.cycle};
    if (use.action.empty()) {
        auto const* criterion = find_rated(diagnostic->version(), use.criterion);
        if (!criterion) throw std::logic_error{"a document of a story is joined to no criterion: " + use.criterion};
        return evidence::criterion_object(diagnostic->id().text(), criterion->key.text());
    }
    auto const plan = actions::plan(db, *diagnostic);
    auto const all = actions::actions(plan);
    auto const action = std::ranges::find(
        all, use.action, [](auto const* one) -> auto const& { return one->content.title; });
    if (action == all.end()) throw std::logic_error{"a document of a story is joined to no action: " + use.action};
    return evidence::action_object((*action)->id.text());
}

} // namespace

void tell_documents(
    Writer& db, Desk const& desk, OrganisationId const& organisation, Story const& story, Cast const& cast, Instant now) {
    auto const diagnostics = diagnostic::find_all(db, desk.library, organisation);
    for (auto const& told : story.documents) { // eight
        auto const& by = cast.at(told.by);
        auto const id = add(db, desk, organisation, told, by, now);
        for (auto const& use : told.uses) evidence::join(db, organisation, id, object_of(db, diagnostics, use), by, now);
    }
}

} // namespace app
