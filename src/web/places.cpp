#include "web/places.h"

namespace web {

std::shared_ptr<void> Places::take(std::string const& address) {
    std::lock_guard const lock{mutex_};
    auto const found = of_address_.find(address);
    if (taken_ >= most_ || (found != of_address_.end() && found->second >= most_of_address_)) return nullptr;
    ++taken_;
    ++of_address_[address];
    return {static_cast<void*>(this), [places = shared_from_this(), address](void*) { places->give_back(address); }};
}

void Places::give_back(std::string const& address) {
    std::lock_guard const lock{mutex_};
    --taken_;
    auto const found = of_address_.find(address);
    if (--found->second == 0) of_address_.erase(found);
}

} // namespace web
