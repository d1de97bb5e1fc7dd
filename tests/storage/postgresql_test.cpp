#include "support/database.h"

#include <doctest/doctest.h>

#include <arpa/inet.h>
#include <atomic>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace std::chrono_literals;
using storage::Connection, storage::Engine, storage::Reader, storage::Row, storage::Transaction, storage::Unreachable,
    storage::Value, storage::Writer;

namespace {

constexpr embedded::File notes[] = {{"0001_notes.sql", "CREATE TABLE notes (id TEXT PRIMARY KEY, number BIGINT)"}};

std::int64_t count(Reader const& db) {
    return db.row("SELECT COUNT(*) FROM notes", {}, [](Row& row) { return row.next<std::int64_t>(); }).value();
}

int number(Connection& connection, std::string_view sql) {
    return Reader{connection}.row(sql, {}, [](Row& row) { return row.next<int>(); }).value();
}

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

// Stands between the program and the server, and lets the one down when told.
class Proxy {
public:
    enum class Mode {
        open,
        silent,        // takes what comes and passes nothing on
        cuts_at_commit // passes a COMMIT on, and hangs up when its answer comes
    };

    explicit Proxy(int server_port) : server_port_{server_port} {
        auto address = loopback(0);
        socklen_t size = sizeof address;
        REQUIRE(bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(listen(listener_, 8) == 0);
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread{[this] { work(); }};
    }

    ~Proxy() {
        is_stopping_ = true;
        thread_.join();
        close(listener_);
        for (auto const& way : ways_) close(way.from);
    }

    std::string through(std::string const& address) const { return address + "&host=127.0.0.1&port=" + std::to_string(port_); }

    std::atomic<Mode> mode = Mode::open;

private:
    struct Way {
        int from;
        int to;
        bool is_answer;
    };

    void work() {
        while (!is_stopping_) {
            pollfd listening{listener_, POLLIN, 0};
            if (poll(&listening, 1, 1) > 0) welcome();
            if (mode == Mode::silent) continue;
            for (auto const& way : std::vector{ways_})
                if (!pass_on(way)) {
                    hang_up(way);
                    break;
                }
        }
    }

    void welcome() {
        auto const client = accept(listener_, nullptr, nullptr);
        auto const server = socket(AF_INET, SOCK_STREAM, 0);
        auto const address = loopback(server_port_);
        connect(server, reinterpret_cast<sockaddr const*>(&address), sizeof address);
        ways_.push_back({client, server, false});
        ways_.push_back({server, client, true});
    }

    bool pass_on(Way const& way) {
        std::array<char, 65'536> bytes;
        auto const size = recv(way.from, bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (size < 0) return errno == EAGAIN;
        if (size == 0 || (way.is_answer && is_committing_)) return false;
        std::string_view const text{bytes.data(), static_cast<std::size_t>(size)};
        if (mode == Mode::cuts_at_commit && text.find("COMMIT") != text.npos) is_committing_ = true;
        return send(way.to, bytes.data(), text.size(), MSG_NOSIGNAL) == size;
    }

    void hang_up(Way const& way) {
        close(way.from);
        close(way.to);
        std::erase_if(ways_, [&](Way const& one) { return one.from == way.from || one.from == way.to; });
        is_committing_ = false;
    }

    int const server_port_;
    int const listener_ = socket(AF_INET, SOCK_STREAM, 0);
    int port_ = 0;
    std::vector<Way> ways_;
    bool is_committing_ = false;
    std::atomic<bool> is_stopping_ = false;
    std::thread thread_;
};

// The promises that only a server can break; skipped with the other halves.
void on_postgresql(std::function<void(support::Database&)> const& promise) {
    support::for_each_engine([&](Engine engine) {
        if (engine != Engine::postgresql) return;
        support::Database database{engine, notes};
        promise(database);
    });
}

std::unique_ptr<Proxy> proxy_before(support::Database const& database) {
    auto const server = support::connect(database.address());
    return std::make_unique<Proxy>(number(*server, "SELECT CAST(current_setting('port') AS INTEGER)"));
}

template <typename Work>
std::chrono::milliseconds time_of(Work const& work) {
    auto const begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
}

} // namespace

TEST_CASE("a server that was restarted is found again by the next page and the next form") {
    on_postgresql([](support::Database& database) {
        auto const other = support::connect(database.address());
        auto const process = [](Reader const& db) {
            return db.row("SELECT pg_backend_pid()", {}, [](Row& row) { return row.next<int>(); }).value();
        };
        auto const end = [&](int ended) {
            (void)Reader{*other}.row(
                "SELECT pg_terminate_backend(CAST($1 AS INTEGER), 1000)", {ended}, [](Row& row) { return row.next<bool>(); });
        };
        database->write([](Writer& db) { db.change("INSERT INTO notes (id) VALUES ('a')"); });
        end(database->found(process));
        CHECK(database->found(count) == 1);
        end(database->found(process));
        database->write([](Writer& db) { db.change("INSERT INTO notes (id) VALUES ('b')"); });
        CHECK(database->found(count) == 2);

        CHECK_THROWS_AS(database->read([&](Reader& db) {
            count(db);
            end(process(db));
            count(db);
        }),
            Unreachable);
        CHECK(database->answers());
    });
}

TEST_CASE("a server that is not there is told at once, one that is silent soon") {
    on_postgresql([](support::Database& database) {
        auto const proxy = proxy_before(database);
        proxy->mode = Proxy::Mode::silent;
        auto const open = [](std::string const& address) { CHECK_THROWS_AS(storage::open_postgresql(address), Unreachable); };

        CHECK(time_of([&] { open(proxy->through(database.address())); }) < 2'300ms);
        CHECK(time_of([&] { open(database.address() + "&host=127.0.0.1&port=9"); }) < 500ms);
    });
}

TEST_CASE("a server that falls silent is given up, and found again when it speaks") {
    on_postgresql([](support::Database& database) {
        auto const proxy = proxy_before(database);
        auto const connection = storage::open_postgresql(proxy->through(database.address()), 200ms);
        CHECK(count(Reader{*connection}) == 0);

        proxy->mode = Proxy::Mode::silent;
        CHECK(time_of([&] { CHECK_THROWS_AS(Reader{*connection}, Unreachable); }) < 1'000ms);
        proxy->mode = Proxy::Mode::open;
        CHECK(count(Reader{*connection}) == 0);

        CHECK_THROWS_AS(
            [&] {
                Transaction db{*connection};
                db.change("INSERT INTO notes (id) VALUES ('a')");
                proxy->mode = Proxy::Mode::silent;
                db.change("INSERT INTO notes (id) VALUES ('b')");
            }(),
            Unreachable);
        proxy->mode = Proxy::Mode::open;
        CHECK(count(Reader{*connection}) == 0);
    });
}

TEST_CASE("a commit whose answer was lost is neither said to be kept nor not to be") {
    on_postgresql([](support::Database& database) {
        auto const proxy = proxy_before(database);
        auto const connection = storage::open_postgresql(proxy->through(database.address()));
        {
            Transaction db{*connection};
            db.change("INSERT INTO notes (id) VALUES ('a')");
            proxy->mode = Proxy::Mode::cuts_at_commit;
            CHECK_THROWS_AS(db.commit(), storage::Unknown);
        }
        proxy->mode = Proxy::Mode::open;

        CHECK(count(Reader{*connection}) == 1);
    });
}

TEST_CASE("a statement that lasts too long, or waits for a lock, is told to come back, and its connection lives on") {
    on_postgresql([](support::Database& database) {
        auto const patient = support::connect(database.address());
        auto const hasty = storage::open_postgresql(database.address(), 1'500ms); // the server gives up 150 ms before
        auto const process = number(*hasty, "SELECT pg_backend_pid()");
        {
            Transaction holding{*patient};
            holding.change("INSERT INTO notes (id) VALUES ('a')");
            Transaction db{*hasty};
            CHECK_THROWS_AS(db.change("INSERT INTO notes (id) VALUES ('a')"), storage::Busy);
        }
        CHECK(number(*hasty, "SELECT pg_backend_pid()") == process);
    });
}

TEST_CASE("a transaction in which something failed cannot be committed") {
    on_postgresql([](support::Database& database) {
        auto const connection = support::connect(database.address());
        Transaction db{*connection};
        db.change("INSERT INTO notes (id) VALUES ('a')");
        CHECK_THROWS_AS(db.change("INSERT INTO notes (id) VALUES ('a')"), storage::Failed);

        CHECK_THROWS_AS(db.commit(), storage::NotKept);
    });
}

TEST_CASE("a commit is flushed to the disk, whatever the server does for others") {
    on_postgresql([](support::Database& database) {
        auto const own = [](std::string const& address) {
            auto const connection = storage::open_postgresql(address);
            return Reader{*connection}
                .row("SELECT current_setting('synchronous_commit')", {}, [](Row& row) { return row.next<std::string>(); })
                .value();
        };

        CHECK(own(database.address() + "%20-csynchronous_commit%3Doff") == "on");
        CHECK(own(database.address() + "%20-csynchronous_commit%3Dremote_apply") == "remote_apply");
    });
}

TEST_CASE("a type that SQLite lacks is refused, and a truth is a number as it is there") {
    on_postgresql([](support::Database& database) {
        database->write([](Writer& db) { db.change("INSERT INTO notes (id, number) VALUES ('a', 1), ('b', 2)"); });
        database->read([](Reader& db) {
            auto const read = [](Row& row) { return row.next<Value>(); };
            CHECK_THROWS_AS((void)db.row("SELECT SUM(number) FROM notes", {}, read), storage::Failed);
            CHECK(db.row("SELECT CAST(SUM(number) AS BIGINT) FROM notes", {}, read) == Value{3});
            CHECK(db.row("SELECT 1 = 1", {}, read) == Value{1});
            CHECK(db.row("SELECT CAST(7 AS SMALLINT)", {}, read) == Value{7});
            CHECK(db.row("SELECT CAST(-7 AS INTEGER)", {}, read) == Value{-7});
            CHECK(db.row("SELECT CAST(0.5 AS REAL)", {}, read) == Value{0.5});
            CHECK_THROWS_AS((void)db.row("SELECT CURRENT_DATE", {}, read), storage::Failed);
        });
    });
}

TEST_CASE("a column may be given nothing at first and something later, and the other way round") {
    on_postgresql([](support::Database& database) {
        auto const insert = "INSERT INTO notes (id, number) VALUES ($1, $2)";
        database->write([&](Writer& db) {
            db.change(insert, {"a", std::nullopt});
            db.change(insert, {"b", 2});
            db.change(insert, {"c", std::nullopt});
        });

        auto const numbers = database->found([](Reader const& db) {
            return db.rows("SELECT number FROM notes ORDER BY id", {}, [](Row& row) { return row.maybe<int>(); });
        });
        CHECK(numbers == std::vector<std::optional<int>>{std::nullopt, 2, std::nullopt});
    });
}

TEST_CASE("a schema that another node changes meanwhile is read anew") {
    on_postgresql([](support::Database& database) {
        auto const connection = support::connect(database.address());
        auto const columns = [&] {
            int found = 0;
            Reader const db{*connection};
            (void)db.rows("SELECT * FROM notes", {}, [&](Row& row) {
                while (!row.is_read()) (void)row.next<Value>(), ++found;
                return 0;
            });
            return found;
        };
        database->write([](Writer& db) { db.change("INSERT INTO notes (id) VALUES ('a')"); });
        CHECK(columns() == 2);
        database->write([](Writer& db) { db.change("ALTER TABLE notes ADD COLUMN text TEXT"); });

        CHECK_THROWS_AS(columns(), storage::Failed);
        CHECK(columns() == 3);
    });
}
