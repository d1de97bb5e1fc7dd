#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace archive {

// Gives the next bytes of an entry, and none at its end.
using Source = std::function<std::string()>;

// A ZIP file for its owner alone, written beside its place and put there once all of it is on the disk. The same entries make
// the same bytes.
class ZipWriter {
public:
    explicit ZipWriter(std::filesystem::path const& file);
    ~ZipWriter(); // what was not published is removed
    ZipWriter(ZipWriter const&) = delete;

    // Entries are read when the file is written, one after the other in the order in which they were added.
    void add(std::string const& name, Source);

    void write();

    // What shrank so far that a reader would take it for a bomb is put in as it is, once all is written.
    void store_what_swells();

    void publish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

class ZipReader {
public:
    // Refuses what is no ZIP file, or is damaged.
    explicit ZipReader(std::filesystem::path const& file);
    ~ZipReader();
    ZipReader(ZipReader&&) noexcept;

    struct Entry {
        std::string name;
        std::uint64_t size;
        std::uint64_t compressed;

        // What we write shrinks to a tenth or a fiftieth. An entry that grows far more may have been made to fill the disk.
        bool swells() const;
    };
    std::vector<Entry> const& entries() const;

    // All the bytes of an entry, in parts; never more of them than it announces.
    void read(Entry const&, std::function<void(std::string_view)> const& each) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace archive
