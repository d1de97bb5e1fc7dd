#include "app/answers.h"

#include "api/problem.h"
#include "layout/frame.h"
#include "layout/status.h"
#include "web/log.h"

namespace app {

web::Response status_answer(web::Request const* request, html::Language const& t, int status, std::string_view reference) {
    auto const is_program =
        request && (request->path.starts_with("/api/") || request->header("accept").value_or("").starts_with("application/json"));
    if (is_program) return api::problem(t, status, request, reference);
    return layout::status_page(t, status, reference);
}

web::Response refusal_answer(accounts::Caller const& caller, int status, std::string_view reference) {
    auto const is_visitor = caller.signed_in && caller.signed_in->demonstration;
    auto const is_page = !caller.request.header("accept").value_or("").starts_with("application/json");
    if (is_visitor && is_page && status == 403) return layout::demonstration_refusal(caller);
    if (is_page && (status == 503 || status == 507))
        return layout::status_page(caller.t, status, reference, layout::sent_again(caller));
    return status_answer(&caller.request, caller.t, status, reference);
}

void log_request(accounts::Visited const& visited) {
    auto const user = visited.signed_in ? std::string{visited.signed_in->user.id.text()} : std::string{};
    auto const organisation = visited.organisation ? std::string{visited.organisation->text()} : std::string{};
    auto const is_denied = visited.status == 401 || visited.status == 403 || visited.status == 429;
    std::string acts;
    for (auto const& act : visited.acts) acts += (acts.empty() ? "" : ", ") + act;
    web::log({.level = visited.status >= 500 ? web::Level::error
                       : is_denied           ? web::Level::warning
                                             : web::Level::info,
        .event = is_denied ? "request denied" : "request",
        .reference = visited.request.reference,
        .method = visited.request.method,
        .pattern = visited.pattern.empty() ? "(none)" : visited.pattern,
        .status = visited.status,
        .took = visited.took,
        .user = user,
        .organisation = organisation,
        .acts = acts});
}

void log_fault(std::string_view reference, std::string_view what) {
    web::log({.level = web::Level::error, .event = "fault", .reference = reference, .detail = what});
}

} // namespace app
