#include "web/incoming.h"

#include <algorithm>

namespace web {
namespace {

constexpr std::size_t first_buffer_bytes = 4 * 1024;

} // namespace

void Incoming::consume(std::size_t count) {
    begin_ += count;
    if (is_empty()) begin_ = end_ = 0;
}

void Incoming::release() {
    bytes_ = {};
    begin_ = end_ = 0;
}

std::span<char> Incoming::room() {
    if (begin_ > 0) {
        std::copy(bytes_.begin() + static_cast<std::ptrdiff_t>(begin_), bytes_.begin() + static_cast<std::ptrdiff_t>(end_),
            bytes_.begin());
        end_ -= begin_;
        begin_ = 0;
    }
    if (end_ == bytes_.size()) bytes_.resize(std::max(first_buffer_bytes, bytes_.size() * 2));
    return {bytes_.data() + end_, bytes_.size() - end_};
}

} // namespace web
