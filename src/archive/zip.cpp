#include "archive/zip.h"

#include "archive/disk.h"
#include "archive/refused.h"

#include <zip.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <exception>
#include <system_error>

namespace archive {
namespace {

namespace fs = std::filesystem;

// 1 January 1980, where the time of ZIP begins: when an entry was written says nothing that the manifest does not.
constexpr zip_uint16_t first_day = 0x21;

constexpr std::size_t part = 64 * 1024;

constexpr std::uint64_t most_growth = 300;
constexpr std::uint64_t may_grow_freely = std::uint64_t{4} << 20;

struct Entry {
    Source next;
    std::exception_ptr& failure;
    std::string waiting = {};
    std::size_t given = 0;

    // What a source throws must not pass through a library of C.
    zip_int64_t give(char* to, std::size_t room) noexcept {
        try {
            if (given == waiting.size()) waiting = next(), given = 0;
        } catch (...) {
            failure = std::current_exception();
            return -1;
        }
        auto const size = std::min(room, waiting.size() - given);
        std::memcpy(to, waiting.data() + given, size);
        given += size;
        return static_cast<zip_int64_t>(size);
    }
};

zip_int64_t answer(void* entry, void* data, zip_uint64_t size, zip_source_cmd_t asked) {
    switch (asked) {
        case ZIP_SOURCE_SUPPORTS:
            return zip_source_make_command_bitmap(
                ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
        case ZIP_SOURCE_STAT: zip_stat_init(static_cast<zip_stat_t*>(data)); return sizeof(zip_stat_t);
        case ZIP_SOURCE_READ: return static_cast<Entry*>(entry)->give(static_cast<char*>(data), size);
        case ZIP_SOURCE_ERROR: {
            auto* const codes = static_cast<int*>(data);
            codes[0] = ZIP_ER_READ, codes[1] = EIO;
            return 2 * sizeof(int);
        }
        default: return 0;
    }
}

// The library writes to a file named after ours, with six signs more, and leaves it where it is killed.
void remove_remains(fs::path const& beside) {
    auto const stem = beside.filename().string() + ".";
    for (auto const& file : fs::directory_iterator{fs::absolute(beside).parent_path()}) {
        auto const name = file.path().filename().string();
        if (name.starts_with(stem) && name.size() == stem.size() + 6) fs::remove(file.path());
    }
}

} // namespace

struct ZipWriter::State {
    fs::path file;
    fs::path beside;
    zip_t* zip = nullptr;
    std::exception_ptr failure = {};
    std::deque<Entry> entries = {}; // they stay where they are
    bool is_published = false;

    [[noreturn]] void fail() const { throw Refused{"L'archive ne peut pas être écrite : " + std::string{zip_strerror(zip)}}; }
};

ZipWriter::ZipWriter(fs::path const& file) : state_{new State{.file = file, .beside = file.string() + ".part"}} {
    write_private(state_->beside, "");
    remove_remains(state_->beside);
    int problem = 0;
    state_->zip = zip_open(state_->beside.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &problem);
    if (!state_->zip) throw Refused{"L'archive ne peut pas être écrite : " + file.string()};
}

ZipWriter::~ZipWriter() {
    if (state_->zip) zip_discard(state_->zip);
    std::error_code ignored;
    if (!state_->is_published) fs::remove(state_->beside, ignored);
}

void ZipWriter::add(std::string const& name, Source next) {
    auto& entry = state_->entries.emplace_back(Entry{std::move(next), state_->failure});
    auto* const source = zip_source_function(state_->zip, answer, &entry);
    if (!source) state_->fail();
    auto const place = zip_file_add(state_->zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (place < 0) {
        zip_source_free(source);
        state_->fail();
    }
    zip_file_set_dostime(state_->zip, static_cast<zip_uint64_t>(place), 0, first_day, 0);
}

void ZipWriter::write() {
    if (zip_close(state_->zip) != 0) {
        if (state_->failure) std::rethrow_exception(state_->failure);
        state_->fail();
    }
    state_->zip = nullptr;
    flush_to_disk(state_->beside);
}

void ZipWriter::store_what_swells() {
    auto const entries = ZipReader{state_->beside}.entries();
    if (std::ranges::none_of(entries, &ZipReader::Entry::swells)) return;
    int problem = 0;
    state_->zip = zip_open(state_->beside.c_str(), 0, &problem);
    if (!state_->zip) throw Refused{"L'archive ne peut pas être écrite : " + state_->file.string()};
    for (zip_uint64_t place = 0; place < entries.size(); ++place) {
        if (!entries[place].swells()) continue;
        if (zip_set_file_compression(state_->zip, place, ZIP_CM_STORE, 0) != 0) state_->fail();
        zip_file_set_dostime(state_->zip, place, 0, first_day, 0);
    }
    write();
}

void ZipWriter::publish() {
    fs::rename(state_->beside, state_->file);
    state_->is_published = true;
    flush_to_disk(fs::absolute(state_->file).parent_path());
}

bool ZipReader::Entry::swells() const { return size > may_grow_freely && size / most_growth > compressed; }

struct ZipReader::State {
    zip_t* zip = nullptr;
    std::vector<Entry> entries = {};

    ~State() {
        if (zip) zip_discard(zip);
    }
};

namespace {

[[noreturn]] void refuse_damaged() { throw Refused{"Cette archive est abîmée ou incomplète : rien n'a été changé."}; }

} // namespace

ZipReader::ZipReader(fs::path const& file) : state_{std::make_unique<State>()} {
    if (!fs::is_regular_file(file)) throw Refused{"Ce fichier n'existe pas : " + file.string()};
    int problem = 0;
    state_->zip = zip_open(file.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &problem);
    if (!state_->zip) refuse_damaged();
    for (zip_int64_t place = 0; place < zip_get_num_entries(state_->zip, 0); ++place) {
        zip_stat_t about;
        constexpr zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
        if (zip_stat_index(state_->zip, static_cast<zip_uint64_t>(place), 0, &about) != 0 || (about.valid & needed) != needed)
            refuse_damaged();
        state_->entries.push_back({about.name, about.size, about.comp_size});
    }
}

ZipReader::~ZipReader() = default;
ZipReader::ZipReader(ZipReader&&) noexcept = default;

std::vector<ZipReader::Entry> const& ZipReader::entries() const { return state_->entries; }

void ZipReader::read(Entry const& entry, std::function<void(std::string_view)> const& each) const {
    using Opened = std::unique_ptr<zip_file_t, decltype([](zip_file_t* file) { zip_fclose(file); })>;
    auto const place = std::ranges::find(state_->entries, entry.name, &Entry::name) - state_->entries.begin();
    Opened const opened{zip_fopen_index(state_->zip, static_cast<zip_uint64_t>(place), 0)};
    if (!opened) refuse_damaged();

    std::string buffer(part, '\0');
    std::uint64_t read = 0;
    for (;;) {
        auto const size = zip_fread(opened.get(), buffer.data(), buffer.size());
        if (size == 0) break;
        if (size < 0) refuse_damaged();
        read += static_cast<std::uint64_t>(size);
        if (read > entry.size) refuse_damaged();
        each(std::string_view{buffer}.substr(0, static_cast<std::size_t>(size)));
    }
    if (read != entry.size) refuse_damaged();
}

} // namespace archive
