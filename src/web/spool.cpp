#include "web/spool.h"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace web {
namespace {

[[noreturn]] void fail(char const* what) { throw std::system_error{errno, std::generic_category(), what}; }

// Not every file system makes files without a name: then it loses its name at once.
int open_unnamed(std::filesystem::path const& folder) {
    auto const handle = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (handle >= 0) return handle;
    auto name = (folder / "XXXXXX.part").string();
    auto const named = ::mkostemps(name.data(), 5, O_CLOEXEC);
    if (named < 0) fail("an upload cannot be received");
    ::unlink(name.c_str());
    return named;
}

} // namespace

Spool::Spool(std::filesystem::path const& folder) : handle_{open_unnamed(folder)} {}

Spool::~Spool() { ::close(handle_); }

void Spool::write(std::string_view bytes) {
    while (!bytes.empty()) {
        auto const written = ::write(handle_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) fail("an upload cannot be written");
        bytes.remove_prefix(static_cast<std::size_t>(written));
        size_ += static_cast<std::uint64_t>(written);
    }
}

std::string Spool::read(std::uint64_t offset, std::size_t count) const {
    auto const left = offset < size_ ? size_ - offset : 0;
    std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(count, left)), '\0');
    for (std::size_t have = 0; have < bytes.size();) {
        auto const got = ::pread(handle_, bytes.data() + have, bytes.size() - have, static_cast<off_t>(offset + have));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) fail("an upload does not read");
        have += static_cast<std::size_t>(got);
    }
    return bytes;
}

} // namespace web
