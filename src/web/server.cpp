#include "web/server.h"

#include "core/unicode.h"
#include "web/incoming.h"
#include "web/log.h"
#include "web/multipart.h"
#include "web/site.h"
#include "web/workers.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <list>
#include <mutex>
#include <stdexcept>
#include <system_error>
#include <thread>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/basic_parser.hpp>

namespace web {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using Tcp = asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<Tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<Tcp, Executor>;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor>;
template <typename T>
using Awaitable = asio::awaitable<T, Executor>;

constexpr asio::as_tuple_t<asio::use_awaitable_t<Executor>> awaited{};

constexpr std::size_t slowest_bytes_per_second = 8'000;
constexpr std::size_t last_chunk_bytes = 5;
constexpr std::size_t body_piece_bytes = 64 * 1024;
constexpr std::size_t most_brief_bytes = 16 * 1024;
constexpr int retry_after_seconds = 2;
constexpr std::chrono::milliseconds farewell{2'000}; // how long a refused visitor may go on talking before the line is cut
constexpr std::chrono::milliseconds lull{100};       // while stopping, a request that was already on its way still gets in

Clock::duration time_for(std::size_t bytes) {
    return std::chrono::microseconds{static_cast<std::int64_t>(bytes) * 1'000'000 / slowest_bytes_per_second};
}

// Takes one request apart: its head by Beast's strict parser, a chunked body too.
class Parser final : public http::basic_parser<true> {
public:
    Head head;
    std::string body;
    std::shared_ptr<Spool> spool = {}; // where the body goes instead, if it brings files
    bool has_chunks = false;

    void keep(std::string_view bytes) {
        if (spool) spool->write(bytes);
        else body.append(bytes);
    }
    std::size_t received() const { return spool ? static_cast<std::size_t>(spool->size()) : body.size(); }

private:
    using View = boost::core::string_view;

    void on_request_impl(http::verb, View method, View target, int version, error_code&) override {
        head.method = method;
        head.target = target;
        head.is_http_1_0 = version == 10;
    }
    void on_field_impl(http::field, View name, View value, error_code&) override {
        if (is_header_done()) return; // what follows a chunked body says nothing to us
        auto& header = head.headers.emplace_back(std::string{name}, std::string{value});
        for (auto& sign : header.first)
            if (sign >= 'A' && sign <= 'Z') sign = static_cast<char>(sign - 'A' + 'a');
        if (!is_utf8(header.second)) header.second = cleaned(header.second);
    }
    std::size_t on_chunk_body_impl(std::uint64_t, View piece, error_code&) override {
        keep({piece.data(), piece.size()});
        return piece.size();
    }
    std::size_t on_body_impl(View piece, error_code&) override { return piece.size(); }
    void on_response_impl(int, View, int, error_code&) override {}
    void on_header_impl(error_code&) override {}
    void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}
    void on_chunk_header_impl(std::uint64_t, View, error_code&) override { has_chunks = true; }
    void on_finish_impl(error_code&) override {}
};

struct Connection;

// One I/O thread's part. Its connections stand in the list of what they do, those that do it longest first.
// Shared with whoever posts to it, so that a late answer finds it or finds that it is gone.
struct Loop : std::enable_shared_from_this<Loop> {
    Loop(std::shared_ptr<Site> site, Workers& workers) : site{std::move(site)}, workers{workers} {}

    void admit(Socket);
    bool make_room();
    void let_idle_go();
    Awaitable<void> cut_what_is_late();

    std::shared_ptr<Site> site;
    Workers& workers;
    std::list<Connection*> idle, reading, busy; // before the context, whose end ends the connections
    asio::io_context context{1};
    Timer sweep{context.get_executor()};
};

// One request from the moment a worker gets it until its answer is written. Shared by the connection and by whoever will
// answer, of which either may end first.
struct Exchange {
    std::weak_ptr<Loop> loop;
    Connection* connection; // only the loop's thread looks at it; nothing where the connection has ended
    Request request;        // without its body
    std::string body;
    bool is_head, is_http_1_0, closes;
    Outgoing outgoing = {};
    std::string piece = {};
    bool is_broken = false;

    Asked asked() const { return {is_head, is_http_1_0, closes, &request}; }
};

struct Connection {
    Connection(Loop& loop, Socket socket) : loop{loop}, socket{std::move(socket)}, event{loop.context.get_executor()} {
        loop.idle.push_back(this);
        where = &loop.idle;
        place = std::prev(loop.idle.end());
        ++loop.site->connections;
    }
    ~Connection() {
        where->erase(place);
        if (exchange) exchange->connection = nullptr;
        --loop.site->connections;
    }
    Connection(Connection const&) = delete;

    void enter(std::list<Connection*>& list, Clock::time_point until) {
        list.splice(list.end(), *where, place);
        where = &list;
        deadline = until;
    }
    void cut() {
        is_cut = true;
        enter(loop.busy, Clock::time_point::max());
        error_code ignored;
        socket.cancel(ignored);
    }

    Site& site() const { return *loop.site; }
    ServerSettings const& settings() const { return loop.site->settings; }

    Loop& loop;
    Socket socket;
    Timer event; // ends when a worker has done its part
    Incoming incoming;
    std::shared_ptr<Exchange> exchange;
    std::string peer;
    std::list<Connection*>* where;
    std::list<Connection*>::iterator place;
    Clock::time_point deadline = Clock::time_point::max();
    bool is_cut = false;
    bool has_asked = false;
};

void wake(std::shared_ptr<Exchange> const& exchange) {
    auto const loop = exchange->loop.lock();
    if (!loop) return;
    asio::post(loop->context, [exchange] {
        if (exchange->connection) exchange->connection->event.cancel();
    });
}

// The right to answer one exchange, once. Dropped unused, it answers that something is broken.
class Pending {
public:
    explicit Pending(std::shared_ptr<Exchange> exchange) : exchange_{std::move(exchange)} {}
    ~Pending() {
        give([](Site& site, Asked const& asked) {
            log({.level = Level::error, .event = "no answer", .reference = asked.request->reference, .status = 500});
            return site.status_answer(500, asked);
        });
    }
    Pending(Pending const&) = delete;

    void answer(Response response) {
        give([&](Site& site, Asked const& asked) {
            try {
                return site.writing.outgoing(std::move(response), asked);
            } catch (std::exception const& broken) { return failed(site, asked, broken.what()); }
        });
    }
    void refuse(Refused const& refused) {
        give([&](Site& site, Asked const& asked) { return site.status_answer(refused.status, asked, refused.retry_after); });
    }
    void fail(std::string_view detail) {
        give([&](Site& site, Asked const& asked) { return failed(site, asked, detail); });
    }

private:
    static Outgoing failed(Site& site, Asked const& asked, std::string_view detail) {
        log({.level = Level::error,
            .event = "failed",
            .reference = asked.request->reference,
            .method = asked.request->method,
            .status = 500,
            .detail = detail});
        return site.status_answer(500, asked);
    }

    void give(auto const& make) {
        if (is_given_.exchange(true)) return;
        if (auto const loop = exchange_->loop.lock()) {
            exchange_->closes = exchange_->closes || loop->site->is_stopping;
            exchange_->outgoing = make(*loop->site, exchange_->asked());
        }
        wake(exchange_);
    }

    std::shared_ptr<Exchange> exchange_;
    std::atomic<bool> is_given_{false};
};

void work_on(Site const& site, Exchange& exchange, std::shared_ptr<Pending> const& pending) {
    auto request = exchange.request;
    request.body = std::move(exchange.body);
    try {
        site.handler(std::move(request), [pending](Response response) { pending->answer(std::move(response)); });
    } catch (Refused const& refused) { pending->refuse(refused); } catch (std::exception const& broken) {
        pending->fail(broken.what());
    } catch (...) { pending->fail(""); }
}

// Ends when a worker wakes this connection.
Awaitable<void> done(Connection& connection) {
    connection.event.expires_at(Clock::time_point::max());
    co_await connection.event.async_wait(awaited);
}

// Ends when there are bytes to read; false where the connection is cut. Others have their turn meanwhile.
Awaitable<bool> is_readable(Connection& connection) {
    auto const [failure] = co_await connection.socket.async_wait(Socket::wait_read, awaited);
    co_return !failure && !connection.is_cut;
}

bool would_wait(error_code error) { return error == asio::error::would_block || error == asio::error::try_again; }

// Takes the bytes that come next; false where there will be none.
Awaitable<bool> receive(Connection& connection) {
    for (;;) {
        error_code error;
        auto const room = connection.incoming.room();
        connection.incoming.came(connection.socket.read_some(asio::buffer(room.data(), room.size()), error));
        if (!error) co_return true;
        if (!would_wait(error)) co_return false;
        auto const goes_on = co_await is_readable(connection);
        if (!goes_on) co_return false;
    }
}

// All of it in as few system calls as the other side allows; false where it went away or reads too slowly.
template <std::size_t count>
Awaitable<bool> send(Connection& connection, std::array<asio::const_buffer, count> buffers) {
    connection.enter(
        connection.loop.busy, Clock::now() + connection.settings().body_grace + time_for(asio::buffer_size(buffers)));
    while (asio::buffer_size(buffers) > 0) {
        error_code error;
        auto sent = connection.socket.write_some(buffers, error);
        for (auto& buffer : buffers) {
            auto const part = std::min(sent, buffer.size());
            buffer += part;
            sent -= part;
        }
        if (!error) continue;
        if (!would_wait(error)) co_return false;
        auto const [failure] = co_await connection.socket.async_wait(Socket::wait_write, awaited);
        if (failure || connection.is_cut) co_return false;
    }
    connection.deadline = Clock::time_point::max();
    co_return true;
}

asio::const_buffer buffer(std::string_view text) { return {text.data(), text.size()}; }

// The head of a request, or the status that refuses it; -1 where nobody is there any more.
Awaitable<int> receive_head(Connection& connection, Parser& parser) {
    HeadEnd end;
    for (;;) {
        if (!connection.incoming.is_empty()) {
            auto const seen = end.look(connection.incoming.view());
            if (seen.refusal != 0) co_return seen.refusal;
            if (seen.length != 0) {
                error_code error;
                parser.header_limit(most_head_bytes + 1);
                parser.body_limit(boost::none);
                parser.put(buffer(connection.incoming.view().substr(0, seen.length)), error);
                connection.incoming.consume(seen.length);
                co_return error ? 400 : refusal(parser.head);
            }
        }
        if (!co_await receive(connection)) co_return connection.is_cut && !connection.incoming.is_empty() ? 408 : -1;
    }
}

// A body comes at a decent pace after a time of grace, and some time it has come.
void keep_pace(Connection& connection, Clock::time_point begin, std::size_t received) {
    auto const pace = std::max<Clock::duration>(connection.settings().body_grace, time_for(received));
    connection.deadline = begin + std::min<Clock::duration>(pace, connection.settings().body_deadline);
}

Awaitable<int> receive_sized_body(Connection& connection, std::string& body, std::size_t length) {
    auto const begin = Clock::now();
    auto const there = connection.incoming.view().substr(0, length);
    body = there;
    connection.incoming.consume(there.size());
    for (auto received = body.size(); received < length;) {
        keep_pace(connection, begin, received);
        // Grows with what came, not with what was promised.
        if (received == body.size()) body.resize(std::min(length, std::max(body_piece_bytes, received * 2)));
        error_code error;
        received += connection.socket.read_some(asio::buffer(body.data() + received, body.size() - received), error);
        if (error && !would_wait(error)) co_return -1;
        if (received == length) break;
        auto const goes_on = co_await is_readable(connection);
        if (!goes_on) co_return connection.is_cut ? 408 : -1;
    }
    co_return 0;
}

// Nothing of it stays in memory.
Awaitable<int> receive_to_disk(Connection& connection, Spool& spool, std::size_t length) {
    auto const begin = Clock::now();
    std::vector<char> piece(body_piece_bytes);
    auto const there = connection.incoming.view().substr(0, length);
    spool.write(there);
    connection.incoming.consume(there.size());
    while (spool.size() < length) {
        keep_pace(connection, begin, static_cast<std::size_t>(spool.size()));
        error_code error;
        auto const most = std::min(piece.size(), length - static_cast<std::size_t>(spool.size()));
        auto const count = connection.socket.read_some(asio::buffer(piece.data(), most), error);
        if (error && !would_wait(error)) co_return -1;
        spool.write({piece.data(), count});
        if (count > 0) continue;
        auto const goes_on = co_await is_readable(connection);
        if (!goes_on) co_return connection.is_cut ? 408 : -1;
    }
    co_return 0;
}

Awaitable<int> receive_chunked_body(Connection& connection, Parser& parser, std::size_t limit) {
    auto const begin = Clock::now();
    parser.body_limit(limit);
    parser.eager(true);
    for (;;) {
        auto const there = connection.incoming.view();
        error_code error = http::error::need_more;
        // Where the first chunk is the last one, « 0 » and two line ends, Beast wants to see it whole.
        if (!there.empty() && (parser.has_chunks || there.size() >= last_chunk_bytes || there.front() != '0'))
            connection.incoming.consume(parser.put(buffer(there), error));
        if (parser.is_done()) break;
        if (error == http::error::body_limit) co_return 413;
        if (error && error != http::error::need_more) co_return 400;
        if (error && has_bare_line_end(connection.incoming.view())) co_return 400;
        if (connection.incoming.view().size() >= most_head_bytes) co_return 431;
        keep_pace(connection, begin, parser.received());
        auto const goes_on = co_await is_readable(connection);
        auto const is_there = goes_on && co_await receive(connection);
        if (!is_there) co_return connection.is_cut ? 408 : -1;
    }
    co_return 0;
}

bool brings_files(ServerSettings const& settings, Request const& request) {
    return is_multipart(request.header("content-type").value_or("")) && settings.takes_uploads(request);
}

// Where an upload waits, and its place among those that may wait.
struct Waiting {
    std::shared_ptr<void> place;
    Spool spool;
};

Awaitable<int> receive_any_body(Connection& connection, Parser& parser, Request const& request) {
    auto const& settings = connection.settings();
    auto const length = parser.content_length();
    if (!parser.chunked() && length.value_or(0) == 0) co_return 0;

    auto const has_files = brings_files(settings, request);
    auto const limit = has_files ? settings.most_upload_bytes : settings.most_body_bytes;
    if (length && *length > limit) co_return 413;
    if (has_files) {
        auto place = connection.site().places->take(request.address);
        if (!place) co_return 503;
        std::shared_ptr<Waiting> const waiting{new Waiting{std::move(place), Spool{settings.spool_folder}}};
        parser.spool = {waiting, &waiting->spool};
    }
    if (request.header("expect") && !parser.head.is_http_1_0 && connection.incoming.is_empty()) {
        auto const is_there = co_await send(connection, std::array{buffer("HTTP/1.1 100 Continue\r\n\r\n")});
        if (!is_there) co_return -1;
    }
    if (parser.chunked()) co_return co_await receive_chunked_body(connection, parser, limit);
    if (parser.spool) co_return co_await receive_to_disk(connection, *parser.spool, static_cast<std::size_t>(*length));
    co_return co_await receive_sized_body(connection, parser.body, static_cast<std::size_t>(*length));
}

Awaitable<int> receive_body(Connection& connection, Parser& parser, Request const& request) {
    try {
        co_return co_await receive_any_body(connection, parser, request);
    } catch (Refused const& refused) {
        co_return refused.status;
    } catch (std::system_error const& broken) { // the disk does not take it
        log({.level = Level::error, .event = "upload failed", .detail = broken.what()});
        co_return broken.code() == std::errc::no_space_on_device ? 507 : 500;
    }
}

// Sends one piece after the other as workers make them; a piece that fails cuts the answer visibly short.
Awaitable<bool> send_pieces(Connection& connection, std::shared_ptr<Exchange> exchange) {
    for (;;) {
        connection.loop.workers.add([exchange] {
            try {
                exchange->piece = exchange->outgoing.pieces();
            } catch (std::exception const& broken) {
                exchange->is_broken = true;
                log({.level = Level::error,
                    .event = "answer cut short",
                    .reference = exchange->request.reference,
                    .detail = broken.what()});
            }
            wake(exchange);
        });
        co_await done(connection);
        if (exchange->is_broken) co_return false;

        auto const is_last = exchange->piece.empty();
        if (!exchange->outgoing.is_chunked) {
            if (is_last) co_return true;
            auto const is_sent = co_await send(connection, std::array{buffer(exchange->piece)});
            if (!is_sent) co_return false;
            continue;
        }
        std::array<char, 20> size{};
        auto* const end = std::to_chars(size.begin(), size.end() - 2, exchange->piece.size(), 16).ptr;
        end[0] = '\r';
        end[1] = '\n';
        std::string_view const line{size.data(), static_cast<std::size_t>(end + 2 - size.data())};
        auto const is_sent = co_await send(connection, std::array{buffer(line), buffer(exchange->piece), buffer("\r\n")});
        if (!is_sent) co_return false;
        if (is_last) co_return true;
    }
}

Awaitable<bool> send_outgoing(Connection& connection, std::shared_ptr<Exchange> exchange) {
    auto const& outgoing = exchange->outgoing;
    auto const is_sent = co_await send(connection, std::array{buffer(outgoing.head), buffer(outgoing.body())});
    if (!is_sent) co_return false;
    if (outgoing.pieces) co_return co_await send_pieces(connection, exchange);
    co_return true;
}

// A visitor who is still talking when the line is cut would never read the answer: hear them out for a moment.
Awaitable<void> say_farewell(Connection& connection) {
    error_code ignored;
    connection.socket.shutdown(Socket::shutdown_send, ignored);
    connection.incoming.release();
    connection.is_cut = false;
    connection.enter(connection.loop.reading, Clock::now() + farewell);
    for (;;) {
        connection.incoming.consume(connection.incoming.view().size());
        auto const is_talking = co_await is_readable(connection);
        if (!is_talking) co_return;
        auto const is_there = co_await receive(connection);
        if (!is_there) co_return;
    }
}

Awaitable<void> refuse(Connection& connection, int status, Asked asked) {
    log({.level = Level::warning,
        .event = "refused",
        .reference = asked.request ? asked.request->reference : "",
        .status = status});
    connection.is_cut = false;
    auto const outgoing = connection.site().status_answer(status, asked, status == 503 ? retry_after_seconds : 0);
    auto const is_sent = co_await send(connection, std::array{buffer(outgoing.head), buffer(outgoing.body())});
    if (is_sent) co_await say_farewell(connection);
}

// Has a worker answer, or says at once that too many wait. What is brief waits for no worker.
Awaitable<void> have_answered(Connection& connection, std::shared_ptr<Exchange> exchange) {
    auto pending = std::make_shared<Pending>(exchange); // shared by all copies of one Answer
    auto const& site = connection.loop.site;
    if (exchange->body.size() <= most_brief_bytes && site->settings.is_brief(exchange->request)) {
        work_on(*site, *exchange, pending);
    } else if (!connection.loop.workers.offer([site, exchange, pending] { work_on(*site, *exchange, pending); })) {
        pending->refuse({503, retry_after_seconds});
    }
    pending.reset();
    co_await done(connection);
}

// Sends what was answered. True where the connection stays open for another request.
Awaitable<bool> exchange_once(Connection& connection) {
    connection.enter(connection.loop.reading,
        connection.has_asked ? Clock::now() + connection.settings().header_deadline : connection.deadline);
    connection.has_asked = true;
    Parser parser;
    auto status = co_await receive_head(connection, parser);
    if (status < 0) co_return false;

    auto const is_head = parser.head.method == "HEAD", is_http_1_0 = parser.head.is_http_1_0;
    if (status > 0) {
        co_await refuse(connection, status, {is_head, is_http_1_0, true, nullptr});
        co_return false;
    }
    connection.enter(connection.loop.busy, Clock::time_point::max());
    auto request = connection.site().request_of(std::move(parser.head), connection.peer);
    status = co_await receive_body(connection, parser, request);
    if (status < 0) co_return false;

    connection.deadline = Clock::time_point::max();
    request.spool = std::move(parser.spool);
    if (status > 0) {
        co_await refuse(connection, status, {is_head, is_http_1_0, true, &request});
        co_return false;
    }
    auto const closes = is_http_1_0 || !parser.keep_alive() || connection.site().is_stopping;
    connection.exchange = std::make_shared<Exchange>(
        Exchange{connection.loop.weak_from_this(), &connection, request, std::move(parser.body), is_head, is_http_1_0, closes});
    co_await have_answered(connection, connection.exchange);
    auto const is_sent = co_await send_outgoing(connection, connection.exchange);
    auto const goes_on = is_sent && !connection.exchange->outgoing.closes;
    connection.exchange.reset();
    co_return goes_on;
}

Awaitable<bool> has_bytes(Connection& connection) {
    connection.incoming.release();
    auto const patience = connection.site().is_stopping ? lull
                          : connection.has_asked        ? connection.settings().idle_deadline
                                                        : connection.settings().header_deadline;
    connection.enter(connection.loop.idle, Clock::now() + patience);
    co_return co_await is_readable(connection);
}

Awaitable<void> serve(Loop& loop, Socket socket) {
    error_code error;
    auto const peer = socket.remote_endpoint(error).address().to_string();
    socket.set_option(Tcp::no_delay{true}, error);
    socket.non_blocking(true, error);
    if (error) co_return;

    Connection connection{loop, std::move(socket)};
    connection.peer = loop.site->proxies.visitor(peer, "");
    for (;;) {
        if (connection.incoming.is_empty()) {
            auto const is_there = co_await has_bytes(connection);
            if (!is_there) co_return;
        }
        auto const goes_on = co_await exchange_once(connection);
        if (!goes_on) break;
    }
    // Closing while bytes wait to be read would cut off the answer.
    if (!connection.is_cut && (!connection.incoming.is_empty() || connection.socket.available(error) > 0))
        co_await say_farewell(connection);
}

void Loop::admit(Socket socket) {
    if (make_room()) {
        asio::co_spawn(context, serve(*this, std::move(socket)), asio::detached);
        return;
    }
    auto const outgoing = site->status_answer(503, {.closes = true}, retry_after_seconds);
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(std::array{buffer(outgoing.head), buffer(outgoing.body())}, ignored);
}

// Where this thread has its share of connections, the one that has done nothing longest gives way.
bool Loop::make_room() {
    auto const threads = static_cast<std::size_t>(site->settings.io_threads);
    auto const share = (site->most_connections + threads - 1) / threads;
    if (idle.size() + reading.size() + busy.size() < share) return true;
    if (idle.empty() && reading.empty()) return false;
    (idle.empty() ? reading : idle).front()->cut();
    return true;
}

void Loop::let_idle_go() {
    for (auto* connection : idle) connection->deadline = std::min(connection->deadline, Clock::now() + lull);
    sweep.cancel();
}

// One timer for all connections of a thread: a look at each costs less than a timer of its own.
Awaitable<void> Loop::cut_what_is_late() {
    auto const& settings = site->settings;
    auto const shortest =
        std::min({settings.header_deadline, settings.body_grace, settings.body_deadline, settings.idle_deadline});
    auto const step = std::clamp<Clock::duration>(shortest / 8, std::chrono::milliseconds{5}, std::chrono::milliseconds{500});
    for (;;) {
        sweep.expires_after(site->is_stopping ? lull / 4 : step);
        co_await sweep.async_wait(awaited);
        auto const now = Clock::now();
        for (auto* list : {&idle, &reading, &busy})
            for (auto at = list->begin(); at != list->end();) {
                auto* const connection = *at++;
                if (connection->deadline <= now) connection->cut();
            }
    }
}

Tcp::endpoint read_endpoint(std::string_view listen) {
    auto const colon = listen.rfind(':');
    if (colon == listen.npos) throw std::invalid_argument{"an address to listen on has a port: 127.0.0.1:8080"};
    auto address = std::string{listen.substr(0, colon)};
    if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
    if (address == "localhost") address = "127.0.0.1";
    auto const digits = listen.substr(colon + 1);
    std::uint16_t port = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc{} || end != digits.data() + digits.size())
        throw std::invalid_argument{"not a port: " + std::string{digits}};
    return {asio::ip::make_address(address), port};
}

} // namespace

struct Server::Running {
    Running(ServerSettings, Handler, StatusPage);
    ~Running() { stop(); }

    int start();
    void stop();
    void stop_accepting();
    Awaitable<void> accept_all();
    void admit(Loop&, Socket);

    std::shared_ptr<Site> site; // shared with the loops, which a late answer may keep alive
    Workers workers;
    std::vector<std::shared_ptr<Loop>> loops;
    Acceptor acceptor;
    std::vector<std::thread> threads;
    std::atomic<std::size_t> loops_that_admit{0};
};

Server::Running::Running(ServerSettings settings, Handler handler, StatusPage status_page)
    : site{std::make_shared<Site>(std::move(settings), std::move(handler), std::move(status_page))},
      workers{site->settings.workers, site->settings.queue}, loops{[this] {
          std::vector<std::shared_ptr<Loop>> made;
          for (int count = 0; count < std::max(site->settings.io_threads, 1); ++count)
              made.push_back(std::make_shared<Loop>(site, workers));
          return made;
      }()},
      acceptor{loops.front()->context} {}

int Server::Running::start() {
    site->allow_many_files();
    auto const endpoint = read_endpoint(site->settings.listen);
    acceptor.open(endpoint.protocol());
    acceptor.set_option(Acceptor::reuse_address{true});
    acceptor.bind(endpoint);
    acceptor.listen(4096);
    auto const port = acceptor.local_endpoint().port();

    loops_that_admit = loops.size();
    asio::co_spawn(loops.front()->context, accept_all(), asio::detached);
    for (auto const& loop : loops) {
        asio::co_spawn(loop->context, loop->cut_what_is_late(), asio::detached);
        threads.emplace_back([&context = loop->context] { context.run(); });
    }
    return port;
}

Awaitable<void> Server::Running::accept_all() {
    for (std::size_t turn = 0;; turn = (turn + 1) % loops.size()) {
        auto& loop = *loops[turn];
        auto [error, socket] = co_await acceptor.async_accept(loop.context, awaited);
        if (!acceptor.is_open()) co_return;
        if (!error) admit(loop, std::move(socket));
        else {
            // Too many files are open: some will be closed.
            Timer pause{acceptor.get_executor(), std::chrono::milliseconds{20}};
            co_await pause.async_wait(awaited);
        }
    }
}

void Server::Running::admit(Loop& loop, Socket socket) {
    if (&loop == loops.front().get()) return loop.admit(std::move(socket));
    asio::post(loop.context, [&loop, socket = std::move(socket)]() mutable { loop.admit(std::move(socket)); });
}

void Server::Running::stop() {
    if (threads.empty()) return;
    auto const deadline = Clock::now() + site->settings.drain_deadline;
    site->is_stopping = true;
    asio::post(loops.front()->context, [this] { stop_accepting(); });
    auto const is_done = [this] { return loops_that_admit == 0 && site->connections == 0; };
    while (!is_done() && Clock::now() < deadline) std::this_thread::sleep_for(std::chrono::milliseconds{2});
    workers.rest(deadline);

    for (auto const& loop : loops) loop->context.stop();
    for (auto& thread : threads) thread.join();
    threads.clear();
}

// Those who stand in line already are let in; then the door closes.
void Server::Running::stop_accepting() {
    error_code error;
    acceptor.non_blocking(true, error);
    for (;;) {
        auto socket = acceptor.accept(loops.front()->context, error);
        if (error) break;
        loops.front()->admit(std::move(socket));
    }
    acceptor.close(error);
    for (auto const& loop : loops)
        asio::post(loop->context, [this, loop = loop.get()] {
            loop->let_idle_go();
            --loops_that_admit;
        });
}

Server::Server(ServerSettings settings, Handler handler, StatusPage status_page)
    : running_{std::make_unique<Running>(std::move(settings), std::move(handler), std::move(status_page))} {}

Server::~Server() = default;

int Server::start() { return running_->start(); }

void Server::stop() { running_->stop(); }

} // namespace web
