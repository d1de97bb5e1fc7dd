#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace web {

// Who may keep something waiting: so many at once, a quarter of them from one address.
class Places : public std::enable_shared_from_this<Places> {
public:
    explicit Places(std::size_t most) : most_{most}, most_of_address_{(most + 3) / 4} {}

    // One of them, free again with the last of its holders; nothing where none is left.
    std::shared_ptr<void> take(std::string const& address);

private:
    void give_back(std::string const& address);

    std::size_t const most_, most_of_address_;
    std::mutex mutex_;
    std::size_t taken_ = 0;
    std::map<std::string, std::size_t> of_address_;
};

} // namespace web
