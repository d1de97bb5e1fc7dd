#pragma once

#include "accounts/router.h"
#include "core/pool.h"
#include "web/server.h"

#include <functional>
#include <mutex>
#include <set>
#include <string>

namespace accounts {

// What a request met, for the log; never its body, its cookies, nor a token.
struct Visited {
    web::Request const& request;
    std::string_view pattern; // or empty where there is no such address
    int status;
    std::optional<SignedIn> const& signed_in;
    std::optional<OrganisationId> const& organisation;
    std::vector<std::string> const& acts; // what it left in a trail
    std::chrono::microseconds took;
};

struct ReceptionSlots {
    // A page for a status that has none of its own, in the visitor's language.
    std::function<web::Response(Caller const*, int status, std::string_view reference)> status_page;
    // Answers later with the report that was asked for.
    std::function<void(web::Later, std::string const& asker, web::Answer)> make_report; // an organisation, or an address
    std::function<void(Visited const&)> log = [](Visited const&) {};
    std::function<void(std::string_view reference, std::string_view what)> log_fault = [](auto, auto) {};
};

// Where every request arrives: finds its route, who asks, whether they may, and calls the handler with what it may touch.
class Reception {
public:
    Reception(Desk const&, Router const&, ReceptionSlots);

    // Answers once; at once, or later from another thread.
    void receive(web::Request, web::Answer);

    // Would receive hand this on to the thread that writes, without waiting for anything?
    bool is_brief(web::Request const&) const;

    // May the form of this request, which has not come yet, bring files? Refused where nobody is signed in.
    bool takes_uploads(web::Request const&) const;

    // Writes when sessions were last seen, and structures last at work. Called now and then by one thread; what is lost is
    // little.
    void write_touches();

private:
    struct Conversation;
    using Talk = std::shared_ptr<Conversation>;

    void begin(Talk const&);
    void show(Talk const&);
    void prepare(Talk const&);
    void make_ready(Conversation&);
    void change(Talk const&);
    web::Response changed(Conversation&, storage::Writer&);
    void settle(Talk const&, std::exception_ptr);
    void conclude(Talk const&, std::exception_ptr);
    void finish(Talk const&, web::Response);
    void refuse(Talk const&, std::exception_ptr);
    void note_activity(Conversation const&);
    void tell_session_end(Conversation const&, web::Response&) const;
    void hand_over(Conversation&, web::Response made);
    void send(Conversation&, web::Response);

    Desk const& desk_;
    Router const& router_;
    ReceptionSlots slots_;
    std::mutex touched_mutex_;
    std::set<std::string> touched_; // digests of sessions
    std::set<OrganisationId> touched_organisations_;
    Pool drawing_{2, 4096};
    Pool hashing_{2, 64};
    Pool receiving_{2, 32};
};

} // namespace accounts
