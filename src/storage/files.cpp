#include "storage/files.h"

#include "core/id.h"
#include "core/secret.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <span>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace storage {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t part_bytes = std::size_t{256} << 10;
constexpr auto forgotten_after = std::chrono::hours{24};

[[noreturn]] void fail(char const* what) {
    auto const reason = std::string{what} + ": " + std::strerror(errno);
    if (errno == ENOSPC || errno == EDQUOT) throw Full{reason};
    throw NotKept{reason};
}

void flush(int handle) {
    if (::fsync(handle) != 0) fail("a document does not reach the disk");
}

// What is renamed or made in a folder stays only once the folder itself is on the disk.
void flush_folder(fs::path const& folder) {
    auto const handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) fail("the folder of documents does not open");
    auto const result = ::fsync(handle);
    ::close(handle);
    if (result != 0) fail("the folder of documents does not reach the disk");
}

void make_private_folder(fs::path const& folder) {
    std::error_code error;
    if (folder.empty() || fs::is_directory(folder, error)) return;
    make_private_folder(folder.parent_path());
    fs::create_directory(folder, error);
    if (error) throw NotKept{"the folder of documents cannot be made: " + error.message()};
    fs::permissions(folder, fs::perms::owner_all);
    flush_folder(folder.parent_path());
}

// Closed with it.
struct Opened {
    explicit Opened(int handle) : handle{handle} {}
    ~Opened() {
        if (handle >= 0) ::close(handle);
    }
    Opened(Opened const&) = delete;

    int const handle;
};

bool is_digest(std::string_view name) { return name.size() == 64 && name.find_first_not_of("0123456789abcdef") == name.npos; }

bool is_draft(fs::path const& file) { return file.extension() == ".part"; }

Blob blob_of(std::string_view bytes) {
    auto const all = std::as_bytes(std::span{bytes.data(), bytes.size()});
    return {all.begin(), all.end()};
}

// Reads a file part after part.
Files::Pieces pieces_of(fs::path const& path) {
    auto stream = std::make_shared<std::ifstream>(path, std::ios::binary); // shared, for a function object has to be copyable
    if (!*stream) throw Failed{"a document is missing: " + path.string()};
    return [stream] {
        std::string bytes(part_bytes, '\0');
        stream->read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (stream->bad()) throw Failed{"a document does not read"};
        bytes.resize(static_cast<std::size_t>(stream->gcount()));
        return bytes;
    };
}

// The parts of a document that is kept as rows, one after the other; what is taken away meanwhile does not pass for its end.
class Parts {
public:
    Parts(std::string_view organisation, std::string_view sha256) : organisation_{organisation}, sha256_{sha256} {}

    std::string next(Reader const& db) {
        if (!count_) count_ = count(db);
        if (part_ == *count_) return {};
        auto const bytes = db.row("SELECT bytes FROM blobs WHERE organisation_id = $1 AND sha256 = $2 AND part = $3",
            {organisation_, sha256_, part_++}, [](Row& row) { return row.next<Blob>(); });
        if (!bytes) throw Failed{"a document was taken away while it was read: " + sha256_};
        return {reinterpret_cast<char const*>(bytes->data()), bytes->size()};
    }

private:
    std::int64_t count(Reader const& db) const {
        auto const parts = db.row("SELECT COUNT(*) FROM blobs WHERE organisation_id = $1 AND sha256 = $2",
            {organisation_, sha256_}, [](Row& row) { return row.next<std::int64_t>(); });
        if (parts.value_or(0) == 0) throw Failed{"a document is missing: " + sha256_};
        return *parts;
    }

    std::string organisation_, sha256_;
    std::int64_t part_ = 0;
    std::optional<std::int64_t> count_ = {};
};

std::vector<Files::Stored> stored_in(fs::path const& folder, std::optional<std::string_view> organisation) {
    std::vector<Files::Stored> found;
    if (!fs::is_directory(folder)) return found;
    for (auto const& owner : fs::directory_iterator{folder}) {
        auto const name = owner.path().filename().string();
        if (!owner.is_directory() || !is_uuid(name) || (organisation && *organisation != name)) continue;
        for (auto const& file : fs::directory_iterator{owner.path()})
            if (file.is_regular_file() && is_digest(file.path().filename().string()))
                found.push_back({name, file.path().filename().string()});
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace

Draft::Draft(fs::path const& folder) {
    auto name = (folder / "XXXXXX.part").string();
    handle_ = ::mkostemps(name.data(), 5, O_CLOEXEC);
    if (handle_ < 0) fail("a document cannot be written");
    path_ = name;
}

Draft::~Draft() {
    ::close(handle_);
    ::unlink(path_.c_str()); // it is gone already where it was kept
}

void Draft::write(std::string_view bytes) {
    while (!bytes.empty()) {
        auto const written = ::write(handle_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) fail("a document cannot be written");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void Draft::settle() {
    RunningDigest digest;
    size_ = 0;
    auto const next = pieces_of(path_);
    for (auto bytes = next(); !bytes.empty(); bytes = next()) {
        digest.add(bytes);
        size_ += static_cast<std::int64_t>(bytes.size());
    }
    sha256_ = hexadecimal(digest.finish());
    // Another program may have put another file in its place.
    auto const handle = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) fail("a document is gone before it is kept");
    ::close(handle_);
    handle_ = handle;
    flush(handle_);
}

std::unique_ptr<Draft> Files::draft(std::string_view organisation) const {
    auto const folder = folder_ ? *folder_ / organisation : fs::temp_directory_path();
    if (folder_) make_private_folder(folder);
    return std::make_unique<Draft>(folder);
}

void Files::keep(Writer& db, std::string_view organisation, Draft const& draft) const {
    if (folder_) {
        auto const place = path(organisation, draft.sha256());
        if (::rename(draft.path().c_str(), place.c_str()) != 0) fail("a document cannot be put in its place");
        return flush_folder(place.parent_path());
    }
    auto const next = pieces_of(draft.path());
    std::int64_t part = 0;
    for (auto bytes = next(); part == 0 || !bytes.empty(); bytes = next(), ++part) // so that no row is larger than a part
        db.change(R"(
            INSERT INTO blobs (organisation_id, sha256, part, bytes) VALUES ($1, $2, $3, $4)
            ON CONFLICT (organisation_id, sha256, part) DO NOTHING)",
            {organisation, draft.sha256(), part, blob_of(bytes)});
}

Files::Pieces Files::pieces(Reader const& db, std::string_view organisation, std::string_view sha256) const {
    if (folder_) return pieces_of(path(organisation, sha256));
    return [&db, parts = Parts{organisation, sha256}]() mutable { return parts.next(db); };
}

Files::Pieces Files::pieces(Database& db, std::string_view organisation, std::string_view sha256) const {
    if (folder_) return pieces_of(path(organisation, sha256));
    return [&db, parts = Parts{organisation, sha256}]() mutable {
        return db.found([&](Reader const& reader) { return parts.next(reader); });
    };
}

std::vector<Files::Stored> Files::stored(Reader const& db, std::optional<std::string_view> organisation) const {
    if (folder_) return stored_in(*folder_, organisation);
    auto const read = [](Row& row) {
        auto owner = row.next<std::string>();
        return Stored{std::move(owner), row.next<std::string>()};
    };
    if (organisation)
        return db.rows("SELECT organisation_id, sha256 FROM blobs WHERE organisation_id = $1 AND part = 0 ORDER BY sha256",
            {*organisation}, read);
    return db.rows(R"(
        -- all organisations: a backup and its check hold the documents of all
        SELECT organisation_id, sha256 FROM blobs WHERE part = 0 ORDER BY organisation_id, sha256)",
        {}, read);
}

void Files::remove(Writer& db, Stored const& file) const {
    if (folder_) ::unlink(path(file.organisation, file.sha256).c_str());
    else db.change("DELETE FROM blobs WHERE organisation_id = $1 AND sha256 = $2", {file.organisation, file.sha256});
}

Files::Hold Files::hold() const { return locked(LOCK_SH); }

Files::Hold Files::hold_to_remove() const { return locked(LOCK_EX | LOCK_NB); }

// The folder itself is what they lock.
Files::Hold Files::locked(int way) const {
    auto const is_there = folder_ && fs::is_directory(*folder_);
    auto const handle = is_there ? ::open(folder_->c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (is_there && handle < 0) fail("the folder of documents does not open");
    Hold hold = std::make_shared<Opened>(handle);
    if (is_there && ::flock(handle, way) != 0) return nullptr;
    return hold;
}

void Files::remove_old_drafts() const {
    std::error_code ignored;
    if (!folder_ || !fs::is_directory(*folder_, ignored)) return;
    auto const limit = fs::file_time_type::clock::now() - forgotten_after;
    for (auto const& owner : fs::directory_iterator{*folder_})
        for (auto const& file : fs::directory_iterator{owner.path(), ignored})
            if (is_draft(file.path()) && file.last_write_time(ignored) < limit) fs::remove(file.path(), ignored);
}

// Both names are made of harmless signs only, whoever asks.
fs::path Files::path(std::string_view organisation, std::string_view sha256) const {
    if (!is_uuid(organisation) || !is_digest(sha256)) throw Failed{"this names no document"};
    return *folder_ / organisation / sha256;
}

} // namespace storage
