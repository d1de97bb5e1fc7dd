#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace web {

// Bytes that came and were not read yet. Holds no memory while a connection is idle.
class Incoming {
public:
    std::string_view view() const { return {bytes_.data() + begin_, end_ - begin_}; }
    bool is_empty() const { return begin_ == end_; }

    void consume(std::size_t count);
    void release();

    // Room behind the bytes for some more, of which as many came.
    std::span<char> room();
    void came(std::size_t count) { end_ += count; }

private:
    std::vector<char> bytes_;
    std::size_t begin_ = 0, end_ = 0;
};

} // namespace web
