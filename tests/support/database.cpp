#include "support/database.h"

#include "storage/migrations.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <unistd.h>
#include <vector>

namespace support {
namespace {

using storage::Connection, storage::Engine, storage::Row;

int skipped = 0;

std::string own_name(std::string const& kind) {
    static int count = 0;
    return kind + "_" + std::to_string(getpid()) + "_" + std::to_string(++count);
}

// Two databases of the same migrations are alike.
std::string kind_of(std::span<embedded::File const> migrations) {
    std::string texts;
    for (auto const& file : migrations) (texts += file.path) += file.content;
    return texts;
}

// In memory where the machine has such a folder: flushing to a disk is not what these tests are about.
class Files {
public:
    ~Files() { std::filesystem::remove_all(folder_); }

    std::string take(std::span<embedded::File const> migrations) {
        auto const file = folder_ / own_name("database");
        std::filesystem::copy_file(model(migrations), file);
        return file;
    }

    static void give_back(std::string const& file) {
        for (auto const* end : {"", "-wal", "-shm"}) std::filesystem::remove(file + end);
    }

private:
    static std::filesystem::path quick_folder() {
        std::filesystem::path const memory = "/dev/shm";
        return access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
    }

    std::filesystem::path model(std::span<embedded::File const> migrations) {
        auto& file = models_[kind_of(migrations)];
        if (!file.empty()) return file;
        std::filesystem::create_directories(folder_);
        auto const fresh = folder_ / own_name("model");
        storage::migrate(*storage::open_sqlite(fresh, storage::Access::read_write), migrations);
        return file = fresh;
    }

    std::filesystem::path folder_ = quick_folder() / own_name("esspratiques_tests");
    std::map<std::string, std::filesystem::path> models_;
};

// A schema for each database. One that a test has done with is emptied for the next, which is quicker than a new one.
class Schemas {
public:
    ~Schemas() {
        for (auto const& schema : all_) server().run("DROP SCHEMA IF EXISTS " + schema + " CASCADE", {});
    }

    std::string take(std::span<embedded::File const> migrations) {
        auto const kind = kind_of(migrations);
        auto& spare = spare_[kind];
        if (spare.empty()) spare.push_back(created(migrations));
        auto const schema = spare.back();
        spare.pop_back();
        kinds_[address(schema)] = {kind, schema};
        return address(schema);
    }

    void give_back(std::string const& address) {
        auto const [kind, schema] = kinds_.extract(address).mapped();
        if (tables(schema) != tables_[kind]) return;
        server().run("SET session_replication_role = replica", {}); // no order among tables that refer to one another
        for (auto const& table : tables_[kind])
            if (table != "schema_migrations") server().run("DELETE FROM " + schema + "." + table, {});
        spare_[kind].push_back(schema);
    }

private:
    struct Taken {
        std::string kind;
        std::string schema;
    };

    Connection& server() {
        if (!server_) server_ = storage::open_postgresql(postgresql_address());
        return *server_;
    }

    static std::string address(std::string const& schema) {
        auto const base = postgresql_address();
        return base + (base.find('?') == base.npos ? "?" : "&") + "options=-csearch_path%3D" + schema;
    }

    std::string created(std::span<embedded::File const> migrations) {
        auto const schema = own_name("test");
        server().run("CREATE SCHEMA " + schema, {});
        all_.push_back(schema);
        storage::migrate(*storage::open_postgresql(address(schema)), migrations);
        tables_[kind_of(migrations)] = tables(schema);
        return schema;
    }

    std::vector<std::string> tables(std::string const& schema) {
        std::vector<std::string> names;
        server().run("SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = $1 ORDER BY table_name",
            std::vector<storage::Value>{schema}, [&](Row& row) { names.push_back(row.next<std::string>()); });
        return names;
    }

    std::unique_ptr<Connection> server_;
    std::vector<std::string> all_;
    std::map<std::string, std::vector<std::string>> tables_;
    std::map<std::string, std::vector<std::string>> spare_;
    std::map<std::string, Taken> kinds_;
};

Files& files() {
    static Files all;
    return all;
}

Schemas& schemas() {
    static Schemas all;
    return all;
}

// Says at the end what was not tested.
struct Skipped : doctest::IReporter {
    explicit Skipped(doctest::ContextOptions const& options) : out{*options.cout} {}

    void test_run_end(doctest::TestRunStats const&) override {
        if (skipped > 0) out << "[doctest] PostgreSQL: " << skipped << " halves skipped, for TEST_POSTGRESQL holds no address\n";
    }

    void report_query(doctest::QueryData const&) override {}
    void test_run_start() override {}
    void test_case_start(doctest::TestCaseData const&) override {}
    void test_case_reenter(doctest::TestCaseData const&) override {}
    void test_case_end(doctest::CurrentTestCaseStats const&) override {}
    void test_case_exception(doctest::TestCaseException const&) override {}
    void subcase_start(doctest::SubcaseSignature const&) override {}
    void subcase_end() override {}
    void log_assert(doctest::AssertData const&) override {}
    void log_message(doctest::MessageData const&) override {}
    void test_case_skipped(doctest::TestCaseData const&) override {}

    std::ostream& out;
};

DOCTEST_REGISTER_LISTENER("skipped", 1, Skipped);

} // namespace

std::string postgresql_address() {
    auto const* address = std::getenv("TEST_POSTGRESQL");
    return address ? address : "";
}

void for_each_engine(std::function<void(Engine)> const& promise) {
    SUBCASE("SQLite") { promise(Engine::sqlite); }
    if (postgresql_address().empty()) {
        ++skipped;
        return;
    }
    SUBCASE("PostgreSQL") { promise(Engine::postgresql); }
}

Database::Database(Engine engine, std::span<embedded::File const> migrations, int readers)
    : migrations_{migrations}, readers_{readers}, address_{engine == Engine::sqlite ? files().take(migrations)
                                                                                    : schemas().take(migrations)} {
    reopen();
}

Database::~Database() {
    auto const engine = database_->engine();
    database_.reset();
    if (engine == Engine::sqlite) Files::give_back(address_);
    else schemas().give_back(address_);
}

void Database::reopen() {
    database_.reset();
    database_ = storage::open({address_, readers_, migrations_});
}

std::unique_ptr<Connection> connect(std::string const& address, storage::Access access) {
    if (storage::is_postgresql(address)) return storage::open_postgresql(address);
    return storage::open_sqlite(address, access);
}

} // namespace support
