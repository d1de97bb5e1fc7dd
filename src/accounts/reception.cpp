#include "accounts/reception.h"

#include "accounts/form_key.h"
#include "accounts/members.h"
#include "accounts/stopped.h"
#include "core/secret.h"
#include "web/multipart.h"

#include <algorithm>
#include <memory>

namespace accounts {
namespace {

using web::Refused, web::Request, web::Response;

bool is_page(Router::Route const& route) { return route.method == "GET"; }

// Is the sender of a form one of our own pages? Browsers say so in one of two headers; programs send neither. A page whose
// address is secret has no-referrer, and its forms an Origin of « null »: there the other header tells, which browsers send
// over https and to loopback.
bool comes_from_us(Request const& request, Settings const& settings) {
    if (auto const site = request.header("sec-fetch-site")) return *site == "same-origin" || *site == "none";
    auto const origin = request.header("origin");
    if (!origin || *origin == settings.base_url) return true;
    auto const host = std::string{request.header("host").value_or("")};
    return *origin == (settings.is_https() ? "https://" : "http://") + host;
}

std::string bearer(Request const& request) {
    auto const header = request.header("authorization").value_or("");
    constexpr std::string_view scheme = "Bearer ";
    return header.starts_with(scheme) ? std::string{header.substr(scheme.size())} : std::string{};
}

bool wants_json(Request const& request) {
    return request.path.starts_with("/api/") || request.header("accept").value_or("").starts_with("application/json");
}

// Last seen in steps, so that a page is no reason to write.
bool is_to_be_touched(SignedIn const& signed_in, Instant now) { return now - signed_in.session.last_seen >= touch_step; }

Response to_sign_in(Request const& request) {
    auto const back = request.path + (request.query.empty() ? "" : "?" + request.query);
    return web::see_other(Url::page({"connexion"}).with("retour", std::string_view{back}));
}

std::string cookie_line(Settings const& settings, std::string_view name, std::string_view value, std::string_view rest) {
    return settings.cookie(name) + '=' + std::string{value} + "; Path=/; HttpOnly; SameSite=Lax" +
           (settings.is_https() ? "; Secure" : "") + std::string{rest};
}

} // namespace

// One request on its way to its answer. It lives until that is sent: what handlers refer to stands here.
struct Reception::Conversation {
    Request request;
    web::Answer answer;
    std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
    Instant now = {};
    std::optional<Router::Found> found = {};
    std::string session_token = {};
    std::string visitor_token = {};
    bool is_new_visitor = false;
    std::string key = {}; // of this browser's forms
    html::FormKey form_key = {};
    std::optional<SignedIn> signed_in = {};
    web::Form form = {};
    std::any prepared = {};
    std::vector<std::function<void()>> after_commit = {};
    std::vector<std::string> acts = {};
    std::optional<Response> response = {};

    std::string session_digest() const { return session_token.empty() ? "" : token_digest(session_token); }
    Right right() const { return found->route->right; }
};

namespace {

html::Language const& language_of(Desk const& desk, Request const& request, std::optional<SignedIn> const& signed_in) {
    if (signed_in && !signed_in->demonstration) return desk.language(signed_in->user.language);
    return desk.language(request.cookie(desk.settings.cookie("langue")).value_or("fr"));
}

template <typename Conversation>
Caller caller_of(Desk const& desk, Conversation const& talk) {
    return {desk, talk.request, language_of(desk, talk.request, talk.signed_in), talk.form_key, talk.now, talk.signed_in};
}

// Who asks for a program's sake: the owner of the key, if its scope is wide enough.
SignedIn require_key(storage::Reader const& db, Request const& request, Right right, Instant now) {
    auto const key = find_api_key(db, token_digest(bearer(request)));
    if (!key) throw Refused{401};
    if (right != Right::api_read && !key->may_write) throw Refused{403};
    return {key->user, {key->session, "", now, now}, "", now};
}

// Whoever visits the demonstration reads its structure and changes nothing; on the pages of the site they are nobody.
void keep_to_demonstration(std::optional<SignedIn>& signed_in, Router::Route const& route) {
    if (!signed_in || !signed_in->demonstration) return;
    if (route.right == Right::anyone) signed_in.reset();
    else if (route.right != Right::read || !is_page(route)) throw Refused{403};
}

Member visitor_of(storage::Reader const& db, SignedIn const& visitor, OrganisationId const& organisation) {
    if (visitor.demonstration != organisation) throw Refused{404};
    auto const shown = web::require(find_organisation(db, organisation));
    return {web::require(MemberId::parse(visitor.user.id.text())), visitor.user, organisation, shown.profile.name, Role::reader};
}

// Another's structure is not found, as one that does not exist; a page of one's own may be refused.
Member require_member(storage::Reader const& db, SignedIn const& signed_in, OrganisationId const& organisation, Right right) {
    if (signed_in.demonstration) return visitor_of(db, signed_in, organisation);
    auto member = web::require(find_member(db, organisation, signed_in.user));
    if (!may(member.role, of_person(right))) throw Refused{403};
    return member;
}

} // namespace

Reception::Reception(Desk const& desk, Router const& router, ReceptionSlots slots)
    : desk_{desk}, router_{router}, slots_{std::move(slots)} {}

void Reception::receive(Request request, web::Answer answer) {
    auto const talk = std::make_shared<Conversation>(Conversation{std::move(request), std::move(answer)});
    try {
        begin(talk);
    } catch (...) { refuse(talk, std::current_exception()); }
}

// On PostgreSQL the thread that receives a form would wait for the server.
bool Reception::is_brief(Request const& request) const {
    if (request.method != "POST" || desk_.db.engine() != storage::Engine::sqlite) return false;
    auto const found = router_.find(request.method, request.path);
    return found && !found->route->is_prepared();
}

bool Reception::takes_uploads(Request const& request) const {
    auto const found = router_.find(request.method, request.path);
    if (!found || !found->route->takes_uploads) return false;
    if (request.cookie(desk_.settings.cookie("session")).value_or("").empty()) throw Refused{401};
    return true;
}

void Reception::begin(Talk const& talk) {
    auto& request = talk->request;
    talk->now = desk_.clock();
    talk->found = router_.find(request.method, request.path);
    talk->session_token = request.cookie(desk_.settings.cookie("session")).value_or("");
    if (!talk->found) {
        auto const methods = router_.methods(request.path);
        auto const is_known = std::ranges::find(methods, request.method) != methods.end(); // but its structure is no id
        throw Refused{methods.empty() || is_known ? 404 : 405};
    }

    if (!is_of_programs(talk->right()) && !request.path.starts_with("/api/")) {
        talk->visitor_token = request.cookie(desk_.settings.cookie("visiteur")).value_or("");
        talk->is_new_visitor = talk->session_token.empty() && talk->visitor_token.size() != 43;
        if (talk->is_new_visitor) talk->visitor_token = new_token(desk_.chance);
        talk->key = accounts::form_key(desk_.settings.secret,
            talk->session_token.empty() ? "visitor " + talk->visitor_token : "session " + talk->session_token);
        talk->form_key = masked(talk->key, desk_.chance);
    }
    if (is_page(*talk->found->route)) show(talk);
    else prepare(talk);
}

void Reception::show(Talk const& talk) {
    auto const* route = talk->found->route;
    auto const& organisation = talk->found->organisation;
    auto const& segments = talk->found->segments;
    desk_.db.read([&](storage::Reader& db) {
        if (is_of_programs(route->right)) talk->signed_in = require_key(db, talk->request, route->right, talk->now);
        else if (auto const digest = talk->session_digest(); !digest.empty())
            talk->signed_in = find_signed_in(db, digest, talk->now);
        if (route->right != Right::anyone && !talk->signed_in) throw Refused{401};
        keep_to_demonstration(talk->signed_in, *route);

        auto const caller = caller_of(desk_, *talk);
        if (auto const* handler = std::get_if<Router::Handler<Guest>>(&route->handler)) {
            Guest guest{caller, db};
            talk->response = (*handler)(guest, segments, talk->prepared);
        } else if (auto const* handler = std::get_if<Router::Handler<UserVisit>>(&route->handler)) {
            UserVisit visit{caller, talk->signed_in->user, db};
            talk->response = (*handler)(visit, segments, talk->prepared);
        } else {
            Visit visit{caller, require_member(db, *talk->signed_in, *organisation, route->right), db};
            talk->response = std::get<Router::Handler<Visit>>(route->handler)(visit, segments, talk->prepared);
        }
    });
    finish(talk, *std::move(talk->response));
}

// Checks what needs no database, and does what takes long, before the transaction opens.
void Reception::prepare(Talk const& talk) {
    auto& request = talk->request;
    if (!is_of_programs(talk->right())) {
        auto const type = request.header("content-type").value_or("");
        auto const has_files = web::is_multipart(type);
        if ((!request.body.empty() || request.spool) && !has_files && !type.starts_with("application/x-www-form-urlencoded"))
            throw Refused{415};
        auto form = request.spool ? web::read_multipart(type, request.spool)
                    : has_files   ? web::read_multipart(type, request.body)
                                  : web::read_form(request.body);
        if (!form) throw Refused{400};
        talk->form = *std::move(form);
        auto const needs_key = talk->found->route->needs_key;
        if (needs_key && !comes_from_us(request, desk_.settings)) throw Refused{403};
        if (talk->right() != Right::anyone && talk->session_token.empty()) throw Refused{401};
        if (needs_key && !is_masked(talk->form.text("csrf"), talk->key)) throw Refused{403};
    }
    auto const& route = *talk->found->route;
    if (!route.is_prepared()) return change(talk);

    auto const is_taken = (route.is_received() ? receiving_ : hashing_).submit([this, talk] {
        try {
            make_ready(*talk);
            change(talk);
        } catch (...) { refuse(talk, std::current_exception()); }
    });
    if (!is_taken) throw Refused{503, 5};
}

// What takes long, once it is known that they may.
void Reception::make_ready(Conversation& talk) {
    auto const* route = talk.found->route;
    auto const& organisation = talk.found->organisation;
    auto const& segments = talk.found->segments;
    std::optional<Member> member;
    desk_.db.read([&](storage::Reader& db) {
        if (auto const digest = talk.session_digest(); !digest.empty()) talk.signed_in = find_signed_in(db, digest, talk.now);
        if (route->right != Right::anyone && !talk.signed_in) throw Refused{401};
        keep_to_demonstration(talk.signed_in, *route);
        if (organisation) member = require_member(db, *talk.signed_in, *organisation, route->right);
        auto const* prepare = std::get_if<Router::Preparation<Preparing>>(&route->prepare);
        if (!prepare) return;
        Preparing context{caller_of(desk_, talk), db, talk.form};
        talk.prepared = (*prepare)(context, segments);
    });
    if (auto const* receive = std::get_if<Router::Preparation<Receiving>>(&route->prepare)) {
        Receiving context{caller_of(desk_, talk), talk.form, member.value()};
        talk.prepared = (*receive)(context, segments);
    }
}

void Reception::change(Talk const& talk) {
    desk_.db.write([this, talk](storage::Writer& db) { talk->response = changed(*talk, db); },
        [this, talk](std::exception_ptr stopped) { settle(talk, stopped); });
}

// Within the transaction.
Response Reception::changed(Conversation& talk, storage::Writer& db) {
    auto& [route, organisation, segments] = *talk.found;
    if (is_of_programs(route->right)) talk.signed_in = require_key(db, talk.request, route->right, talk.now);
    else if (auto const digest = talk.session_digest(); !digest.empty()) talk.signed_in = find_signed_in(db, digest, talk.now);
    if (route->right != Right::anyone && !talk.signed_in) throw Refused{401};
    keep_to_demonstration(talk.signed_in, *route);

    auto const caller = caller_of(desk_, talk);
    Acting const acting{db, talk.form, talk.after_commit, talk.acts};
    if (auto const* handler = std::get_if<Router::Handler<GuestChange>>(&route->handler)) {
        GuestChange change{caller, acting};
        return (*handler)(change, segments, talk.prepared);
    }
    if (auto const* handler = std::get_if<Router::Handler<UserChange>>(&route->handler)) {
        UserChange change{caller, acting, talk.signed_in->user};
        return (*handler)(change, segments, talk.prepared);
    }
    db.wait_for("organisations", *organisation);
    auto member = require_member(db, *talk.signed_in, *organisation, route->right);
    audit::Trail trail{db, organisation->text(), talk.signed_in->user.id.text(), talk.now, desk_.chance, &talk.acts};
    Change change{caller, acting, std::move(member), trail};
    return std::get<Router::Handler<Change>>(route->handler)(change, segments, talk.prepared);
}

// After the commit, or after what stopped it. Called by the thread that writes, which must not wait for a page to be drawn.
void Reception::settle(Talk const& talk, std::exception_ptr stopped) {
    auto const is_quick = !stopped && talk->after_commit.empty() && !std::holds_alternative<web::Drawing>(talk->response->body);
    if (is_quick || !drawing_.submit([this, talk, stopped] { conclude(talk, stopped); })) conclude(talk, stopped);
}

void Reception::conclude(Talk const& talk, std::exception_ptr stopped) {
    try {
        if (stopped) std::rethrow_exception(stopped);
        for (auto const& work : talk->after_commit) work();
        finish(talk, *std::move(talk->response));
    } catch (...) { refuse(talk, std::current_exception()); }
}

void Reception::finish(Talk const& talk, Response response) {
    if (auto* later = std::get_if<web::Later>(&response.body)) {
        auto const& organisation = talk->found->organisation;
        auto const asker = organisation ? std::string{organisation->text()} : talk->request.address;
        return slots_.make_report(std::move(*later), asker, [this, talk](Response made) { hand_over(*talk, std::move(made)); });
    }
    if (auto const* drawing = std::get_if<web::Drawing>(&response.body)) {
        auto text = drawing->draw();
        response.body = std::move(text);
    }
    send(*talk, std::move(response));
}

void Reception::hand_over(Conversation& talk, Response made) {
    if (made.status == 200) return send(talk, std::move(made));
    auto const caller = caller_of(desk_, talk);
    auto page = slots_.status_page(&caller, made.status, talk.request.reference);
    std::ranges::move(made.headers, std::back_inserter(page.headers));
    send(talk, std::move(page));
}

void Reception::refuse(Talk const& talk, std::exception_ptr stopped) {
    talk->acts.clear(); // nothing of them was kept
    Refused refused{500};
    try {
        std::rethrow_exception(stopped);
    } catch (Stopped const& thrown) { return send(*talk, thrown.response); } catch (Refused const& thrown) {
        refused = thrown;
    } catch (storage::Busy const&) { refused = {503, 5}; } catch (storage::Full const&) {
        refused = {507};
    } catch (storage::NotKept const& fault) {
        refused = {503, 5};
        slots_.log_fault(talk->request.reference, fault.what());
    } catch (std::exception const& fault) { slots_.log_fault(talk->request.reference, fault.what()); }

    auto const is_person = !wants_json(talk->request);
    auto const is_page_asked = talk->request.method == "GET";
    if (refused.status == 401 && is_person && is_page_asked) return send(*talk, to_sign_in(talk->request));

    auto const caller = caller_of(desk_, *talk);
    auto response = slots_.status_page(&caller, refused.status, talk->request.reference);
    if (refused.retry_after > 0) response.headers.emplace_back("Retry-After", std::to_string(refused.retry_after));
    if (refused.status == 401 && !is_person) response.headers.emplace_back("WWW-Authenticate", "Bearer");
    if (refused.status == 405) {
        std::string allowed;
        for (auto const& method : router_.methods(talk->request.path)) allowed += (allowed.empty() ? "" : ", ") + method;
        response.headers.emplace_back("Allow", allowed);
    }
    send(*talk, std::move(response));
}

// Last seen, last activity.
void Reception::note_activity(Conversation const& talk) {
    if (!talk.signed_in || talk.signed_in->digest.empty() || !is_to_be_touched(*talk.signed_in, talk.now)) return;
    std::lock_guard const lock{touched_mutex_};
    touched_.insert(talk.signed_in->digest);
    if (talk.found && talk.found->organisation) touched_organisations_.insert(*talk.found->organisation);
}

// Saving is a sign of life: the page of a script learns how long its session goes on.
void Reception::tell_session_end(Conversation const& talk, Response& response) const {
    if (!talk.signed_in || talk.signed_in->digest.empty() || !wants_json(talk.request)) return;
    auto seen = *talk.signed_in;
    if (response.status < 400 && is_to_be_touched(seen, talk.now)) seen.session.last_seen = talk.now;
    response.headers.emplace_back("X-Session-Ends", std::to_string(seen.ends().time_since_epoch().count()));
}

void Reception::send(Conversation& talk, Response response) {
    tell_session_end(talk, response);
    if (response.status < 400) note_activity(talk);
    if (talk.is_new_visitor)
        response.headers.emplace_back("Set-Cookie", cookie_line(desk_.settings, "visiteur", talk.visitor_token, ""));
    auto const organisation = talk.found ? talk.found->organisation : std::nullopt;
    auto const took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - talk.began);
    slots_.log({talk.request, talk.found ? std::string_view{talk.found->route->pattern} : "", response.status, talk.signed_in,
        organisation, talk.acts, took});
    talk.answer(std::move(response));
}

void Reception::write_touches() {
    std::set<std::string> sessions;
    std::set<OrganisationId> organisations;
    {
        std::lock_guard const lock{touched_mutex_};
        sessions.swap(touched_);
        organisations.swap(touched_organisations_);
    }
    if (sessions.empty()) return;
    auto const now = desk_.clock();
    desk_.db.write([sessions, organisations, now](storage::Writer& db) {
        for (auto const& digest : sessions) touch_session(db, digest, now);
        for (auto const& organisation : organisations) touch_organisation(db, organisation, now);
    });
}

} // namespace accounts
