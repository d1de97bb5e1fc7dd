#include "home/routes.h"

#include "actions/queries.h"
#include "diagnostic/addresses.h"
#include "diagnostic/profile.h"
#include "diagnostic/queries.h"
#include "diagnostic/scores.h"
#include "diagnostic/teamwork.h"
#include "home/cycles.h"
#include "home/practices_views.h"
#include "home/views.h"
#include "layout/frame.h"
#include "layout/parts.h"
#include "practices/queries.h"

namespace home {
namespace {

using accounts::Right, accounts::Visit, accounts::WhichCycle;

std::string lead(html::Language const& t, diagnostic::Diagnostic const& diagnostic, diagnostic::Scores const& scores) {
    auto const left = scores.total - scores.answered;
    if (scores.answered == 0)
        return t.text(
            "La démarche {} commence par un autodiagnostic : choisissez, critère par critère, la phrase qui vous ressemble.",
            {diagnostic.cycle().label});
    if (left == 0) return t.text("Le diagnostic {} est complet.", {diagnostic.cycle().label});
    return t.count(left, "Il reste {} critère à évaluer.", "Il reste {} critères à évaluer.");
}

// For whoever reads: how far it is, and nothing to do.
std::string figures(html::Language const& t, diagnostic::Scores const& scores) {
    return t.text("{} sur {}.",
        {t.count(scores.answered, "{} critère évalué", "{} critères évalués"), t.number(std::int64_t{scores.total})});
}

struct Shown {
    diagnostic::Diagnostic const& diagnostic;
    std::span<diagnostic::SavedRating const> ratings;
    diagnostic::Mandate const& mandate; // what whoever looks may rate and describe
};

html::Html tile_of_practices(Visit const& visit, Shown const& shown) {
    auto const asked = diagnostic::asked(shown.diagnostic);
    auto const own = shown.mandate.allowed(asked);
    auto const there = practices::described(visit.db, shown.diagnostic);
    return practices_tile(visit.t, shown.diagnostic, practices::progress(asked, there, shown.ratings),
        {practices::next_to_describe(own, there, shown.ratings), practices::next_to_describe(asked, there, shown.ratings)});
}

web::Response show_home(Visit& visit, WhichCycle cycle) {
    auto const& t = visit.t;
    auto const diagnostic = web::require(diagnostic::find(visit.db, visit.desk.library, visit.member.organisation, cycle));
    auto const kept = diagnostic::ratings(visit.db, diagnostic);
    auto const scores = diagnostic::scores(diagnostic, kept);
    auto const may_rate = accounts::may(visit.member.role, Right::rate) && diagnostic.is_open();
    auto const mandate = diagnostic::mandate(visit.db, diagnostic, visit.member);
    auto const* next = next_criterion(diagnostic, kept, mandate);
    auto const action = html::when(next, [&] {
        auto const at = diagnostic::card_url(diagnostic, *next);
        return layout::button_link(
            t, at, scores.answered == 0 ? t.text("Commencer le diagnostic") : t.text("Reprendre au critère {}", {next->number}));
    });
    auto const plan = actions::plan(visit.db, diagnostic);
    Engagements const engagements{diagnostic, plan, visit.today(), may_rate};
    return layout::structure_page(visit, visit.member, {"accueil", diagnostic.cycle(), &diagnostic.version()},
        {.title = t.text("Accueil"),
            .heading = visit.signed_in->demonstration ? t.text("Bienvenue") : t.text("Bonjour {}", {visit.member.user.given}),
            .lead = may_rate ? lead(t, diagnostic, scores) : figures(t, scores),
            .actions = action,
            .content =
                page(visit, diagnostic, scores, next, tile_of_practices(visit, {diagnostic, kept, mandate}), engagements)});
}

} // namespace

void add_routes(accounts::Router& router) {
    router.get_in_cycle("", Right::read, show_home);
    add_cycle_routes(router);
}

} // namespace home
