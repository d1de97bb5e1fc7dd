#pragma once

#include "accounts/router.h"
#include "storage/database.h"

#include <memory>

// What the program is made of, put together.
namespace app {

// Every address of the program, with who may.
accounts::Router routes();

// A desk on that database, with the program's own référentiels, languages and clock. Lives as long as the library does.
struct Furniture {
    std::unique_ptr<storage::Database> db;
    std::unique_ptr<referentiel::Library> library;
    std::unique_ptr<accounts::Passwords> passwords;
    std::unique_ptr<accounts::Desk> desk;
};

Furniture furnish(std::string const& database, accounts::Settings, int readers);

} // namespace app
