#pragma once

#include "storage/storage.h"
#include "storage/text_map.h"

struct sqlite3;
struct sqlite3_stmt;

namespace storage {

// A connection to a SQLite file, with what only its one writer asks.
class Sqlite : public Connection {
public:
    enum class Checkpoint { passive, truncate };

    Sqlite(std::filesystem::path const&, Access);

    Engine engine() const override { return Engine::sqlite; }
    std::int64_t run(std::string_view sql, Values, Each const&) override;
    void begin(Access) override;
    void commit() override;
    void roll_back() noexcept override;

    // False where SQLite itself has taken back what was begun, as it may when the disk is full or fails.
    bool is_in_transaction() const noexcept;

    // How many pages the log holds since it was last emptied; unchanged by a commit that wrote nothing.
    int log_pages() const { return log_pages_; }

    // From now on this connection empties the log when it is told, and never in the middle of a commit.
    void take_care_of_log();

    // Carries the log over into the file as far as readers allow, without waiting for them; true when all of it went.
    bool carry_log(Checkpoint) noexcept;

private:
    struct Close {
        void operator()(sqlite3*) const noexcept;
    };
    struct Finalize {
        void operator()(sqlite3_stmt*) const noexcept;
    };
    struct Prepared {
        std::unique_ptr<sqlite3_stmt, Finalize> statement;
        std::vector<int> places; // of $1, $2… among the parameters, which SQLite numbers in order of appearance
    };

    [[noreturn]] void fail(int code) const;
    void check(int code) const;
    Prepared& prepared(std::string_view sql);
    void bind(Prepared const&, Values) const;
    std::int64_t step(sqlite3_stmt*, Each const&);
    static int note_commit(void* self, sqlite3*, char const*, int pages) noexcept;

    std::unique_ptr<sqlite3, Close> connection_;
    TextMap<Prepared> statements_;
    std::vector<Column> columns_;
    bool is_begun_ = false;
    int log_pages_ = 0;
};

} // namespace storage
