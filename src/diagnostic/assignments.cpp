#include "diagnostic/assignments.h"

#include "accounts/members.h"
#include "diagnostic/addresses.h"
#include "diagnostic/assignment_views.h"
#include "diagnostic/chapter.h"
#include "diagnostic/pace.h"
#include "diagnostic/profile.h"
#include "diagnostic/queries.h"
#include "diagnostic/saving.h"
#include "layout/closed.h"
#include "layout/frame.h"

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Change, accounts::Member, accounts::Right, accounts::UserId, accounts::Visit, accounts::WhichCycle;
using referentiel::Criterion;
using web::Response, web::require;

// Readers rate nothing.
std::vector<Member> who_may_rate(storage::Reader const& db, accounts::OrganisationId const& organisation) {
    auto team = accounts::members(db, organisation);
    std::erase_if(team, [](Member const& member) { return !accounts::may(member.role, Right::rate); });
    return team;
}

Response show(Visit& visit, WhichCycle cycle) {
    auto const& t = visit.t;
    auto const diagnostic = require(find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto const team = who_may_rate(visit.db, diagnostic.organisation());
    auto const given = assignments(visit.db, diagnostic);
    return layout::structure_page(visit, visit.member, standing(diagnostic),
        {.section = t.text("Autodiagnostic"),
            .heading = t.text("Qui évalue quoi"),
            .lead =
                t.text("Un chapitre ou un critère se confie à une personne. Chacun peut évaluer le reste, sauf réglage contraire "
                       "dans l'équipe."),
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)}, {t.text("Qui évalue quoi")}},
            .content = assignments_page(visit, diagnostic, team, given)});
}

// « » is nobody; anyone else is of the team and may rate, or the form is none of ours.
void give(Change& change, Diagnostic const& diagnostic, std::vector<Member> const& team, std::vector<Assignment> const& given,
    Criterion const& criterion, std::string const& user) {
    auto const before = std::ranges::find(given, criterion.key, &Assignment::criterion);
    if ((before == given.end() ? "" : std::string{before->user.text()}) == user) return;
    if (user.empty()) unassign(change.db, diagnostic, criterion.key);
    else {
        auto const member = std::ranges::find(team, user, [](Member const& one) { return std::string{one.user.id.text()}; });
        if (member == team.end()) throw web::Refused{404};
        assign(change.db, diagnostic, criterion.key, member->user.id, change.now);
    }
    change.trail.add("assign", criterion.key.text());
}

Response save(Change& change, WhichCycle cycle) {
    auto const diagnostic = require(find(change.db, change.desk.library, change.member.organisation, cycle));
    layout::require_open(change, diagnostic.cycle());
    auto const& chapter = require(find_chapter(diagnostic.version(), change.form.line("chapitre")));
    auto const team = who_may_rate(change.db, diagnostic.organisation());
    auto const given = assignments(change.db, diagnostic);
    auto const whole = change.form.line("tout");
    for (auto const* criterion : asked(diagnostic, chapter)) {
        auto const field = "a-" + std::string{criterion->key.text()};
        if (whole.empty() && !change.form.has(field)) continue;
        give(change, diagnostic, team, given, *criterion, whole.empty() ? change.form.line(field) : whole);
    }
    return web::see_other(assignments_url(diagnostic).at(chapter.key.text()));
}

Response show_own(Visit& visit, WhichCycle cycle) {
    auto const& t = visit.t;
    auto const diagnostic = require(find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto const kept = ratings(visit.db, diagnostic);
    std::vector<OwnCriterion> own;
    auto const flagged = flags(visit.db, diagnostic);
    for (auto const& one : assignments(visit.db, diagnostic)) {
        if (one.user != visit.member.user.id) continue;
        auto const* criterion = find_rated(diagnostic.version(), one.criterion.text());
        if (!criterion) continue;
        own.push_back({criterion, find_rating(kept, *criterion) != nullptr,
            std::ranges::find(flagged, one.criterion, &Flag::criterion) != flagged.end()});
    }
    auto const all = asked(diagnostic);
    std::ranges::sort(own, {}, [&](OwnCriterion const& one) { return std::ranges::find(all, one.criterion) - all.begin(); });
    auto const left = std::ranges::count(own, false, &OwnCriterion::is_rated);
    return layout::structure_page(visit, visit.member, standing(diagnostic),
        {.section = t.text("Autodiagnostic"),
            .heading = t.text("Mes critères"),
            .lead = time_left(t, static_cast<int>(left)),
            .trail = {{t.text("Autodiagnostic"), overview_url(diagnostic)}, {t.text("Mes critères")}},
            .content = own_criteria_page(visit, diagnostic, own)});
}

} // namespace

void add_assignment_routes(accounts::Router& router) {
    router.get_in_cycle("/diagnostic/attribution", Right::manage, show);
    router.post_in_cycle("/diagnostic/attribution", Right::manage, save);
    router.get_in_cycle("/diagnostic/mes-criteres", Right::rate, show_own);
}

} // namespace diagnostic
