#include "archive/disk.h"

#include "archive/refused.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace archive {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(fs::path const& file) {
    throw Refused{"Ce fichier ne peut pas être écrit : " + file.string() + " (" + std::generic_category().message(errno) + ")"};
}

} // namespace

PrivateFile::PrivateFile(fs::path const& file)
    : path_{file}, handle_{::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600)} {
    if (handle_ < 0 || ::fchmod(handle_, 0600) != 0) refuse(file);
}

PrivateFile::~PrivateFile() { ::close(handle_); }

void PrivateFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        auto const written = ::write(handle_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) refuse(path_);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void PrivateFile::flush() {
    if (::fsync(handle_) != 0) refuse(path_);
}

void write_private(fs::path const& path, std::string_view bytes) {
    PrivateFile file{path};
    file.write(bytes);
    file.flush();
}

void flush_to_disk(fs::path const& what) {
    auto const opened = ::open(what.c_str(), O_RDONLY | O_CLOEXEC);
    auto const is_kept = opened >= 0 && ::fsync(opened) == 0;
    if (opened >= 0) ::close(opened);
    if (!is_kept) refuse(what);
}

} // namespace archive
