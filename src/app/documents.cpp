#include "app/documents.h"

#include "actions/addresses.h"
#include "actions/queries.h"
#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/queries.h"
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
    for (auto const& object : objects) {
        auto const found = diagnostics.find(object.id);
        if (!is_criterion(object) || found == diagnostics.end()) continue;
        auto const& diagnostic = found->second;
        auto const* criterion = find_rated(diagnostic.version(), object.node);
        if (!criterion) continue;
        described.insert_or_assign(
            object, Described{caller.t.text("{}. {} ({})",
                                  {criterion->number, diagnostic::title_of(caller.t, *criterion), diagnostic.cycle().label}),
                        page_of(diagnostic, *criterion), diagnostic.is_open()});
    }
}

void describe_actions(storage::Reader const& db, Caller const& caller, Member const& member, std::span<Object const> objects,
    Users::Objects& described) {
    std::vector<std::string> ids;
    for (auto const& object : objects)
        if (object.kind == Object::Kind::action) ids.push_back(object.id);
    if (ids.empty()) return;
    auto const diagnostics = diagnostics_of(db, caller, member, {});
    for (auto const& action : actions::locate(db, member.organisation, ids)) {
        auto const diagnostic = diagnostics.find(std::string{action.diagnostic.text()});
        if (diagnostic == diagnostics.end()) continue;
        described.insert_or_assign(evidence::action_object(action.id.text()),
            Described{caller.t.text("Action « {} » ({})", {action.title, diagnostic->second.cycle().label}),
                actions::action_url(diagnostic->second, action.id), diagnostic->second.is_open()});
    }
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

// A program that has to be ended over an image would have to be ended over it again: the image is at fault.
Images images_by(reports::Workshop& workshop) {
    return {[&workshop](Images::Job const& job) -> std::optional<Images::Fault> {
        std::promise<std::optional<Images::Fault>> promise;
        workshop.make({"image", as_json(job), job.tenant}, [&promise](Result<reports::Made, reports::Refusal> made) {
            if (made) return promise.set_value(std::nullopt);
            auto const is_its_own = made.error().fault == reports::Fault::failed;
            promise.set_value(is_its_own ? Images::Fault::damaged : Images::Fault::unavailable);
        });
        return promise.get_future().get();
    }};
}

} // namespace app
