#include "accounts/router.h"

#include <stdexcept>

namespace accounts {
namespace {

template <typename Context>
bool takes(Router::AnyHandler const& handler) {
    return std::holds_alternative<Router::Handler<Context>>(handler);
}

} // namespace

bool is_of_organisation(std::string_view pattern) {
    return pattern.starts_with("/structures/{}") || pattern.starts_with("/api/v1/structures/{}");
}

void Router::add(std::string_view method, std::string_view pattern, Right right, std::size_t parameters, AnyHandler handler) {
    auto const is_of_member = takes<Visit>(handler) || takes<Change>(handler);
    if (is_of_member != is_of_organisation(pattern))
        throw std::logic_error{"a structure's page is shown to its members, and no other: " + std::string{pattern}};
    auto const is_of_user = takes<UserVisit>(handler) || takes<UserChange>(handler);
    if (right == Right::anyone && (is_of_member || is_of_user))
        throw std::logic_error{"this page needs to know who asks: " + std::string{pattern}};

    paths_[std::string{method}].add(pattern, parameters + (is_of_member ? 1 : 0), routes_.size());
    routes_.push_back({std::string{method}, std::string{pattern}, right, std::move(handler)});
}

std::optional<Router::Found> Router::find(std::string_view method, std::string_view path) const {
    auto const of_method = paths_.find(method);
    if (of_method == paths_.end()) return std::nullopt;
    auto found = of_method->second.find(path);
    if (!found) return std::nullopt;

    auto const& route = routes_[found->route];
    if (!is_of_organisation(route.pattern)) return Found{&route, std::nullopt, std::move(found->segments)};
    auto organisation = OrganisationId::parse(found->segments.front());
    if (!organisation) return std::nullopt;
    found->segments.erase(found->segments.begin());
    return Found{&route, std::move(organisation), std::move(found->segments)};
}

std::vector<std::string> Router::methods(std::string_view path) const {
    std::vector<std::string> methods;
    for (auto const& [method, paths] : paths_)
        if (paths.find(path)) methods.push_back(method);
    return methods;
}

} // namespace accounts
