#pragma once

#include <span>
#include <string_view>

// The data that the program carries, so that it is one file to install: sorted by path, alive as long as the program.
namespace embedded {

struct File {
    std::string_view path; // within its folder: « 0001_accounts.sql »
    std::string_view content;
};

std::span<File const> migrations();
std::span<File const> referentiels();
std::span<File const> locales();
std::span<File const> assets();
std::span<File const> texts();
std::span<File const> openapi(); // what programs may rely on
std::span<File const> stories(); // what the demonstration is made from

} // namespace embedded
