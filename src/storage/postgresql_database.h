#pragma once

#include "storage/database.h"
#include "storage/pool.h"

namespace storage {

// Pages and forms share its connections; each form is a transaction of its own, in the thread that asks for it.
class PostgresqlDatabase : public Database {
public:
    PostgresqlDatabase(std::string const& address, int connections);

    void read(std::function<void(Reader&)> const& page) override;
    void write(Unit, Done) override;
    bool answers() noexcept override;
    Engine engine() const override { return Engine::postgresql; }

private:
    Pool connections_;
};

} // namespace storage
