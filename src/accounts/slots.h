#pragma once

#include <any>
#include <typeindex>
#include <unordered_map>
#include <utility>

namespace accounts {

// What folders to the right lend to the pages of folders to the left, each by the type that the left one declares (a struct of
// functions). Filled while the program is put together, and only read afterwards.
class Slots {
public:
    template <typename Slot>
    void fill(Slot slot) {
        filled_.insert_or_assign(std::type_index{typeid(Slot)}, std::move(slot));
    }

    // Empty where nobody filled it.
    template <typename Slot>
    Slot of() const {
        auto const found = filled_.find(std::type_index{typeid(Slot)});
        return found == filled_.end() ? Slot{} : std::any_cast<Slot const&>(found->second);
    }

private:
    std::unordered_map<std::type_index, std::any> filled_;
};

} // namespace accounts
