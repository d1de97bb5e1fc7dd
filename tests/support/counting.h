#pragma once

#include "storage/storage.h"

#include <memory>
#include <utility>

namespace support {

// Counts what is asked of a database through it.
class Counting : public storage::Connection {
public:
    explicit Counting(std::unique_ptr<storage::Connection> inner) : inner_{std::move(inner)} {}

    storage::Engine engine() const override { return inner_->engine(); }
    std::int64_t run(std::string_view sql, storage::Values values, Each const& each) override {
        ++statements;
        return inner_->run(sql, values, each);
    }
    void begin(storage::Access access) override { inner_->begin(access); }
    void commit() override { inner_->commit(); }
    void roll_back() noexcept override { inner_->roll_back(); }

    int statements = 0;

private:
    std::unique_ptr<storage::Connection> inner_;
};

} // namespace support
