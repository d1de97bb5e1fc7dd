#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace support {

// A folder of data that is gone with the test.
class DataFolder {
public:
    DataFolder() {
        static int count = 0;
        path_ = std::filesystem::temp_directory_path() / ("essp-" + std::to_string(getpid()) + "-" + std::to_string(++count));
    }
    DataFolder(DataFolder const&) = delete;
    ~DataFolder() { std::filesystem::remove_all(path_); }

    std::filesystem::path const& path() const { return path_; }
    std::string text() const { return path_.string(); }

    std::string write(
        std::string const& name, std::string const& content, std::filesystem::perms mode = std::filesystem::perms{0600}) const {
        std::filesystem::create_directories(path_);
        std::ofstream{path_ / name} << content;
        std::filesystem::permissions(path_ / name, mode);
        return (path_ / name).string();
    }

private:
    std::filesystem::path path_;
};

} // namespace support
