#pragma once

#include "storage/database.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storage {

// The bytes of a document on their way to being kept: a file beside its place, taken away again unless it is kept.
class Draft {
public:
    explicit Draft(std::filesystem::path const& folder);
    ~Draft();
    Draft(Draft const&) = delete;

    // Others may write there too, until it is settled.
    std::filesystem::path const& path() const { return path_; }
    void write(std::string_view bytes);

    // All of it is there: puts it on the disk for good, and tells what it is.
    void settle();
    std::string const& sha256() const { return sha256_; }
    std::int64_t size() const { return size_; }

private:
    std::filesystem::path path_;
    int handle_;
    std::string sha256_;
    std::int64_t size_ = 0;
};

// The documents of structures, each under the digest of its content: files beside SQLite, rows on PostgreSQL, where several
// nodes must find them. A content is never shared between structures.
class Files {
public:
    Files() = default;                                                           // rows of the database
    explicit Files(std::filesystem::path folder) : folder_{std::move(folder)} {} // FOLDER/ORGANISATION/SHA256

    bool are_rows() const { return !folder_; }

    // Before the transaction, for it may take long.
    std::unique_ptr<Draft> draft(std::string_view organisation) const;

    // Within the transaction of the row that names it: what commits finds it there.
    void keep(Writer&, std::string_view organisation, Draft const&) const;

    // Gives one part after the other, at last an empty one; throws where it is missing.
    using Pieces = std::function<std::string()>;
    Pieces pieces(Reader const&, std::string_view organisation, std::string_view sha256) const; // while the reader lives
    Pieces pieces(Database&, std::string_view organisation, std::string_view sha256) const;     // each part read for itself

    // In the order of their names; those of one structure where it is named.
    struct Stored {
        std::string organisation;
        std::string sha256;
        bool operator==(Stored const&) const = default;
        auto operator<=>(Stored const&) const = default;
    };
    std::vector<Stored> stored(Reader const&, std::optional<std::string_view> organisation = {}) const;

    void remove(Writer&, Stored const&) const;

    // While a hold lives, in whatever program, nothing is taken away: for who lists the documents first and reads them one
    // after the other. Of rows a snapshot holds as much. Whoever takes away holds all by itself, or gets nothing.
    using Hold = std::shared_ptr<void>;
    Hold hold() const;
    Hold hold_to_remove() const;

    // Drafts of a program that was killed while it wrote them.
    void remove_old_drafts() const;

private:
    Hold locked(int way) const;
    std::filesystem::path path(std::string_view organisation, std::string_view sha256) const;

    std::optional<std::filesystem::path> folder_;
};

} // namespace storage
