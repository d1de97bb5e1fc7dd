#include "app/documents.h"

#include "actions/addresses.h"
#include "actions/queries.h"
#include "app/answers.h"
#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/queries.h"
#include "diagnostic/teamwork.h"
#include "practices/addresses.h"

#include <boost/json.hpp>

#include <future>
#include <map>

namespace app {
namespace {

using accounts::Caller, accounts::Member;
using diagnostic::Diagnostic, diagnostic::DiagnosticId;
using evidence::Described, evidence::Images, evidence::Object, evidence::Users;

// By id, each once: those of all cycles at one go, and what they replaced where a document is still joined to that.
std::map<std::string, Diagnostic> diagnostics_of(
    storage::Reader const& db, Caller const& caller, Member const& member, std::span<Object const> objects) {
    auto const& library = caller.desk.library;
    std::map<std::string, Diagnostic> found;
    for (auto& one : diagnostic::find_all(db, library, member.organisation)) found.emplace(one.id().text(), std::move(one));
    for (auto const& object : objects) {
        if (object.kind != Object::Kind::criterion || found.contains(object.id)) continue;
        if (auto replaced = diagnostic::find(db, library, member.organisation, DiagnosticId::parse(object.id).value()))
            found.emplace(object.id, *std::move(replaced));
    }
    return found;
}

// What this member may do, asked once for each diagnostic that is open.
class Mandates {
public:
    Mandates(storage::Reader const& db, Member const& member) : db_{db}, member_{member} {}

    Described described(std::string title, Url address, Diagnostic const& diagnostic, std::string_view node) {
        auto const found = known_.try_emplace(diagnostic.id().text());
        if (found.second) found.first->second = diagnostic::mandate(db_, diagnostic, member_);
        auto const& mandate = found.first->second;
        auto const* criterion = find_rated(diagnostic.version(), node);
        auto const may_change = criterion ? mandate.allows(*criterion) : mandate.is_whole;
        auto const& cycle = diagnostic.cycle();
        return {std::move(title), std::move(address), may_change, cycle.closed ? std::optional{cycle} : std::nullopt};
    }

private:
    storage::Reader const& db_;
    Member const& member_;
    std::map<std::string_view, diagnostic::Mandate> known_ = {};
};

// What was replaced is read on a page of its own: its criteria may be asked no more.
Url page_of(Diagnostic const& diagnostic, referentiel::Criterion const& criterion) {
    if (diagnostic.is_current()) return practices::practice_url(diagnostic, criterion);
    return practices::aside_url(diagnostic).at(diagnostic::card_id(criterion));
}

void describe_criteria(storage::Reader const& db, Caller const& caller, Member const& member, std::span<Object const> objects,
    Users::Objects& described) {
    auto const is_criterion = [](Object const& object) { return object.kind == Object::Kind::criterion; };
    if (std::none_of(objects.begin(), objects.end(), is_criterion)) return;
    auto const diagnostics = diagnostics_of(db, caller, member, objects);
    Mandates mandates{db, member};
    for (auto const& object : objects) {
        auto const found = diagnostics.find(object.id);
        if (!is_criterion(object) || found == diagnostics.end()) continue;
        auto const& diagnostic = found->second;
        auto const* criterion = find_rated(diagnostic.version(), object.node);
        if (!criterion) continue;
        described.insert_or_assign(object,
            mandates.described(caller.t.text("{}. {} ({})",
                                   {criterion->number, diagnostic::title_of(caller.t, *criterion), diagnostic.cycle().label}),
                page_of(diagnostic, *criterion), diagnostic, object.node));
    }
}

void describe_actions(storage::Reader const& db, Caller const& caller, Member const& member, std::span<Object const> objects,
    Users::Objects& described) {
    std::vector<std::string> ids;
    for (auto const& object : objects)
        if (object.kind == Object::Kind::action) ids.push_back(object.id);
    if (ids.empty()) return;
    auto const diagnostics = diagnostics_of(db, caller, member, {});
    Mandates mandates{db, member};
    for (auto const& action : actions::locate(db, member.organisation, ids)) {
        auto const diagnostic = diagnostics.find(std::string{action.diagnostic.text()});
        if (diagnostic == diagnostics.end()) continue;
        described.insert_or_assign(evidence::action_object(action.id.text()),
            mandates.described(caller.t.text("Action « {} » ({})", {action.title, diagnostic->second.cycle().label}),
                actions::action_url(diagnostic->second, action.id), diagnostic->second, action.node));
    }
}

// The worker says by the first word what an image is at fault for; any other failure is our own.
Images::Fault fault_of(reports::Refusal const& refusal) {
    std::string_view const reason = refusal.reason;
    if (reason.starts_with("damaged: ")) return Images::Fault::damaged;
    if (reason.starts_with("too many pixels: ")) return Images::Fault::too_many_pixels;
    if (refusal.fault != reports::Fault::busy) log_fault("images", reason);
    return Images::Fault::unavailable;
}

std::string as_json(Images::Job const& job) {
    return boost::json::serialize(boost::json::object{{"from", job.from.string()}, {"to", job.to.string()}, {"type", job.type},
        {"shape", job.shape == Images::Shape::logo ? "logo" : "as-it-was"}});
}

} // namespace

Users document_users() {
    return {[](storage::Reader const& db, Caller const& caller, Member const& member, std::span<Object const> objects) {
        Users::Objects described;
        describe_criteria(db, caller, member, objects, described);
        describe_actions(db, caller, member, objects, described);
        return described;
    }};
}

void forget_uses_of_lost_actions(storage::Writer& db) {
    db.change(R"(
        DELETE FROM evidence_uses -- all organisations: what is gone is gone for all
        WHERE kind = 'action'
            AND NOT EXISTS (SELECT 1 FROM actions
                WHERE actions.organisation_id = evidence_uses.organisation_id AND actions.id = evidence_uses.object)
            AND NOT EXISTS (SELECT 1 FROM trash
                WHERE trash.organisation_id = evidence_uses.organisation_id
                    AND trash.content LIKE '%' || evidence_uses.object || '%'))");
}

Images images_by(reports::Workshop& workshop) {
    return {[&workshop](Images::Job const& job) -> std::optional<Images::Fault> {
        std::promise<std::optional<Images::Fault>> promise;
        workshop.make({"image", as_json(job), job.tenant}, [&promise](Result<reports::Made, reports::Refusal> made) {
            if (made) return promise.set_value(std::nullopt);
            promise.set_value(fault_of(made.error()));
        });
        return promise.get_future().get();
    }};
}

reports::Press press_by(reports::Workshop& workshop) {
    return {[&workshop](reports::Job job) -> Result<reports::Made, reports::Refusal> {
        std::promise<Result<reports::Made, reports::Refusal>> promise;
        workshop.make(std::move(job), [&promise](Result<reports::Made, reports::Refusal> made) {
            if (!made && made.error().fault != reports::Fault::busy) log_fault("reports", made.error().reason);
            promise.set_value(std::move(made));
        });
        return promise.get_future().get();
    }};
}

} // namespace app
