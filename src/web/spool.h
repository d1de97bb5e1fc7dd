#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace web {

// A body that would fill the memory, on the disk instead: a file without a name, gone with whoever holds it, also where the
// program is killed.
class Spool {
public:
    explicit Spool(std::filesystem::path const& folder);
    ~Spool();
    Spool(Spool const&) = delete;

    void write(std::string_view bytes);

    std::uint64_t size() const { return size_; }

    // As many bytes, fewer at its end.
    std::string read(std::uint64_t offset, std::size_t count) const;

private:
    int handle_;
    std::uint64_t size_ = 0;
};

} // namespace web
