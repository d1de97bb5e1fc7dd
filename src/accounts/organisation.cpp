#include "accounts/organisation.h"

#include <array>
#include <utility>

namespace accounts {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 3> roles{
    {{Role::owner, "owner"}, {Role::contributor, "contributor"}, {Role::reader, "reader"}}};

constexpr std::array<std::pair<Right, std::string_view>, 8> rights{{{Right::anyone, "anyone"}, {Right::signed_in, "signed_in"},
    {Right::read, "read"}, {Right::rate, "rate"}, {Right::manage, "manage"}, {Right::api_read, "api_read"},
    {Right::api_write, "api_write"}, {Right::api_manage, "api_manage"}}};

} // namespace

std::string_view to_text(Role role) { return roles[static_cast<std::size_t>(role)].second; }
std::string_view to_text(Right right) { return rights[static_cast<std::size_t>(right)].second; }

} // namespace accounts

template <>
std::optional<accounts::Role> parse<accounts::Role>(std::string_view text) {
    for (auto const& [role, name] : accounts::roles)
        if (name == text) return role;
    return std::nullopt;
}
