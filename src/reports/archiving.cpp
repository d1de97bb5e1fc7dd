#include "reports/archiving.h"

#include "accounts/members.h"
#include "evidence/addresses.h"
#include "evidence/archiving.h"
#include "evidence/draft.h"
#include "evidence/queries.h"
#include "evidence/space.h"
#include "evidence/trash.h"
#include "layout/frame.h"
#include "layout/parts.h"
#include "reports/diagnostic_files.h"
#include "reports/plan_files.h"
#include "reports/practices_files.h"

#include <boost/json.hpp>

#include <algorithm>

namespace reports {
namespace {

using accounts::Change, accounts::Cycle, accounts::CycleId, accounts::Receiving, accounts::Right, accounts::Visit,
    accounts::WhichCycle;
using evidence::EvidenceId, evidence::Report;
using web::Response, web::require;

// What the form asks for; a form of ours names all of it.
struct Asked {
    EvidenceId id;
    CycleId cycle;
    Report report;
};

Asked asked(web::Form const& form) {
    auto id = EvidenceId::parse(form.line("id"));
    auto cycle = CycleId::parse(form.line("demarche"));
    auto const report = parse<Report>(form.line("rapport"));
    if (!id || !cycle || !report) throw web::Refused{400};
    return {*std::move(id), *std::move(cycle), *report};
}

web::Later report_of(Visit const& visit, Asked const& asked) {
    switch (asked.report) {
        case Report::diagnostic: return diagnostic_report(visit, WhichCycle{asked.cycle});
        case Report::practices: return practices_report(visit, WhichCycle{asked.cycle});
        case Report::plan: return plan_report(visit, WhichCycle{asked.cycle});
    }
    throw web::Refused{400};
}

// The report, ready to be kept, or why there is none.
struct Printed {
    std::shared_ptr<storage::Draft const> draft = {};
    std::string file_name = {};
    std::optional<Fault> fault = {};
};

// Before the transaction, for it may take seconds. Nothing is made for a form that is sent twice.
Printed print(Receiving& context) {
    auto const what = asked(context.form);
    auto const& organisation = context.member.organisation;
    std::optional<web::Later> later;
    context.desk.db.read([&](storage::Reader& db) {
        if (evidence::find(db, organisation, what.id)) return;
        later = report_of(Visit{context, context.member, db}, what);
    });
    if (!later) return {};
    auto const made = context.desk.slots.of<Press>().print({later->kind, later->json, std::string{organisation.text()}});
    if (!made) return {.fault = made.error().fault};

    std::shared_ptr<storage::Draft> draft = context.desk.files.draft(organisation.text());
    draft->write(made->bytes);
    draft->settle();
    return {std::move(draft), later->file_name, {}};
}

// « 2026 » of a cycle that is called so, or « 2026-2027 »; else the year in which it was opened.
int year_of(Change const& change, Cycle const& cycle) {
    auto const is_digit = [](char sign) { return sign >= '0' && sign <= '9'; };
    auto const& label = cycle.label;
    for (auto at = std::ranges::find_if(label, is_digit); at != label.end(); at = std::find_if(at, label.end(), is_digit)) {
        auto const end = std::find_if_not(at, label.end(), is_digit);
        if (std::string const number{at, end}; number.size() == 4 && (number.starts_with("19") || number.starts_with("20")))
            return std::stoi(number);
        at = end;
    }
    return int{std::chrono::year_month_day{change.local(cycle.opened).day}.year()};
}

// « Plan d'actions 2026, au 21 novembre 2026 »
std::string title_of(Change const& change, Report report, Cycle const& cycle) {
    auto const& t = change.t;
    std::vector<std::string> const words{cycle.label, t.date(change.today())};
    switch (report) {
        case Report::diagnostic: return t.text("Autodiagnostic {}, au {}", {words[0], words[1]});
        case Report::practices: return t.text("Bonnes pratiques {}, au {}", {words[0], words[1]});
        case Report::plan: return t.text("Plan d'actions {}, au {}", {words[0], words[1]});
    }
    return {};
}

// Says why nothing was kept, and offers to try again with the same form.
Response refusal(Change const& change, Asked const& what, std::string const& words, int status) {
    auto const& t = change.t;
    auto at = evidence::archiving_url(change.member.organisation);
    auto const compared = change.request.parameters();
    for (auto const& [name, value] : compared.fields()) at = at.with(name, std::string_view{value});
    auto const again = evidence::archive_button(change, change.member, what.cycle, what.report, t.text("Recommencer"),
        evidence::way_back(change.form.line("retour")), std::string{what.id.text()}, at);
    auto response = layout::structure_page(change, change.member, {.entry = "documents"},
        {.section = t.text("Documents"),
            .heading = t.text("Le rapport n'est pas archivé"),
            .trail = {{t.text("Documents"), evidence::list_url(change.member.organisation)}, {t.text("Archiver un rapport")}},
            .content = layout::notice(t, layout::Tone::care, t.text("Rien n'a été ajouté à vos documents."), words, again),
            .status = status,
            .width = layout::Width::narrow});
    if (status == 503) response.headers.emplace_back("Retry-After", "30");
    return response;
}

Response unprinted(Change const& change, Asked const& what, Fault fault) {
    auto const& t = change.t;
    if (fault == Fault::busy)
        return refusal(change, what,
            t.text("Deux rapports de votre structure sont déjà en préparation : recommencez dans une minute."), 503);
    if (fault == Fault::too_large)
        return refusal(change, what,
            t.text("Ce rapport est trop long pour être fait d'un seul tenant. Joignez-en plutôt le classeur à vos documents."),
            504);
    return refusal(change, what,
        t.text("Les PDF ne peuvent pas être faits en ce moment. Vos données n'y sont pour rien et restent en place : "
               "recommencez plus tard, ou prévenez la personne qui s'occupe de cette installation."),
        503);
}

Response save_report(Change& change, Printed const& printed) {
    auto const& t = change.t;
    auto const& organisation = change.member.organisation;
    auto const what = asked(change.form);
    auto const back = evidence::way_back(change.form.line("retour"));
    auto const there =
        back ? back->with("fait", "archive") : evidence::document_url(organisation, what.id).with("fait", "archive");
    if (evidence::find(change.db, organisation, what.id)) return web::see_other(there);
    if (accounts::find_removed(change.db, organisation, evidence::trash_kind, what.id.text(), change.now))
        return web::see_other(evidence::act_url(organisation, "corbeille"));
    auto const cycle = require(accounts::find_cycle(change.db, organisation, what.cycle));
    if (!printed.draft) return unprinted(change, what, printed.fault.value_or(Fault::busy));
    if (!evidence::has_room(change.db, organisation, printed.draft->sha256(), printed.draft->size()))
        return refusal(change, what,
            t.text("Il ne reste pas assez de place : les documents de la structure tiennent en 500 Mo. Videz la corbeille."),
            422);

    change.desk.files.keep(change.db, organisation.text(), *printed.draft);
    constexpr std::string_view type = "application/pdf";
    auto const title = title_of(change, what.report, cycle);
    evidence::add(change.db, organisation,
        {what.id, evidence::Kind::file, title, year_of(change, cycle),
            {new_id<evidence::Version>(change.now, change.desk.chance), 1, evidence::name_for_type(printed.file_name, type),
                std::string{type}, printed.draft->size(), printed.draft->sha256(), "", change.member.user.name(), change.now,
                {}}},
        change.member.user, change.today());
    change.trail.add("archive_report", what.id.text(), boost::json::serialize(boost::json::object{{"title", title}}));
    return web::see_other(there);
}

} // namespace

void add_archiving_routes(accounts::Router& router) {
    router.post("/structures/{}/documents/rapports", Right::rate, print, save_report);
}

} // namespace reports
