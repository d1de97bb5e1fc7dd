#pragma once

#include <filesystem>
#include <string_view>

namespace archive {

// A new file for its owner alone, whose bytes are on the disk once it is flushed. Refused, with the reason, where the disk does
// not take them.
class PrivateFile {
public:
    explicit PrivateFile(std::filesystem::path const&);
    ~PrivateFile();
    PrivateFile(PrivateFile const&) = delete;

    void write(std::string_view bytes);
    void flush();

private:
    std::filesystem::path path_;
    int handle_;
};

void write_private(std::filesystem::path const& file, std::string_view bytes);

// What is renamed or made in a folder stays only once the folder itself is on the disk.
void flush_to_disk(std::filesystem::path const& file_or_folder);

} // namespace archive
