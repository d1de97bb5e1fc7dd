#include "archive/files.h"

#include "archive/disk.h"
#include "core/id.h"

#include <algorithm>

namespace archive {
namespace {

namespace fs = std::filesystem;

void make_private_folder(fs::path const& folder) {
    if (fs::create_directories(folder)) fs::permissions(folder, fs::perms::owner_all);
}

} // namespace

std::vector<StoredFile> stored_files(fs::path const& folder, std::optional<std::string> const& structure) {
    std::vector<StoredFile> found;
    if (!fs::is_directory(folder)) return found;
    for (auto const& owner : fs::directory_iterator{folder}) {
        auto const name = owner.path().filename().string();
        if (!owner.is_directory() || !is_uuid(name) || (structure && *structure != name)) continue;
        for (auto const& file : fs::directory_iterator{owner.path()})
            if (file.is_regular_file() && file.path().filename().string().size() == 64) // not those that are being written
                found.push_back({name, file.path().filename().string(), file.path()});
    }
    std::ranges::sort(found, {}, &StoredFile::path);
    return found;
}

void store_file(PackageReader const& package, FileEntry const& entry, fs::path const& folder, std::string_view structure) {
    auto const home = folder / structure;
    make_private_folder(home);
    auto const beside = home / (entry.sha256 + ".part");
    {
        PrivateFile file{beside};
        package.bytes(entry, [&](std::string_view bytes) { file.write(bytes); });
        file.flush();
    }
    fs::rename(beside, home / entry.sha256);
    flush_to_disk(home);
}

} // namespace archive
