#include "storage/storage.h"
#include "storage/text_map.h"

#include <endian.h>
#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace storage {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds patience_to_connect{1900};

// The types that we use, by the numbers that PostgreSQL gives them for ever.
namespace type {
constexpr Oid boolean = 16, bytes = 17, name = 19, int8 = 20, int2 = 21, int4 = 23, text = 25, float4 = 700, float8 = 701,
              unknown = 705, padded = 1042, varchar = 1043, numeric = 1700, nothing = 2278;
} // namespace type

constexpr int binary = 1;

// The server is silent: not worth a second try at once.
class Late : public Unreachable {
    using Unreachable::Unreachable;
};

using Result = std::unique_ptr<PGresult, decltype([](PGresult* result) { PQclear(result); })>;

// What libpq is given for the values of a statement, whose bytes stay where they are but for numbers.
class Parameters {
public:
    explicit Parameters(Values values) : numbers_(values.size()) {
        for (auto* list : {&lengths_, &formats_}) list->reserve(values.size());
        for (auto const& value : values) std::visit(*this, value.content);
    }

    void operator()(std::monostate) { add(0, nullptr, 0); }
    void operator()(std::int64_t number) { add_number(type::int8, static_cast<std::uint64_t>(number)); }
    void operator()(double number) { add_number(type::float8, std::bit_cast<std::uint64_t>(number)); }
    void operator()(std::string const& text) { add(type::text, text.data(), text.size()); }
    void operator()(Blob const& bytes) {
        add(type::bytes, bytes.empty() ? "" : reinterpret_cast<char const*>(bytes.data()), bytes.size());
    }

    int count() const { return static_cast<int>(values_.size()); }
    char const* const* values() const { return values_.data(); }
    int const* lengths() const { return lengths_.data(); }
    int const* formats() const { return formats_.data(); }
    std::vector<Oid> const& types() const { return types_; }

private:
    void add(Oid type, char const* bytes, std::size_t size) {
        types_.push_back(type);
        values_.push_back(bytes);
        lengths_.push_back(static_cast<int>(size));
        formats_.push_back(binary);
    }

    void add_number(Oid type, std::uint64_t bits) {
        auto& kept = numbers_[values_.size()];
        bits = htobe64(bits);
        std::memcpy(kept.data(), &bits, sizeof bits);
        add(type, kept.data(), kept.size());
    }

    std::vector<Oid> types_;
    std::vector<char const*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
    std::vector<std::array<char, 8>> numbers_;
};

template <typename T>
T big_endian(char const* bytes) {
    T number;
    std::memcpy(&number, bytes, sizeof number);
    if constexpr (sizeof(T) == 2) return be16toh(number);
    else if constexpr (sizeof(T) == 4) return be32toh(number);
    else return be64toh(number);
}

Column column(PGresult const* result, int row, int place) {
    if (PQgetisnull(result, row, place)) return std::monostate{};
    auto const* bytes = PQgetvalue(result, row, place);
    auto const size = static_cast<std::size_t>(PQgetlength(result, row, place));
    switch (PQftype(result, place)) {
        case type::boolean: return std::int64_t{*bytes};
        case type::int2: return std::int64_t{static_cast<std::int16_t>(big_endian<std::uint16_t>(bytes))};
        case type::int4: return std::int64_t{static_cast<std::int32_t>(big_endian<std::uint32_t>(bytes))};
        case type::int8: return static_cast<std::int64_t>(big_endian<std::uint64_t>(bytes));
        case type::float4: return double{std::bit_cast<float>(big_endian<std::uint32_t>(bytes))};
        case type::float8: return std::bit_cast<double>(big_endian<std::uint64_t>(bytes));
        case type::text:
        case type::varchar:
        case type::padded:
        case type::name:
        case type::unknown: return std::string_view{bytes, size};
        case type::bytes: return std::span{reinterpret_cast<std::byte const*>(bytes), size};
        case type::nothing: return std::monostate{};
        case type::numeric:
            throw Failed{"a column is NUMERIC, as sums and means of whole numbers are on PostgreSQL: CAST(… AS BIGINT) or "
                         "CAST(… AS DOUBLE PRECISION)"};
        default: throw Failed{"a column has a type that SQLite lacks: CAST it to TEXT or BIGINT"};
    }
}

// How many values a text asks for: the highest of its $1, $2… outside of quotes and comments.
std::size_t parameter_count(std::string_view sql) {
    std::size_t highest = 0;
    bool is_quoted = false;
    for (std::size_t at = 0; at < sql.size(); ++at) {
        if (!is_quoted && sql.substr(at).starts_with("--")) at = std::min(sql.find('\n', at), sql.size() - 1);
        if (sql[at] == '\'') is_quoted = !is_quoted;
        if (is_quoted || sql[at] != '$') continue;
        std::size_t number = 0;
        for (; at + 1 < sql.size() && sql[at + 1] >= '0' && sql[at + 1] <= '9'; ++at)
            number = number * 10 + static_cast<std::size_t>(sql[at + 1] - '0');
        highest = std::max(highest, number);
    }
    return highest;
}

class Postgresql : public Connection {
public:
    Postgresql(std::string_view address, std::chrono::milliseconds patience) : address_{address}, patience_{patience} {
        connect();
    }

    Engine engine() const override { return Engine::postgresql; }
    std::int64_t run(std::string_view sql, Values, Each const&) override;
    void begin(Access) override;
    void commit() override;
    void roll_back() noexcept override;

private:
    // The same text is prepared once for each list of types, of which nothing fits any.
    struct Prepared {
        std::vector<Oid> types;
        std::string name;
    };

    void connect();
    void settle();
    Result command(char const* sql);
    Prepared const& prepared(std::string_view sql, Parameters const&);
    Result answer(int is_sent);
    void await(short events, Clock::time_point deadline);
    [[noreturn]] void fail(PGresult const*);
    [[noreturn]] void lose();

    std::string const address_;
    std::chrono::milliseconds const patience_;
    std::unique_ptr<PGconn, decltype([](PGconn* connection) { PQfinish(connection); })> connection_; // nothing once it is lost
    TextMap<std::vector<Prepared>> statements_;
    std::size_t prepared_count_ = 0;
    bool is_begun_ = false;
    bool is_outdated_ = false; // the schema has changed under its statements
};

void Postgresql::connect() {
    statements_.clear();
    prepared_count_ = 0;
    is_outdated_ = false;
    char const* const names[] = {"dbname", "application_name", "client_encoding", nullptr};
    char const* const values[] = {address_.c_str(), "esspratiques", "UTF8", nullptr};
    connection_.reset(PQconnectStartParams(names, values, true));
    if (!connection_) throw std::bad_alloc{};
    PQsetNoticeProcessor(
        connection_.get(), [](void*, char const*) {}, nullptr);

    auto const deadline = Clock::now() + patience_to_connect;
    for (auto step = PGRES_POLLING_WRITING; step != PGRES_POLLING_OK; step = PQconnectPoll(connection_.get())) {
        if (step == PGRES_POLLING_FAILED || PQstatus(connection_.get()) == CONNECTION_BAD) lose();
        await(step == PGRES_POLLING_READING ? POLLIN : POLLOUT, deadline);
    }
    if (PQsetnonblocking(connection_.get(), 1) != 0) lose();
    settle();
}

// The server gives up a little before us, so that we hear of it and keep the connection. A commit that is not flushed to the
// disk is none, whatever the server was told for other programs.
void Postgresql::settle() {
    auto const timeout = std::to_string((patience_ - patience_ / 10).count());
    command(("SET statement_timeout = " + timeout).c_str());
    command(R"(
        SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') IN ('off', 'local'))");
}

std::int64_t Postgresql::run(std::string_view sql, Values values, Each const& each) {
    if (!connection_) throw Unreachable{"the connection to PostgreSQL was lost"};
    if (is_begun_ && PQtransactionStatus(connection_.get()) == PQTRANS_IDLE) throw Failed{"the transaction was ended"};

    Parameters const parameters{values};
    auto const& statement = prepared(sql, parameters);
    auto const result = answer(PQsendQueryPrepared(connection_.get(), statement.name.c_str(), parameters.count(),
        parameters.values(), parameters.lengths(), parameters.formats(), binary));
    if (each) {
        std::vector<Column> columns(static_cast<std::size_t>(PQnfields(result.get())));
        for (int row = 0; row < PQntuples(result.get()); ++row) {
            for (std::size_t place = 0; place < columns.size(); ++place)
                columns[place] = column(result.get(), row, static_cast<int>(place));
            Row read{columns};
            each(read);
        }
    }
    return std::atoll(PQcmdTuples(result.get()));
}

// A connection may have been lost since it was last used. Nothing is begun yet, so another takes its place.
void Postgresql::begin(Access access) {
    auto const* const sql = access == Access::read_only ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN";
    if (prepared_count_ > most_kept_statements || is_outdated_) connection_.reset();
    bool const was_open = connection_ != nullptr;
    if (!was_open) connect();
    try {
        command(sql);
    } catch (Late const&) { throw; } catch (Unreachable const&) {
        if (!was_open) throw;
        connect();
        command(sql);
    }
    is_begun_ = true;
}

void Postgresql::commit() {
    is_begun_ = false;
    if (!connection_) throw NotKept{"the connection to PostgreSQL was lost before the commit"};
    try {
        auto const result = command("COMMIT");
        if (std::string_view{PQcmdStatus(result.get())} == "COMMIT") return;
    } catch (Unreachable const& problem) { throw Unknown{problem.what()}; } catch (Busy const&) {
        throw;
    } catch (Failed const& problem) { throw NotKept{problem.what()}; }
    throw NotKept{"PostgreSQL took the transaction back"};
}

void Postgresql::roll_back() noexcept {
    is_begun_ = false;
    if (!connection_ || PQtransactionStatus(connection_.get()) == PQTRANS_IDLE) return;
    try {
        command("ROLLBACK");
    } catch (...) { // lost: the server takes back what was begun
        connection_.reset();
    }
}

Result Postgresql::command(char const* sql) {
    return answer(PQsendQueryParams(connection_.get(), sql, 0, nullptr, nullptr, nullptr, nullptr, binary));
}

Postgresql::Prepared const& Postgresql::prepared(std::string_view sql, Parameters const& parameters) {
    auto found = statements_.find(sql);
    if (found == statements_.end()) found = statements_.emplace(sql, std::vector<Prepared>{}).first;
    auto const fits = [&](Prepared const& one) {
        return std::ranges::equal(one.types, parameters.types(), [](Oid kept, Oid given) { return given == 0 || kept == given; });
    };
    auto& variants = found->second;
    if (auto const kept = std::ranges::find_if(variants, fits); kept != variants.end()) return *kept;

    if (parameter_count(sql) != parameters.types().size())
        throw Failed{"a statement has another number of values: " + std::string{sql}};
    Prepared fresh{parameters.types(), "s" + std::to_string(++prepared_count_)};
    answer(PQsendPrepare(connection_.get(), fresh.name.c_str(), found->first.c_str(), parameters.count(), fresh.types.data()));
    return variants.emplace_back(std::move(fresh));
}

// The last result of what was sent, or its error.
Result Postgresql::answer(int is_sent) {
    if (!is_sent) lose();
    auto const deadline = Clock::now() + patience_;
    while (auto const left = PQflush(connection_.get())) {
        if (left < 0) lose();
        await(POLLIN | POLLOUT, deadline);
        if (!PQconsumeInput(connection_.get())) lose();
    }

    Result last;
    for (;;) {
        while (PQisBusy(connection_.get())) {
            await(POLLIN, deadline);
            if (!PQconsumeInput(connection_.get())) lose();
        }
        Result next{PQgetResult(connection_.get())};
        if (!next) break;
        last = std::move(next);
    }
    auto const status = PQresultStatus(last.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(last.get());
    return last;
}

void Postgresql::await(short events, Clock::time_point deadline) {
    pollfd socket{PQsocket(connection_.get()), events, 0};
    for (;;) {
        auto const left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        auto const ready = left > 0 ? poll(&socket, 1, static_cast<int>(left)) : 0;
        if (ready > 0) return;
        if (ready < 0 && errno == EINTR) continue;
        connection_.reset();
        throw Late{"PostgreSQL does not answer in time"};
    }
}

void Postgresql::fail(PGresult const* result) {
    if (PQstatus(connection_.get()) == CONNECTION_BAD) lose();
    std::string const message = PQresultErrorMessage(result);
    auto const* const field = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    std::string_view const state = field ? field : "";

    // Serialization, deadlock, lock held, statement given up by the server.
    if (state.starts_with("40") || state == "55P03" || state == "57014") throw Busy{message};
    if (state == "53100") throw Full{message};
    if (state.starts_with("57P") || state.starts_with("08") || state == "53300") throw Unreachable{message};
    if (state == "0A000") is_outdated_ = true; // « cached plan must not change result type »
    throw Failed{message};
}

void Postgresql::lose() {
    std::string const message = PQerrorMessage(connection_.get());
    connection_.reset();
    throw Unreachable{"PostgreSQL : " + message};
}

} // namespace

std::unique_ptr<Connection> open_postgresql(std::string_view address, std::chrono::milliseconds patience) {
    return std::make_unique<Postgresql>(address, patience);
}

} // namespace storage
